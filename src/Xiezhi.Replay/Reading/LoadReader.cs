using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads the year of one procedure.</summary>
internal sealed class LoadReader
{
    private const int MostGroups = 256;
    private readonly Fields fields;
    private readonly Edition edition;
    private readonly Setting setting;

    public LoadReader(YamlMap map, Edition edition, Setting setting)
    {
        this.edition = edition;
        this.setting = setting;
        fields = new Fields(map, setting.Diagnostics, $"'{edition.Procedure}'", "volumes", "arrivals", "hours", "roles", "deck", "passages", "lives");
    }

    public Load Read()
    {
        var hours = new Fields(fields.Section("hours") ?? Empty, setting.Diagnostics, $"the hours of '{edition.Procedure}'",
            [.. edition.Roles.Select(r => r.Id), "arrivals"]);
        var deck = new DeckReader(edition, setting).Read(fields.Section("deck"));
        var parts = new PartReader(edition, setting, deck).Read(fields.Section("roles"), []);
        var passages = new Dictionary<string, YamlSeq>(StringComparer.Ordinal);
        foreach (var (name, node) in fields.Section("passages")?.Pairs ?? [])
        {
            if (node is YamlSeq steps) { passages[name.Text] = steps; }
            else { setting.Diagnostics.Error(node.At, Rule.WrongShape, $"the passage '{name.Text}' is {node.Shape}; a list of steps belongs here"); }
        }

        var lives = ImmutableArray.CreateBuilder<Life>();
        fields.Need("lives");
        foreach (var (name, node) in fields.Section("lives")?.Pairs ?? [])
        {
            if (node is YamlMap map) { lives.Add(new LifeReader(name, map, edition, setting, parts, deck, passages, hours).Read()); }
            else { setting.Diagnostics.Error(node.At, Rule.WrongShape, $"the life '{name.Text}' is {node.Shape}; a mapping belongs here"); }
        }

        if (lives.Sum(l => l.Cohorts.Length) > MostGroups)
        {
            setting.Diagnostics.Error(fields.At, Rule.TooMany, $"'{edition.Procedure}' has more than {MostGroups} groups of lives; put some together");
        }

        var load = new Load(edition.Procedure, edition) { Arrivals = ArrivalsOf(hours), Deck = deck.Weights, Lives = lives.DrainToImmutable() };
        CheckVolumes(load);
        return load;
    }

    internal static YamlMap Empty { get; } = new(default, []);

    private Arrivals ArrivalsOf(Fields hours)
    {
        var arrivals = new Fields(fields.Need("arrivals") as YamlMap ?? Empty, setting.Diagnostics, $"the arrivals of '{edition.Procedure}'",
            "months", "weekdays", "make-up", "resting");
        if (!fields.Has("arrivals")) { return new Arrivals([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1], 1, 0, setting.Hours["office"]); }
        var months = Array.ConvertAll(Numbers.Of(arrivals, "months", 12, setting.Diagnostics), w => (double)w);
        var weekdays = Array.ConvertAll(Numbers.Of(arrivals, "weekdays", 5, setting.Diagnostics), w => (double)w);
        var resting = arrivals.Number("resting", 0);
        var opens = setting.HoursNamed(hours.Scalar("arrivals"));
        if (resting > 0 && !opens.IsOpenOn(workingDay: false))
        {
            setting.Diagnostics.Error(arrivals["resting"]!.At, Rule.Contradiction,
                "cases arrive on days of rest, but nobody is there then; give 'arrivals' other hours, or leave 'resting' out");
            resting = 0;
        }

        return new Arrivals(months, weekdays, arrivals.Number("make-up", (int)weekdays.Average()), resting, opens);
    }

    /// <summary>The lives must add up to what the file says of the year as a whole.</summary>
    private void CheckVolumes(Load load)
    {
        var volumes = new Fields(fields.Need("volumes") as YamlMap ?? Empty, setting.Diagnostics, $"the volumes of '{edition.Procedure}'",
            "opened", "closed", "carried-in", "carried-out");
        if (!fields.Has("volumes")) { return; }
        var cohorts = load.Lives.SelectMany(l => l.Cohorts).ToArray();
        int Sum(Crossing crossing) => cohorts.Where(c => c.Crossing == crossing).Sum(c => c.Cases);
        Check("opened", Sum(Crossing.Within) + Sum(Crossing.OutOf));
        Check("closed", Sum(Crossing.Within) + Sum(Crossing.Into));
        Check("carried-in", Sum(Crossing.Into));
        Check("carried-out", Sum(Crossing.OutOf));

        void Check(string key, int sum)
        {
            if (volumes.Need(key) is { } node && volumes.Number(key, sum) is var stated && stated != sum)
            {
                setting.Diagnostics.Error(node.At, Rule.Contradiction,
                    $"'{key}' says {stated}, but the lives make {sum}; change one of them by {Math.Abs(stated - sum)}");
            }
        }
    }
}
