using Xiezhi.Law.Time;
using Xiezhi.Web.Features.Calendar;

namespace Xiezhi.Web.Tests;

public sealed class CalendarYearViewTests(RunningSite site)
{
    private WorkingCalendar Calendar => site.City.Site.Book.Calendar;

    [Fact]
    public void Every_day_of_the_year_stands_once_under_its_weekday()
    {
        foreach (var known in Calendar.Years)
        {
            var view = CalendarYearView.Of(Calendar, known.Year)!;
            var days = view.Months.SelectMany(month => month.Weeks)
                .SelectMany(week => week.Select((day, weekday) => (day, weekday))).Where(one => one.day is not null).ToList();

            Assert.Equal(DateTime.IsLeapYear(known.Year) ? 366 : 365, days.Count);
            Assert.All(days, one => Assert.Equal(one.weekday, ((int)one.day!.Day.DayOfWeek + 6) % 7));
            Assert.Equal(view.Working, days.Count(one => one.day!.Kind is DayKind.Working or DayKind.MakeUp));
            Assert.Equal(view.Working, view.Months.Sum(month => month.Working));
        }
    }

    [Fact]
    public void A_holiday_is_one_row_with_the_days_worked_for_it()
    {
        var spring = CalendarYearView.Of(Calendar, 2023)!.Holidays.Single(holiday => holiday.Name == "春节");

        Assert.Equal((new DateOnly(2023, 1, 21), new DateOnly(2023, 1, 27), 7), (spring.First, spring.Last, spring.Days));
        Assert.Equal([new DateOnly(2023, 1, 28), new DateOnly(2023, 1, 29)], spring.MakeUps);
    }

    [Fact]
    public void The_year_after_the_last_notice_is_shown_as_provisional()
    {
        var last = Calendar.Years[^1].Year;

        Assert.Null(CalendarYearView.Of(Calendar, last + 1)!.Notice);
        Assert.Null(CalendarYearView.Of(Calendar, last + 2));
        Assert.Null(CalendarYearView.Of(Calendar, Calendar.Years[0].Year - 1));
    }
}
