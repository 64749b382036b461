using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What one search wants to know. Whether the case can still end is part of every question; a question may add one act or one limit to it.</summary>
/// <param name="Act">Act that is looked for, or -1.</param>
/// <param name="Limit">Limit of which it is asked whether it passes its cap or outlives the case, or -1.</param>
internal readonly record struct Question(int Act, int Limit)
{
    /// <summary>Whether a case can always end.</summary>
    public static Question End { get; } = new(-1, -1);

    /// <summary>One question for each limit that has a cap or may run on in a closed case.</summary>
    public static IEnumerable<Question> OfLimits(Edition edition) => edition.Limits.Where(l => HasCap(l) || MayOutlive(edition, l, [])).Select(l => new Question(-1, l.Index));

    public static Question Of(Act act) => new(act.Index, -1);

    private static bool HasCap(Limit limit) => limit.ExtendedBy is { UpTo: not null } || limit.Length is LengthRule.SetBy { AtMost: not null } or LengthRule.Field { AtMost: not null };

    // It says so itself, or the end of the case, or what can happen afterwards, starts it.
    private static bool MayOutlive(Edition edition, Limit limit, ImmutableHashSet<int> seen)
    {
        if (limit.OnExpiry.EndsClock || limit.Kind == LimitKind.AtLeast || seen.Contains(limit.Index)) { return false; }
        return limit.RunsAfterClosing
            || edition.Acts.Any(a => AtTheEnd(a) && (a.Starts.Contains(limit.Index) || limit.FromFacts.Any(a.MayTakeFact) || a.Documents.Concat(a.MayAttach).Any(d => edition.Documents[d].Starts.Contains(limit.Index))))
            || edition.Limits.Any(l => l.StartsAtEnd.Contains(limit.Index) && (l.RunsAfterClosing || MayOutlive(edition, l, seen.Add(limit.Index))));
    }

    private static bool AtTheEnd(Act act) => act.Closes.Length > 0 || act.FromClosed;
}
