using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Reading;

/// <summary>What reading a workload gave.</summary>
/// <param name="Workload">Null when there is an error.</param>
/// <param name="Diagnostics">Every mistake of the file, in its order.</param>
public sealed record WorkloadReading(Workload? Workload, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a workload and checks all of it against the law that it will be replayed through: each act, fact, code, outcome and role.</summary>
public static class WorkloadReader
{
    /// <summary>Days known after the end of the replay, so that courses which lead beyond it can be laid.</summary>
    private const int DaysAfter = 420;

    /// <param name="file">Path of the file; the lists of names lie where its <c>names</c> says, seen from it.</param>
    public static WorkloadReading Read(string file, LawBook book)
    {
        var diagnostics = new Diagnostics();
        var workload = YamlFile.ParseMap(File.ReadAllBytes(file), Path.GetFileName(file), diagnostics) is { } top ? Top(top, file, book, diagnostics) : null;
        return new WorkloadReading(diagnostics.HasErrors ? null : workload, diagnostics.InOrder);
    }

    private static Workload? Top(YamlMap top, string file, LawBook book, Diagnostics diagnostics)
    {
        ReadOnlySpan<string> needed = ["year", "from", "until", "names", "persons", "organisations", "regions", "procedures"];
        var fields = new Fields(top, diagnostics, "the workload", [.. needed, "hours"]);
        foreach (var key in needed) { fields.Need(key); }
        var year = fields.Number("year", 2000, atLeast: 2000);
        var from = fields.Day("from") ?? new DateOnly(year, 1, 1);
        var until = Until(fields, year, diagnostics);
        if (from > new DateOnly(year, 1, 1) || until.Day < new DateOnly(year, 12, 31))
        {
            diagnostics.Error(fields.At, Rule.Contradiction, $"the replay runs from {from:yyyy-MM-dd} until {until} and so leaves out a part of {year}");
            return null;
        }

        var monday = from.AddDays(-(((int)from.DayOfWeek + 6) % 7));
        var days = new Timetable(book.Calendar, book.City.Hours, monday, until.Day.DayNumber - monday.DayNumber + DaysAfter);
        var lists = NamesReader.Read(fields.Text("names") ?? "names.yaml", file, diagnostics);
        if (lists is null) { return null; }
        var population = new People.Population(lists.Names, fields.Number("persons", 1, atLeast: 1), fields.Number("organisations", 1, atLeast: 1));
        var hours = HoursOf(fields.Section("hours"), days, diagnostics);
        var setting = new Setting(year, book, days, hours, RegionsOf(fields.Section("regions"), diagnostics), lists, diagnostics);
        var loads = ImmutableArray.CreateBuilder<Load>();
        foreach (var (name, node) in fields.Section("procedures")?.Pairs ?? [])
        {
            if (Load(name, node, setting, from) is { } load) { loads.Add(load); }
        }

        return new Workload(year, from, until, population, loads.DrainToImmutable(), days);
    }

    private static Load? Load(YamlScalar name, YamlNode node, Setting setting, DateOnly from)
    {
        if (setting.Book.EditionsOf(name.Text).IsEmpty)
        {
            setting.Diagnostics.Error(name.At, Rule.UnknownId, $"there is no procedure '{name.Text}'{Nearest.Suggestion(name.Text, setting.Book.Procedures)}");
            return null;
        }

        var edition = setting.Book.InForce(name.Text, new DateOnly(setting.Year, 12, 31));
        if (edition is null || !edition.Covers(from))
        {
            setting.Diagnostics.Error(name.At, Rule.Gap, $"no one edition of '{name.Text}' is in force from {from:yyyy-MM-dd} to the end of {setting.Year}");
            return null;
        }

        if (node is YamlMap map) { return new LoadReader(map, edition, setting).Read(); }
        setting.Diagnostics.Error(node.At, Rule.WrongShape, $"'{name.Text}' is {node.Shape}; a mapping belongs here");
        return null;
    }

    private static Moment Until(Fields fields, int year, Diagnostics diagnostics)
    {
        var text = fields.Text("until");
        if (text is null) { return Moment.At(new DateOnly(year + 1, 1, 1), 0, 0); }
        if (Moment.TryParse(text, out var until) && until.HasMinute) { return until; }
        diagnostics.Error(fields["until"]!.At, Rule.WrongValue, $"'{text}' is not a moment; write it as yyyy-MM-ddTHH:mm");
        return Moment.At(new DateOnly(year + 1, 1, 1), 0, 0);
    }

    private static Dictionary<string, Hours> HoursOf(YamlMap? section, Timetable days, Diagnostics diagnostics)
    {
        var hours = new Dictionary<string, Hours>(StringComparer.Ordinal) { ["office"] = Hours.Office(days) };
        foreach (var (name, node) in section?.Pairs ?? [])
        {
            if (node is not YamlMap map)
            {
                diagnostics.Error(node.At, Rule.WrongShape,
                    $"the hours '{name.Text}' are {node.Shape}; write {{ working: [24 weights], resting: [24 weights] }}");
                continue;
            }

            var fields = new Fields(map, diagnostics, $"the hours '{name.Text}'", "working", "resting");
            var working = Numbers.Of(fields, "working", 24, diagnostics);
            var resting = fields.Has("resting") ? Numbers.Of(fields, "resting", 24, diagnostics) : new int[24];
            if (!hours.TryAdd(name.Text, new Hours(working, resting)))
            {
                diagnostics.Error(name.At, Rule.DuplicateId,
                    $"the hours '{name.Text}' are the city's own; choose another name");
            }
        }

        return hours;
    }

    private static Dictionary<string, int> RegionsOf(YamlMap? section, Diagnostics diagnostics)
    {
        var regions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, node) in section?.Pairs ?? []) { regions[name.Text] = Numbers.Weight(node, $"the region '{name.Text}'", diagnostics); }
        return regions;
    }
}

/// <summary>What all procedures of a workload share while it is read.</summary>
internal sealed record Setting(int Year, LawBook Book, Timetable Days, Dictionary<string, Hours> Hours, Dictionary<string, int> Regions, NameFile Lists,
    Diagnostics Diagnostics)
{
    /// <summary>The register of an item fact; null for other facts, and when the city does not keep it.</summary>
    public Register? RegisterOf(Fact fact) => fact.Kind == FactKind.Item ? Book.City.Registers.GetValueOrDefault(fact.Register!) : null;

    public Hours HoursNamed(YamlScalar? name)
    {
        if (name is null || Hours.TryGetValue(name.Text, out _)) { return Hours[name?.Text ?? "office"]; }
        Diagnostics.Error(name.At, Rule.UnknownId, $"there are no hours '{name.Text}'{Nearest.Suggestion(name.Text, Hours.Keys)}");
        return Hours["office"];
    }
}
