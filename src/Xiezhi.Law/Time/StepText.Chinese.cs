namespace Xiezhi.Law.Time;

public static partial class StepText
{
    private static readonly string[] Weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    /// <summary>One sentence in Chinese.</summary>
    /// <param name="step">A step as the narrator heard it.</param>
    /// <param name="ground">Words for the step's <see cref="Step.Ground"/>, when the caller has them.</param>
    public static string Chinese(Step step, string? ground = null) => step.Kind switch
    {
        StepKind.Start => step.FirstMinute < 0 ? $"{DayZh(step.First)}起算，当日不计入。" : $"自{MomentZh(step.First, step.FirstMinute)}起算。",
        StepKind.StartCounted => $"{DayZh(step.First)}起算，当日计入。",
        StepKind.OnTheSpot => step.FirstMinute < 0 ? $"{DayZh(step.First)}当日办理，不另计日。" : $"{MomentZh(step.First, step.FirstMinute)}即时办理。",
        StepKind.Target => step.FirstMinute < 0 ? $"以{DayZh(step.First)}为目标日倒推，当日不计入。" : $"以{MomentZh(step.First, step.FirstMinute)}为目标时刻倒推。",
        StepKind.Counted => $"{SpanZh(step)}，计{CountZh(step.Count, step.Unit)}{(step.Total > step.Count ? $"，累计{CountZh(step.Total, step.Unit)}" : "")}。",
        StepKind.MakeUp when step.Unit == DayUnit.WorkingDay =>
            $"{SpanZh(step)}（{WeekdaysZh(step)}），因{step.Name}调休上班，计{CountZh(step.Count, step.Unit)}，累计{CountZh(step.Total, step.Unit)}。",
        StepKind.MakeUp => $"{SpanZh(step)}（{WeekdaysZh(step)}）因{step.Name}调休上班，是工作日。",
        StepKind.Rest => $"{SpanZh(step)}，{(step.Name is null ? WeekdaysZh(step) : step.Name + "放假")}{(step.Unit == DayUnit.CalendarDay ? "" : "，不计入")}。",
        StepKind.Weekends => $"{Day(step.First)}至{Day(step.Last)}之间的周六、周日共{step.Count}日，不计入。",
        StepKind.Tolled => $"{SpanZh(step)}，中止{GroundZh(ground)}，扣除{CountZh(step.Count, step.Unit)}。",
        StepKind.Excluded => $"{SpanZh(step)}，不计入期限{GroundZh(ground)}，扣除{CountZh(step.Count, step.Unit)}。",
        StepKind.Months when step.Last < step.First => $"自{Day(step.First)}倒推{CountZh(step.Count, step.Unit)}，为{Day(step.Last)}。",
        StepKind.Months => $"自{Day(step.First)}起满{CountZh(step.Count, step.Unit)}之日为{Day(step.Last)}。",
        StepKind.MonthShortened => $"该月没有{step.Count}日，以月末日{Day(step.Last)}为准。",
        StepKind.Added => $"扣除的{step.Count}日在其后补足，至{Day(step.Last)}。",
        StepKind.Extended => $"延长{Chinese(new Length(step.Count, step.Unit))}，接{At(step.First, step.FirstMinute)}之后计算。",
        StepKind.ExtendedTo => $"经批准延长至{DayZh(step.Last)}。",
        StepKind.Rolls => $"末日{Day(step.First)}（{RestZh(step)}）休息，顺延至{DayZh(step.Last)}。",
        StepKind.RollsByAnalogy => $"末日{Day(step.First)}（{RestZh(step)}）休息，类推顺延至{DayZh(step.Last)}；考核仍以{Day(step.First)}为准。",
        StepKind.Stays => $"末日{Day(step.First)}（{RestZh(step)}）休息，但本期限不顺延。",
        StepKind.OutOfService => $"{SpanZh(step)}，{step.Name}停止服务（经证明）。",
        StepKind.Shifted => $"末日{Day(step.First)}在停止服务期间，顺延至{DayZh(step.Last)}。",
        StepKind.LastDay => step.LastMinute < 0 ? $"最后一日为{DayZh(step.Last)}，至当日24时。" : $"截止时刻为{MomentZh(step.Last, step.LastMinute)}。",
        StepKind.MinimumEnds => step.LastMinute < 0 ? $"至{DayZh(step.Last)}24时届满，次日起方可进行。" : $"至{MomentZh(step.Last, step.LastMinute)}届满，其后方可进行。",
        StepKind.LatestBefore => step.LastMinute < 0 ? $"最迟于{DayZh(step.Last)}当日。" : $"最迟于{MomentZh(step.Last, step.LastMinute)}。",
        StepKind.CycleEnds => step.LastMinute < 0 ? $"本周期最后一日为{DayZh(step.Last)}。" : $"本周期至{MomentZh(step.Last, step.LastMinute)}止。",
        StepKind.FixedDay => $"固定日期，最后一日为{DayZh(step.Last)}。",
        StepKind.Provisional => $"{YearsZh(step)}的放假安排未全部公布，尚按周末推算，结果是暂定的。",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "A step of an unknown kind."),
    };

    /// <summary>The length in Chinese: 20个工作日.</summary>
    public static string Chinese(Length length) => length.Unit switch
    {
        _ when length.Amount == 0 => length.IsByTheMinute ? "即时" : "当日",
        DayUnit.WorkingDay => $"{length.Amount}个工作日",
        DayUnit.CalendarDay => $"{length.Amount}日",
        DayUnit.Month => $"{length.Amount}个月",
        DayUnit.Year => $"{length.Amount}年",
        DayUnit.WorkingHour => $"{length.Amount}个工作小时",
        DayUnit.Hour => $"{length.Amount}小时",
        _ => $"{length.Amount}分钟",
    };

    private static string CountZh(int count, DayUnit unit)
    {
        if (!IsByTheMinute(unit))
        {
            return Chinese(new Length(count, unit));
        }

        var (hours, minutes) = Math.DivRem(count, 60);
        var whole = Chinese(new Length(hours, unit == DayUnit.WorkingHour ? unit : DayUnit.Hour));
        return minutes == 0 ? whole : hours == 0 ? $"{minutes}分钟" : $"{whole}{minutes}分钟";
    }

    private static string DayZh(DateOnly day) => $"{Day(day)}（{Weekdays[(int)day.DayOfWeek]}）";

    private static string MomentZh(DateOnly day, short minute) => $"{DayZh(day)}{Clock(minute)}";

    private static string SpanZh(Step step) => step is { FirstMinute: >= 0, LastMinute: >= 0 }
        ? $"{At(step.First, step.FirstMinute)}至{At(step.Last, step.LastMinute)}"
        : step.First == step.Last ? Day(step.First) : $"{Day(step.First)}至{Day(step.Last)}";

    private static string WeekdaysZh(Step step) => step.First == step.Last ? Weekdays[(int)step.First.DayOfWeek]
        : $"{Weekdays[(int)step.First.DayOfWeek]}、{Weekdays[(int)step.Last.DayOfWeek]}";

    private static string RestZh(Step step) => step.Name ?? Weekdays[(int)step.First.DayOfWeek];

    private static string GroundZh(string? ground) => ground is null ? "" : $"（{ground}）";

    private static string YearsZh(Step step) => step.First.Year == step.Last.Year ? $"{step.First.Year}年" : $"{step.First.Year}年至{step.Last.Year}年";
}
