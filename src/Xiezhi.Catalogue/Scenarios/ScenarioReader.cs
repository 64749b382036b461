using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>Reads the stories that lie beside an edition.</summary>
public sealed class ScenarioReader
{
    private static readonly string[] StepKeys =
        ["day", "at", "act", "serve", "on", "by", "with", "names", "documents", "approved-by", "officers", "recorded", "then", "case", "procedure", "follow",
         "amend", "annul", "to", "missed", "hand-over", "move", "why", "outage"];

    private readonly string procedure;
    private readonly string? home;
    private readonly Diagnostics diagnostics;

    private ScenarioReader(string procedure, string? home, Diagnostics diagnostics)
    {
        this.procedure = procedure;
        this.home = home;
        this.diagnostics = diagnostics;
    }

    /// <summary>All scenario files of a catalogue, then those that cities tell of their own procedures and of what they lay over; each in order.</summary>
    /// <param name="catalogue">Folder of the catalogue.</param>
    /// <param name="cities">Folders of cities.</param>
    public static ImmutableArray<string> FilesOf(string catalogue, params IEnumerable<string> cities) =>
    [
        .. cities.SelectMany(city => new[] { Path.Combine(city, "local"), Path.Combine(city, "procedures") }).Prepend(Path.Combine(catalogue, "procedures"))
            .SelectMany(chapters => CatalogueReader.AddressesUnder(chapters).Select(address => Path.Combine(chapters, address, "scenarios")))
            .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)),
    ];

    /// <summary>Reads one file; its folders say which procedure it tests (<c>…/chapter/procedure/scenarios/topic.yaml</c>), and whether it is a city's.</summary>
    public static ImmutableArray<Scenario> Read(string file, Diagnostics diagnostics)
    {
        var folder = Directory.GetParent(Path.GetFullPath(file))?.Parent;
        var address = $"{folder?.Parent?.Name}/{folder?.Name}";
        var shown = Path.Combine(address, "scenarios", Path.GetFileName(file)).Replace('\\', '/');
        var city = folder?.Parent?.Parent?.Parent;
        var ofCity = city is not null && File.Exists(Path.Combine(city.FullName, "city.yaml")) ? city.Name : null;
        return new ScenarioReader(address, ofCity, diagnostics).Stories(YamlFile.Parse(File.ReadAllBytes(file), shown, diagnostics));
    }

    private ImmutableArray<Scenario> Stories(YamlNode? file)
    {
        if (file is null) { return []; }
        if (file is not YamlSeq list)
        {
            diagnostics.Error(file.At, Rule.WrongShape, $"the file is {file.Shape}; a list of scenarios belongs here");
            return [];
        }

        var stories = ImmutableArray.CreateBuilder<Scenario>(list.Items.Length);
        foreach (var item in list.Items)
        {
            if (item is YamlMap map) { stories.Add(Story(map)); }
            else { diagnostics.Error(item.At, Rule.WrongShape, $"a scenario is {item.Shape}; a mapping belongs here"); }
        }

        return stories.DrainToImmutable();
    }

    private Scenario Story(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "a scenario", "name", "city", "roles", "asks", "steps");
        foreach (var needed in new[] { "name", "city", "steps" }) { fields.Need(needed); }
        if (home is not null && fields.Scalar("city") is { } elsewhere && elsewhere.Text != home)
        {
            diagnostics.Error(elsewhere.At, Rule.Contradiction, $"the file lies with the city '{home}' and the story is told in '{elsewhere.Text}'; write city: {home}");
        }

        var name = fields.Text("name") ?? "";
        var steps = ImmutableArray.CreateBuilder<ScenarioStep>();
        foreach (var item in (fields["steps"] as YamlSeq)?.Items ?? [])
        {
            if (item is YamlMap step && Step(step) is { } read) { steps.Add(read); }
            else if (item is not YamlMap) { diagnostics.Error(item.At, Rule.WrongShape, $"a step is {item.Shape}; write {{ day: …, act: … }}"); }
        }

        return new Scenario(map.At, name, procedure, fields.Text("city") ?? "none", Pairs(fields, "roles"), steps.DrainToImmutable()) { Asks = fields.Words("asks") };
    }

    private ScenarioStep? Step(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "a step", StepKeys);
        string[] kinds = ["act", "serve", "amend", "annul", "hand-over", "move", "outage"];
        if (kinds.Where(fields.Has).Skip(1).FirstOrDefault() is { } second)
        {
            diagnostics.Error(fields[second]!.At, Rule.Contradiction, "a step is one act, service, correction or outage; write two steps");
        }

        var word = fields.Scalar(fields.Has("at") ? "at" : "day");
        if (word is null)
        {
            diagnostics.Error(map.At, Rule.MissingKey, "a step needs 'day' or, with the minute, 'at'");
            return null;
        }

        if (!Moment.TryParse(word.Text, out var when))
        {
            diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is no day; write yyyy-MM-dd, or at: yyyy-MM-ddTHH:mm");
            return null;
        }

        return new ScenarioStep(map.At, when)
        {
            Case = fields.Scalar("case"),
            Procedure = fields.Scalar("procedure"),
            Follow = fields.Scalar("follow"),
            Act = fields.Scalar("act"),
            Serve = fields.Scalar("serve"),
            On = fields.Scalar("on"),
            By = fields.Scalar("by"),
            With = Pairs(fields, "with"),
            Names = Pairs(fields, "names", orList: true),
            Documents = fields.Has("documents") ? fields.Words("documents") : null,
            ApprovedBy = fields.Scalar("approved-by"),
            Officers = fields.Number("officers", 0, atLeast: 1),
            Recorded = fields.Day("recorded"),
            Amend = fields.Has("amend") ? fields.Number("amend", 0, atLeast: 1) : 0,
            Annul = fields.Has("annul") ? fields.Number("annul", 0, atLeast: 1) : 0,
            To = fields.Day("to"),
            Missed = fields.Section("missed") is { } missed ? Step(missed) : null,
            HandOver = fields.Scalar("hand-over"),
            Move = fields.Day("move"),
            Why = fields.Text("why"),
            Outage = fields.Section("outage") is { } outage ? OutageIn(outage) : null,
            Then = fields.Section("then") is { } then ? Then(then) : new Expectation(),
        };
    }

    private Outage? OutageIn(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "an outage of a story", "of", "from", "to");
        foreach (var needed in new[] { "of", "from" }) { fields.Need(needed); }
        if (fields.Text("of") is not { } system || fields.Day("from") is not { } first) { return null; }
        var last = fields.Day("to") ?? first;
        if (last >= first) { return new Outage(FilingSystem.Named(system), first, last); }
        diagnostics.Error(fields["to"]!.At, Rule.WrongCalendar, $"the outage ends on {last:yyyy-MM-dd}, before it begins");
        return null;
    }

    private Expectation Then(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "'then'", "refused", "stage", "outcome", "due", "strict", "clocks", "effective", "marks", "findings", "linked", "registers");
        return new Expectation
        {
            Refused = fields.Scalar("refused"),
            Stage = fields.Scalar("stage"),
            Outcome = fields.Scalar("outcome"),
            Due = Pairs(fields, "due", orEach: true),
            Strict = Pairs(fields, "strict", orEach: true),
            Clocks = Pairs(fields, "clocks", orEach: true),
            Effective = Pairs(fields, "effective"),
            Linked = fields.Section("linked")?.Pairs ?? [],
            Registers = fields.Section("registers")?.Pairs ?? [],
            Marks = fields.Has("marks") ? fields.Words("marks") : null,
            Findings = fields.Has("findings") ? fields.Words("findings") : null,
        };
    }

    /// <param name="orList">Whether a list may stand there: several holders of a role.</param>
    /// <param name="orEach">Whether a mapping may stand there: something of each holder of a role.</param>
    private ImmutableArray<YamlPair> Pairs(Fields fields, string key, bool orList = false, bool orEach = false)
    {
        var section = fields.Section(key)?.Pairs ?? [];
        foreach (var pair in section)
        {
            if (pair.Value is not YamlScalar && !(orList && pair.Value is YamlSeq) && !(orEach && pair.Value is YamlMap))
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' under '{key}' is {pair.Value.Shape}; a single value belongs here");
            }
        }

        return section;
    }
}
