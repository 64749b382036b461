namespace Xiezhi.Law.Time;

/// <summary>Whether a last day that rests moves to the next working day. By analogy: no rule of the law says so, therefore the strict day is kept
/// for scoring and the rolled day for effect.</summary>
public enum RollRule : byte { Yes, No, ByAnalogy }

/// <summary>Which end days of a suspension or exclusion are charged to the clock, that is, counted although the span touches them.</summary>
public enum TolledEnds : byte { Neither, First, Last, Both }

/// <summary>How a law counts, said once for all its limits.</summary>
/// <param name="CountsFirstDay">Whether the day of the starting act is day one.</param>
/// <param name="Rolls">What becomes of a last day that rests.</param>
/// <param name="Tolled">Which end days of a span are charged.</param>
public sealed record CountingRule(bool CountsFirstDay, RollRule Rolls, TolledEnds Tolled)
{
    /// <summary>Whether what was posted on the last day is in time: then an end that binds a party waits for the post.</summary>
    public bool PostedInTime { get; init; }

    /// <summary>The first day is not counted, a last day that rests moves on, and neither end of a span is charged.</summary>
    public static CountingRule General { get; } = new(CountsFirstDay: false, RollRule.Yes, TolledEnds.Neither);

    /// <summary>The days that a span takes off under this rule; null when it charges all it has.</summary>
    /// <param name="opened">Day on which the span begins.</param>
    /// <param name="ended">Day on which it ends, not before <paramref name="opened"/>.</param>
    /// <param name="kind">Suspension or exclusion.</param>
    /// <param name="ground">The caller's own number for the ground; the narration carries it.</param>
    public Stretch? TakesOff(DateOnly opened, DateOnly ended, StretchKind kind, int ground = 0)
    {
        var first = Tolled is TolledEnds.First or TolledEnds.Both ? opened.AddDays(1) : opened;
        var last = Tolled is TolledEnds.Last or TolledEnds.Both ? ended.AddDays(-1) : ended;
        return last < first ? null : new Stretch(first, last, kind, ground);
    }
}

/// <summary>Why days are not counted: the case rests (tolled), or work goes on but the days are not charged (excluded).</summary>
public enum StretchKind : byte { Tolled, Excluded }

/// <summary>Days taken off a clock, both ends included.</summary>
public readonly record struct Stretch(DateOnly First, DateOnly Last, StretchKind Kind, int Ground = 0)
{
    public DateOnly Last { get; } = Last >= First ? Last : throw new ArgumentException("A stretch ends on or after its first day.", nameof(Last));
}
