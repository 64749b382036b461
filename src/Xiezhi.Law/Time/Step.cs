namespace Xiezhi.Law.Time;

/// <summary>What one step of a reckoning says. Dates are <see cref="Step.First"/> and <see cref="Step.Last"/>, both included.</summary>
public enum StepKind : byte
{
    /// <summary>The starting day, itself not counted (or the starting minute).</summary>
    Start,

    /// <summary>The starting day, itself day one.</summary>
    StartCounted,

    /// <summary>On the spot: the starting day or minute is the last one.</summary>
    OnTheSpot,

    /// <summary>The day (or minute) from which is counted backwards, itself not counted.</summary>
    Target,

    /// <summary>Days or minutes that count.</summary>
    Counted,

    /// <summary>Weekend days worked in exchange for the holiday <see cref="Step.Name"/>.</summary>
    MakeUp,

    /// <summary>Days that rest: a holiday by <see cref="Step.Name"/>, else a weekend.</summary>
    Rest,

    /// <summary>The weekends of several ordinary weeks, told together; <see cref="Step.Count"/> days.</summary>
    Weekends,

    /// <summary>Days taken off because the case rests.</summary>
    Tolled,

    /// <summary>Days taken off although work goes on.</summary>
    Excluded,

    /// <summary>From <see cref="Step.First"/> so many months or years end on <see cref="Step.Last"/>.</summary>
    Months,

    /// <summary>The month has no day <see cref="Step.Count"/>; it ends on its last day.</summary>
    MonthShortened,

    /// <summary>The days taken off, added after the end of a month.</summary>
    Added,

    /// <summary>So much is added, counted on from <see cref="Step.First"/>.</summary>
    Extended,

    /// <summary>The extension names <see cref="Step.Last"/>.</summary>
    ExtendedTo,

    /// <summary>The last day <see cref="Step.First"/> rests (by <see cref="Step.Name"/>, else a weekend) and moves to <see cref="Step.Last"/>.</summary>
    Rolls,

    /// <summary>As <see cref="Rolls"/>, where no rule of the law says so: the strict day is kept for scoring.</summary>
    RollsByAnalogy,

    /// <summary>The last day rests, but this limit does not move.</summary>
    Stays,

    /// <summary>Days on which the system <see cref="Step.Name"/>, by which people file, did not serve, as attested.</summary>
    OutOfService,

    /// <summary>The last day <see cref="Step.First"/> lies in an outage and moves to <see cref="Step.Last"/>.</summary>
    Shifted,

    /// <summary>Result: the last day (or minute) in time.</summary>
    LastDay,

    /// <summary>Result: the last day (or minute) of the minimum; the act is possible after it.</summary>
    MinimumEnds,

    /// <summary>Result: the latest day (or minute) before the target.</summary>
    LatestBefore,

    /// <summary>Result: the last day of the cycle.</summary>
    CycleEnds,

    /// <summary>Result: the date that the law names.</summary>
    FixedDay,

    /// <summary>The years of <see cref="Step.First"/> and <see cref="Step.Last"/> have no notice yet, nor perhaps those between; the result may move.</summary>
    Provisional,
}

/// <summary>One step of a reckoning, as data. <see cref="StepText"/> makes sentences of it.</summary>
public sealed record Step(StepKind Kind, DateOnly First, DateOnly Last)
{
    /// <summary>How many of <see cref="Unit"/>; minutes when the unit is one by the minute.</summary>
    public int Count { get; init; }

    public DayUnit Unit { get; init; }

    /// <summary>All that has been counted up to and including this step, in the same unit as <see cref="Count"/>.</summary>
    public int Total { get; init; }

    /// <summary>Minute of the first day, or −1.</summary>
    public short FirstMinute { get; init; } = Moment.NoMinute;

    /// <summary>Minute of the last day, or −1.</summary>
    public short LastMinute { get; init; } = Moment.NoMinute;

    /// <summary>The holiday, as its notice calls it, or the system that did not serve; null for an ordinary weekend and for steps that have none.</summary>
    public string? Name { get; init; }

    /// <summary>What it is called in English; null where English keeps <see cref="Name"/>, as it does for holidays.</summary>
    public string? NameEn { get; init; }

    /// <summary>The caller's number for the ground of a stretch; 0 of other steps.</summary>
    public int Ground { get; init; }
}
