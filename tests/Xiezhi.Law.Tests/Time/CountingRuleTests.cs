using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class CountingRuleTests
{
    private static readonly DateOnly Suspended = new(2024, 3, 11);
    private static readonly DateOnly Resumed = new(2024, 3, 20);

    [Theory]
    [InlineData(TolledEnds.Neither, 11, 20)]
    [InlineData(TolledEnds.First, 12, 20)]
    [InlineData(TolledEnds.Last, 11, 19)]
    [InlineData(TolledEnds.Both, 12, 19)]
    public void An_end_day_that_is_charged_is_not_taken_off(TolledEnds tolled, int first, int last)
    {
        var rule = CountingRule.General with { Tolled = tolled };

        Assert.Equal(
            new Stretch(new DateOnly(2024, 3, first), new DateOnly(2024, 3, last), StretchKind.Tolled, 7),
            rule.TakesOff(Suspended, Resumed, StretchKind.Tolled, 7));
    }

    [Fact]
    public void A_span_whose_every_day_is_charged_takes_nothing_off()
    {
        Assert.Null((CountingRule.General with { Tolled = TolledEnds.Both }).TakesOff(Suspended, Suspended.AddDays(1), StretchKind.Excluded));
        Assert.Null((CountingRule.General with { Tolled = TolledEnds.First }).TakesOff(Suspended, Suspended, StretchKind.Excluded));
    }

    [Fact]
    public void A_span_that_opens_and_ends_on_one_day_takes_off_that_day() =>
        Assert.Equal(new Stretch(Suspended, Suspended, StretchKind.Excluded), CountingRule.General.TakesOff(Suspended, Suspended, StretchKind.Excluded));

    [Fact]
    public void A_stretch_never_ends_before_it_begins() =>
        Assert.Throws<ArgumentException>(() => new Stretch(Resumed, Suspended, StretchKind.Tolled));
}
