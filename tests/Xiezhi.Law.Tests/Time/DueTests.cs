using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>Due days on the calendars as announced.</summary>
public sealed class DueTests
{
    private static readonly CountingRule DoesNotRoll = CountingRule.General with { Rolls = RollRule.No };
    private static readonly CountingRule FirstDayCounts = CountingRule.General with { CountsFirstDay = true };

    [Theory]
    [InlineData("2023-01-18", "20 working-days", "2023-02-20")] // over the Spring Festival and its two make-up days
    [InlineData("2023-01-20", "1 working-day", "2023-01-28")] // a make-up Saturday is day one
    [InlineData("2023-01-22", "3 working-days", "2023-01-30")] // begun on a holiday
    [InlineData("2023-09-28", "3 working-days", "2023-10-09")] // over 国庆 and its make-up weekend
    [InlineData("2022-12-30", "1 working-day", "2023-01-03")] // over New Year
    [InlineData("2024-02-05", "5 working-days", "2024-02-18")] // New Year's Eve works, the make-up Sunday too
    [InlineData("2026-10-09", "5 working-days", "2026-10-15")] // a make-up Saturday right after the start
    public void A_limit_in_working_days_passes_over_rest_days_and_counts_make_up_days(string from, string length, string due) =>
        Assert.Equal(new DueDay(DateOnly.Parse(due), DateOnly.Parse(due), -1, Provisional: false), Of(LimitKind.Within, from, length));

    [Fact]
    public void A_limit_across_three_holidays_counts_each_of_their_make_up_days()
    {
        // From before 清明 over 劳动节 to the make-up Sunday of 端午 2023; the others are 04-23 and 05-06
        Assert.Equal(Day(2023, 6, 25), Of(LimitKind.Within, "2023-04-03", "56 working-days").Rolled);
        Assert.Equal(56, Calendars.Real.CountWorking(Day(2023, 4, 4), Day(2023, 6, 25)));
    }

    [Theory]
    [InlineData("2024-02-18", "60 calendar-days", "2024-04-18", "2024-04-18")]
    [InlineData("2023-01-06", "15 calendar-days", "2023-01-21", "2023-01-28")] // into the Spring Festival, onto its make-up Saturday
    [InlineData("2023-03-24", "30 calendar-days", "2023-04-23", "2023-04-23")] // a make-up Sunday is itself a working day
    [InlineData("2023-08-30", "30 calendar-days", "2023-09-29", "2023-10-07")]
    [InlineData("2023-02-03", "15 calendar-days", "2023-02-18", "2023-02-20")]
    [InlineData("2022-12-17", "14 calendar-days", "2022-12-31", "2023-01-03")] // a roll into the next year
    public void Calendar_days_all_count_and_a_last_day_that_rests_rolls(string from, string length, string strict, string rolled) =>
        Assert.Equal((DateOnly.Parse(strict), DateOnly.Parse(rolled)), StrictAndRolled(Of(LimitKind.Within, from, length)));

    [Theory]
    [InlineData("2023-01-31", "1 month", "2023-02-28")]
    [InlineData("2024-01-31", "1 month", "2024-02-29")]
    [InlineData("2023-03-31", "1 month", "2023-04-30")]
    [InlineData("2023-02-28", "1 month", "2023-03-28")]
    [InlineData("2023-08-31", "6 months", "2024-02-29")]
    [InlineData("2024-02-29", "1 year", "2025-02-28")]
    [InlineData("2024-02-29", "4 years", "2028-02-29")]
    [InlineData("2023-12-15", "1 month", "2024-01-15")]
    public void A_month_ends_on_the_same_day_number_or_on_the_last_day_of_a_shorter_month(string from, string length, string strict) =>
        Assert.Equal(DateOnly.Parse(strict), Of(LimitKind.Within, from, length).Strict);

    [Theory]
    [InlineData("2023-03-01", "1 month", "2023-03-31")]
    [InlineData("2023-03-31", "1 month", "2023-04-30")]
    [InlineData("2023-03-01", "10 calendar-days", "2023-03-10")]
    [InlineData("2023-03-03", "2 working-days", "2023-03-06")]
    [InlineData("2023-03-04", "2 working-days", "2023-03-07")] // a Saturday is no first working day
    public void Where_a_law_counts_the_first_day_the_limit_ends_a_day_earlier(string from, string length, string strict) =>
        Assert.Equal(DateOnly.Parse(strict), Of(LimitKind.Within, from, length, FirstDayCounts).Strict);

    [Fact]
    public void Without_a_rule_of_rolling_the_strict_day_holds()
    {
        Assert.Equal((Day(2023, 1, 21), Day(2023, 1, 21)), StrictAndRolled(Of(LimitKind.Within, "2023-01-06", "15 calendar-days", DoesNotRoll)));
        Assert.Equal(
            (Day(2023, 1, 21), Day(2023, 1, 28)),
            StrictAndRolled(Of(LimitKind.Within, "2023-01-06", "15 calendar-days", CountingRule.General with { Rolls = RollRule.ByAnalogy })));
    }

    [Fact]
    public void A_minimum_does_not_roll()
    {
        Assert.Equal((Day(2023, 1, 21), Day(2023, 1, 21)), StrictAndRolled(Of(LimitKind.AtLeast, "2023-01-06", "15 calendar-days")));
        Assert.Equal(Day(2023, 1, 28), Of(LimitKind.AtLeast, "2023-01-20", "1 working-day").Rolled);
    }

    [Theory]
    [InlineData("2024-05-09", "5 working-days", "2024-04-28")] // a make-up Sunday
    [InlineData("2023-05-10", "7 calendar-days", "2023-05-02")] // a rest day: counting back does not roll
    [InlineData("2024-05-31", "1 month", "2024-04-29")]
    [InlineData("2024-03-30", "1 month", "2024-02-28")]
    [InlineData("2024-03-01", "1 working-day", "2024-02-28")]
    [InlineData("2024-01-02", "1 working-day", "2023-12-28")]
    [InlineData("2024-05-06T14:00", "24 hours", "2024-05-05")]
    public void Before_a_day_neither_the_act_nor_the_target_counts(string target, string length, string latest) =>
        Assert.Equal((DateOnly.Parse(latest), DateOnly.Parse(latest)), StrictAndRolled(Of(LimitKind.Before, target, length)));

    [Fact]
    public void A_cycle_is_measured_from_the_act_and_follows_the_rule_of_rolling()
    {
        Assert.Equal((Day(2024, 3, 31), Day(2024, 4, 1)), StrictAndRolled(Of(LimitKind.Every, "2023-03-31", "1 year")));
        Assert.Equal((Day(2024, 3, 31), Day(2024, 3, 31)), StrictAndRolled(Of(LimitKind.Every, "2023-03-31", "1 year", DoesNotRoll)));
    }

    [Fact]
    public void Days_of_a_suspension_do_not_count()
    {
        // The scenario of the language of procedures: accepted on a make-up Sunday, suspended from 11 to 20 March, ending on a make-up Sunday
        var due = Of(LimitKind.Within, "2024-02-18", "60 calendar-days", takenOff: [Tolled("2024-03-11", "2024-03-20")]);

        Assert.Equal((Day(2024, 4, 28), Day(2024, 4, 28)), StrictAndRolled(due));
    }

    [Fact]
    public void Overlapping_stretches_take_each_day_off_once() =>
        Assert.Equal(
            Of(LimitKind.Within, "2023-03-01", "20 working-days", takenOff: [Tolled("2023-03-06", "2023-03-17")]),
            Of(LimitKind.Within, "2023-03-01", "20 working-days", takenOff: [Tolled("2023-03-10", "2023-03-17"), Tolled("2023-03-06", "2023-03-14")]));

    [Fact]
    public void A_stretch_that_began_before_the_start_takes_off_only_what_lies_after_it() =>
        Assert.Equal(Day(2023, 3, 17), Of(LimitKind.Within, "2023-03-06", "5 working-days", takenOff: [Tolled("2023-02-20", "2023-03-10")]).Rolled);

    [Fact]
    public void A_stretch_after_the_end_changes_nothing() =>
        Assert.Equal(Day(2023, 3, 13), Of(LimitKind.Within, "2023-03-06", "5 working-days", takenOff: [Tolled("2023-03-14", "2023-03-20")]).Rolled);

    [Fact]
    public void Days_taken_off_a_month_are_added_after_its_end_and_may_reach_further_ones()
    {
        // 9 days until 28 February, added from 1 March; 5 and 6 March are taken off in turn
        var due = Of(LimitKind.Within, "2023-01-31", "1 month", takenOff: [Tolled("2023-02-20", "2023-02-28"), Tolled("2023-03-05", "2023-03-06")]);

        Assert.Equal((Day(2023, 3, 11), Day(2023, 3, 13)), StrictAndRolled(due));
    }

    [Fact]
    public void A_last_day_does_not_roll_onto_a_day_that_is_taken_off()
    {
        // The last day is a Saturday; the case rests from Monday to Wednesday
        var due = Of(LimitKind.Within, "2023-02-03", "15 calendar-days", takenOff: [Tolled("2023-02-20", "2023-02-22")]);

        Assert.Equal((Day(2023, 2, 18), Day(2023, 2, 23)), StrictAndRolled(due));
    }

    [Fact]
    public void An_extension_counts_on_from_the_unextended_strict_day()
    {
        // 15 days end on Saturday 21 January and would roll to the 28th; the extension does not start there
        var due = Of(LimitKind.Within, "2023-01-06", "15 calendar-days", extension: "10 calendar-days");

        Assert.Equal((Day(2023, 1, 31), Day(2023, 1, 31)), StrictAndRolled(due));
        Assert.Equal(Day(2023, 2, 8), Of(LimitKind.Within, "2023-01-06", "15 calendar-days", extension: "10 working-days").Strict);
    }

    [Fact]
    public void An_extension_to_a_day_ends_there_unless_the_clock_runs_longer_anyway()
    {
        Assert.Equal(Day(2023, 3, 31), Of(LimitKind.Within, "2023-03-06", "5 working-days", extendedTo: "2023-03-31").Rolled);
        Assert.Equal(Day(2023, 3, 13), Of(LimitKind.Within, "2023-03-06", "5 working-days", extendedTo: "2023-03-08").Rolled);
    }

    [Fact]
    public void No_length_at_all_means_the_very_day_whether_it_works_or_rests()
    {
        Assert.Equal(Day(2023, 3, 6), Of(LimitKind.Within, "2023-03-06", "0 working-days").Rolled);
        Assert.Equal((Day(2023, 3, 4), Day(2023, 3, 4)), StrictAndRolled(Of(LimitKind.Within, "2023-03-04", "0 calendar-days")));
    }

    [Theory]
    [InlineData(2024, 3, 1, true, "2024-02-29")]
    [InlineData(2023, 3, 1, true, "2023-02-28")]
    [InlineData(2023, 1, 31, false, "2023-01-31")]
    [InlineData(2023, 1, 1, true, "2022-12-31")] // rests, and does not roll
    [InlineData(2023, 2, 29, false, "2023-02-28")]
    public void A_fixed_date_of_the_year_never_rolls(int year, int month, int day, bool exclusive, string last) =>
        Assert.Equal(new DueDay(DateOnly.Parse(last), DateOnly.Parse(last), -1, false), Due.ByDay(Calendars.Real, year, month, day, exclusive));

    [Fact]
    public void The_next_fixed_date_lies_after_the_day()
    {
        Assert.Equal(Day(2024, 1, 31), Due.NextByDay(Calendars.Real, Day(2023, 1, 31), 1, 31, exclusive: false).Strict);
        Assert.Equal(Day(2023, 1, 31), Due.NextByDay(Calendars.Real, Day(2023, 1, 30), 1, 31, exclusive: false).Strict);
        Assert.Equal(Day(2024, 2, 29), Due.NextByDay(Calendars.Real, Day(2023, 2, 28), 3, 1, exclusive: true).Strict);
        Assert.Equal(Day(2022, 12, 31), Due.NextByDay(Calendars.Real, Day(2022, 6, 1), 1, 1, exclusive: true).Strict);
    }

    [Fact]
    public void A_year_without_its_notice_makes_the_result_provisional_where_the_calendar_was_asked()
    {
        Assert.True(Of(LimitKind.Within, "2026-12-25", "10 working-days").Provisional);
        Assert.True(Of(LimitKind.Within, "2026-12-25", "30 calendar-days").Provisional);
        Assert.True(Of(LimitKind.Before, "2027-01-05", "5 working-days").Provisional);
        Assert.True(Of(LimitKind.Within, "2026-12-10", "10 working-days", extension: "10 working-days").Provisional);
        Assert.False(Of(LimitKind.Within, "2026-12-10", "10 working-days").Provisional);

        // A minimum of calendar days asks no calendar, and neither do hours
        Assert.False(Of(LimitKind.AtLeast, "2026-12-25", "30 calendar-days").Provisional);
        Assert.False(Of(LimitKind.Within, "2026-12-31T20:00", "24 hours").Provisional);
    }

    [Fact]
    public void A_notice_that_comes_later_moves_what_was_provisional()
    {
        var before = Of(LimitKind.Within, "2023-01-18", "20 working-days", calendar: Calendars.Before(2023));

        Assert.Equal(new DueDay(Day(2023, 2, 15), Day(2023, 2, 15), -1, true), before);
        Assert.Equal(Day(2023, 2, 2), Of(LimitKind.Within, "2023-01-18", "11 working-days", calendar: Calendars.Before(2023)).Rolled);
        Assert.Equal(Day(2023, 2, 7), Of(LimitKind.Within, "2023-01-18", "11 working-days").Rolled);
    }

    [Fact]
    public void What_the_clock_cannot_answer_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Of(LimitKind.ByDay, "2023-01-18", "1 year"));
        Assert.Throws<ArgumentException>(() => Of(LimitKind.Within, "2023-01-18", "4 working-hours"));
        Assert.Throws<ArgumentException>(() => Of(LimitKind.Before, "2023-01-18", "4 hours"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(LimitKind.Within, "9999-12-30", "5 working-days"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(LimitKind.Within, "2023-01-18T00:00", "2000000000 minutes", extension: "2000000000 hours"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(LimitKind.Within, "2023-01-18", "2000000000 calendar-days"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(LimitKind.Before, "0001-01-02T00:00", "48 hours"));
    }

    [Fact]
    public void A_clock_by_the_day_runs_out_when_its_last_day_has_passed()
    {
        var due = Of(LimitKind.Within, "2023-01-06", "15 calendar-days");

        Assert.False(due.IsOver(Moment.At(Day(2023, 1, 28), 23, 59)));
        Assert.True(due.IsOver(Moment.On(2023, 1, 29)));
        Assert.False(due.IsOverStrictly(Moment.On(2023, 1, 21)));
        Assert.True(due.IsOverStrictly(Moment.On(2023, 1, 22)));
    }

    internal static DueDay Of(
        LimitKind kind, string from, string length, CountingRule? rule = null, string? extension = null, string? extendedTo = null,
        Stretch[]? takenOff = null, WorkingCalendar? calendar = null)
    {
        var silence = default(Silence);
        return Of(kind, from, length, ref silence, rule, extension, extendedTo, takenOff, calendar);
    }

    internal static DueDay Of<TNarrator>(
        LimitKind kind, string from, string length, ref TNarrator narrator, CountingRule? rule = null, string? extension = null,
        string? extendedTo = null, Stretch[]? takenOff = null, WorkingCalendar? calendar = null)
        where TNarrator : struct, INarrator => Due.Of(
            calendar ?? Calendars.Real,
            new Reckoning
            {
                Kind = kind,
                From = Moment.TryParse(from, out var moment) ? moment : throw new FormatException(from),
                Length = Read(length),
                Rule = rule ?? CountingRule.General,
                Extension = extension is null ? null : Read(extension),
                ExtendedTo = extendedTo is null ? null : DateOnly.Parse(extendedTo),
                TakenOff = takenOff,
            },
            ref narrator);

    internal static Stretch Tolled(string first, string last, int ground = 0) => new(DateOnly.Parse(first), DateOnly.Parse(last), StretchKind.Tolled, ground);

    private static Length Read(string text) => Length.TryParse(text, out var length) ? length : throw new FormatException(text);

    private static (DateOnly Strict, DateOnly Rolled) StrictAndRolled(DueDay due) => (due.Strict, due.Rolled);

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);
}
