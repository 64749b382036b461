namespace Xiezhi.Law.Time;

/// <summary>Puts what the reckoning has just done into steps; days of one kind that follow each other are one step.</summary>
internal static class Telling
{
    // A month of ordinary weeks names each weekend; a longer run of them is told together.
    private const int WeekendsNamed = 4;

    public static void Start<TNarrator>(Moment from, Length length, bool countsFirst, ref TNarrator narrator)
        where TNarrator : struct, INarrator => narrator.Tell(At(length.Amount == 0 ? StepKind.OnTheSpot : countsFirst ? StepKind.StartCounted : StepKind.Start, from, length));

    public static void Target<TNarrator>(Moment target, Length length, ref TNarrator narrator)
        where TNarrator : struct, INarrator => narrator.Tell(At(StepKind.Target, target, length));

    public static void Extended<TNarrator>(Moment from, Length extension, ref TNarrator narrator)
        where TNarrator : struct, INarrator => narrator.Tell(At(StepKind.Extended, from, extension) with { Count = extension.Amount });

    /// <summary>The days that counted, and between them those that rested and those worked in exchange. Returns the new total.</summary>
    public static int Days<TNarrator>(WorkingCalendar calendar, DayUnit unit, DateOnly first, DateOnly last, int count, int total, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (unit == DayUnit.CalendarDay)
        {
            narrator.Tell(new Step(StepKind.Counted, first, last) { Count = count, Total = total + count, Unit = unit });
            return total + count;
        }

        var runs = Runs(calendar, first, last);
        for (var i = 0; i < runs.Count;)
        {
            var end = i;
            var weekends = 0;
            for (; end < runs.Count && runs[end].Kind != StepKind.MakeUp && runs[end].Name is null; end++)
            {
                weekends += runs[end].Kind == StepKind.Rest ? 1 : 0;
            }

            if (weekends > WeekendsNamed)
            {
                total = Weeks(runs[i..end], total, ref narrator);
                i = end;
                continue;
            }

            total += runs[i].Kind == StepKind.Rest ? 0 : runs[i].Count;
            narrator.Tell(runs[i] with { Total = total });
            i++;
        }

        return total;
    }

    /// <summary>Minutes that counted. Returns the new total.</summary>
    public static int Minutes<TNarrator>(WorkingCalendar calendar, DayUnit unit, Moment from, Moment to, int count, int total, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (unit == DayUnit.WorkingHour)
        {
            foreach (var run in Runs(calendar, from.Day, to.Day))
            {
                if (run.Kind != StepKind.Counted)
                {
                    narrator.Tell(run with { Unit = unit });
                }
            }
        }

        narrator.Tell(new Step(StepKind.Counted, from.Day, to.Day)
        {
            FirstMinute = from.Minute, LastMinute = to.Minute, Count = count, Total = total + count, Unit = unit,
        });
        return total + count;
    }

    public static void TakenOff<TNarrator>(Stretch stretch, DateOnly first, int count, DayUnit unit, ref TNarrator narrator)
        where TNarrator : struct, INarrator => narrator.Tell(
            new Step(stretch.Kind == StretchKind.Tolled ? StepKind.Tolled : StepKind.Excluded, first, stretch.Last)
            {
                Count = count,
                Ground = stretch.Ground,
                Unit = unit is DayUnit.Month or DayUnit.Year ? DayUnit.CalendarDay : unit,
            });

    public static void Months<TNarrator>(DateOnly from, DateOnly end, Length length, bool shortened, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        narrator.Tell(new Step(StepKind.Months, from, end) { Count = length.Amount, Total = length.Amount, Unit = length.Unit });
        if (shortened)
        {
            narrator.Tell(new Step(StepKind.MonthShortened, end, end) { Count = from.Day, Unit = DayUnit.CalendarDay });
        }
    }

    public static void Added<TNarrator>(DateOnly monthEnd, DateOnly end, ref TNarrator narrator)
        where TNarrator : struct, INarrator =>
        narrator.Tell(new Step(StepKind.Added, monthEnd.AddDays(1), end) { Count = end.DayNumber - monthEnd.DayNumber, Unit = DayUnit.CalendarDay });

    public static void Rolls<TNarrator>(WorkingCalendar calendar, DateOnly strict, DateOnly rolled, RollRule rule, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        // One rest is named by the step itself; where a weekend runs into a holiday, or the new day is a make-up day, each is named.
        var runs = Runs(calendar, strict, rolled);
        if (runs.Count(run => run.Kind == StepKind.Rest) > 1 || runs[^1].Kind == StepKind.MakeUp)
        {
            foreach (var run in runs)
            {
                if (run.Kind != StepKind.Counted)
                {
                    narrator.Tell(run with { Unit = DayUnit.CalendarDay });
                }
            }
        }

        narrator.Tell(new Step(rule == RollRule.ByAnalogy ? StepKind.RollsByAnalogy : StepKind.Rolls, strict, rolled)
        {
            Count = rolled.DayNumber - strict.DayNumber, Unit = DayUnit.CalendarDay, Name = calendar.NameOf(strict),
        });
    }

    public static void StaysIfAtRest<TNarrator>(WorkingCalendar calendar, DateOnly last, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        if (!calendar.IsWorking(last))
        {
            narrator.Tell(new Step(StepKind.Stays, last, last) { Unit = DayUnit.CalendarDay, Name = calendar.NameOf(last) });
        }
    }

    public static void OutOfService<TNarrator>(Outage outage, ref TNarrator narrator)
        where TNarrator : struct, INarrator => narrator.Tell(new Step(StepKind.OutOfService, outage.First, outage.Last)
        {
            Count = outage.Last.DayNumber - outage.First.DayNumber + 1, Unit = DayUnit.CalendarDay, Name = outage.System.Zh, NameEn = outage.System.En,
        });

    public static void Result<TNarrator>(LimitKind kind, DueDay due, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var step = kind switch
        {
            LimitKind.Within => StepKind.LastDay,
            LimitKind.AtLeast => StepKind.MinimumEnds,
            LimitKind.Before => StepKind.LatestBefore,
            LimitKind.Every => StepKind.CycleEnds,
            _ => StepKind.FixedDay,
        };
        narrator.Tell(new Step(step, due.Rolled, due.Rolled) { FirstMinute = due.Minute, LastMinute = due.Minute });
    }

    public static void Provisional<TNarrator>(WorkingCalendar calendar, DateOnly first, DateOnly last, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        while (calendar.NoticeOf(first.Year) is not null)
        {
            first = new DateOnly(first.Year + 1, 1, 1);
        }

        while (calendar.NoticeOf(last.Year) is not null)
        {
            last = new DateOnly(last.Year - 1, 12, 31);
        }

        narrator.Tell(new Step(StepKind.Provisional, first, last));
    }

    private static Step At(StepKind kind, Moment moment, Length length)
    {
        var minute = length.IsByTheMinute ? moment.Minute : Moment.NoMinute;
        return new Step(kind, moment.Day, moment.Day) { FirstMinute = minute, LastMinute = minute, Unit = length.Unit };
    }

    // Ordinary weeks together: the working days of all, then the weekends between them.
    private static int Weeks<TNarrator>(List<Step> runs, int total, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var working = runs.FindAll(run => run.Kind == StepKind.Counted);
        var weekends = runs.FindAll(run => run.Kind == StepKind.Rest);
        total += working.Sum(run => run.Count);
        narrator.Tell(working[0] with { Last = working[^1].Last, Count = working.Sum(run => run.Count), Total = total });
        narrator.Tell(weekends[0] with { Kind = StepKind.Weekends, Last = weekends[^1].Last, Count = weekends.Sum(run => run.Count), Total = total });
        return total;
    }

    // Days of one kind and name that follow each other.
    private static List<Step> Runs(WorkingCalendar calendar, DateOnly first, DateOnly last)
    {
        var runs = new List<Step>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var (kind, name) = calendar.KindOf(day) switch
            {
                DayKind.Working => (StepKind.Counted, null),
                DayKind.MakeUp => (StepKind.MakeUp, calendar.NameOf(day)),
                DayKind.DayOff => (StepKind.Rest, calendar.NameOf(day)),
                _ => (StepKind.Rest, null),
            };
            if (runs.Count > 0 && runs[^1].Kind == kind && runs[^1].Name == name)
            {
                runs[^1] = runs[^1] with { Last = day, Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add(new Step(kind, day, day) { Count = 1, Unit = DayUnit.WorkingDay, Name = name });
            }
        }

        return runs;
    }
}
