namespace Xiezhi.Law.Indicators;

/// <summary>The days that a figure counts; both ends count. The last one is its cut-off.</summary>
public readonly record struct Period
{
    public Period(DateOnly from, DateOnly to)
    {
        From = from;
        To = to >= from ? to : throw new ArgumentOutOfRangeException(nameof(to), to, "A period does not end before it begins.");
    }

    public DateOnly From { get; }
    public DateOnly To { get; }

    /// <summary>Days in the period, 1 or more.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Calendar months that the period touches, 1 or more.</summary>
    public int Months => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;

    public static Period OfYear(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    /// <summary>The n-th calendar month of the period, counted from 0 and cut at the period's ends.</summary>
    public Period Month(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Months);
        var first = new DateOnly(From.Year, From.Month, 1).AddMonths(n);
        var last = new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
        return new Period(first < From ? From : first, last > To ? To : last);
    }

    public bool Contains(DateOnly day) => day >= From && day <= To;

    public override string ToString() => $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}";
}
