using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>Clocks in hours, minutes and working hours.</summary>
public sealed class DueByTheMinuteTests
{
    [Theory]
    [InlineData("2024-03-29T16:00", "4 working-hours", "2024-04-01T12:00")] // over a weekend, to the very end of a session
    [InlineData("2024-03-29T12:30", "1 working-hour", "2024-03-29T14:00")] // begun at lunch
    [InlineData("2024-03-29T20:00", "1 working-hour", "2024-04-01T10:00")] // begun after closing
    [InlineData("2024-03-30T10:00", "1 working-hour", "2024-04-01T10:00")] // begun on a rest day
    [InlineData("2024-03-29T08:00", "7 working-hours", "2024-03-29T17:00")]
    [InlineData("2024-03-29T08:00", "8 working-hours", "2024-04-01T10:00")]
    [InlineData("2023-01-20T16:00", "2 working-hours", "2023-01-28T10:00")] // a make-up Saturday is open
    [InlineData("2023-12-29T16:30", "1 working-hour", "2024-01-02T09:30")] // over new year
    public void Working_hours_run_while_the_office_is_open(string from, string length, string due) =>
        Assert.Equal(due, Printed(DueTests.Of(LimitKind.Within, from, length)));

    [Theory]
    [InlineData("2023-12-31T10:30", "24 hours", "2024-01-01T10:30")]
    [InlineData("2024-02-28T23:59", "2 minutes", "2024-02-29T00:01")]
    [InlineData("2023-12-31T23:00", "1 hour", "2024-01-01T00:00")]
    [InlineData("2023-01-21T09:00", "48 hours", "2023-01-23T09:00")] // holidays count
    public void Hours_run_through_nights_and_holidays_from_the_minute(string from, string length, string due) =>
        Assert.Equal(due, Printed(DueTests.Of(LimitKind.Within, from, length)));

    [Theory]
    [InlineData("24 hours", "2023-03-09T10:00")]
    [InlineData("7 working-hours", "2023-03-09T10:00")]
    public void A_stretch_stops_a_clock_by_the_minute_for_whole_days(string length, string due) => Assert.Equal(
        due, Printed(DueTests.Of(LimitKind.Within, "2023-03-06T10:00", length, takenOff: [DueTests.Tolled("2023-03-07", "2023-03-08")])));

    [Fact]
    public void A_clock_that_begins_within_a_stretch_runs_from_the_stretchs_end() => Assert.Equal(
        "2023-03-08T03:00", Printed(DueTests.Of(LimitKind.Within, "2023-03-06T10:00", "3 hours", takenOff: [DueTests.Tolled("2023-03-06", "2023-03-07")])));

    [Theory]
    [InlineData("2024-05-06T10:00", "3 working-hours", "2024-04-30T15:00")] // over 劳动节
    [InlineData("2024-04-01T12:00", "3 working-hours", "2024-04-01T09:00")]
    [InlineData("2024-01-01T06:00", "12 hours", "2023-12-31T18:00")]
    public void Hours_are_counted_back_from_the_minute(string target, string length, string latest) =>
        Assert.Equal(latest, Printed(DueTests.Of(LimitKind.Before, target, length)));

    [Fact]
    public void An_extension_goes_on_from_the_minute_or_from_the_end_of_the_day()
    {
        Assert.Equal("2023-03-07T13:00", Printed(DueTests.Of(LimitKind.Within, "2023-03-06T10:00", "24 hours", extension: "3 hours")));
        Assert.Equal("2023-03-08T03:00", Printed(DueTests.Of(LimitKind.Within, "2023-03-06", "1 calendar-day", extension: "3 hours")));
        Assert.Equal("2023-03-09", Printed(DueTests.Of(LimitKind.Within, "2023-03-06T10:00", "24 hours", extension: "2 working-days")));
    }

    [Fact]
    public void An_organ_may_keep_other_hours()
    {
        var night = new OfficeHours([new(0, 360), new(1080, 1440)]);
        var due = Due.Of(Calendars.Real, new Reckoning
        {
            Kind = LimitKind.Within, From = Moment.At(new DateOnly(2023, 3, 6), 22, 0), Length = new Length(2, DayUnit.WorkingHour), Hours = night,
        });

        Assert.Equal("2023-03-07T00:00", Printed(due));
    }

    [Fact]
    public void The_last_minute_is_in_time_and_the_next_is_not()
    {
        var due = DueTests.Of(LimitKind.Within, "2023-12-31T10:30", "24 hours");

        Assert.False(due.IsOver(Moment.At(new DateOnly(2024, 1, 1), 10, 30)));
        Assert.True(due.IsOver(Moment.At(new DateOnly(2024, 1, 1), 10, 31)));
    }

    private static string Printed(DueDay due) => new Moment(due.Rolled, due.Minute).ToString();
}
