using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>A last day that another calendar has moved.</summary>
/// <param name="Limit">Index of the clock's limit.</param>
/// <param name="Before">The rolled last day by the former calendar.</param>
/// <param name="After">By the new one.</param>
public readonly record struct Move(int Limit, DateOnly Before, DateOnly After);

/// <summary>A notice of holidays comes, or is put right, while clocks run.</summary>
public sealed partial class Fold
{
    /// <summary>The case with the last day of every running clock reckoned by the calendar. No entry is made and nothing runs out: that is for whoever acts or sweeps next.</summary>
    public static CaseState Reckon(CaseState before, WorkingCalendar calendar, City city)
    {
        var fold = new Fold(before.Copy(), calendar, city);
        foreach (ref var clock in fold.Case.clockList.AsSpan())
        {
            if (clock.Runs && !fold.Edition.Limits[clock.Limit].IsDated) { fold.Project(ref clock); }
        }

        fold.RecountBefore();
        return fold.Case;
    }

    /// <summary>The last days that differ, in the order of the clocks.</summary>
    /// <param name="before">The case before <see cref="Reckon"/>.</param>
    /// <param name="after">The case after it.</param>
    public static List<Move> Moves(CaseState before, CaseState after)
    {
        var moves = new List<Move>();
        foreach (ref readonly var clock in after.Clocks)
        {
            if (!clock.Runs) { continue; }
            foreach (ref readonly var former in before.Clocks)
            {
                if (former.Limit != clock.Limit || former.Of != clock.Of || !former.Runs || former.StartedBy != clock.StartedBy || (former.Start != clock.Start && after.Edition.Limits[clock.Limit].BeforeDueOf < 0)) { continue; }
                if (former.Rolled != clock.Rolled) { moves.Add(new Move(clock.Limit, former.Rolled, clock.Rolled)); }
                break;
            }
        }

        return moves;
    }
}
