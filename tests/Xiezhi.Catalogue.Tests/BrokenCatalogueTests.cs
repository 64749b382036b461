using Xiezhi.Catalogue.Exploring;
using Xiezhi.Catalogue.Scenarios;

namespace Xiezhi.Catalogue.Tests;

/// <summary>Each rule has a small broken file that trips it and nothing else; its folder says which sound file it takes the place of.</summary>
public sealed class BrokenCatalogueTests : IDisposable
{
    private static readonly string Here = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests");
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["edition"] = "catalogue/procedures/disputes/complaint/2020-01-01.yaml",
        ["law"] = "catalogue/law/second.yaml",
        ["codes"] = "catalogue/codes/more.yaml",
        ["calendar"] = "catalogue/calendars/2020.yaml",
        ["scenario"] = "catalogue/procedures/disputes/complaint/scenarios/life.yaml",
        ["city"] = "cities/town/city.yaml",
        ["organs"] = "cities/town/organs.yaml",
        ["register"] = "cities/town/registers/items.yaml",
        ["indicator"] = "catalogue/indicators/disputes.yaml",
        ["report"] = "catalogue/reports/yearly.yaml",
        ["privacy"] = "catalogue/privacy.yaml",
        ["register-form"] = "catalogue/registers/inspectors.yaml",
        ["template"] = "catalogue/templates/letter.liquid",
        ["local"] = "cities/town/local/disputes/complaint/2023-01-01.yaml",
        ["local-story"] = "cities/town/local/disputes/stall-dispute/scenarios/stalls.yaml",
        ["local-template"] = "cities/town/templates/letter.liquid",
        ["local-items"] = "cities/town/local/disputes/item-dispute/2020-01-01.yaml",
        ["outage"] = "cities/town/outages/online-filing-2020-03-02.yaml",
        ["stall-overlay"] = "cities/town/procedures/disputes/stall-dispute/2020-01-01.yaml",
        ["county"] = "cities/town/counties/riverside/county.yaml",
        ["county-overlay"] = "cities/town/counties/riverside/procedures/disputes/stall-dispute/2020-01-01.yaml",
        ["province-overlay"] = "provinces/shire/procedures/disputes/complaint/2022-01-01.yaml",
        ["overlay"] = "cities/town/procedures/disputes/complaint/2020-01-01.yaml",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-broken-").FullName;

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(Here, "broken"), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Path.Combine(Here, "broken"), f)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_sound_catalogue_has_no_mistake() => Assert.Equal([], ReadWith(null, null).Select(d => d.ToString()));

    [Fact]
    public void A_city_has_procedures_of_its_own_that_rest_on_its_own_rules()
    {
        var sound = Path.Combine(Here, "sound");

        var there = CatalogueReader.Read(Path.Combine(sound, "catalogue"), Path.Combine(sound, "cities", "town")).Sound();
        var elsewhere = CatalogueReader.Read(Path.Combine(sound, "catalogue")).Sound();

        Assert.Equal("某市摊位办法", there.EditionsOf("disputes/stall-dispute")[0].Laws[0].Law);
        Assert.Equal("书面答复", there.EditionsOf("disputes/complaint")[^1].FindAct("answer")!.Title.Zh);
        var stalls = there.EditionsOf("disputes/stall-dispute")[0];
        Assert.Equal(stalls.FindFact("kind")!.Codes!.IndexOf("noise"), stalls.FindFact("kind")!.Codes!.OfTheLaw(stalls.FindFact("kind")!.Codes!.IndexOf("night-noise")));
        Assert.Equal("动手太慢", stalls.Findings[stalls.FindLimit("starting")!.OnExpiry.Finding].Title.Zh);
        Assert.Equal("office", there.EditionsOf("disputes/complaint")[^1].FindRole("office")!.Organ);
        Assert.Empty(elsewhere.EditionsOf("disputes/stall-dispute"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_broken_file_trips_its_rule_and_no_other(string file)
    {
        var errors = ReadWith(file, Places[Path.GetDirectoryName(file)!]).ToList();

        Assert.NotEmpty(errors);
        if (MarkedLine(file) is > 0 and var line) { Assert.Contains(errors, e => e.Line == line && e.Column > 0); }
        Assert.All(errors, e => Assert.True(e.Code == Path.GetFileName(file)[..5], e.ToString()));
        Assert.All(errors, e => Assert.False(string.IsNullOrEmpty(e.File)));
    }

    // The line on which a file says that its mistake is; 0 where it does not say.
    private static int MarkedLine(string file) =>
        Array.FindIndex(File.ReadAllLines(Path.Combine(Here, "broken", file)), l => l.EndsWith("# here", StringComparison.Ordinal)) + 1;

    [Fact]
    public void Every_rule_has_a_broken_file()
    {
        var broken = Files.Select(f => Path.GetFileName(f.Data)[2..5]).ToHashSet(StringComparer.Ordinal);

        // The bits of a case run out only in a file that is not small: see the test below.
        Assert.Equal([], Enum.GetValues<Rule>().Where(r => r < Rule.Doubt && r != Rule.TooMany && !broken.Contains($"{(int)r:000}")));
    }

    [Fact]
    public void A_procedure_with_more_than_64_acts_is_refused()
    {
        var sound = File.ReadAllText(Path.Combine(Here, "sound", Places["edition"]));
        var acts = string.Concat(Enumerable.Range(1, 63).Select(i => $"  note-{i}: {{ title: 记录, by: office, from: open, law: act 1 }}\n"));
        var long64 = Path.Combine(folder, "long.yaml");
        File.WriteAllText(long64, sound.Replace("acts:\n", $"acts:\n{acts}", StringComparison.Ordinal));

        Assert.Equal(["XZ032"], ReadWith(long64, Places["edition"]).Select(e => e.Code));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_places()
    {
        var two = Path.Combine(folder, "two.yaml");
        var sound = File.ReadAllText(Path.Combine(Here, "sound", Places["edition"]));
        File.WriteAllText(two,
            sound.Replace("from: open, closes", "from: opne, closes", StringComparison.Ordinal).Replace("5 days", "5 dyas", StringComparison.Ordinal));

        var errors = ReadWith(two, Places["edition"]).ToList();

        Assert.Contains(errors, e => e is { Code: "XZ010", Line: 11 } && e.Message.EndsWith("Did you mean 'open'?", StringComparison.Ordinal));
        Assert.Contains(errors, e => e is { Code: "XZ009", Line: 13, Column: > 1 } && e.Message.Contains("Did you mean 'days'?", StringComparison.Ordinal));
        Assert.StartsWith("catalogue/procedures/disputes/complaint/2020-01-01.yaml(11,", errors.Find(e => e.Code == "XZ010")!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_template_is_told_with_its_line_and_what_was_probably_meant()
    {
        var misspelt = Assert.Single(ReadWith("template/XZ043-word-misspelt.liquid", Places["template"]));
        var endless = Assert.Single(ReadWith("template/XZ043-if-without-an-end.liquid", Places["template"]));
        var elsewhere = Assert.Single(ReadWith("template/XZ043-fact-that-is-not-there.liquid", Places["template"]));

        Assert.Equal(("catalogue/templates/letter.liquid", 2), (misspelt.File, misspelt.Line));
        Assert.EndsWith("Did you mean 'recipient'?", misspelt.Message, StringComparison.Ordinal);
        Assert.Equal("catalogue/templates/letter.liquid", endless.File);
        Assert.Equal(2, endless.Line);
        Assert.Equal(("catalogue/procedures/disputes/complaint/2022-01-01.yaml", 13), (elsewhere.File, elsewhere.Line));
        Assert.EndsWith("Did you mean 'told'?", elsewhere.Message, StringComparison.Ordinal);
    }

    private IEnumerable<Diagnostic> ReadWith(string? broken, string? place)
    {
        CopyAll(Path.Combine(Here, "sound"), folder);
        if (broken is not null)
        {
            var target = Path.Combine(folder, place!);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Here, "broken", broken), target, overwrite: true);
        }

        var catalogue = Path.Combine(folder, "catalogue");
        var diagnostics = new Diagnostics();
        foreach (var file in ScenarioReader.FilesOf(catalogue, Path.Combine(folder, "cities", "town"))) { _ = ScenarioReader.Read(file, diagnostics); }
        var reading = CatalogueReader.Read(catalogue, Path.Combine(folder, "cities", "town"));
        var explored = reading.Book is { } book ? reading.Mistakes(Explorer.Explore(book.Editions, book.Calendar)) : [];
        return reading.Errors.Concat(explored).Concat(diagnostics.InOrder);
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
