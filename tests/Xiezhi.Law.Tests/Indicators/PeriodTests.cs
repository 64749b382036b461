using Xiezhi.Law.Indicators;

namespace Xiezhi.Law.Tests.Indicators;

public sealed class PeriodTests
{
    [Fact]
    public void The_months_of_a_period_cover_each_of_its_days_once()
    {
        var period = new Period(new DateOnly(2022, 11, 10), new DateOnly(2023, 2, 3));
        var months = Enumerable.Range(0, period.Months).Select(period.Month).ToList();
        Assert.Equal([new(new(2022, 11, 10), new(2022, 11, 30)), new(new(2022, 12, 1), new(2022, 12, 31)), new(new(2023, 1, 1), new(2023, 1, 31)), new(new(2023, 2, 1), new(2023, 2, 3))], months);
        Assert.Equal(period.Days, months.Sum(month => month.Days));
    }

    [Fact]
    public void A_year_has_twelve_months_and_ends_with_its_cut_off() =>
        Assert.Equal((12, 365, new DateOnly(2023, 12, 31)), (Period.OfYear(2023).Months, Period.OfYear(2023).Days, Period.OfYear(2023).To));

    [Fact]
    public void The_last_month_of_all_has_its_days_too() =>
        Assert.Equal(new DateOnly(9999, 12, 31), new Period(new DateOnly(9999, 11, 1), DateOnly.MaxValue).Month(1).To);

    [Fact]
    public void A_period_does_not_end_before_it_begins() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Period(new DateOnly(2023, 1, 2), new DateOnly(2023, 1, 1)));
}
