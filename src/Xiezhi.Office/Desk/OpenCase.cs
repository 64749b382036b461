using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Desk;

/// <summary>A case on the docket as memory keeps it: what it is sorted, sought and counted by.</summary>
/// <param name="Due">Day number of the first rolled last day of a running clock; <see cref="NothingDue"/> when none runs.</param>
/// <param name="Edition">Index of the edition in the law book.</param>
/// <param name="Organs">Numbers of the organs that keep the register or hold a role, ascending; equal lists are one object.</param>
internal sealed record OpenCase(int Due, CaseId Id, int Edition, int Keeper, int Year, int Stage, int Limit, int Entries, int[] Organs)
{
    public const int NothingDue = int.MaxValue;

    public DateOnly? DueDay => Due == NothingDue ? null : DateOnly.FromDayNumber(Due);

    /// <summary>The running clock that is over first, those over already included; an overdue one runs until somebody acts.</summary>
    /// <returns>False when the case does not belong on a docket: it is closed, and no organ still owes anything in it.</returns>
    public static bool TryFirst(CaseState state, out int due, out int limit)
    {
        (due, limit) = (NothingDue, -1);
        foreach (ref readonly var clock in state.Clocks)
        {
            if (!clock.Runs || !clock.DueKnown || clock.Rolled.DayNumber >= due) { continue; }
            var rule = state.Edition.Limits[clock.Limit];
            // What a party may do after the end is nobody's work; a least time to wait is nothing that falls due.
            if (rule.Kind == LimitKind.AtLeast || (state.IsClosed && (rule.BindsParty || rule.Binds < 0))) { continue; }
            (due, limit) = (clock.Rolled.DayNumber, clock.Limit);
        }

        return state.IsOpen || limit >= 0;
    }
}
