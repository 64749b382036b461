using CsCheck;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class MomentTests
{
    private static readonly Gen<Moment> AnyMoment =
        Gen.Select(Gen.Int[0, 3_652_058], Gen.Short[-1, 1439]).Select((day, minute) => new Moment(DateOnly.FromDayNumber(day), minute));

    [Fact]
    public void What_is_printed_is_read_again() =>
        AnyMoment.Sample(moment => Moment.TryParse(moment.ToString(), out var read) && read == moment);

    [Fact]
    public void Moments_are_printed_as_ISO_dates()
    {
        Assert.Equal("2023-01-28", Moment.On(2023, 1, 28).ToString());
        Assert.Equal("2023-01-28T09:05", Moment.At(new DateOnly(2023, 1, 28), 9, 5).ToString());
    }

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2023-1-2")]
    [InlineData("2023-01-02T24:00")]
    [InlineData("2023-01-02 09:00")]
    [InlineData("2023-01-02T")]
    public void What_is_no_moment_is_not_read(string text) => Assert.False(Moment.TryParse(text, out _));

    [Fact]
    public void A_day_comes_before_each_of_its_minutes() =>
        Gen.Select(AnyMoment, AnyMoment).Sample((a, b) =>
            (a < b) == ((a.Day.DayNumber * 2000L) + a.Minute < (b.Day.DayNumber * 2000L) + b.Minute)
            && (a >= b) == !(a < b) && (a > b) == (b < a) && (a <= b) == (b >= a));

    [Fact]
    public void A_minute_lies_within_its_day()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Moment(default, 1440));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Moment(default, -2));
    }
}
