using System.Collections.Immutable;
using CsCheck;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>Random reckonings over random calendars: equal to a walk from day to day, told as computed, and never absurd.</summary>
public sealed class DueAgainstNaiveTests
{
    private static readonly Gen<Moment> AnyStart =
        Gen.Select(Gen.Int[new DateOnly(2019, 12, 1).DayNumber, new DateOnly(2024, 3, 1).DayNumber], Gen.Short[0, 1439])
            .Select((day, minute) => new Moment(DateOnly.FromDayNumber(day), minute));

    private static readonly Gen<Length> AnyLength = Gen.OneOf(
        Gen.Int[0, 120].Select(amount => new Length(amount, DayUnit.WorkingDay)),
        Gen.Int[0, 200].Select(amount => new Length(amount, DayUnit.CalendarDay)),
        Gen.Int[0, 14].Select(amount => new Length(amount, DayUnit.Month)),
        Gen.Int[0, 3].Select(amount => new Length(amount, DayUnit.Year)),
        Gen.Int[0, 60].Select(amount => new Length(amount, DayUnit.WorkingHour)),
        Gen.Int[0, 200].Select(amount => new Length(amount, DayUnit.Hour)),
        Gen.Int[0, 3000].Select(amount => new Length(amount, DayUnit.Minute)));

    private static readonly Gen<OfficeHours> AnyHours = Gen.OneOf(
        OfficeHours.Usual, new OfficeHours([new(0, 1440)]), new OfficeHours([new(510, 690), new(870, 1080)]), new OfficeHours([new(0, 5), new(1430, 1440)]));

    private static readonly Gen<CountingRule> AnyRule =
        Gen.Select(Gen.Bool, Gen.Enum<RollRule>()).Select((first, rolls) => new CountingRule(first, rolls, TolledEnds.Neither));

    // Days from the start to the first day taken off, and how many more follow it.
    private static readonly Gen<(int Offset, int Days, StretchKind Kind)[]> AnyStretches =
        Gen.Select(Gen.Int[-20, 150], Gen.Int[0, 40], Gen.Enum<StretchKind>()).Array[0, 5];

    private static readonly Gen<Case> AnyCase = Gen.Select(Calendars.Any, AnyStart, AnyLength, AnyLength, AnyStretches, AnyRule, AnyHours, Gen.Bool)
        .Select((calendar, from, length, extension, stretches, rule, hours, extends) => new Case(
            calendar, from, length, extends && extension.IsByTheMinute == length.IsByTheMinute ? extension : null,
            [.. stretches.Select(one => new Stretch(from.Day.AddDays(one.Offset), from.Day.AddDays(one.Offset + one.Days), one.Kind, 1))],
            rule, hours));

    [Fact]
    public void A_due_day_is_where_a_walk_from_day_to_day_ends() => AnyCase.Sample(one =>
    {
        var strict = NaiveClock.Forward(one.Calendar, one.From, one.Length, one.TakenOff, one.Rule.CountsFirstDay, one.Hours);
        if (one.Extension is { } more)
        {
            strict = NaiveClock.Forward(one.Calendar, strict, more, one.TakenOff, countsFirst: false, one.Hours);
        }

        var due = one.Due(LimitKind.Within);
        Assert.Equal(strict, new Moment(due.Strict, due.Minute));
        Assert.Equal(
            strict.HasMinute || one.Rule.Rolls == RollRule.No || (one.Length.Amount == 0 && strict.Day == one.From.Day) ? strict.Day : NaiveClock.Roll(one.Calendar, strict.Day, one.TakenOff), due.Rolled);
    });

    [Fact]
    public void A_minimum_ends_where_the_strict_limit_does_and_never_rolls() => AnyCase.Sample(one =>
    {
        var least = one.Due(LimitKind.AtLeast);
        return least.Strict == one.Due(LimitKind.Within).Strict && least.Rolled == least.Strict;
    });

    [Fact]
    public void A_cycle_takes_no_stretch_off() => AnyCase.Sample(one =>
        one.Due(LimitKind.Every) == (one with { TakenOff = [], Extension = null }).Due(LimitKind.Within));

    [Fact]
    public void A_limit_before_a_day_leaves_the_whole_length_free() => In(DayUnit.WorkingDay, DayUnit.CalendarDay).Sample(one =>
    {
        var due = one.Due(LimitKind.Before);
        return due.Strict == NaiveClock.Latest(one.Calendar, one.From.Day, one.Length) && due.Rolled == due.Strict;
    });

    [Fact]
    public void Hours_before_a_minute_leave_exactly_the_length_free() => In(DayUnit.Hour, DayUnit.WorkingHour).Sample(one =>
    {
        var latest = one.Due(LimitKind.Before);
        var start = new Moment(latest.Strict, latest.Minute);
        var next = latest.Minute == 1439 ? Moment.At(latest.Strict.AddDays(1), 0, 0) : new Moment(latest.Strict, (short)(latest.Minute + 1));

        // From the latest minute the length is over by the target; from the minute after it no longer is.
        Assert.True(NaiveClock.Forward(one.Calendar, start, one.Length, [], false, one.Hours) <= one.From);
        Assert.True(NaiveClock.Forward(one.Calendar, next, one.Length, [], false, one.Hours) > one.From);
    });

    [Fact]
    public void A_last_day_in_an_outage_is_where_a_walk_to_the_next_day_that_serves_and_counts_ends() =>
        Gen.Select(AnyCase, Gen.Select(Gen.Int[-3, 12], Gen.Int[0, 9], Gen.Int[0, 2]).Array[1, 4]).Sample((one, some) =>
        {
            var plain = one.Due(LimitKind.Within);
            var outages = some.DistinctBy(o => o.Item3).Select(o => new Outage(FilingSystem.Named($"system-{o.Item3}"), plain.Rolled.AddDays(o.Item1), plain.Rolled.AddDays(o.Item1 + o.Item2))).ToArray();
            var within = one with { Calendar = new WorkingCalendar(one.Calendar.Years, outages), ShiftedBy = [FilingSystem.Named("system-0"), FilingSystem.Named("system-1")] };

            var (due, steps) = within.Told(LimitKind.Within);

            var day = plain.Rolled;
            if (plain.Minute < 0 && (one.Length.Amount > 0 || plain.Strict != one.From.Day))
            {
                bool Out(DateOnly d) => outages.Any(o => o.System.Id != "system-2" && o.Covers(d));
                while (Out(day) || (day != plain.Rolled && ((one.Rule.Rolls != RollRule.No && !one.Calendar.IsWorking(day)) || NaiveClock.IsTakenOff(day, one.TakenOff)))) { day = day.AddDays(1); }
            }

            Assert.Equal((plain.Strict, day), (due.Strict, due.Rolled));
            Assert.Equal(day != plain.Rolled, steps.Any(s => s.Kind == StepKind.Shifted));
            Assert.Equal(due, within.Due(LimitKind.Within));
        });

    [Fact]
    public void A_longer_limit_never_ends_earlier() => Gen.Select(AnyCase, Gen.Int[0, 40]).Sample((one, more) =>
    {
        var longer = one with { Length = new Length(one.Length.Amount + more, one.Length.Unit) };
        return IsNotEarlier(longer.Due(LimitKind.Within), one.Due(LimitKind.Within))
            && IsNotEarlier(one.Due(LimitKind.Before), longer.Due(LimitKind.Before));
    });

    // Extensions by months are left out: months are of different lengths, so one that begins three days later may end as early.
    [Fact]
    public void Taking_days_off_never_shortens() => AnyCase
        .Select(one => one.Extension is { Unit: DayUnit.Month or DayUnit.Year } ? one with { Extension = null } : one)
        .Sample(one => Enumerable.Range(0, one.TakenOff.Length).All(left =>
            IsNotEarlier(one.Due(LimitKind.Within), (one with { TakenOff = [.. one.TakenOff.Where((_, i) => i != left)] }).Due(LimitKind.Within))));

    [Fact]
    public void An_extension_never_shortens() => AnyCase.Sample(one =>
        IsNotEarlier(one.Due(LimitKind.Within), (one with { Extension = null }).Due(LimitKind.Within)));

    [Fact]
    public void The_order_of_stretches_does_not_matter() => AnyCase.Sample(one =>
        one.Due(LimitKind.Within) == (one with { TakenOff = [.. one.TakenOff.Reverse()] }).Due(LimitKind.Within));

    [Fact]
    public void The_narrated_result_is_the_silent_result() =>
        Gen.Select(AnyCase, Gen.OneOf(LimitKind.Within, LimitKind.AtLeast, LimitKind.Before, LimitKind.Every))
        .Sample((one, kind) =>
        {
            var (due, steps) = one.Told(kind);
            Assert.Equal(one.Due(kind), due);
            var result = Assert.Single(steps, step => step.Kind is >= StepKind.LastDay and <= StepKind.FixedDay);
            Assert.Equal((due.Rolled, due.Minute), (result.Last, result.LastMinute));
            Assert.Equal(due.Provisional, steps[^1].Kind == StepKind.Provisional);
        });

    [Fact]
    public void The_counted_steps_add_up_to_the_length() =>
        In(DayUnit.WorkingDay, DayUnit.CalendarDay, DayUnit.Hour, DayUnit.WorkingHour, DayUnit.Minute).Sample(one =>
    {
        foreach (var kind in new[] { LimitKind.Within, LimitKind.Before })
        {
            var counted = (one with { Extension = null }).Told(kind).Steps
                .Where(step => step.Kind == StepKind.Counted || (step.Kind == StepKind.MakeUp && step.Unit == DayUnit.WorkingDay)).ToArray();
            var asked = one.Length.Unit is DayUnit.Hour or DayUnit.WorkingHour ? one.Length.Amount * 60 : one.Length.Amount;
            Assert.Equal(asked, counted.Sum(step => step.Count));
            Assert.Equal(asked, counted.LastOrDefault()?.Total ?? 0);
        }
    });

    [Fact]
    public void Every_day_of_a_working_day_limit_is_told_once_and_as_what_it_is() =>
        In(DayUnit.WorkingDay).Sample(one =>
        {
            var (due, steps) = one.Told(LimitKind.AtLeast);
            var told = new Dictionary<DateOnly, StepKind>();
            foreach (var step in steps.Where(step => step.Kind is StepKind.MakeUp
                or StepKind.Rest or StepKind.Tolled or StepKind.Excluded or StepKind.Counted or StepKind.Weekends))
            {
                for (var day = step.First; day <= step.Last; day = day.AddDays(1))
                {
                    // Weeks told together name their weekends apart, inside the same days.
                    Assert.True(told.TryAdd(day, step.Kind) || step.Kind == StepKind.Weekends, $"{day} is told twice");
                }
            }

            for (var day = one.From.Day.AddDays(one.Rule.CountsFirstDay ? 0 : 1); day <= due.Strict; day = day.AddDays(1))
            {
                Assert.Equal(NaiveClock.IsTakenOff(day, one.TakenOff), told[day] is StepKind.Tolled or StepKind.Excluded);
                Assert.True(told[day] is StepKind.Tolled or StepKind.Excluded or StepKind.Weekends or StepKind.Counted
                    || told[day] == (one.Calendar.IsWorking(day) ? StepKind.MakeUp : StepKind.Rest));
            }
        });

    private static Gen<Case> In(params DayUnit[] units) => Gen.Select(AnyCase, Gen.OneOf(units), Gen.Int[1, 90])
        .Select((one, unit, amount) => one with { Length = new Length(amount, unit), Extension = null });

    private static bool IsNotEarlier(DueDay due, DueDay than) =>
        new Moment(due.Strict, due.Minute) >= new Moment(than.Strict, than.Minute)
        && new Moment(due.Rolled, due.Minute) >= new Moment(than.Rolled, than.Minute);

    private sealed record Case(
        WorkingCalendar Calendar, Moment From, Length Length, Length? Extension, Stretch[] TakenOff, CountingRule Rule, OfficeHours Hours)
    {
        public ImmutableArray<FilingSystem> ShiftedBy { get; init; } = [];

        public DueDay Due(LimitKind kind) => Law.Time.Due.Of(Calendar, Reckoning(kind));

        public (DueDay Due, Step[] Steps) Told(LimitKind kind)
        {
            var derivation = new Derivation();
            var due = Law.Time.Due.Of(Calendar, Reckoning(kind), ref derivation);
            return (due, [.. derivation.Steps]);
        }

        private Reckoning Reckoning(LimitKind kind) => new()
        {
            Kind = kind, From = From, Length = Length, Extension = Extension, TakenOff = TakenOff, ShiftedBy = ShiftedBy, Rule = Rule, Hours = Hours,
        };
    }
}
