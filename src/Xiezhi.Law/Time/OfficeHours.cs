using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>One opening on a working day, in minutes since 00:00; the closing minute is the first that is no longer open.</summary>
public readonly record struct OfficeSession(short Opens, short Closes);

/// <summary>When an organ is open on a working day. Working hours run only then.</summary>
public sealed class OfficeHours
{
    private readonly ImmutableArray<OfficeSession> sessions;

    /// <summary>Hours that are the same on every working day.</summary>
    /// <param name="sessions">In the order of the day, apart from each other.</param>
    public OfficeHours(ImmutableArray<OfficeSession> sessions)
    {
        var free = 0;
        foreach (var (opens, closes) in sessions)
        {
            if (opens < free || closes <= opens || closes > Moment.Day24)
            {
                throw new ArgumentException("Office hours follow each other within one day, and each ends after it begins.", nameof(sessions));
            }

            free = closes;
            MinutesADay += closes - opens;
        }

        this.sessions = MinutesADay > 0 ? sessions : throw new ArgumentException("An organ is open at some time.", nameof(sessions));
    }

    /// <summary>09:00–12:00 and 13:00–17:00, for organs whose city has not said otherwise.</summary>
    public static OfficeHours Usual { get; } = new([new(9 * 60, 12 * 60), new(13 * 60, 17 * 60)]);

    public ImmutableArray<OfficeSession> Sessions => sessions;

    /// <summary>How many minutes a working day has.</summary>
    public int MinutesADay { get; }

    /// <summary>Open minutes that have passed when the clock shows the minute.</summary>
    internal int PassedAt(int minute)
    {
        var passed = 0;
        foreach (var (opens, closes) in sessions)
        {
            passed += Math.Clamp(minute - opens, 0, closes - opens);
        }

        return passed;
    }

    /// <summary>The first minute at which so many open minutes have passed; at least 1 of them.</summary>
    internal int FirstMinuteWith(int passed)
    {
        foreach (var (opens, closes) in sessions)
        {
            if (passed <= closes - opens)
            {
                return opens + passed;
            }

            passed -= closes - opens;
        }

        throw new ArgumentOutOfRangeException(nameof(passed), passed, "A working day has fewer minutes.");
    }

    /// <summary>The last minute at which no more than so many open minutes have passed; fewer than the whole day's.</summary>
    internal int LastMinuteWith(int passed)
    {
        foreach (var (opens, closes) in sessions)
        {
            if (passed < closes - opens)
            {
                return opens + passed;
            }

            passed -= closes - opens;
        }

        throw new ArgumentOutOfRangeException(nameof(passed), passed, "A working day has fewer minutes.");
    }
}
