using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Days;

namespace Xiezhi.Replay.Lives;

/// <summary>Where the value of a fact or an outcome comes from.</summary>
internal abstract class Value
{
    /// <param name="slot">The slot of the thing that gets the value.</param>
    /// <param name="moment">When the act happens that gives it.</param>
    public abstract long Of(in Plan plan, int slot, int moment, Timetable days);

    /// <summary>Always the same.</summary>
    public sealed class Constant(long value) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days) => value;
    }

    /// <summary>One of several by weight.</summary>
    public sealed class Drawn(long[] values, Weighted weights) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days) => values[weights.Pick(Draw.At(plan.Key, slot))];
    }

    /// <summary>A number of a spread, times a unit.</summary>
    public sealed class Between(Spread spread, long unit) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days) => spread.Of(Draw.At(plan.Key, slot)) * unit;
    }

    /// <summary>What the deck's row says.</summary>
    public sealed class Dealt(long[] byRow) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days) => byRow[plan.Row];
    }

    /// <summary>A day some days before or after the act.</summary>
    public sealed class DayFrom(Spread spread, bool working, bool before) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days)
        {
            var n = spread.Of(Draw.At(plan.Key, slot));
            var day = moment / Timetable.MinutesADay;
            var found = (working, before) switch
            {
                (true, false) => days.WorkingDay(day, n),
                (true, true) => days.WorkingDayBefore(day, n),
                (false, true) => day - n,
                _ => day + n,
            };
            return days.First.DayNumber + found;
        }
    }

    /// <summary>By the value that an earlier act gave another fact.</summary>
    public sealed class Chosen(Known known, Value[] of) : Value
    {
        public override long Of(in Plan plan, int slot, int moment, Timetable days) => of[known.Of(plan, moment, days)].Of(plan, slot, moment, days);
    }
}

/// <summary>A fact as an earlier act of the same life gives it: drawn again from the same slot, so that nothing has to be kept.</summary>
internal sealed class Known(Value value, int slot)
{
    public int Of(in Plan plan, int moment, Timetable days) => (int)value.Of(plan, slot, moment, days);
}
