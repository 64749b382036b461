using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>The same rules as <see cref="Due"/>, told as a walk from day to day and minute to minute.</summary>
internal static class NaiveClock
{
    public static Moment Forward(WorkingCalendar calendar, Moment from, Length length, IReadOnlyList<Stretch> takenOff, bool countsFirst, OfficeHours hours)
    {
        if (length.Amount == 0)
        {
            return length.IsByTheMinute ? from : Moment.On(from.Day);
        }

        return length.Unit switch
        {
            DayUnit.Month or DayUnit.Year => Months(from.Day, length, takenOff, countsFirst),
            DayUnit.WorkingDay or DayUnit.CalendarDay => Days(calendar, from.Day, length, takenOff, countsFirst),
            _ => Minutes(calendar, from, length, takenOff, hours),
        };
    }

    public static DateOnly Roll(WorkingCalendar calendar, DateOnly strict, IReadOnlyList<Stretch> takenOff)
    {
        if (calendar.IsWorking(strict))
        {
            return strict;
        }

        var day = strict;
        while (!calendar.IsWorking(day) || IsTakenOff(day, takenOff))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>The latest day such that the whole length lies free between it and the target.</summary>
    public static DateOnly Latest(WorkingCalendar calendar, DateOnly target, Length length)
    {
        var free = 0;
        var day = target;
        while (free < length.Amount)
        {
            day = day.AddDays(-1);
            free += length.Unit == DayUnit.CalendarDay || calendar.IsWorking(day) ? 1 : 0;
        }

        return day.AddDays(-1);
    }

    public static bool IsTakenOff(DateOnly day, IReadOnlyList<Stretch> takenOff) => takenOff.Any(stretch => stretch.First <= day && day <= stretch.Last);

    private static bool IsOpen(OfficeHours hours, int minute) => hours.Sessions.Any(session => session.Opens <= minute && minute < session.Closes);

    private static Moment Days(WorkingCalendar calendar, DateOnly from, Length length, IReadOnlyList<Stretch> takenOff, bool countsFirst)
    {
        var day = countsFirst ? from.AddDays(-1) : from;
        for (var counted = 0; counted < length.Amount;)
        {
            day = day.AddDays(1);
            counted += (length.Unit == DayUnit.CalendarDay || calendar.IsWorking(day)) && !IsTakenOff(day, takenOff) ? 1 : 0;
        }

        return Moment.On(day);
    }

    private static Moment Months(DateOnly from, Length length, IReadOnlyList<Stretch> takenOff, bool countsFirst)
    {
        var months = length.Unit == DayUnit.Year ? 12 * length.Amount : length.Amount;
        var first = new DateOnly(from.Year, from.Month, 1).AddMonths(months);
        var lacking = from.Day > DateTime.DaysInMonth(first.Year, first.Month);
        var end = lacking ? first.AddMonths(1).AddDays(-1) : first.AddDays(from.Day - 1 - (countsFirst ? 1 : 0));
        var owed = 0;
        for (var day = from.AddDays(1); day <= end; day = day.AddDays(1))
        {
            owed += IsTakenOff(day, takenOff) ? 1 : 0;
        }

        while (owed > 0)
        {
            end = end.AddDays(1);
            owed -= IsTakenOff(end, takenOff) ? 0 : 1;
        }

        return Moment.On(end);
    }

    private static Moment Minutes(WorkingCalendar calendar, Moment from, Length length, IReadOnlyList<Stretch> takenOff, OfficeHours hours)
    {
        var left = length.Unit == DayUnit.Minute ? length.Amount : length.Amount * 60;
        var (day, minute) = (from.Day, (int)from.Minute);
        while (left > 0)
        {
            var runs = !IsTakenOff(day, takenOff)
                && (length.Unit != DayUnit.WorkingHour || (calendar.IsWorking(day) && IsOpen(hours, minute)));
            left -= runs ? 1 : 0;
            minute++;
            if (minute == Moment.Day24)
            {
                (day, minute) = (day.AddDays(1), 0);
            }
        }

        return new Moment(day, (short)minute);
    }
}
