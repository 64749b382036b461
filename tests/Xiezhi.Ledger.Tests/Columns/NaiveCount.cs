using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;
using Act = Xiezhi.Ledger.Tests.Leaves.Act;

namespace Xiezhi.Ledger.Tests.Columns;

/// <summary>Counts as a reader with a dictionary of cases and plenty of time would.</summary>
internal sealed class NaiveCount
{
    private readonly Dictionary<(int Year, int Organ, int Ordinal), List<(long Leaf, Act Act)>> cases = [];

    public NaiveCount(IEnumerable<Act> acts)
    {
        var leaf = (long)SmallLog.Declarations.Count();
        foreach (var act in acts)
        {
            var key = (act.Year, act.Organ, act.Ordinal);
            if (!cases.TryGetValue(key, out var entries))
            {
                cases.Add(key, entries = []);
            }

            entries.Add((leaf++, act));
        }
    }

    public sealed record Unit(int Year, int Organ, int Ordinal, long Leaf, DateOnly Day, int ActingOrgan, long Amount);

    public List<Unit> Units(Selection selection, Period period, string? summed = null)
    {
        var units = new List<Unit>();
        foreach (var ((year, organ, ordinal), entries) in cases.OrderBy(pair => pair.Key))
        {
            if ((selection.Level is { } level && !string.Equals(SmallLog.Organs[organ].Level.ToString(), level, StringComparison.OrdinalIgnoreCase))
                || (selection.Organs.Length > 0 && !selection.Organs.Contains(SmallLog.Organs[organ].Id)))
            {
                continue;
            }

            var acting = entries.Select(entry => entry.Act.Acting).LastOrDefault(found => found is not null) ?? organ;
            foreach (var (leaf, day, upTo) in Occasions(selection.On, entries, period))
            {
                var seen = selection.On is Occasion.Each ? entries.Where(entry => entry.Leaf <= upTo).ToList() : entries;
                if (selection.When.All(condition => Holds(condition, entries, seen, period)))
                {
                    units.Add(new Unit(year, organ, ordinal, leaf, day, acting, summed is null ? 1 : Fact(summed, seen) is { } value ? long.Parse(value) : 0));
                }
            }
        }

        return selection.On is Occasion.Each ? [.. units.OrderBy(unit => (unit.Year, unit.Organ, unit.Leaf))] : units;
    }

    private static IEnumerable<(long Leaf, DateOnly Day, long UpTo)> Occasions(Occasion on, List<(long Leaf, Act Act)> entries, Period period)
    {
        switch (on)
        {
            case Occasion.First first:
                return entries.Where(entry => first.Acts.Contains(Name(entry.Act))).Take(1)
                    .Where(entry => period.Contains(entry.Act.Effective)).Select(entry => (entry.Leaf, entry.Act.Effective, entry.Leaf));
            case Occasion.Each each:
                return entries.Where(entry => each.Acts.Contains(Name(entry.Act)) && period.Contains(entry.Act.Effective))
                    .Select(entry => (entry.Leaf, entry.Act.Effective, entry.Leaf));
            case Occasion.Closed closed:
                return Closing(entries) is { } end && period.Contains(end.Act.Effective) && (closed.Outcomes.Length == 0 || closed.Outcomes.Contains(Outcome(end.Act)))
                    ? [(end.Leaf, end.Act.Effective, end.Leaf)] : [];
            default:
                return entries[0].Act.Effective <= period.To && (Closing(entries) is not { } last || last.Act.Effective > period.To)
                    ? [(entries[0].Leaf, entries[0].Act.Effective, entries[0].Leaf)] : [];
        }
    }

    private static bool Holds(UnitCondition condition, List<(long Leaf, Act Act)> entries, List<(long Leaf, Act Act)> seen, Period period) => condition switch
    {
        UnitCondition.FactIn fact => Fact(fact.Fact, seen) is { } value && fact.Values.Contains(value),
        UnitCondition.FactBetween fact => Fact(fact.Fact, seen) is { } value && (fact.AtLeast is null || decimal.Parse(value) >= fact.AtLeast) && (fact.AtMost is null || decimal.Parse(value) <= fact.AtMost),
        UnitCondition.Done done => FirstDay(entries, done.Acts) is { } day && day <= period.To,
        UnitCondition.NotDone done => !(FirstDay(entries, done.Acts) is { } day && day <= period.To),
        UnitCondition.ClosedBy closed => Closing(entries) is { } end && end.Act.Effective <= period.To && (closed.Outcomes.Length == 0 || closed.Outcomes.Contains(Outcome(end.Act))),
        UnitCondition.ClockIs clock => entries.SelectMany(entry => entry.Act.Verdicts.Where(verdict => Edition(entry.Act).Limits[verdict.Limit] == clock.Limit)).Select(verdict => verdict.Verdict switch
        {
            Verdict.Met or Verdict.MetByRolling => ClockOutcome.Met,
            Verdict.Late or Verdict.Overdue => ClockOutcome.Late,
            Verdict.Ended => ClockOutcome.Ended,
            _ => (ClockOutcome?)null,
        }).LastOrDefault() == clock.Outcome,
        UnitCondition.Found found => found.Present == entries.Any(entry => entry.Act.Findings.Any(mark => Edition(entry.Act).Findings[mark.Kind] == found.Finding)),
        UnitCondition.OpenedInPeriod => period.Contains(entries[0].Act.Effective),
        _ => throw new InvalidOperationException(),
    };

    private static DateOnly? FirstDay(List<(long Leaf, Act Act)> entries, IEnumerable<string> acts)
    {
        var found = entries.Where(entry => acts.Contains(Name(entry.Act))).ToList();
        return found.Count > 0 ? found[0].Act.Effective : null;
    }

    private static string? Fact(string fact, List<(long Leaf, Act Act)> entries)
    {
        string? value = null;
        foreach (var (_, act) in entries)
        {
            foreach (var mark in act.Facts.Where(mark => Edition(act).Facts[mark.Fact].Id == fact))
            {
                var declared = Edition(act).Facts[mark.Fact];
                value = declared.Kind switch { PublicFactKind.Code => declared.Codes[(int)mark.Value], PublicFactKind.YesNo => mark.Value == 1 ? "true" : "false", _ => $"{mark.Value}" };
            }
        }

        return value;
    }

    private static (long Leaf, Act Act)? Closing(List<(long Leaf, Act Act)> entries)
    {
        (long, Act)? closing = null;
        foreach (var entry in entries)
        {
            closing = entry.Act.Outcome is not null ? entry : entry.Act.Reopens ? null : closing;
        }

        return closing;
    }

    private static EditionLeaf Edition(Act act) => act.Edition == 0 ? SmallLog.Old : SmallLog.New;

    private static string Name(Act act) => act.Kind == EntryKind.Act ? Edition(act).Acts[act.Subject] : "";

    private static string Outcome(Act act) => Edition(act).Outcomes[act.Outcome!.Value];
}
