using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>What a limit asks: a latest day; a minimum that must pass; so long before a day; a cycle; a fixed date of the year.</summary>
public enum LimitKind : byte { Within, AtLeast, Before, Every, ByDay }

/// <summary>All that a due day depends on besides the calendar.</summary>
public readonly ref struct Reckoning
{
    public Reckoning()
    {
    }

    public required LimitKind Kind { get; init; }

    /// <summary>The effective moment of the starting act; for <see cref="LimitKind.Before"/> the target. Lengths by the minute need its minute.</summary>
    public required Moment From { get; init; }

    public required Length Length { get; init; }

    /// <summary>Days that do not count, in any order; where they overlap each day is taken off once, and they may begin before the start.
    /// A limit before a day and a cycle take nothing off.</summary>
    public ReadOnlySpan<Stretch> TakenOff { get; init; }

    /// <summary>Counted on from the unextended strict day, in its own unit; only of a limit within or at least.</summary>
    public Length? Extension { get; init; }

    /// <summary>The day that an extension names. Stretches do not move it, but a clock that they carry beyond it ends later.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>Systems an outage of which moves the last day of a limit within; none where nothing moves it.</summary>
    public ImmutableArray<FilingSystem> ShiftedBy { get; init; } = [];

    public CountingRule Rule { get; init; } = CountingRule.General;

    public OfficeHours Hours { get; init; } = OfficeHours.Usual;
}

/// <summary>The last day on which the act is in time. Of a limit at least: the last day of the minimum; the act is possible from the day after.</summary>
/// <param name="Strict">Without the roll over rest days.</param>
/// <param name="Rolled">With it, where the rule rolls; it decides about effects.</param>
/// <param name="Minute">Of a clock by the minute, the last minute in time; −1 of a clock by the day, which ends at 24:00.</param>
/// <param name="Provisional">The calendar had to be asked about a year whose notice is not known.</param>
public readonly record struct DueDay(DateOnly Strict, DateOnly Rolled, short Minute, bool Provisional)
{
    /// <summary>Whether the clock has run out at that moment, the roll included.</summary>
    public bool IsOver(Moment now) => IsPast(Rolled, now);

    /// <summary>Whether the clock has run out at that moment, counted without the roll.</summary>
    public bool IsOverStrictly(Moment now) => IsPast(Strict, now);

    private bool IsPast(DateOnly last, Moment now) => now.Day > last || (now.Day == last && Minute >= 0 && now.Minute > Minute);
}
