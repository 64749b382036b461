using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Days;

namespace Xiezhi.Replay.Lives;

/// <summary>How a wait is counted.</summary>
internal enum Pace : byte { Minutes, WorkingMinutes, Days, WorkingDays, PartOfLength, BeyondLength, OnDay }

/// <summary>How long a step lets wait for it after the step before, or after the one that it names.</summary>
internal sealed record Wait(Spread Spread, Pace Pace)
{
    /// <summary>For parts of a register's length and for days beyond it: the length in working days by row of the deck.</summary>
    public int[] Lengths { get; init; } = [];

    /// <summary>For <see cref="Pace.OnDay"/>: the day fact on whose day the step comes, and the step that gives it.</summary>
    public (Known Day, int Step) Named { get; init; }

    /// <param name="since">The moment from which it is counted.</param>
    /// <param name="not">The step does not come before this moment.</param>
    /// <param name="slot">The step's slot; the next one places it within its day.</param>
    public int Ends(in Plan plan, int since, int not, int slot, Hours hours, Timetable days, ReadOnlySpan<int> at)
    {
        var bits = Draw.At(plan.Key, slot);
        var n = Spread.Of(bits);
        switch (Pace)
        {
            case Pace.Minutes:
                return hours.NotBefore(days, Math.Max(since + n, not), Draw.At(plan.Key, slot + 1));
            case Pace.WorkingMinutes:
                return Later(days.Work(since, n), not, plan, slot, hours, days);
            case Pace.PartOfLength:
                var hundredth = Lengths[plan.Row] * days.OfficeMinutes;
                return Later(days.Work(since, (hundredth * n / 100) + Draw.Below(bits << 32, (hundredth / 100) + 1)), not, plan, slot, hours, days);
            case Pace.OnDay:
                var named = Named.Day.Of(plan, at[Named.Step], days) - days.First.DayNumber;
                return Within(named, not, plan, slot, hours, days);
            case Pace.Days:
                return Within((since / Timetable.MinutesADay) + n, not, plan, slot, hours, days);
            default:
                var more = Pace == Pace.BeyondLength ? Lengths[plan.Row] : 0;
                return Within(days.WorkingDay(since / Timetable.MinutesADay, n + more), not, plan, slot, hours, days);
        }
    }

    private static int Later(int moment, int not, in Plan plan, int slot, Hours hours, Timetable days) =>
        moment >= not ? moment : hours.NotBefore(days, not + 1, Draw.At(plan.Key, slot + 1));

    /// <summary>A moment on the day at which somebody is there; on a later one when the day offers none, or none after the step before.</summary>
    private static int Within(int day, int not, in Plan plan, int slot, Hours hours, Timetable days)
    {
        var bits = Draw.At(plan.Key, slot + 1);
        var earliest = not / Timetable.MinutesADay;
        for (day = Math.Max(day, earliest); day < days.Count; day++)
        {
            var works = days.IsWorking(day);
            var minute = day == earliest ? hours.MinuteAfter(works, not % Timetable.MinutesADay, bits) : hours.MinuteOn(works, bits);
            if (minute >= 0) { return (day * Timetable.MinutesADay) + minute; }
        }

        return days.End;
    }
}

/// <summary>The wait before a step: one, or one by the code of a fact that an earlier act gave.</summary>
internal sealed class WaitRule(Wait? only, Known? by, Wait[] of)
{
    public WaitRule(Wait only)
        : this(only, null, [])
    {
    }

    public Wait For(in Plan plan, Timetable days) => only ?? of[by!.Of(plan, 0, days)];
}
