namespace Xiezhi.Reports.Tests;

public sealed class ReportWriterTests
{
    private static readonly (string, string) Sentence = ("{city}受理{appeals_accepted}。", "{city} took in {appeals_accepted}.");

    private static string Read(Report report) => string.Concat(((Block.Paragraph)report.Chapters[0].Blocks[0]).Runs.Select(run => run is Run.FigureLink link ? $"[{link.Printed}]" : ((Run.Words)run).Text));

    [Fact]
    public void Figures_stand_in_the_sentence_as_they_are_printed()
    {
        var template = A.Template(Sentence);
        Assert.Equal("宜宾市受理[96.8万件]。", Read(ReportWriter.Write(template, [A.Figure], A.Context, english: false)));
        Assert.Equal("Yibin took in [968,000 appeals].", Read(ReportWriter.Write(template, [A.Figure], A.Context with { City = "Yibin" }, english: true)));
    }

    [Fact]
    public void City_and_year_stand_in_the_title() =>
        Assert.Equal("宜宾市2023年报告", ReportWriter.Write(A.Template(Sentence), [A.Figure], A.Context, english: false).Title);

    [Fact]
    public void Rates_that_print_the_same_are_printed_as_one()
    {
        var template = A.Template(("三率{filed|timely|due}。", "Three rates {filed|timely|due}."));
        var report = ReportWriter.Write(template, [A.Rate("filed", 46, 46), A.Rate("timely", 46, 46), A.Rate("due", 46, 46)], A.Context, english: false);
        Assert.Equal("三率[100%]。", Read(report));
        var link = Assert.IsType<Run.FigureLink>(((Block.Paragraph)report.Chapters[0].Blocks[0]).Runs[1]);
        Assert.Equal(["filed", "timely", "due"], link.Of.Select(figure => figure.Id));
    }

    [Theory]
    [InlineData(false, "三率[100%]、[50%]、[100%]。")]
    [InlineData(true, "Three rates [100%], [50%] and [100%].")]
    public void Rates_that_differ_are_printed_one_by_one(bool english, string expected)
    {
        var template = A.Template(("三率{filed|timely|due}。", "Three rates {filed|timely|due}."));
        Assert.Equal(expected, Read(ReportWriter.Write(template, [A.Rate("filed", 46, 46), A.Rate("timely", 23, 46), A.Rate("due", 46, 46)], A.Context, english)));
    }

    [Fact]
    public void A_template_that_names_a_figure_nobody_counted_is_refused() =>
        Assert.Throws<ArgumentException>(() => ReportWriter.Write(A.Template(Sentence), [], A.Context, english: false));
}
