using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Features.Cases;

/// <summary>Which limits of a case the public can count again from its leaves alone, and the edition as it may be folded with no more than that.</summary>
public sealed class PublicEdition
{
    private readonly Edition whole;
    private readonly ImmutableArray<int> done;

    /// <param name="edition">The edition that the case had for a time.</param>
    public PublicEdition(PublicCase @case, Edition edition)
    {
        whole = edition;
        done = [.. @case.Entries.Where(entry => entry.Kind == Ledger.Leaves.EntryKind.Act && ReferenceEquals(entry.Edition, edition)).Select(entry => entry.Subject).Distinct()];
        Hidden = [.. edition.Limits.Select(HiddenOf)];
        Conditional = [.. edition.Limits.Select(limit => limit.When is { } when && FactsIn(when).Any(IsPrivate))];
        // A limit that rests on something hidden runs without a due day: it can be seen to start and to stop, and no more.
        Foldable = edition with
        {
            Limits = [.. edition.Limits.Select(limit => Hidden[limit.Index].IsEmpty ? limit : WithoutDay(limit, Conditional[limit.Index] ? null : limit.When))],
            Acts = [.. edition.Acts.Select(act => act with { Each = false, Extends = [.. act.Extends.Where(limit => Hidden[limit].Length == 0)] })],
        };
    }

    /// <summary>The edition as the law has it.</summary>
    public Edition Whole => whole;

    /// <summary>The edition without what the public does not know; only for counting again.</summary>
    public Edition Foldable { get; }

    /// <summary>For each limit, why the public cannot count it; empty where it can.</summary>
    public ImmutableArray<ImmutableArray<Obstacle>> Hidden { get; }

    /// <summary>For each limit, whether a hidden fact decides that it runs at all.</summary>
    public ImmutableArray<bool> Conditional { get; }

    private static Limit WithoutDay(Limit limit, Condition? when) => limit with
    {
        Length = new LengthRule.Open(), Kind = LimitKind.Within, ExtendedBy = null, StartsOn = -1, FromFacts = [], BeforeFact = -1, BeforeDueOf = -1, When = when,
        // Of several clocks the public sees how each stopped, not whose it was: to it they are one.
        PerRole = -1, PerFact = -1, OnExpiry = limit.IsPer ? limit.OnExpiry with { Closes = -1 } : limit.OnExpiry,
    };

    private ImmutableArray<Obstacle> HiddenOf(Limit limit)
    {
        var obstacles = new List<Obstacle>();
        if (whole.Leaf.MonthOnly) { obstacles.Add(Obstacle.OnlyMonths); }
        if (limit.IsPer) { obstacles.Add(Obstacle.Several); }
        if (LengthsOf(limit).Any(length => length.IsByTheMinute)) { obstacles.Add(Obstacle.NeedsMinute); }
        obstacles.AddRange(FactsOf(limit).Distinct().Where(IsPrivate).Select(Obstacle.HiddenFact));
        if (limit.BeforeDueOf >= 0 && limit.BeforeDueOf != limit.Index) { obstacles.AddRange(HiddenOf(whole.Limits[limit.BeforeDueOf])); }
        return [.. obstacles.Distinct()];
    }

    private bool IsPrivate(int fact) => whole.Facts[fact].Publicity != Publicity.Public;

    private static IEnumerable<Length> LengthsOf(Limit limit)
    {
        var more = limit.ExtendedBy?.UpTo is { } extension ? [extension] : Enumerable.Empty<Length>();
        return more.Concat(LengthsOf(limit.Length));
    }

    private static IEnumerable<Length> LengthsOf(LengthRule? rule) => rule switch
        {
            LengthRule.Constant constant => [constant.Length],
            LengthRule.Choose choose => choose.Of.OfType<Length>(),
            LengthRule.Field field => new[] { field.Else, field.AtMost }.OfType<Length>(),
            LengthRule.SetBy set => new[] { set.AtLeast, set.AtMost, set.Else }.OfType<Length>(),
            LengthRule.Local local => local.Of.Select(l => l.Length).Append(local.Else).SelectMany(LengthsOf),
            _ => [],
        };

    private IEnumerable<int> FactsOf(Limit limit)
    {
        foreach (var fact in limit.FromFacts) { yield return fact; }
        if (limit.BeforeFact >= 0) { yield return limit.BeforeFact; }
        if (limit.StartsOn >= 0) { yield return limit.StartsOn; }
        // A hidden day to which nobody has extended hides nothing.
        if (limit.ExtendedBy is { ToFact: >= 0 and var until, Act: var act } && done.Contains(act)) { yield return until; }
        if (limit.When is { } when)
        {
            foreach (var fact in FactsIn(when)) { yield return fact; }
        }

        foreach (var fact in FactsOf(limit.Length)) { yield return fact; }
    }

    private static IEnumerable<int> FactsOf(LengthRule? rule) => rule switch
    {
        LengthRule.Choose choose => [choose.Fact],
        LengthRule.Field field => [field.Fact],
        LengthRule.SetBy set => [set.Fact],
        LengthRule.Local local => local.Of.Select(l => l.Length).Append(local.Else).SelectMany(FactsOf),
        _ => [],
    };

    private IEnumerable<int> FactsIn(Condition condition) => condition switch
    {
        Condition.Named named => FactsIn(named.Is),
        Condition.All all => all.Of.SelectMany(FactsIn),
        Condition.Any any => any.Of.SelectMany(FactsIn),
        Condition.None none => none.Of.SelectMany(FactsIn),
        Condition.FactIn fact => [fact.Fact],
        Condition.FactBetween fact => [fact.Fact],
        Condition.FactPresent fact => [fact.Fact],
        Condition.ItemField item => [item.Fact],
        Condition.GateIs gate => GateFacts(whole.Gates[gate.Gate]),
        _ => [],
    };

    private IEnumerable<int> GateFacts(Gate gate) =>
        (gate.When is { } when ? FactsIn(when) : []).Concat(gate.DueWhen is { } due ? FactsIn(due) : []);
}

/// <summary>Why a limit cannot be counted again by the public.</summary>
/// <param name="Fact">Index of the fact that is not public, or -1.</param>
public readonly record struct Obstacle(ObstacleKind Kind, int Fact)
{
    public static Obstacle OnlyMonths => new(ObstacleKind.OnlyMonths, -1);
    public static Obstacle NeedsMinute => new(ObstacleKind.NeedsMinute, -1);
    public static Obstacle Several => new(ObstacleKind.Several, -1);
    public static Obstacle HiddenFact(int fact) => new(ObstacleKind.HiddenFact, fact);
}

public enum ObstacleKind { OnlyMonths, NeedsMinute, HiddenFact, Several }
