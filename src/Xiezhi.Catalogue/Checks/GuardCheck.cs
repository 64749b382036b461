using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Whether a guard can hold in any case at all: some act gives its facts such values, does what it asks for, lets its clock stand so.</summary>
/// <param name="order">Which acts can come.</param>
internal sealed class GuardCheck(Edition edition, ActOrder order)
{
    /// <summary>Why the condition can never hold; null when it can.</summary>
    /// <param name="act">The act that asks; null for a limit or a gate.</param>
    public string? NeverBecause(Condition condition, Act? act)
    {
        switch (condition)
        {
            case Condition.Named named: return NeverBecause(named.Is, act);
            case Condition.All all:
                var parts = Flat(all).ToList();
                return parts.Select(p => NeverBecause(p, act)).FirstOrDefault(why => why is not null) ?? AgainstEachOther(parts);
            case Condition.Any any:
                var reasons = any.Of.Select(p => NeverBecause(p, act)).ToList();
                return reasons.Contains(null) ? null : reasons.FirstOrDefault();
            case Condition.FactIn fact:
                return Given(fact.Fact) is { } given && !fact.Values.Any(given.Contains)
                    ? given.Count == 0 ? $"no act gives the fact '{edition.Facts[fact.Fact].Id}'" : $"no act gives the fact '{edition.Facts[fact.Fact].Id}' such a value"
                    : null;
            case Condition.FactBetween fact:
                if (fact.AtLeast > fact.AtMost) { return $"nothing is at least the one and at most the other bound of '{edition.Facts[fact.Fact].Id}'"; }
                return Given(fact.Fact) is { } values && !values.Any(v => v >= fact.AtLeast && v <= fact.AtMost)
                    ? $"no act gives the fact '{edition.Facts[fact.Fact].Id}' such a value"
                    : null;
            case Condition.FactPresent { Present: true } fact:
                return Given(fact.Fact) is { Count: 0 } ? $"no act gives the fact '{edition.Facts[fact.Fact].Id}'" : null;
            case Condition.Done done:
                var other = edition.Acts[done.Act];
                return (act is null ? order.CanCome(other) : order.CanComeBefore(other, act)) ? null : $"the act '{other.Id}' can never be done before";
            case Condition.OutcomeIn when act is { FromClosed: false }: return "a case has an outcome only when it is closed, and the act is not possible then";
            case Condition.StageIn stage when act is { FromAny: false, Opens: false }:
                return stage.Stages.Any(s => s == CaseState.Closed ? act.FromClosed : act.From.Contains(s)) ? null : "the act is possible in none of those stages";
            case Condition.ClockIs clock: return NeverStands(edition.Limits[clock.Limit], clock.State);
            default: return null;
        }
    }

    private static IEnumerable<Condition> Flat(Condition.All all) =>
        all.Of.SelectMany(p => p is Condition.All inner ? Flat(inner) : p is Condition.Named { Is: Condition.All named } ? Flat(named) : [p is Condition.Named one ? one.Is : p]);

    // Two comparisons of one fact that no value meets together.
    private string? AgainstEachOther(List<Condition> parts)
    {
        foreach (var group in parts.OfType<Condition.FactIn>().GroupBy(f => f.Fact))
        {
            var met = group.Select(f => f.Values.AsEnumerable()).Aggregate((a, b) => a.Intersect(b));
            var between = parts.OfType<Condition.FactBetween>().Where(b => b.Fact == group.Key).ToList();
            if (!met.Any(v => between.TrueForAll(b => v >= b.AtLeast && v <= b.AtMost))) { return $"no value of '{edition.Facts[group.Key].Id}' meets all that it asks"; }
        }

        foreach (var group in parts.OfType<Condition.FactBetween>().GroupBy(f => f.Fact))
        {
            if (group.Max(b => b.AtLeast) > group.Min(b => b.AtMost)) { return $"no value of '{edition.Facts[group.Key].Id}' meets all that it asks"; }
        }

        return null;
    }

    /// <summary>The values that the fact can have; null when whoever acts gives it, so that it can be any.</summary>
    private HashSet<long>? Given(int fact) => edition.Acts.Any(a => a.MayTakeFact(fact))
        ? null
        : [.. edition.Acts.SelectMany(a => a.Sets).Where(s => s.Fact == fact).Select(s => s.Number)];

    private static string? NeverStands(Limit limit, ClockState state) => state switch
    {
        ClockState.Ended when !limit.OnExpiry.EndsClock => $"the clock '{limit.Id}' never ends: its expiry leaves it running",
        ClockState.Late when limit.OnExpiry.EndsClock => $"the clock '{limit.Id}' is never late: its expiry ends it",
        _ => null,
    };
}
