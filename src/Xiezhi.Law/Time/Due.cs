namespace Xiezhi.Law.Time;

/// <summary>Computes when a limit ends, and tells how: one code does both.</summary>
public static class Due
{
    /// <summary>The due day, silently.</summary>
    public static DueDay Of(WorkingCalendar calendar, in Reckoning reckoning)
    {
        var silence = default(Silence);
        return Of(calendar, in reckoning, ref silence);
    }

    /// <summary>The due day, told to the narrator step by step.</summary>
    /// <exception cref="ArgumentException">The kind is by-day, which <see cref="ByDay{TNarrator}"/> resolves, or the minute is missing from which a clock by
    /// the minute runs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The counting leaves the years 1 to 9999.</exception>
    public static DueDay Of<TNarrator>(WorkingCalendar calendar, in Reckoning reckoning, ref TNarrator narrator)
        where TNarrator : struct, INarrator => reckoning.Kind switch
        {
            LimitKind.Before => Backwards(calendar, in reckoning, ref narrator),
            LimitKind.ByDay => throw new ArgumentException("A fixed date of the year has no length; Due.ByDay resolves it.", nameof(reckoning)),
            _ => Forwards(calendar, in reckoning, ref narrator),
        };

    /// <summary>The fixed date of that year, silently.</summary>
    public static DueDay ByDay(WorkingCalendar calendar, int year, int month, int day, bool exclusive)
    {
        var silence = default(Silence);
        return ByDay(calendar, year, month, day, exclusive, ref silence);
    }

    /// <summary>The fixed date of that year: the last day in time. It never moves, whether it works or rests.</summary>
    /// <param name="calendar">Only tells whether the date rests.</param>
    /// <param name="year">The calendar year.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">Day of the month; one that the month lacks is its last.</param>
    /// <param name="exclusive">True for “before”: the day before the date is the last. “Before 1 March” ends with February.</param>
    /// <param name="narrator">Hears the working.</param>
    public static DueDay ByDay<TNarrator>(WorkingCalendar calendar, int year, int month, int day, bool exclusive, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        var named = new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        var due = new DueDay(exclusive ? named.AddDays(-1) : named, exclusive ? named.AddDays(-1) : named, Moment.NoMinute, Provisional: false);
        if (TNarrator.Listens)
        {
            Telling.StaysIfAtRest(calendar, due.Strict, ref narrator);
            Telling.Result(LimitKind.ByDay, due, ref narrator);
        }

        return due;
    }

    /// <summary>The first such date after the day, each year's taken as <see cref="ByDay{TNarrator}"/> takes it.</summary>
    public static DueDay NextByDay(WorkingCalendar calendar, DateOnly after, int month, int day, bool exclusive)
    {
        var due = ByDay(calendar, after.Year, month, day, exclusive);
        return due.Strict > after ? due : ByDay(calendar, after.Year + 1, month, day, exclusive);
    }

    private static DueDay Forwards<TNarrator>(WorkingCalendar calendar, in Reckoning reckoning, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var from = reckoning.From;
        var length = reckoning.Length;
        var countsFirst = reckoning.Rule.CountsFirstDay && !length.IsByTheMinute;
        if (TNarrator.Listens)
        {
            Telling.Start(from, length, countsFirst, ref narrator);
        }

        var course = new Course(calendar, reckoning.Hours, reckoning.Kind == LimitKind.Every ? [] : Course.InOrder(reckoning.TakenOff));
        var strict = course.Run(from, length, countsFirst, ref narrator);
        var asked = DependsOnWork(length) && strict.Day > from.Day ? from.Day.AddDays(length.IsByTheMinute ? 0 : 1) : default(DateOnly?);
        if (reckoning.Kind != LimitKind.Every && (reckoning.Extension is not null || reckoning.ExtendedTo is not null))
        {
            asked ??= reckoning.Extension is { } more && DependsOnWork(more) ? strict.Day.AddDays(1) : null;
            strict = Extend(course, strict, in reckoning, ref narrator);
        }

        var rolled = strict.Day;
        // What is done on the spot is done on that day, whether it works or rests.
        var onTheSpot = length.Amount == 0 && strict.Day == from.Day;
        if (!strict.HasMinute && !onTheSpot && reckoning.Kind != LimitKind.AtLeast && reckoning.Rule.Rolls != RollRule.No)
        {
            asked ??= strict.Day;
            rolled = course.Roll(strict.Day, ref narrator);
            if (TNarrator.Listens && rolled != strict.Day)
            {
                Telling.Rolls(calendar, strict.Day, rolled, reckoning.Rule.Rolls, ref narrator);
            }
        }
        else if (TNarrator.Listens && !strict.HasMinute && !onTheSpot)
        {
            Telling.StaysIfAtRest(calendar, strict.Day, ref narrator);
        }

        if (!reckoning.ShiftedBy.IsEmpty && !calendar.Outages.IsEmpty && reckoning.Kind == LimitKind.Within && !strict.HasMinute && !onTheSpot)
        {
            rolled = course.Shift(rolled, reckoning.ShiftedBy, toWorkingDay: reckoning.Rule.Rolls != RollRule.No, ref narrator);
        }

        var provisional = asked is { } first && !calendar.IsSettled(first, rolled);
        var due = new DueDay(strict.Day, rolled, strict.Minute, provisional);
        Result(calendar, reckoning.Kind, due, asked ?? rolled, rolled, ref narrator);
        return due;
    }

    private static Moment Extend<TNarrator>(Course course, Moment strict, in Reckoning reckoning, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (reckoning.Extension is { } extension)
        {
            // A day clock ends at 24:00, which is 00:00 of the next day for an extension by the minute.
            var goesOnFrom = extension.IsByTheMinute && !strict.HasMinute ? Moment.At(strict.Day.AddDays(1), 0, 0) : strict;
            if (TNarrator.Listens)
            {
                Telling.Extended(goesOnFrom, extension, ref narrator);
            }

            strict = course.Run(goesOnFrom, extension, countsFirst: false, ref narrator);
        }

        if (reckoning.ExtendedTo is not { } named || named <= strict.Day)
        {
            return strict;
        }

        if (TNarrator.Listens)
        {
            narrator.Tell(new Step(StepKind.ExtendedTo, strict.Day, named));
        }

        return Moment.On(named);
    }

    private static DueDay Backwards<TNarrator>(WorkingCalendar calendar, in Reckoning reckoning, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (TNarrator.Listens)
        {
            Telling.Target(reckoning.From, reckoning.Length, ref narrator);
        }

        var latest = new Course(calendar, reckoning.Hours, []).RunBack(reckoning.From, reckoning.Length, ref narrator);
        var provisional = DependsOnWork(reckoning.Length) && !calendar.IsSettled(latest.Day, reckoning.From.Day);
        var due = new DueDay(latest.Day, latest.Day, latest.Minute, provisional);
        Result(calendar, LimitKind.Before, due, latest.Day, reckoning.From.Day, ref narrator);
        return due;
    }

    private static bool DependsOnWork(Length length) => length.Unit is DayUnit.WorkingDay or DayUnit.WorkingHour;

    private static void Result<TNarrator>(
        WorkingCalendar calendar, LimitKind kind, DueDay due, DateOnly askedFrom, DateOnly askedTo, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (TNarrator.Listens)
        {
            Telling.Result(kind, due, ref narrator);
            if (due.Provisional)
            {
                Telling.Provisional(calendar, askedFrom, askedTo, ref narrator);
            }
        }
    }
}
