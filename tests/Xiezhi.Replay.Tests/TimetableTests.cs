using CsCheck;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Days;

namespace Xiezhi.Replay.Tests;

/// <summary>Days and hours of the replay agree with the law's calendar and clock.</summary>
public sealed class TimetableTests
{
    private static readonly WorkingCalendar Calendar = House.Book.Calendar;
    private static readonly OfficeHours Office = House.Book.City.Hours;
    private static readonly Timetable Days = new(Calendar, Office, new DateOnly(2022, 8, 1), 700);

    [Fact]
    public void Working_days_are_counted_as_the_law_counts_them() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[1, 60]).Sample((day, n) =>
            Days.First.AddDays(Days.WorkingDay(day, n)) == Calendar.WorkingDaysAfter(Days.First.AddDays(day), n));

    [Fact]
    public void No_working_day_later_is_the_day_itself_or_the_next_that_works() =>
        Gen.Int[0, 500].Sample(day => Days.First.AddDays(Days.WorkingDay(day, 0)) == Calendar.OnOrNextWorking(Days.First.AddDays(day)));

    [Fact]
    public void Working_days_before_lead_back() =>
        Gen.Select(Gen.Int[100, 500], Gen.Int[1, 40]).Sample((day, n) =>
            Days.First.AddDays(Days.WorkingDayBefore(day, n)) == Calendar.WorkingDaysBefore(Days.First.AddDays(day), n));

    [Fact]
    public void Working_hours_end_where_the_law_ends_them() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 1439], Gen.Int[1, 60]).Sample((day, minute, hours) =>
        {
            var from = new Moment(Days.First.AddDays(day), (short)minute);
            var silence = new Silence();
            var reckoning = new Reckoning { Kind = LimitKind.Within, From = from, Length = new Length(hours, DayUnit.WorkingHour), Hours = Office };
            var due = Due.Of(Calendar, in reckoning, ref silence);

            // The law names the end of the last minute, the replay the minute that begins then.
            var (end, closed) = (Days.At(Days.Work(Days.MomentOf(from), (hours * 60) - 1)), (due.Rolled, due.Minute));
            Assert.Equal(closed, (end.Day, (short)(end.Minute + 1)));
        });

    [Fact]
    public void Office_hours_are_the_city_s() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int).Sample((day, slot) =>
        {
            var hours = Hours.Office(Days);
            var minute = hours.MinuteOn(workingDay: true, Draw.At(1, slot));
            Assert.Contains(Office.Sessions, s => minute >= s.Opens && minute < s.Closes);
            Assert.Equal(-1, hours.MinuteOn(workingDay: false, Draw.At(1, slot)));
        });

    [Fact]
    public void Nobody_is_met_before_the_door_opens() =>
        Gen.Select(Gen.Int[0, 600 * 1440], Gen.Int).Sample((moment, slot) =>
        {
            var met = Hours.Office(Days).NotBefore(Days, moment, Draw.At(2, slot));
            Assert.InRange(met, moment, moment + (11 * 1440));
            Assert.True(Days.IsWorking(met / 1440));
        });

    [Fact]
    public void A_later_minute_of_a_day_is_later_and_within_the_hours() =>
        Gen.Select(Gen.Int[0, 1439], Gen.Int).Sample((minute, slot) =>
        {
            var hours = new Hours([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], new int[24]);
            var later = hours.MinuteAfter(workingDay: true, minute, Draw.At(3, slot));
            Assert.True(later == -1 ? minute >= (14 * 60) - 1 : later > minute && later / 60 is 8 or 9 or 13);
        });

    [Fact]
    public void A_year_s_schedule_keeps_its_months_and_rests_when_nobody_comes()
    {
        var arrivals = new Arrivals([3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [2, 1, 1, 1, 1], MakeUp: 1, Resting: 0, Hours.Office(Days));
        var schedule = arrivals.Schedule(Days, 2023, 14_000);

        Assert.Equal(14_000, schedule.Sum());
        Assert.Equal(3_000, schedule.Take(31).Sum());
        for (var day = 0; day < 365; day++) { Assert.Equal(Calendar.IsWorking(new DateOnly(2023, 1, 1).AddDays(day)), schedule[day] > 0); }
    }
}
