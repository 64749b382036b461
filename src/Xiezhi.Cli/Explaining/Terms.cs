using System.Collections.Immutable;
using Xiezhi.Law.Time;

namespace Xiezhi.Cli.Explaining;

/// <summary>When a clock starts and what happened to it since, as asked on the command line.</summary>
/// <param name="From">The start; of a limit before a day, that day.</param>
/// <param name="Tolled">Days on which the case rested, both ends included.</param>
/// <param name="Excluded">Days not charged although work went on, both ends included.</param>
internal sealed record Terms(Moment From, ImmutableArray<Stretch> Tolled, ImmutableArray<Stretch> Excluded, Length? Extension)
{
    /// <exception cref="UsageException">Something is not written as it should be.</exception>
    public static Terms Read(string? from, string[] tolled, string[] excluded, string? extended)
    {
        if (from is null)
        {
            throw new UsageException("--from is missing.", "Name the day on which the clock starts: --from 2023-03-01, or with its minute 2023-03-01T09:30.");
        }

        if (!Moment.TryParse(from, out var start))
        {
            throw new UsageException($"--from {from} is no day.", "Write yyyy-MM-dd, or with the minute yyyy-MM-ddTHH:mm.");
        }

        Length? extension = extended is null ? null : LengthOf(extended, "--extended");
        return new Terms(start, Stretches(tolled, "--tolled", StretchKind.Tolled), Stretches(excluded, "--excluded", StretchKind.Excluded), extension);
    }

    /// <summary>A length as <c>20:working-day</c>.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Length LengthOf(string text, string option) => Length.TryParse(text, out var length) ? length
        : throw new UsageException($"{option} {text} is no length.",
            "Write a number and a unit: 20:working-day, 60:calendar-day, 3:month, 1:year, 4:working-hour, 24:hour or 30:minute.");

    /// <summary>Computes the due day and hears its working.</summary>
    /// <exception cref="UsageException">The minute is missing, or the counting leaves the calendar.</exception>
    public (DueDay Due, ImmutableArray<Step> Steps) Reckon(WorkingCalendar calendar, LimitKind kind, Length length, CountingRule rule, OfficeHours hours, ImmutableArray<FilingSystem> shiftedBy)
    {
        if (length.IsByTheMinute && !From.HasMinute)
        {
            throw new UsageException($"{length} are counted by the minute, but --from {From} has none.", "Write the minute too: --from yyyy-MM-ddTHH:mm.");
        }

        var derivation = new Derivation();
        try
        {
            var reckoning = new Reckoning
            {
                Kind = kind, From = From, Length = length, TakenOff = [.. Tolled, .. Excluded], Extension = Extension, ShiftedBy = shiftedBy, Rule = rule, Hours = hours,
            };
            var due = Due.Of(calendar, in reckoning, ref derivation);
            return (due, derivation.Steps);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UsageException($"{length} from {From} leave the years that a calendar has.", "Ask for a shorter length or another day.");
        }
    }

    private static ImmutableArray<Stretch> Stretches(string[] texts, string option, StretchKind kind) => [.. texts.Select(text =>
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return dots > 0 && Moment.TryParse(text.AsSpan(0, dots), out var first) && Moment.TryParse(text.AsSpan(dots + 2), out var last)
            && !first.HasMinute && !last.HasMinute && first <= last
            ? new Stretch(first.Day, last.Day, kind)
            : throw new UsageException($"{option} {text} is no stretch of days.", "Write the first and the last day, both included: 2023-03-01..2023-03-10.");
    })];
}
