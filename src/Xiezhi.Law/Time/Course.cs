using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>The course of a clock over the calendar. Each unit has a line of numbers (days, ranks of working days, minutes, office minutes) on which a
/// length is a distance and a stretch taken off is a gap.</summary>
internal readonly ref struct Course(WorkingCalendar calendar, OfficeHours hours, ReadOnlySpan<Stretch> takenOff)
{
    private readonly ReadOnlySpan<Stretch> takenOff = takenOff;

    /// <summary>The stretches by their first day; a copy only when they are not so already.</summary>
    public static ReadOnlySpan<Stretch> InOrder(ReadOnlySpan<Stretch> stretches)
    {
        for (var i = 1; i < stretches.Length; i++)
        {
            if (stretches[i].First < stretches[i - 1].First)
            {
                var ordered = stretches.ToArray();
                Array.Sort(ordered, static (a, b) => a.First.CompareTo(b.First));
                return ordered;
            }
        }

        return stretches;
    }

    /// <summary>Where the length ends that starts at the moment, the stretches taken off.</summary>
    public Moment Run<TNarrator>(Moment from, Length length, bool countsFirst, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (length.Amount == 0)
        {
            return length.IsByTheMinute ? from : Moment.On(from.Day);
        }

        switch (length.Unit)
        {
            case DayUnit.Month or DayUnit.Year:
                var monthEnd = MonthEnd(from.Day, length, countsFirst, ref narrator).DayNumber;
                return Moment.On(DateOnly.FromDayNumber((int)Skip(length.Unit, from.Day.DayNumber, from.Day.DayNumber, monthEnd, ref narrator)));
            case DayUnit.CalendarDay or DayUnit.WorkingDay:
                var dayZero = from.Day.DayNumber - (countsFirst ? 1 : 0);
                var rankZero = EndOfDay(length.Unit, dayZero);
                return Moment.On(DayAt(length.Unit, Skip(length.Unit, dayZero, rankZero, rankZero + length.Amount, ref narrator)));
            default:
                var start = Position(length.Unit, from);
                return FirstMomentAt(length.Unit, Skip(length.Unit, from.Day.DayNumber - 1, start, start + MinutesOf(length), ref narrator));
        }
    }

    /// <summary>The latest day or minute that leaves the whole length free before the target. Neither the day of the act nor the target counts.</summary>
    public Moment RunBack<TNarrator>(Moment target, Length length, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (length.IsByTheMinute)
        {
            var position = Position(length.Unit, target);
            var latest = LastMomentAt(length.Unit, position - MinutesOf(length));
            if (TNarrator.Listens)
            {
                Telling.Minutes(calendar, length.Unit, latest, target, (int)MinutesOf(length), total: 0, ref narrator);
            }

            return latest;
        }

        var firstCounted = length.Unit switch
        {
            DayUnit.WorkingDay => calendar.WorkingDaysBefore(target.Day, length.Amount),
            DayUnit.CalendarDay => target.Day.AddDays(-length.Amount),
            _ => MonthsBack(target.Day, length, ref narrator),
        };
        if (TNarrator.Listens && length.Unit is DayUnit.CalendarDay or DayUnit.WorkingDay)
        {
            Telling.Days(calendar, length.Unit, firstCounted, target.Day.AddDays(-1), length.Amount, total: 0, ref narrator);
        }

        return Moment.On(firstCounted.AddDays(-1));
    }

    /// <summary>The first working day on or after the last day; a rest day does not move the end onto a day that is taken off from the clock.</summary>
    public DateOnly Roll<TNarrator>(DateOnly last, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var rolled = calendar.OnOrNextWorking(last);
        return rolled == last ? last : Charged(rolled, toWorkingDay: true, ref narrator);
    }

    /// <summary>The first day after the outages in which the last day lies; a working day, and none that is taken off from the clock.</summary>
    /// <param name="toWorkingDay">False where rest days move nothing either: then the first day on which the systems serve again.</param>
    public DateOnly Shift<TNarrator>(DateOnly last, ImmutableArray<FilingSystem> systems, bool toWorkingDay, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        while (calendar.OutageOn(last, systems) is { } outage)
        {
            if (TNarrator.Listens)
            {
                Telling.OutOfService(outage, ref narrator);
            }

            var next = outage.Last.AddDays(1);
            next = Charged(toWorkingDay ? calendar.OnOrNextWorking(next) : next, toWorkingDay, ref narrator);
            if (TNarrator.Listens)
            {
                narrator.Tell(new Step(StepKind.Shifted, last, next) { Count = next.DayNumber - last.DayNumber, Unit = DayUnit.CalendarDay });
            }

            last = next;
        }

        return last;
    }

    // The day itself, or the first one after it that is not taken off.
    private DateOnly Charged<TNarrator>(DateOnly day, bool toWorkingDay, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        foreach (var stretch in takenOff)
        {
            if (stretch.First <= day && day <= stretch.Last)
            {
                if (TNarrator.Listens)
                {
                    Telling.TakenOff(stretch, day, stretch.Last.DayNumber - day.DayNumber + 1, DayUnit.CalendarDay, ref narrator);
                }

                day = stretch.Last.AddDays(1);
                day = toWorkingDay ? calendar.OnOrNextWorking(day) : day;
            }
        }

        return day;
    }

    // Moves the end over each stretch that begins before it, once. Every clock that runs forward ends here.
    private long Skip<TNarrator>(DayUnit unit, int dayDone, long start, long end, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var position = start;
        var monthEnd = end;
        var total = 0;
        foreach (var stretch in takenOff)
        {
            var first = Math.Max(stretch.First.DayNumber, dayDone + 1);
            if (stretch.Last.DayNumber < first)
            {
                continue;
            }

            var gapStarts = Math.Max(EndOfDay(unit, first - 1), start);
            if (gapStarts >= end)
            {
                break;
            }

            var gapEnds = EndOfDay(unit, stretch.Last.DayNumber);
            if (TNarrator.Listens)
            {
                total = Tell(unit, dayDone + 1, first - 1, position, gapStarts, total, ref narrator);
                Telling.TakenOff(stretch, DateOnly.FromDayNumber(first), (int)(gapEnds - gapStarts), unit, ref narrator);
            }

            end += gapEnds - gapStarts;
            position = gapEnds;
            dayDone = stretch.Last.DayNumber;
        }

        if (TNarrator.Listens)
        {
            var lastDay = unit == DayUnit.WorkingDay ? calendar.DayRanked(end) : (int)Math.Min(end, int.MaxValue);
            Tell(unit, dayDone + 1, lastDay, position, end, total, ref narrator);
            if (unit is DayUnit.Month or DayUnit.Year && end > monthEnd)
            {
                Telling.Added(DateOnly.FromDayNumber((int)monthEnd), DayAt(unit, end), ref narrator);
            }
        }

        return end;
    }

    private int Tell<TNarrator>(DayUnit unit, int first, int last, long from, long to, int total, ref TNarrator narrator)
        where TNarrator : struct, INarrator => unit switch
        {
            DayUnit.Month or DayUnit.Year => total,
            DayUnit.CalendarDay or DayUnit.WorkingDay => last < first ? total
                : Telling.Days(calendar, unit, DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(last), (int)(to - from), total, ref narrator),
            _ => to <= from ? total
                : Telling.Minutes(calendar, unit, LastMomentAt(unit, from), FirstMomentAt(unit, to), (int)(to - from), total, ref narrator),
        };

    // The same day number, or the last day of a month that lacks it. When the first day counts, the period ends the day before.
    private static DateOnly MonthEnd<TNarrator>(DateOnly from, Length length, bool countsFirst, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var end = from.AddMonths(MonthsOf(length));
        var shortened = end.Day != from.Day;
        if (countsFirst && !shortened)
        {
            end = end.AddDays(-1);
        }

        if (TNarrator.Listens)
        {
            Telling.Months(from, end, length, shortened, ref narrator);
        }

        return end;
    }

    private static DateOnly MonthsBack<TNarrator>(DateOnly target, Length length, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var first = target.AddMonths(-MonthsOf(length));
        if (TNarrator.Listens)
        {
            Telling.Months(target, first, length, first.Day != target.Day, ref narrator);
        }

        return first;
    }

    private static int MonthsOf(Length length) => length.Unit == DayUnit.Year ? checked(length.Amount * 12) : length.Amount;

    private static long MinutesOf(Length length) => length.Unit == DayUnit.Minute ? length.Amount : length.Amount * 60L;

    private DateOnly DayAt(DayUnit unit, long position) =>
        DateOnly.FromDayNumber(unit == DayUnit.WorkingDay ? calendar.DayRanked(position) : (int)Math.Min(position, int.MaxValue));

    // Where the unit's line stands at 24:00 of the day.
    private long EndOfDay(DayUnit unit, int day) => unit switch
    {
        DayUnit.WorkingDay => calendar.Rank(day),
        DayUnit.WorkingHour => calendar.Rank(day) * (long)hours.MinutesADay,
        DayUnit.Hour or DayUnit.Minute => (day + 1) * (long)Moment.Day24,
        _ => day,
    };

    private long Position(DayUnit unit, Moment moment)
    {
        if (!moment.HasMinute)
        {
            throw new ArgumentException($"A clock by the minute cannot run from {moment}: its minute is missing.", nameof(moment));
        }

        var midnight = EndOfDay(unit, moment.Day.DayNumber - 1);
        return unit != DayUnit.WorkingHour ? midnight + moment.Minute
            : calendar.IsWorking(moment.Day) ? midnight + hours.PassedAt(moment.Minute) : midnight;
    }

    // A closed hour has one position with many minutes: a period ends with the first of them and starts, or may still be left free, with the last.
    private Moment FirstMomentAt(DayUnit unit, long position)
    {
        if (unit != DayUnit.WorkingHour)
        {
            return At(position / Moment.Day24, position % Moment.Day24);
        }

        var fullDays = (position - 1) / hours.MinutesADay;
        return At(calendar.DayRanked(fullDays + 1), hours.FirstMinuteWith((int)(position - (fullDays * hours.MinutesADay))));
    }

    private Moment LastMomentAt(DayUnit unit, long position) => unit != DayUnit.WorkingHour ? At(position / Moment.Day24, position % Moment.Day24)
        : At(calendar.DayRanked((position / hours.MinutesADay) + 1), hours.LastMinuteWith((int)(position % hours.MinutesADay)));

    private static Moment At(long day, long minute) => minute < 0
        ? throw new ArgumentOutOfRangeException(nameof(day), "The counting leaves the years 1 to 9999.")
        : new Moment(DateOnly.FromDayNumber((int)Math.Min(day + (minute / Moment.Day24), int.MaxValue)), (short)(minute % Moment.Day24));
}
