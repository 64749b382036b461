using System.Collections.Immutable;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Features.Calendar;

/// <summary>A year of working days as a page shows it.</summary>
/// <param name="Notice">Number of the year's notice; null while it is not known, so that only weekends are.</param>
/// <param name="Months">January first.</param>
/// <param name="Working">Working days of the year.</param>
public sealed record CalendarYearView(int Year, string? Notice, ImmutableArray<MonthView> Months, int Working, ImmutableArray<HolidayView> Holidays)
{
    /// <summary>Neighbours that have a page, for the way on and back.</summary>
    public int? Before { get; init; }

    public int? After { get; init; }

    /// <summary>Attested outages that touch the year.</summary>
    public ImmutableArray<Outage> Outages { get; init; } = [];

    /// <summary>Null when the year is neither known nor next to one that is.</summary>
    public static CalendarYearView? Of(WorkingCalendar calendar, int year)
    {
        var (first, last) = Shown(calendar);
        if (year < first || year > last) { return null; }
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return new CalendarYearView(year, calendar.NoticeOf(year), [.. Enumerable.Range(1, 12).Select(month => MonthView.Of(calendar, year, month))],
            calendar.CountWorking(from, to), HolidayView.AllOf(calendar, from, to))
        {
            Before = year > first ? year - 1 : null,
            After = year < last ? year + 1 : null,
            Outages = [.. calendar.Outages.Where(outage => outage.First <= to && outage.Last >= from)],
        };
    }

    /// <summary>The years with a page: those with a notice, and the next one, which is provisional.</summary>
    private static (int First, int Last) Shown(WorkingCalendar calendar)
    {
        var years = calendar.Years;
        return years.IsEmpty ? (1, 0) : (years[0].Year, years[^1].Year + 1);
    }
}

/// <summary>One month as weeks that begin on Monday.</summary>
/// <param name="Weeks">Seven days each; null where the day belongs to another month.</param>
public sealed record MonthView(int Month, int Working, ImmutableArray<ImmutableArray<DayView?>> Weeks)
{
    public static MonthView Of(WorkingCalendar calendar, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        var blanks = ((int)first.DayOfWeek + 6) % 7;
        var weeks = Enumerable.Range(0, (blanks + last.Day + 6) / 7)
            .Select(week => Enumerable.Range(0, 7).Select(weekday => (week * 7) + weekday - blanks + 1)
                .Select(day => day >= 1 && day <= last.Day ? DayView.Of(calendar, new DateOnly(year, month, day)) : null).ToImmutableArray());
        return new MonthView(month, calendar.CountWorking(first, last), [.. weeks]);
    }
}

/// <param name="Name">The holiday for which the day rests or is worked in exchange.</param>
public sealed record DayView(DateOnly Day, DayKind Kind, string? Name)
{
    public static DayView Of(WorkingCalendar calendar, DateOnly day) => new(day, calendar.KindOf(day), calendar.NameOf(day));
}

/// <summary>A holiday: its days off in a row, and the weekend days worked in exchange.</summary>
public sealed record HolidayView(string Name, DateOnly First, DateOnly Last, ImmutableArray<DateOnly> MakeUps)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    public static ImmutableArray<HolidayView> AllOf(WorkingCalendar calendar, DateOnly from, DateOnly to)
    {
        var holidays = new List<HolidayView>();
        var makeUps = new List<DayView>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var seen = DayView.Of(calendar, day);
            if (seen.Kind == DayKind.MakeUp) { makeUps.Add(seen); }
            if (seen.Kind != DayKind.DayOff) { continue; }
            if (holidays is [.., var open] && open.Name == seen.Name && open.Last == day.AddDays(-1)) { holidays[^1] = open with { Last = day }; }
            else { holidays.Add(new HolidayView(seen.Name!, day, day, [])); }
        }

        // A New Year's holiday may come twice in a year; its make-up days stand with the nearer one.
        foreach (var makeUp in makeUps)
        {
            var near = holidays.Where(holiday => holiday.Name == makeUp.Name).MinBy(holiday => Math.Abs(holiday.First.DayNumber - makeUp.Day.DayNumber));
            if (near is null) { holidays.Add(new HolidayView(makeUp.Name!, makeUp.Day, makeUp.Day.AddDays(-1), [makeUp.Day])); }
            else { holidays[holidays.IndexOf(near)] = near with { MakeUps = near.MakeUps.Add(makeUp.Day) }; }
        }

        return [.. holidays];
    }
}
