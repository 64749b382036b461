using System.Globalization;

namespace Xiezhi.Law.Time;

/// <summary>When something happened, as far as the law needs to know: a day, or a day and its minute, in the authority's time zone.</summary>
public readonly record struct Moment(DateOnly Day, short Minute) : IComparable<Moment>
{
    /// <summary>Minutes in a day.</summary>
    public const int Day24 = 24 * 60;

    /// <summary>The value of <see cref="Minute"/> when only the day is known.</summary>
    public const short NoMinute = -1;

    /// <summary>Minutes since 00:00, or <see cref="NoMinute"/> when only the day is known.</summary>
    public short Minute { get; } = Minute is >= NoMinute and < Day24 ? Minute : throw NotInADay(Minute);

    public bool HasMinute => Minute >= 0;

    /// <summary>A moment of which only the day is known.</summary>
    public static Moment On(DateOnly day) => new(day, NoMinute);

    public static Moment On(int year, int month, int day) => On(new DateOnly(year, month, day));

    public static Moment At(DateOnly day, int hour, int minute) => new(day, checked((short)((hour * 60) + minute)));

    /// <summary>Reads <c>yyyy-MM-dd</c> or <c>yyyy-MM-ddTHH:mm</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Moment moment)
    {
        moment = default;
        var t = text.IndexOf('T');
        if (!DateOnly.TryParseExact(t < 0 ? text : text[..t], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        if (t < 0)
        {
            moment = On(day);
            return true;
        }

        if (!TimeOnly.TryParseExact(text[(t + 1)..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return false;
        }

        moment = At(day, time.Hour, time.Minute);
        return true;
    }

    /// <summary>By day, then by minute; a day without its minute comes before every minute of that day.</summary>
    public int CompareTo(Moment other) => Day == other.Day ? Minute.CompareTo(other.Minute) : Day.CompareTo(other.Day);

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;

    // Apart, so that the constructor is small enough to be inlined.
    private static ArgumentOutOfRangeException NotInADay(short minute) =>
        new(nameof(minute), minute, "A minute lies between 0 and 1439, or is -1 when only the day is known.");

    public override string ToString() => HasMinute
        ? string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}T{Minute / 60:00}:{Minute % 60:00}")
        : Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
