using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>The working of a due day, as data and as sentences.</summary>
public sealed class DerivationTests
{
    [Fact]
    public void Each_skipped_day_is_named_and_each_make_up_day_counts_with_its_holiday() => Assert.Equal(
        [
            "2023-01-18（周三）起算，当日不计入。",
            "2023-01-19至2023-01-20，计2个工作日。",
            "2023-01-21至2023-01-27，春节放假，不计入。",
            "2023-01-28至2023-01-29（周六、周日），因春节调休上班，计2个工作日，累计4个工作日。",
            "2023-01-30至2023-02-03，计5个工作日，累计9个工作日。",
            "2023-02-04至2023-02-05，周六、周日，不计入。",
            "2023-02-06，计1个工作日，累计10个工作日。",
            "最后一日为2023-02-06（周一），至当日24时。",
        ],
        Chinese(LimitKind.Within, "2023-01-18", "10 working-days"));

    [Fact]
    public void The_same_steps_read_in_English() => Assert.Equal(
        [
            "Starts on Wednesday 2023-01-18, itself not counted.",
            "2023-01-19 to 2023-01-20: 2 working days.",
            "2023-01-21 to 2023-01-27: 春节 holiday, not counted.",
            "2023-01-28 to 2023-01-29 (Saturday and Sunday), worked in exchange for 春节: 2 working days, 4 working days in all.",
            "2023-01-30: 1 working day, 5 working days in all.",
            "The last day is Monday 2023-01-30, until 24:00.",
        ],
        Steps(LimitKind.Within, "2023-01-18", "5 working-days").Select(step => StepText.English(step)));

    [Fact]
    public void A_roll_names_its_reason_and_the_make_up_day_it_reaches() => Assert.Equal(
        [
            "2023-01-06（周五）起算，当日不计入。",
            "2023-01-07至2023-01-21，计15日。",
            "2023-01-21至2023-01-27，春节放假。",
            "2023-01-28（周六）因春节调休上班，是工作日。",
            "末日2023-01-21（春节）休息，顺延至2023-01-28（周六）。",
            "最后一日为2023-01-28（周六），至当日24时。",
        ],
        Chinese(LimitKind.Within, "2023-01-06", "15 calendar-days"));

    [Fact]
    public void A_month_tells_its_shortening_what_was_taken_off_and_what_was_added() => Assert.Equal(
        [
            "2023-01-31（周二）起算，当日不计入。",
            "自2023-01-31起满1个月之日为2023-02-28。",
            "该月没有31日，以月末日2023-02-28为准。",
            "2023-02-20至2023-02-21，中止（被申请人丧失行为能力），扣除2日。",
            "扣除的2日在其后补足，至2023-03-02。",
            "最后一日为2023-03-02（周四），至当日24时。",
        ],
        Steps(LimitKind.Within, "2023-01-31", "1 month", takenOff: [DueTests.Tolled("2023-02-20", "2023-02-21", ground: 5)])
            .Select(step => StepText.Chinese(step, step.Ground == 5 ? "被申请人丧失行为能力" : null)));

    [Fact]
    public void Counting_back_tells_the_target_and_the_latest_day() => Assert.Equal(
        [
            "以2024-05-09（周四）为目标日倒推，当日不计入。",
            "2024-04-29至2024-04-30，计2个工作日。",
            "2024-05-01至2024-05-05，劳动节放假，不计入。",
            "2024-05-06至2024-05-08，计3个工作日，累计5个工作日。",
            "最迟于2024-04-28（周日）当日。",
        ],
        Chinese(LimitKind.Before, "2024-05-09", "5 working-days"));

    [Fact]
    public void A_minimum_says_that_it_does_not_move_and_when_the_act_is_possible() => Assert.Equal(
        [
            "2023-01-06（周五）起算，当日不计入。",
            "2023-01-07至2023-01-21，计15日。",
            "末日2023-01-21（春节）休息，但本期限不顺延。",
            "至2023-01-21（周六）24时届满，次日起方可进行。",
        ],
        Chinese(LimitKind.AtLeast, "2023-01-06", "15 calendar-days"));

    [Fact]
    public void Working_hours_tell_the_days_between_and_the_hours_counted() => Assert.Equal(
        [
            "自2024-03-29（周五）16:00起算。",
            "2024-03-30至2024-03-31，周六、周日，不计入。",
            "2024-03-29 16:00至2024-04-01 12:00，计4个工作小时。",
            "截止时刻为2024-04-01（周一）12:00。",
        ],
        Chinese(LimitKind.Within, "2024-03-29T16:00", "4 working-hours"));

    [Fact]
    public void An_extension_and_a_year_without_its_notice_are_told()
    {
        var steps = Steps(LimitKind.Within, "2026-12-21", "5 working-days", extension: "10 working-days");

        Assert.Contains(steps, step => step is { Kind: StepKind.Extended, Count: 10, First: { Month: 12, Day: 28 } });
        Assert.Equal((new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 11)), (steps[^1].First, steps[^1].Last));
        Assert.Equal("2027年的放假安排未全部公布，尚按周末推算，结果是暂定的。", StepText.Chinese(steps[^1]));
    }

    [Fact]
    public void A_limit_of_a_year_is_told_in_few_steps()
    {
        var steps = Steps(LimitKind.Within, "2023-01-06", "250 working-days");

        Assert.True(steps.Length < 50, $"{steps.Length} steps");
        Assert.Contains(steps, step => step is { Kind: StepKind.Weekends, Count: > 10 });
        Assert.Equal(250, steps.Where(step => step.Kind is StepKind.Counted or StepKind.MakeUp).Sum(step => step.Count));
    }

    [Fact]
    public void An_outage_is_told_with_its_system_and_where_the_last_day_goes()
    {
        var system = new FilingSystem("online-filing", "网上办事系统", "the online service");
        var calendar = Calendars.Real.With(new Outage(system, new DateOnly(2023, 3, 8), new DateOnly(2023, 3, 10)));
        var derivation = new Derivation();
        Due.Of(calendar, new Reckoning { Kind = LimitKind.Within, From = Moment.On(new DateOnly(2023, 3, 1)), Length = new Length(5, DayUnit.WorkingDay), ShiftedBy = [system] }, ref derivation);

        Assert.Equal(
            ["2023-03-08至2023-03-10，网上办事系统停止服务（经证明）。", "末日2023-03-08在停止服务期间，顺延至2023-03-13（周一）。", "最后一日为2023-03-13（周一），至当日24时。"],
            derivation.Steps.TakeLast(3).Select(step => StepText.Chinese(step)));
        Assert.Equal(
            ["2023-03-08 to 2023-03-10: the online service did not serve, as attested.", "The last day 2023-03-08 lies in the outage and moves to Monday 2023-03-13."],
            derivation.Steps.Skip(derivation.Steps.Length - 3).Take(2).Select(step => StepText.English(step)));
    }

    [Fact]
    public void A_fixed_date_is_told_with_its_rest()
    {
        var derivation = new Derivation();
        Due.ByDay(Calendars.Real, 2023, 1, 1, exclusive: true, ref derivation);

        Assert.Equal(
            ["末日2022-12-31（元旦）休息，但本期限不顺延。", "固定日期，最后一日为2022-12-31（周六）。"], derivation.Steps.Select(step => StepText.Chinese(step)));
    }

    [Fact]
    public void Every_kind_of_step_has_its_sentence_in_both_languages()
    {
        foreach (var kind in Enum.GetValues<StepKind>())
        {
            foreach (var unit in Enum.GetValues<DayUnit>())
            {
                var step = new Step(kind, new DateOnly(2023, 1, 28), new DateOnly(2023, 1, 29)) { Count = 2, Total = 3, Unit = unit, Name = "春节" };
                Assert.EndsWith("。", StepText.Chinese(step), StringComparison.Ordinal);
                Assert.EndsWith(".", StepText.English(step), StringComparison.Ordinal);
                Assert.EndsWith("。", StepText.Chinese(step with { FirstMinute = 540, LastMinute = 600, Name = null }), StringComparison.Ordinal);
                Assert.EndsWith(".", StepText.English(step with { FirstMinute = 540, LastMinute = 600, Name = null }), StringComparison.Ordinal);
            }
        }
    }

    private static Step[] Steps(LimitKind kind, string from, string length, string? extension = null, Stretch[]? takenOff = null)
    {
        var derivation = new Derivation();
        DueTests.Of(kind, from, length, ref derivation, extension: extension, takenOff: takenOff);
        return [.. derivation.Steps];
    }

    private static string[] Chinese(LimitKind kind, string from, string length) => [.. Steps(kind, from, length).Select(step => StepText.Chinese(step))];
}
