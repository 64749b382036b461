using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

public sealed class DueTests
{
    [Fact]
    public void Five_working_days_before_a_May_hearing_reach_back_to_a_make_up_Sunday() =>
        Assert.Equal(Day(2024, 4, 28), Of(LimitKind.Before, "2024-05-09", "5 working-days").Rolled);

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    private static DueDay Of(
        LimitKind kind, string from, string length, CountingRule? rule = null, string? extension = null, string? extendedTo = null,
        WorkingCalendar? calendar = null, params Stretch[] takenOff)
    {
        Assert.True(Moment.TryParse(from, out var start));
        Assert.True(Length.TryParse(length, out var asked));
        Length? more = extension is null ? null : Length.TryParse(extension, out var added) ? added : throw new ArgumentException(extension);
        return Due.Of(calendar ?? Calendars.Real, new Reckoning
        {
            Kind = kind, From = start, Length = asked, Rule = rule ?? CountingRule.General, Extension = more,
            ExtendedTo = extendedTo is null ? null : DateOnly.Parse(extendedTo), TakenOff = takenOff,
        });
    }
}
