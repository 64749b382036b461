using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Catalogue.Calendars;
using Xiezhi.Catalogue.Checks;
using Xiezhi.Catalogue.Cities;
using Xiezhi.Catalogue.Codes;
using Xiezhi.Catalogue.Indicators;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Privacy;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Registers;
using Xiezhi.Catalogue.Templates;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue;

/// <summary>Reads the law of the land and what a city brings to it, from their folders, and reports every mistake of every file at once.</summary>
public sealed partial class CatalogueReader
{
    private readonly string catalogue;
    private readonly string? city;
    private readonly string root;
    private string? draft;
    private string? province;
    private readonly List<(string Folder, Region Region)> counties = [];
    private readonly Diagnostics diagnostics;
    private readonly List<(Edition Edition, Places Places)> checkedEditions = [];
    private readonly Dictionary<string, Places> places = new(StringComparer.Ordinal);

    private CatalogueReader(string catalogue, string? city, Diagnostics? diagnostics = null)
    {
        this.diagnostics = diagnostics ?? new Diagnostics();
        this.catalogue = Path.GetFullPath(catalogue);
        this.city = city is null ? null : Path.GetFullPath(city);
        root = Path.GetDirectoryName(this.catalogue) ?? this.catalogue;
    }

    /// <summary>Reads everything.</summary>
    /// <param name="catalogue">Folder with calendars, law, codes and procedures.</param>
    /// <param name="city">Folder of one city, or null: then nothing is filled in and nobody's competence is checked.</param>
    public static CatalogueReading Read(string catalogue, string? city = null) => Read(catalogue, city, _ => true);

    /// <summary>Reads the procedures that are wanted, with all that they refer to.</summary>
    /// <param name="catalogue">Folder with calendars, law, codes and procedures.</param>
    /// <param name="city">Folder of one city, or null.</param>
    /// <param name="wanted">Says of an address (<c>services/citizen-appeal</c>) whether to read it.</param>
    /// <param name="draft">Folder of procedures in draft, <c>chapter/procedure/yyyy-MM-dd.yaml</c>: a file in it takes the place of the catalogue's of the same name, or comes
    /// beside it. Null without one.</param>
    public static CatalogueReading Read(string catalogue, string? city, Func<string, bool> wanted, string? draft = null) =>
        new CatalogueReader(catalogue, city) { draft = draft is null ? null : Path.GetFullPath(draft) }.ReadAll(wanted);

    /// <summary>Reads everything, and has the diagnostics know whatever they are asked to.</summary>
    internal static CatalogueReading Read(string catalogue, string? city, Diagnostics diagnostics) => new CatalogueReader(catalogue, city, diagnostics).ReadAll(_ => true);

    /// <summary>Reads one edition from a file anywhere, with the laws, codes and templates of a catalogue; it need not lie in the folders that its id names.</summary>
    /// <returns>The edition, or null when it has mistakes.</returns>
    public static (Edition? Edition, ImmutableArray<Diagnostic> Diagnostics) ReadEdition(string catalogue, string file)
    {
        var reader = new CatalogueReader(catalogue, city: null);
        var shelf = reader.ReadShelf(home: null);
        if (YamlFile.ParseMap(File.ReadAllBytes(file), file, reader.diagnostics) is not { } map) { return (null, reader.diagnostics.InOrder); }
        var day = map["in-force"] is YamlMap inForce && Fields.TryDay($"{inForce["from"]}", out var from) ? from : DateOnly.MinValue;
        var edition = reader.Compile(map, File.ReadAllBytes(file), map["id"] is YamlScalar id ? id.Text : "", day, overlay: null, shelf);
        return (reader.diagnostics.HasErrors ? null : edition, reader.diagnostics.InOrder);
    }

    /// <summary>Reads the yearly notices alone.</summary>
    /// <returns>The calendar, or null when there is an error.</returns>
    public static (WorkingCalendar? Calendar, ImmutableArray<Diagnostic> Diagnostics) ReadCalendar(string catalogue)
    {
        var reader = new CatalogueReader(catalogue, city: null);
        var calendar = reader.ReadCalendars(shelf: null);
        return (reader.diagnostics.HasErrors ? null : calendar, reader.diagnostics.InOrder);
    }

    /// <summary>The addresses of all procedures of a catalogue, in order.</summary>
    public static ImmutableArray<string> Addresses(string catalogue) => AddressesUnder(Path.Combine(catalogue, "procedures"));

    /// <summary>The addresses of the procedures in a folder of chapters, in order.</summary>
    public static ImmutableArray<string> AddressesUnder(string procedures) => Directory.Exists(procedures)
        ? [.. FoldersUnder(procedures).SelectMany(FoldersUnder).Select(p => AddressOf(procedures, p)).Order(StringComparer.Ordinal)]
        : [];

    private CatalogueReading ReadAll(Func<string, bool> wanted)
    {
        if (!Directory.Exists(catalogue))
        {
            diagnostics.Error(Place.Whole(catalogue), Rule.MissingKey, "there is no such folder; name the folder that holds procedures/, law/ and calendars/");
        }

        var home = ReadCity();
        var shelf = ReadShelf(home);
        var calendar = ReadCalendars(shelf);
        var editions = ImmutableArray.CreateBuilder<Edition>();
        var all = true;
        foreach (var address in AllAddresses())
        {
            if (wanted(address)) { editions.AddRange(ReadProcedure(address, shelf)); }
            else { all = false; }
        }

        if (!all) { ReadLinked(editions, shelf); }

        new LinksCheck(checkedEditions, [.. AllAddresses()], diagnostics).Run();

        // A figure may speak of any procedure, so figures are read only with all of them.
        var (indicators, reports) = all ? ReadIndicators(editions, home) : ([], []);
        var privacy = ReadPrivacy();
        var found = diagnostics.InOrder;
        var book = diagnostics.HasErrors || calendar is null ? null : new LawBook(editions.DrainToImmutable(), calendar, home ?? City.Nowhere)
        {
            Privacy = privacy,
            Registers = shelf.Registers,
            Templates = shelf.Templates.ToFrozenDictionary(t => t.Key, t => t.Value.Text, StringComparer.Ordinal),
        };
        return new CatalogueReading(book, found)
        {
            Indicators = indicators,
            Reports = reports,
            Places = places,
        };
    }

    /// <summary>What the catalogue says of personal data; no rules where it says nothing.</summary>
    private PrivacyRules ReadPrivacy()
    {
        var file = Path.Combine(catalogue, "privacy.yaml");
        return File.Exists(file) && Map(file) is { } map ? new PrivacyReader(diagnostics).Read(map) : PrivacyRules.None;
    }

    private Shelf ReadShelf(City? home)
    {
        var laws = new LawReader(diagnostics);
        foreach (var file in Shared("law")) { if (Map(file) is { } map) { laws.Read(map); } }
        var codes = new CodeReader(diagnostics);
        foreach (var file in Shared("codes"))
        {
            if (Map(file) is { } map) { codes.Read(map, Path.GetFileNameWithoutExtension(file)); }
        }

        var templates = new TemplateReader(diagnostics);
        foreach (var file in Shared("templates", "*.liquid")) { templates.Read(File.ReadAllText(file), Shown(file)); }
        var registers = new RegisterFormReader(codes.Lists(), diagnostics);
        foreach (var file in FilesIn(Path.Combine(catalogue, "registers"))) { if (Map(file) is { } map) { registers.Read(map, Path.GetFileNameWithoutExtension(file)); } }
        return new Shelf(laws.Laws, codes.Lists(), templates.Templates, home) { Registers = registers.Forms };
    }

    // What the catalogue has in a folder, and what the city adds for its own procedures.
    private IEnumerable<string> Shared(string folder, string pattern = "*.yaml") =>
        FilesIn(Path.Combine(catalogue, folder), pattern).Concat(city is null ? [] : FilesIn(Path.Combine(city, folder), pattern));

    private (ImmutableArray<Indicator> Indicators, ImmutableArray<ReportTemplate> Reports) ReadIndicators(IEnumerable<Edition> editions, City? home)
    {
        var reader = new IndicatorReader(new ProcedureWords(editions, home, diagnostics), diagnostics);
        foreach (var file in FilesIn(Path.Combine(catalogue, "indicators")))
        {
            if (Map(file) is { } map) { reader.Read(map, Path.GetFileNameWithoutExtension(file)); }
        }

        var indicators = reader.Indicators();
        var sentences = new ReportReader(reader.Ids, diagnostics);
        ImmutableArray<ReportTemplate> reports = [.. FilesIn(Path.Combine(catalogue, "reports"))
            .Select(file => Map(file) is { } map ? sentences.Read(map, Path.GetFileNameWithoutExtension(file)) : null).OfType<ReportTemplate>()];
        var named = reports.SelectMany(report => report.FigureIds).Distinct(StringComparer.Ordinal).ToList();
        return ([.. indicators.OrderBy(indicator => named.IndexOf(indicator.Id) is var at and >= 0 ? at : int.MaxValue)], reports);
    }

    /// <param name="shelf">Without it the yearly notices alone are read.</param>
    private WorkingCalendar? ReadCalendars(Shelf? shelf)
    {
        var reader = new CalendarReader(diagnostics);
        foreach (var file in FilesIn(Path.Combine(catalogue, "calendars")))
        {
            if (Map(file) is { } map) { reader.Read(map, Path.GetFileNameWithoutExtension(file)); }
        }

        if (city is null || shelf is null) { return reader.Calendar([]); }
        var outages = new OutageReader(shelf, diagnostics);
        foreach (var file in FilesIn(Path.Combine(city, "outages"))) { if (Map(file) is { } map) { outages.Read(map, Path.GetFileNameWithoutExtension(file)); } }
        return reader.Calendar(outages.Outages);
    }

    private City? ReadCity()
    {
        if (city is null) { return null; }
        var reader = new CityReader(diagnostics);
        var (about, organs) = (Path.Combine(city, "city.yaml"), Path.Combine(city, "organs.yaml"));
        foreach (var file in new[] { about, organs })
        {
            if (!File.Exists(file)) { diagnostics.Error(Place.Whole(Shown(file)), Rule.MissingKey, "the city has no such file; add it"); }
        }

        if (File.Exists(about) && Map(about) is { } heading) { reader.ReadCity(heading, Path.GetFileName(city)); }
        if (File.Exists(organs) && Map(organs) is { } list) { reader.ReadOrgans(list); }
        foreach (var file in FilesIn(Path.Combine(city, "registers")))
        {
            if (Map(file) is { } map) { reader.ReadRegister(map, Path.GetFileNameWithoutExtension(file)); }
        }

        ReadPlacesAboutCity(reader);
        return reader.City;
    }

    // The province lies beside the folder of cities; a county lies in its city.
    private void ReadPlacesAboutCity(CityReader reader)
    {
        if (reader.Province is { } named)
        {
            var provinces = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(city!)) ?? "", "provinces");
            province = Path.Combine(provinces, named.Text);
            if (!Directory.Exists(province))
            {
                diagnostics.Error(named.At, Rule.UnknownId, $"there is no province '{named.Text}' in {Shown(provinces)}/{Nearest.Suggestion(named.Text, Directory.Exists(provinces) ? FoldersUnder(provinces).Select(f => Path.GetFileName(f)) : [])}");
                province = null;
            }
        }

        var folder = Path.Combine(city!, "counties");
        foreach (var county in Directory.Exists(folder) ? FoldersUnder(folder) : [])
        {
            var about = Path.Combine(county, "county.yaml");
            if (!File.Exists(about)) { diagnostics.Error(Place.Whole(Shown(about)), Rule.MissingKey, "the county has no such file; add it with id and title"); }
            else if (Map(about) is { } map && reader.CountyOf(map, Path.GetFileName(county)) is { } region) { counties.Add((county, region)); }
        }
    }

    private DateOnly? DayOf(string file)
    {
        if (Fields.TryDay(Path.GetFileNameWithoutExtension(file), out var day)) { return day; }
        diagnostics.Error(Place.Whole(Shown(file)), Rule.FileName, "an edition's file is named by the first day on which it is in force: yyyy-MM-dd.yaml");
        return null;
    }

    private YamlMap? Map(string file) => YamlFile.ParseMap(File.ReadAllBytes(file), Shown(file), diagnostics);

    private string Shown(string file) => Path.GetRelativePath(root, file).Replace('\\', '/');

    private static string AddressOf(string procedures, string folder) => Path.GetRelativePath(procedures, folder).Replace('\\', '/');

    private static IEnumerable<string> FoldersUnder(string folder) => Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FilesIn(string folder, string pattern = "*.yaml") =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
}
