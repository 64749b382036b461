using CsCheck;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class WorkingCalendarTests
{
    private static readonly Gen<DateOnly> AnyDay =
        Gen.Int[new DateOnly(2018, 1, 1).DayNumber, new DateOnly(2028, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    [Fact]
    public void Every_day_that_a_notice_names_rests_or_works_as_it_says()
    {
        foreach (var row in Calendars.Rows)
        {
            Assert.Equal(row.IsOff ? DayKind.DayOff : DayKind.MakeUp, Calendars.Real.KindOf(row.Day));
            Assert.Equal(!row.IsOff, Calendars.Real.IsWorking(row.Day));
            Assert.Equal(row.Holiday, Calendars.Real.NameOf(row.Day));
        }
    }

    [Fact]
    public void Every_other_day_works_from_Monday_to_Friday()
    {
        var named = Calendars.Rows.Select(row => row.Day).ToHashSet();
        for (var day = new DateOnly(1990, 1, 1); day.Year <= 2060; day = day.AddDays(1))
        {
            if (!named.Contains(day))
            {
                Assert.Equal(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), Calendars.Real.IsWorking(day));
                Assert.Null(Calendars.Real.NameOf(day));
            }
        }
    }

    [Theory]
    [InlineData(2011, 250)]
    [InlineData(2012, 249)]
    [InlineData(2013, 250)]
    [InlineData(2014, 250)]
    [InlineData(2015, 249)]
    [InlineData(2016, 250)]
    [InlineData(2017, 249)]
    [InlineData(2018, 250)]
    [InlineData(2019, 250)]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_as_many_working_days_as_are_counted_by_hand(int year, int expected) =>
        Assert.Equal(expected, Calendars.Real.CountWorking(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)));

    [Fact]
    public void New_Years_Eve_of_2024_is_a_working_day_because_its_notice_only_encourages_rest() =>
        Assert.True(Calendars.Real.IsWorking(new DateOnly(2024, 2, 9)));

    [Fact]
    public void A_notice_reaches_into_the_year_before()
    {
        Assert.Equal("元旦", Calendars.Real.NameOf(new DateOnly(2022, 12, 31)));
        Assert.True(Calendars.Real.IsWorking(new DateOnly(2018, 12, 29)));
        Assert.False(Calendars.Before(2019).IsWorking(new DateOnly(2018, 12, 29)));
    }

    [Fact]
    public void Counting_equals_a_walk_from_day_to_day() =>
        Gen.Select(Calendars.Any, AnyDay, Gen.Int[0, 800]).Sample((calendar, first, days) =>
        {
            var last = first.AddDays(days);
            var walked = 0;
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                walked += calendar.IsWorking(day) ? 1 : 0;
            }

            return calendar.CountWorking(first, last) == walked;
        });

    [Fact]
    public void The_nth_working_day_is_a_working_day_with_n_between() =>
        Gen.Select(Calendars.Any, AnyDay, Gen.Int[1, 600]).Sample((calendar, start, count) =>
        {
            var after = calendar.WorkingDaysAfter(start, count);
            var before = calendar.WorkingDaysBefore(start, count);
            return calendar.IsWorking(after) && calendar.CountWorking(start.AddDays(1), after) == count
                && calendar.IsWorking(before) && calendar.CountWorking(before, start.AddDays(-1)) == count;
        });

    [Fact]
    public void On_or_next_working_passes_over_rest_days_only() =>
        Gen.Select(Calendars.Any, AnyDay).Sample((calendar, day) =>
        {
            var next = calendar.OnOrNextWorking(day);
            return next >= day && calendar.IsWorking(next) && calendar.CountWorking(day, next) == 1;
        });

    [Fact]
    public void Zero_working_days_after_or_before_is_the_day_itself()
    {
        var sunday = new DateOnly(2023, 1, 22);
        Assert.Equal(sunday, Calendars.Real.WorkingDaysAfter(sunday, 0));
        Assert.Equal(sunday, Calendars.Real.WorkingDaysBefore(sunday, 0));
    }

    [Fact]
    public void A_count_from_last_to_first_is_nothing() =>
        Assert.Equal(0, Calendars.Real.CountWorking(new DateOnly(2023, 3, 2), new DateOnly(2023, 3, 1)));

    [Fact]
    public void Without_any_notice_weekends_alone_rest_from_the_first_year_to_the_last()
    {
        var bare = new WorkingCalendar([]);

        Assert.True(bare.IsWorking(DateOnly.MinValue));
        Assert.Equal(new DateOnly(1, 1, 8), bare.WorkingDaysAfter(DateOnly.MinValue, 5));
        Assert.True(bare.IsWorking(DateOnly.MaxValue));
        Assert.Equal(new DateOnly(2023, 1, 23), bare.OnOrNextWorking(new DateOnly(2023, 1, 21)));
        Assert.Throws<ArgumentOutOfRangeException>(() => bare.WorkingDaysAfter(DateOnly.MaxValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bare.WorkingDaysBefore(DateOnly.MinValue, 1));
    }

    [Fact]
    public void A_year_without_its_notice_is_not_settled()
    {
        Assert.True(Calendars.Real.IsSettled(new DateOnly(2011, 1, 1), new DateOnly(2026, 12, 31)));
        Assert.False(Calendars.Real.IsSettled(new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1)));
        Assert.False(Calendars.Real.IsSettled(new DateOnly(2010, 12, 31), new DateOnly(2011, 1, 1)));
        Assert.Null(Calendars.Real.NoticeOf(2027));
        Assert.Equal("国办发明电〔2022〕16号", Calendars.Real.NoticeOf(2023));
    }

    [Fact]
    public void A_gap_between_notices_is_not_settled_but_what_lies_beside_it_is()
    {
        var calendar = new WorkingCalendar([Year(2020), Year(2021), Year(2023)]);

        Assert.True(calendar.IsSettled(new DateOnly(2020, 5, 1), new DateOnly(2021, 5, 1)));
        Assert.True(calendar.IsSettled(new DateOnly(2023, 5, 1), new DateOnly(2023, 6, 1)));
        Assert.False(calendar.IsSettled(new DateOnly(2021, 5, 1), new DateOnly(2023, 6, 1)));
    }

    [Fact]
    public void Where_two_notices_name_one_day_the_later_year_decides()
    {
        var day = new DateOnly(2022, 12, 31);
        var calendar = new WorkingCalendar([Year(2023) with { DaysOff = [new(day, "new year")] }, Year(2022) with { MakeUpDays = [new(day, "exchange")] }]);

        Assert.False(calendar.IsWorking(day));
        Assert.Equal("new year", calendar.NameOf(day));
    }

    [Fact]
    public void Notices_that_contradict_themselves_are_not_taken()
    {
        var day = new DateOnly(2023, 1, 28);
        Assert.Throws<ArgumentException>(() => new WorkingCalendar([Year(2023), Year(2023)]));
        Assert.Throws<ArgumentException>(() => new WorkingCalendar([Year(2023) with { DaysOff = [new(day, "a")], MakeUpDays = [new(day, "b")] }]));
        Assert.Throws<ArgumentException>(() => new WorkingCalendar([Year(2030) with { DaysOff = [new(day, "a")] }]));
    }

    private static CalendarYear Year(int year) => new(year, $"notice {year}", [], []);
}
