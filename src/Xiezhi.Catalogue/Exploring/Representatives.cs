using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>A value that stands for all that decide alike. A day stands as its distance from the day of the act.</summary>
internal readonly record struct Chosen(Fact Fact, long Value)
{
    public FactValue On(DateOnly day) => Fact.Kind switch
    {
        FactKind.Day => new FactValue(Fact.Index, day.DayNumber + Value),
        FactKind.Moment => new FactValue(Fact.Index, (day.DayNumber * (long)Moment.Day24) + 600),
        FactKind.Text => new FactValue(Fact.Index, 1, "略"),
        _ => new FactValue(Fact.Index, Value),
    };
}

/// <summary>Chooses few values for each fact such that every comparison of the edition is met by one and failed by another, as far as values can.</summary>
internal sealed class Representatives(Edition edition, Interest interest)
{
    private const int MostTogether = 36;

    /// <summary>The sets of facts with which an act is tried.</summary>
    public IEnumerable<ImmutableArray<Chosen>> For(Act act)
    {
        var must = act.Takes.Append(act.Ground).Where(f => f >= 0).Distinct().Select(f => ValuesOf(f, mayBeLeftOut: false)).ToList();
        var may = act.MayTake.Where(f => interest.AsksFor(f) || StartsOrSets(f)).Distinct().Select(f => ValuesOf(f, mayBeLeftOut: true)).ToList();
        var all = must.Concat(may).ToList();
        var together = all.Aggregate(1L, (n, values) => Math.Min(n * values.Count, 1_000_000));
        return together <= MostTogether ? Product(all, 0) : OneByOne(all);
    }

    private List<Chosen?> ValuesOf(int fact, bool mayBeLeftOut)
    {
        var values = ValuesOf(edition.Facts[fact]).Distinct().Select(v => (Chosen?)new Chosen(edition.Facts[fact], v)).ToList();
        if (mayBeLeftOut) { values.Insert(0, null); }
        return values;
    }

    private IEnumerable<long> ValuesOf(Fact fact)
    {
        var asked = interest.AsksFor(fact.Index);
        switch (fact.Kind)
        {
            case FactKind.YesNo: return asked ? [1, 0] : [1];
            case FactKind.Code:
                var codes = Enumerable.Range(0, fact.Codes!.Codes.Length).Select(c => (long)c);
                return asked ? codes.GroupBy(c => Signature(fact, c), StringComparer.Ordinal).Select(g => g.First()) : codes.Take(1);
            case FactKind.Day: return Distances(fact.Index);
            case FactKind.Length: return Lengths(fact.Index);
            case FactKind.Organ: return [edition.Roles.Count(r => r.Kind == RoleKind.Organ) + 1];
            case FactKind.Officer: return [Actor.OfficerHolder(1, 1)];
            case FactKind.Number or FactKind.Count or FactKind.Money: return asked ? Bounds(fact) : [100];
            default: return [0];
        }
    }

    // Two codes decide alike when every comparison and every choice of a length answers them alike.
    private string Signature(Fact fact, long code) => string.Concat(
        interest.Comparisons.OfType<Condition.FactIn>().Where(c => c.Fact == fact.Index).Select(c => c.Values.Contains(code) ? '1' : '0'))
        + string.Join('|', edition.Limits.Select(l => l.Length).OfType<LengthRule.Choose>().Where(c => c.Fact == fact.Index).Select(c => c.Of[(int)code]));

    private IEnumerable<long> Bounds(Fact fact)
    {
        var values = new SortedSet<long> { 100 };
        foreach (var condition in interest.Comparisons)
        {
            if (condition is Condition.FactIn one && one.Fact == fact.Index) { values.UnionWith(one.Values.SelectMany(v => new[] { v, v + 1 })); }
            if (condition is not Condition.FactBetween between || between.Fact != fact.Index) { continue; }
            if (between.AtLeast != long.MinValue) { values.UnionWith([between.AtLeast, between.AtLeast - 1]); }
            if (between.AtMost != long.MaxValue) { values.UnionWith([between.AtMost, between.AtMost + 1]); }
        }

        return values.Where(v => v >= 0 || fact.Kind == FactKind.Number);
    }

    private List<long> Distances(int fact)
    {
        var days = new List<long>();
        if (edition.Limits.Any(l => l.BeforeFact == fact)) { days.Add(60); }
        if (edition.Limits.Any(l => l.FromFacts.Contains(fact))) { days.AddRange([-1, -9000]); }
        if (edition.Limits.Any(l => l.ExtendedBy?.ToFact == fact || l.Length is LengthRule.SetBy set && set.Fact == fact)) { days.AddRange([3, 400]); }
        if (days.Count == 0) { days.Add(edition.Limits.Any(l => l.StartsOn == fact) ? 0 : -1); }
        return days;
    }

    private IEnumerable<long> Lengths(int fact)
    {
        var caps = edition.Limits.Select(l => l.Length).OfType<LengthRule.SetBy>().Where(s => s.Fact == fact).Select(s => s.AtMost).OfType<Length>().ToList();
        return caps.Count == 0 ? [Packed(new Length(5, DayUnit.WorkingDay))] : caps.SelectMany(c => new[] { Packed(c), Packed(new Length(c.Amount + 1, c.Unit)) });
    }

    private static long Packed(Length length) => ((long)length.Amount << 8) + (long)length.Unit;

    private bool StartsOrSets(int fact) =>
        edition.Limits.Any(l => l.BeforeFact == fact || l.FromFacts.Contains(fact) || l.StartsOn == fact || l.ExtendedBy?.ToFact == fact || l.Length is LengthRule.SetBy set && set.Fact == fact);

    private static IEnumerable<ImmutableArray<Chosen>> Product(List<List<Chosen?>> all, int at)
    {
        if (at == all.Count) { return [[]]; }
        return Product(all, at + 1).SelectMany(rest => all[at].Select(v => v is { } one ? rest.Insert(0, one) : rest));
    }

    // Too many to be put together: each value once, beside the first of the others.
    private static IEnumerable<ImmutableArray<Chosen>> OneByOne(List<List<Chosen?>> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var value in i == 0 ? all[i] : all[i].Skip(1))
            {
                yield return [.. all.Select((values, n) => n == i ? value : values[0]).OfType<Chosen>()];
            }
        }
    }
}
