namespace Xiezhi.Law.Time;

public static partial class StepText
{
    /// <summary>One sentence in English; holidays keep the name that their notice gives them.</summary>
    /// <param name="step">A step as the narrator heard it.</param>
    /// <param name="ground">Words for the step's <see cref="Step.Ground"/>, when the caller has them.</param>
    public static string English(Step step, string? ground = null) => step.Kind switch
    {
        StepKind.Start => step.FirstMinute < 0 ? $"Starts on {DayEn(step.First)}, itself not counted." : $"Starts at {MomentEn(step.First, step.FirstMinute)}.",
        StepKind.StartCounted => $"Starts on {DayEn(step.First)}, which is day one.",
        StepKind.OnTheSpot => step.FirstMinute < 0 ? $"On the spot: {DayEn(step.First)}, no day is counted." : $"On the spot: {MomentEn(step.First, step.FirstMinute)}.",
        StepKind.Target => step.FirstMinute < 0 ? $"Counts back from {DayEn(step.First)}, itself not counted."
            : $"Counts back from {MomentEn(step.First, step.FirstMinute)}.",
        StepKind.Counted => $"{SpanEn(step)}: {CountEn(step.Count, step.Unit)}{(step.Total > step.Count ? $", {CountEn(step.Total, step.Unit)} in all" : "")}.",
        StepKind.MakeUp when step.Unit == DayUnit.WorkingDay =>
            $"{SpanEn(step)} ({WeekdaysEn(step)}), worked in exchange for {step.Name}: "
            + $"{CountEn(step.Count, step.Unit)}, {CountEn(step.Total, step.Unit)} in all.",
        StepKind.MakeUp => $"{SpanEn(step)} ({WeekdaysEn(step)}) is worked in exchange for {step.Name}.",
        StepKind.Rest =>
            $"{SpanEn(step)}: {(step.Name is null ? WeekdaysEn(step) : step.Name + " holiday")}{(step.Unit == DayUnit.CalendarDay ? "" : ", not counted")}.",
        StepKind.Weekends => $"Weekends from {Day(step.First)} to {Day(step.Last)}: {step.Count} days, not counted.",
        StepKind.Tolled => $"{SpanEn(step)}: suspended{GroundEn(ground)}, {CountEn(step.Count, step.Unit)} taken off.",
        StepKind.Excluded => $"{SpanEn(step)}: excluded{GroundEn(ground)}, {CountEn(step.Count, step.Unit)} taken off.",
        StepKind.Months when step.Last < step.First => $"Back {CountEn(step.Count, step.Unit)} from {Day(step.First)}: {Day(step.Last)}.",
        StepKind.Months => $"{CountEn(step.Count, step.Unit)} from {Day(step.First)}: ends on {Day(step.Last)}.",
        StepKind.MonthShortened => $"The month has no day {step.Count}; its last day {Day(step.Last)} stands for it.",
        StepKind.Added => $"The {CountEn(step.Count, step.Unit)} taken off are added, up to {Day(step.Last)}.",
        StepKind.Extended => $"Extended by {English(new Length(step.Count, step.Unit))}, counted on from {At(step.First, step.FirstMinute)}.",
        StepKind.ExtendedTo => $"Extended to {DayEn(step.Last)}.",
        StepKind.Rolls => $"The last day {Day(step.First)} rests ({RestEn(step)}) and moves to {DayEn(step.Last)}.",
        StepKind.RollsByAnalogy => $"The last day {Day(step.First)} rests ({RestEn(step)}) and moves by analogy to {DayEn(step.Last)}; "
            + $"scoring keeps {Day(step.First)}.",
        StepKind.Stays => $"The last day {Day(step.First)} rests ({RestEn(step)}), but this limit does not move.",
        StepKind.OutOfService => $"{SpanEn(step)}: {step.NameEn ?? step.Name} did not serve, as attested.",
        StepKind.Shifted => $"The last day {Day(step.First)} lies in the outage and moves to {DayEn(step.Last)}.",
        StepKind.LastDay => step.LastMinute < 0 ? $"The last day is {DayEn(step.Last)}, until 24:00." : $"Ends at {MomentEn(step.Last, step.LastMinute)}.",
        StepKind.MinimumEnds => step.LastMinute < 0 ? $"The minimum is over when {DayEn(step.Last)} is; possible from the day after."
            : $"The minimum is over at {MomentEn(step.Last, step.LastMinute)}; possible after that.",
        StepKind.LatestBefore => step.LastMinute < 0 ? $"The latest day is {DayEn(step.Last)}." : $"The latest time is {MomentEn(step.Last, step.LastMinute)}.",
        StepKind.CycleEnds => step.LastMinute < 0 ? $"The cycle's last day is {DayEn(step.Last)}."
            : $"The cycle ends at {MomentEn(step.Last, step.LastMinute)}.",
        StepKind.FixedDay => $"A fixed date: the last day is {DayEn(step.Last)}.",
        StepKind.Provisional => $"Not every holiday notice of {YearsEn(step)} is known, so weekends alone are counted there; the result is provisional.",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "A step of an unknown kind."),
    };

    /// <summary>The length in English: 20 working days.</summary>
    public static string English(Length length) => length.Amount > 0 ? length.ToString().Replace('-', ' ') : length.IsByTheMinute ? "at once" : "the same day";

    private static string CountEn(int count, DayUnit unit)
    {
        if (!IsByTheMinute(unit))
        {
            return English(new Length(count, unit));
        }

        var (hours, minutes) = Math.DivRem(count, 60);
        var whole = English(new Length(hours, unit == DayUnit.WorkingHour ? unit : DayUnit.Hour));
        var rest = new Length(minutes, DayUnit.Minute).ToString();
        return minutes == 0 ? whole : hours == 0 ? rest : $"{whole} {rest}";
    }

    private static string DayEn(DateOnly day) => $"{day.DayOfWeek} {Day(day)}";

    private static string MomentEn(DateOnly day, short minute) => $"{DayEn(day)} {Clock(minute)}";

    private static string SpanEn(Step step) => step is { FirstMinute: >= 0, LastMinute: >= 0 }
        ? $"{At(step.First, step.FirstMinute)} to {At(step.Last, step.LastMinute)}"
        : step.First == step.Last ? Day(step.First) : $"{Day(step.First)} to {Day(step.Last)}";

    private static string WeekdaysEn(Step step) => step.First == step.Last ? $"{step.First.DayOfWeek}" : $"{step.First.DayOfWeek} and {step.Last.DayOfWeek}";

    private static string RestEn(Step step) => step.Name ?? $"{step.First.DayOfWeek}";

    private static string GroundEn(string? ground) => ground is null ? "" : $" ({ground})";

    private static string YearsEn(Step step) => step.First.Year == step.Last.Year ? $"{step.First.Year}" : $"{step.First.Year} to {step.Last.Year}";
}
