using Xiezhi.Law.Indicators;

namespace Xiezhi.Law.Tests.Indicators;

public sealed class ReportRunTests
{
    [Fact]
    public void A_text_is_cut_at_its_braces()
    {
        var runs = ReportRun.Cut("{year}年{city}办结{platform_cases}，三率{a|b|c}。");
        Assert.Equal(["Year", "Words 年", "City", "Words 办结", "Figures platform_cases", "Words ，三率", "Figures a b c", "Words 。"], runs.Select(Told));
    }

    [Theory]
    [InlineData("一{二")]
    [InlineData("一}二")]
    [InlineData("一{}二")]
    [InlineData("一{a||b}二")]
    [InlineData("一{a{b}二")]
    public void A_brace_that_is_out_of_place_is_refused(string text) => Assert.Throws<FormatException>(() => ReportRun.Cut(text));

    private static string Told(ReportRun run) => run switch
    {
        ReportRun.Words words => $"Words {words.Text}",
        ReportRun.Figures figures => $"Figures {string.Join(' ', figures.Ids)}",
        _ => run.GetType().Name,
    };
}
