using CsCheck;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class LengthTests
{
    [Theory]
    [InlineData("20 working-days", 20, DayUnit.WorkingDay)]
    [InlineData("20:working-day", 20, DayUnit.WorkingDay)]
    [InlineData("1 month", 1, DayUnit.Month)]
    [InlineData("60 calendar-days", 60, DayUnit.CalendarDay)]
    [InlineData("2 years", 2, DayUnit.Year)]
    [InlineData("4:working-hours", 4, DayUnit.WorkingHour)]
    [InlineData("24 hours", 24, DayUnit.Hour)]
    [InlineData(" 15  minutes ", 15, DayUnit.Minute)]
    public void Singular_plural_and_the_colon_of_the_command_line_are_read(string text, int amount, DayUnit unit)
    {
        Assert.True(Length.TryParse(text, out var length));
        Assert.Equal(new Length(amount, unit), length);
    }

    [Theory]
    [InlineData("20 days")]
    [InlineData("20 day")]
    [InlineData("working-days")]
    [InlineData("-3 months")]
    [InlineData("3.5 hours")]
    [InlineData("3 monthss")]
    [InlineData("3")]
    [InlineData("99999999999 minutes")]
    [InlineData("")]
    public void Plain_days_and_what_is_no_length_are_not_read(string text) => Assert.False(Length.TryParse(text, out _));

    [Fact]
    public void What_is_printed_is_read_again() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Enum<DayUnit>()).Sample((amount, unit) =>
        {
            var length = new Length(amount, unit);
            return Length.TryParse(length.ToString(), out var read) && read == length;
        });

    [Fact]
    public void One_is_printed_in_the_singular()
    {
        Assert.Equal("1 working-day", new Length(1, DayUnit.WorkingDay).ToString());
        Assert.Equal("20 working-days", new Length(20, DayUnit.WorkingDay).ToString());
    }

    [Fact]
    public void A_length_is_never_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => new Length(-1, DayUnit.Month));
}
