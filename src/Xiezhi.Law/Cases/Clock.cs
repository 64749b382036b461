using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>The running count of one limit in one case.</summary>
public struct Clock : IEquatable<Clock>
{
    /// <summary>The due day of a clock whose span is open or whose length nobody has filled: not known.</summary>
    public static readonly DateOnly Unknown = DateOnly.MaxValue;

    public int Limit;
    /// <summary>Of a limit per role or fact: the holder, or the fact's value, whose clock it is; else 0.</summary>
    public long Of;
    public ClockState State;
    /// <summary>True once an overdue finding has been recorded while the clock runs on.</summary>
    public bool Overdue;
    /// <summary>Kind and index of what started it, so that undoing can find it.</summary>
    public EntryKind StartedByKind;
    public int StartedBy;
    public Moment Start;
    /// <summary>Chosen at the start; null where the law leaves it open. An amount of 0 is on the spot.</summary>
    public Length? Length;
    public Length Extension;
    /// <summary>The day named by an extension, or DateOnly.MinValue.</summary>
    public DateOnly ExtendedTo;
    public DateOnly Strict;
    public DateOnly Rolled;
    public short DueMinute;
    public bool Provisional;
    /// <summary>Of a cycle: an earlier cycle was missed and what it asked has not been done since.</summary>
    public bool Behind;
    /// <summary>Of a cycle: the closing ended it, and reopening the case begins the next.</summary>
    public bool Rests;
    /// <summary>The day on which it stopped, or DateOnly.MinValue while it runs.</summary>
    public DateOnly Stopped;

    public readonly bool Runs => State == ClockState.Running;
    public readonly bool DueKnown => Rolled != Unknown;

    /// <summary>Whether the last day, or the last minute, is over at that moment. A moment without its minute is given the whole day.</summary>
    public readonly bool IsOver(Moment now) => IsPast(Rolled, now);

    /// <summary>As <see cref="IsOver"/>, without the roll.</summary>
    public readonly bool IsOverStrictly(Moment now) => IsPast(Strict, now);

    /// <summary>Which of two ran out first: by last day, then by minute (a day ends after all of its minutes), then by limit.</summary>
    public readonly int CompareDue(in Clock other) =>
        Rolled != other.Rolled ? Rolled.CompareTo(other.Rolled)
        : DueMinute != other.DueMinute ? ((ushort)DueMinute).CompareTo((ushort)other.DueMinute)
        : Limit.CompareTo(other.Limit);

    private readonly bool IsPast(DateOnly last, Moment now) => now.Day > last || (now.Day == last && DueMinute >= 0 && now.Minute > DueMinute);

    public readonly bool Equals(Clock other) =>
        Limit == other.Limit && Of == other.Of && State == other.State && Overdue == other.Overdue && StartedByKind == other.StartedByKind && StartedBy == other.StartedBy && Start == other.Start
        && Length == other.Length && Extension == other.Extension && ExtendedTo == other.ExtendedTo && Strict == other.Strict && Rolled == other.Rolled
        && DueMinute == other.DueMinute && Provisional == other.Provisional && Behind == other.Behind && Rests == other.Rests && Stopped == other.Stopped;
    public override readonly bool Equals(object? obj) => obj is Clock other && Equals(other);
    public override readonly int GetHashCode() => HashCode.Combine(Limit, Of, State, Start, Rolled);
    public static bool operator ==(Clock left, Clock right) => left.Equals(right);
    public static bool operator !=(Clock left, Clock right) => !left.Equals(right);
}

/// <summary>One opening of a span: its days are not charged to the clocks that it tolls.</summary>
/// <param name="NeededOn">Day on which what the span needs came; DateOnly.MinValue while it is awaited.</param>
/// <param name="Until">Day of the act that ended it; DateOnly.MaxValue while it is open.</param>
public readonly record struct SpanRun(int Span, DateOnly From, DateOnly NeededOn, DateOnly Until)
{
    public bool Open => Until == DateOnly.MaxValue;
}

/// <summary>What a case remembers of one act: how often, whether it still counts as done, and when last.</summary>
public readonly record struct ActDone(short Times, short TimesSince, bool Counts, DateOnly Last);

/// <summary>A case that this one has opened.</summary>
/// <param name="Case">Its number.</param>
/// <param name="Closed">Whether it has ended, as far as this case was told.</param>
public readonly record struct LinkRun(int Link, long Case, bool Closed);

/// <summary>A document of several receivers that not all of them have yet: one that has.</summary>
public readonly record struct PartService(int Document, int Role, long Holder);

/// <summary>What one holder has done of an act that each holder does for itself: how often, how often since the act from which times are counted, and whether it still counts.</summary>
public readonly record struct PartDone(int Act, int Role, long Holder, short Times, short TimesSince, bool Counts);
