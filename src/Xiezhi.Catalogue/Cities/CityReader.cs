using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Cities;

/// <summary>Reads what a city brings to the law: <c>city.yaml</c>, <c>organs.yaml</c> and <c>registers/*.yaml</c>.</summary>
internal sealed class CityReader(Diagnostics diagnostics)
{
    private static readonly string[] Levels = ["city", "county", "township", "province", "state"];
    private readonly Dictionary<string, Register> registers = new(StringComparer.Ordinal);
    private ImmutableArray<Organ> organs = [];
    private string id = "";
    private Title title;
    private OfficeHours hours = OfficeHours.Usual;
    private int mailGrace;

    /// <summary>The city, once its files have been read.</summary>
    public City City => new(id, title, organs, registers.ToFrozenDictionary(StringComparer.Ordinal), hours) { MailGrace = mailGrace };

    public void ReadCity(YamlMap file, string folder)
    {
        var fields = new Fields(file, diagnostics, "a city", "id", "title", "zone", "hours", "mail-grace", "province", "doubt");
        fields.Need("id");
        Province = fields.Scalar("province");
        fields.Need("zone");
        id = fields.Text("id") ?? "";
        title = fields.Title();
        if (id != folder && id.Length > 0)
        {
            diagnostics.Error(fields["id"]!.At, Rule.FileName, $"the city '{id}' lies in the folder {folder}; let the folder have the city's name");
        }

        if (fields.Text("zone") is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            diagnostics.Error(fields["zone"]!.At, Rule.WrongValue, $"there is no time zone '{zone}'; write one such as Asia/Shanghai");
        }

        if (fields["hours"] is { } node) { hours = Hours(node, diagnostics) ?? hours; }
        mailGrace = fields.Number("mail-grace", 0, atLeast: 0);
    }

    /// <summary>The province in which it lies, as its file names it; null where it names none.</summary>
    public YamlScalar? Province { get; private set; }

    /// <summary>A county of the city, which must be the region of one of its organs; null when it is not.</summary>
    public Region? CountyOf(YamlMap file, string folder)
    {
        var fields = new Fields(file, diagnostics, "a county", "id", "title");
        fields.Need("id");
        var county = new Region(folder, fields.Title());
        if (fields.Scalar("id") is not { } name) { return null; }
        if (name.Text != folder) { diagnostics.Error(name.At, Rule.FileName, $"the county '{name.Text}' lies in the folder {folder}; let the folder have the county's name"); }
        var regions = organs.Where(o => o.Level == "county").Select(o => o.Region).Distinct(StringComparer.Ordinal).ToList();
        if (regions.Contains(name.Text)) { return county; }
        diagnostics.Error(name.At, Rule.UnknownId, $"no organ of a county in organs.yaml has the region '{name.Text}'{Nearest.Suggestion(name.Text, regions)}");
        return null;
    }

    public void ReadOrgans(YamlMap file)
    {
        var ids = new Ids("organ", diagnostics).AddKeys(file);
        var list = ImmutableArray.CreateBuilder<Organ>(ids.Count);
        foreach (var pair in file.Pairs)
        {
            if (pair.Value is YamlMap map) { list.Add(OrganOf(pair.Key.Text, list.Count + 1, map, ids)); }
            else { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the organ '{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here"); }
        }

        organs = list.DrainToImmutable();
    }

    /// <summary>Reads a register: items under <c>items</c>, or the whole file is items.</summary>
    public void ReadRegister(YamlMap file, string name)
    {
        var items = file["items"] as YamlMap;
        var heading = new Title(name, name);
        if (items is not null)
        {
            var fields = new Fields(file, diagnostics, "a register", "id", "title", "items", "source", "doubt");
            if (fields.Has("title")) { heading = fields.Title(); }
        }

        var ids = new Ids("item", diagnostics).AddKeys(items ?? file);
        var list = ImmutableArray.CreateBuilder<RegisterItem>(ids.Count);
        foreach (var pair in (items ?? file).Pairs)
        {
            if (pair.Value is YamlMap map) { list.Add(ItemOf(pair.Key.Text, list.Count, map)); }
            else { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the item '{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here"); }
        }

        registers[name] = new Register(name, heading, list.DrainToImmutable());
    }

    private Organ OrganOf(string organ, int number, YamlMap map, Ids ids)
    {
        var fields = new Fields(map, diagnostics, $"the organ '{organ}'", "title", "level", "above", "region", "competences", "officers", "posts", "hours");
        fields.Need("level");
        var level = Levels[fields.OneOf("level", Levels)];
        var above = fields.Scalar("above") is { } upper ? ids.Resolve(upper) + 1 : 0;
        var officers = fields.Number("officers", 1, atLeast: 1);
        var posts = new Dictionary<string, int>(StringComparer.Ordinal);
        var ranges = new Dictionary<string, (int First, int Last)>(StringComparer.Ordinal);
        var given = 0;
        foreach (var pair in fields.Section("posts")?.Pairs ?? [])
        {
            if (pair.Value is not YamlScalar word || !int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var holders) || holders < 1)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongValue, $"the post '{pair.Key.Text}' of '{organ}' needs a number of holders from 1");
                continue;
            }

            posts.Add(pair.Key.Text, holders);
            ranges.Add(pair.Key.Text, (given + 1, given + holders));
            given += holders;
        }

        if (given > officers)
        {
            diagnostics.Error(fields.At, Rule.WrongCalendar, $"'{organ}' has {officers} officers but {given} hold a post; add officers or take away posts");
        }

        var competences = fields.Words("competences").Select(c => c.Text).ToFrozenSet(StringComparer.Ordinal);
        return new Organ(number, organ, fields.Title(), level, above, fields.Text("region") ?? "", competences, officers,
            posts.ToFrozenDictionary(StringComparer.Ordinal))
        {
            PostRanges = ranges.ToFrozenDictionary(StringComparer.Ordinal),
            Hours = fields["hours"] is { } own ? Hours(own, diagnostics) : null,
        };
    }

    private RegisterItem ItemOf(string item, int index, YamlMap map)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var lengths = new Dictionary<string, Length>(StringComparer.Ordinal);
        var heading = new Title(item, item);
        foreach (var pair in map.Pairs)
        {
            if (pair.Key.Text == "title") { heading = Fields.TitleOf(pair.Value, diagnostics, $"the item '{item}'"); continue; }
            if (pair.Value is not YamlScalar word)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' of the item '{item}' is {pair.Value.Shape}; a single value belongs here");
                continue;
            }

            fields.Add(pair.Key.Text, word.Text);
            if (Length.TryParse(word.Text, out var length)) { lengths.Add(pair.Key.Text, length); }
        }

        if (map["title"] is null) { diagnostics.Error(map.At, Rule.MissingKey, $"the item '{item}' needs 'title'"); }
        return new RegisterItem(index, item, heading, fields.ToFrozenDictionary(StringComparer.Ordinal), lengths.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Office hours as a list of openings; null after reporting what is wrong with them.</summary>
    internal static OfficeHours? Hours(YamlNode node, Diagnostics diagnostics)
    {
        var sessions = ImmutableArray.CreateBuilder<OfficeSession>();
        foreach (var item in (node as YamlSeq)?.Items ?? [])
        {
            if (item is not YamlMap map)
            {
                diagnostics.Error(item.At, Rule.WrongShape, $"{item.Shape} stands here; write {{ from: \"09:00\", to: \"12:00\" }}");
                return null;
            }

            var fields = new Fields(map, diagnostics, "an opening", "from", "to");
            if (Minute(fields, "from", diagnostics) is not { } opens || Minute(fields, "to", diagnostics) is not { } closes) { return null; }
            sessions.Add(new OfficeSession(opens, closes));
        }

        try
        {
            return new OfficeHours(sessions.DrainToImmutable());
        }
        catch (ArgumentException wrong)
        {
            diagnostics.Error(node.At, Rule.WrongCalendar, wrong.Message);
            return null;
        }
    }

    private static short? Minute(Fields fields, string key, Diagnostics diagnostics)
    {
        fields.Need(key);
        if (fields.Scalar(key) is not { } word) { return null; }
        if (TimeOnly.TryParseExact(word.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (short)((time.Hour * 60) + time.Minute);
        }

        diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is no time of the day; write HH:mm");
        return null;
    }
}
