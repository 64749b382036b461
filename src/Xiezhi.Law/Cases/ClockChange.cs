using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>What a correction, or the move to another edition, has made of one clock.</summary>
/// <param name="Limit">Index in the edition after it.</param>
/// <param name="Of">Of a limit with several clocks, whose it is; else 0.</param>
/// <param name="Before">As it was; null where there was none.</param>
/// <param name="After">As it is; null where there is none any more.</param>
public readonly record struct ClockChange(int Limit, long Of, Clock? Before, Clock? After)
{
    /// <summary>The clocks that stand otherwise in one state of a case than in another: begun, gone, with another last day or another end.</summary>
    internal static ImmutableArray<ClockChange> Between(CaseState before, CaseState after)
    {
        var map = ReferenceEquals(before.Edition, after.Edition) ? null : new EditionMap(before.Edition, after.Edition);
        var left = new List<Clock>();
        foreach (ref readonly var clock in before.Clocks)
        {
            if ((map?.Limit(clock.Limit) ?? clock.Limit) is >= 0 and var there) { left.Add(clock with { Limit = there }); }
        }

        var changes = ImmutableArray.CreateBuilder<ClockChange>();
        foreach (ref readonly var clock in after.Clocks)
        {
            var (limit, of) = (clock.Limit, clock.Of);
            var at = left.FindIndex(c => c.Limit == limit && c.Of == of);
            Clock? was = at < 0 ? null : left[at];
            if (at >= 0) { left.RemoveAt(at); }
            if (was is not { } old || !Same(old, clock)) { changes.Add(new ClockChange(limit, of, was, clock)); }
        }

        foreach (var gone in left) { changes.Add(new ClockChange(gone.Limit, gone.Of, gone, null)); }
        return changes.DrainToImmutable();
    }

    private static bool Same(Clock one, Clock other) =>
        one.State == other.State && one.Overdue == other.Overdue && one.Rolled == other.Rolled && one.DueMinute == other.DueMinute && one.Strict == other.Strict && one.Stopped == other.Stopped;
}
