using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class OfficeHoursTests
{
    [Fact]
    public void The_usual_day_has_seven_hours() => Assert.Equal(7 * 60, OfficeHours.Usual.MinutesADay);

    [Fact]
    public void Sessions_follow_each_other_within_a_day()
    {
        Assert.Throws<ArgumentException>(() => new OfficeHours([]));
        Assert.Throws<ArgumentException>(() => new OfficeHours([new(600, 600)]));
        Assert.Throws<ArgumentException>(() => new OfficeHours([new(780, 1020), new(540, 720)]));
        Assert.Throws<ArgumentException>(() => new OfficeHours([new(540, 800), new(780, 1020)]));
        Assert.Throws<ArgumentException>(() => new OfficeHours([new(540, 1441)]));
    }
}
