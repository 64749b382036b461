using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Laws;

/// <summary>Which of a law's days are working days, and how all its limits count.</summary>
/// <param name="WorkingNumbers">Numbers of days that are working days; null when every number is.</param>
/// <param name="Else">What the other numbers are; null where the law file does not say.</param>
internal sealed record LawCounting(FrozenSet<int>? WorkingNumbers, DayUnit? Else, CountingRule Rule)
{
    /// <summary>Stands in for a law that was not found and has been reported, so that its days are not reported again.</summary>
    public static LawCounting Assumed { get; } = new(null, null, CountingRule.General);

    /// <summary>What the law's plain 日 means for so many of them; null where its file does not say.</summary>
    public DayUnit? UnitOf(int days) => WorkingNumbers is not { } numbers || numbers.Contains(days) ? DayUnit.WorkingDay : Else;
}

/// <summary>A law as in force from a day.</summary>
/// <param name="Counting">Null where the law has no rule of its own for its days.</param>
internal sealed record LawEdition(string Name, string Number, DateOnly From, DateOnly? To, LawCounting? Counting, string? Doubt, Place At)
{
    public bool Covers(DateOnly day) => day >= From && (To is not { } to || day <= to);
}

/// <summary>A law that procedures cite, in all its editions known here.</summary>
internal sealed record LawText(string Id, Title Title, FrozenDictionary<string, LawEdition> Editions, Place At);

/// <summary>What an item cites, resolved: the article that it rests on, with the way in which its law counts.</summary>
/// <param name="Counting">Null where the law's file does not say.</param>
/// <param name="Further">The articles that it cites besides.</param>
internal sealed record Citation(Basis Basis, LawCounting? Counting, ImmutableArray<Basis> Further);
