using System.Globalization;

namespace Xiezhi.Law.Time;

/// <summary>What a length counts. <see cref="WorkingHour"/> runs only in office hours;
/// <see cref="Hour"/> and <see cref="Minute"/> run through nights and holidays.</summary>
public enum DayUnit : byte { WorkingDay, CalendarDay, Month, Year, WorkingHour, Hour, Minute }

/// <summary>How long something lasts in law: 20 working days, 3 months, 24 hours.</summary>
public readonly record struct Length(int Amount, DayUnit Unit)
{
    private static readonly string[] Names = ["working-day", "calendar-day", "month", "year", "working-hour", "hour", "minute"];

    /// <summary>How many of <see cref="Unit"/>; 0 means the very day or minute.</summary>
    public int Amount { get; } = Amount >= 0 ? Amount : throw Negative(Amount);

    /// <summary>True when the length is measured in minutes and therefore needs to know the minute at which it starts.</summary>
    public bool IsByTheMinute => Unit >= DayUnit.WorkingHour;

    /// <summary>Reads <c>20 working-days</c> or, as on the command line, <c>20:working-day</c>. Singular and plural are the same.</summary>
    /// <remarks>The law's plain <c>days</c> is not read: the law file says first which days it means.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out Length length)
    {
        length = default;
        text = text.Trim();
        var gap = text.IndexOfAny(' ', ':');
        if (gap <= 0 || !int.TryParse(text[..gap], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        var word = text[(gap + 1)..].Trim();
        for (var unit = 0; unit < Names.Length; unit++)
        {
            var name = Names[unit].AsSpan();
            if (word.SequenceEqual(name) || (word.Length == name.Length + 1 && word[^1] == 's' && word.StartsWith(name, StringComparison.Ordinal)))
            {
                length = new Length(amount, (DayUnit)unit);
                return true;
            }
        }

        return false;
    }

    private static ArgumentOutOfRangeException Negative(int amount) => new(nameof(amount), amount, "A length is not negative.");

    /// <summary>As the language of procedures writes it: <c>20 working-days</c>, <c>1 month</c>.</summary>
    public override string ToString() => $"{Amount} {Names[(int)Unit]}{(Amount == 1 ? "" : "s")}";
}
