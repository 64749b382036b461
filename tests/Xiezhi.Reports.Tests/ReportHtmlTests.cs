using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Reports.Tests;

public sealed partial class ReportHtmlTests
{
    private static readonly (string, string) Sentence = ("受理{appeals_accepted}，办结率{rate}。", "Took in {appeals_accepted}, {rate} closed.");

    private static string Html(ReportContext context, bool english = false) =>
        ReportHtml.Write(ReportWriter.Write(A.Template(Sentence), [A.Figure, A.Rate("rate", 967_516, 968_012)], context, english));

    [Fact]
    public void Every_figure_is_a_link_to_its_definition_in_the_same_file()
    {
        var html = Html(A.Context);
        var targets = Links.Matches(html).Select(match => match.Groups["to"].Value).ToList();
        Assert.Equal(4, targets.Count);
        Assert.All(targets, target => Assert.Contains($"id=\"{target}\"", html, StringComparison.Ordinal));
        Assert.Contains("967,516 ÷ 968,012", html, StringComparison.Ordinal);
        Assert.Contains("99.9488%", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_needs_nothing_from_anywhere()
    {
        var html = Html(A.Context);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("&#x", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_elements_are_well_nested()
    {
        var html = Html(A.Context).Replace("<!doctype html>", "", StringComparison.Ordinal);
        html = VoidElements.Replace(html, "<${name}${rest}/>");
        Assert.Equal("html", XDocument.Parse(html).Root!.Name.LocalName);
    }

    [Fact]
    public void Generated_acts_and_samples_are_marked()
    {
        Assert.Contains("不是宜宾市的真实记录", Html(A.Context), StringComparison.Ordinal);
        Assert.DoesNotContain("抽样", Html(A.Context), StringComparison.Ordinal);
        Assert.Contains("只生成了1%", Html(A.Context with { Scale = 0.01 }), StringComparison.Ordinal);
        Assert.Contains("generated acts, not records of Yibin", Html(A.Context with { City = "Yibin" }, english: true), StringComparison.Ordinal);
        Assert.DoesNotContain("演示数据", Html(A.Context with { Synthetic = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_from_data_is_written_as_text()
    {
        var figure = A.Figure with { Indicator = A.Indicator with { Definition = new Title("<b>&", "<b>&"), Doubt = new Title("存<", "x<") } };
        var html = ReportHtml.Write(ReportWriter.Write(A.Template(("{appeals_accepted}", "{appeals_accepted}")), [figure], A.Context, english: false));
        Assert.Contains("&lt;b&gt;&amp;", html, StringComparison.Ordinal);
        Assert.Contains("存疑：存&lt;", html, StringComparison.Ordinal);
    }

    [GeneratedRegex("<a class=\"figure\" href=\"#(?<to>[^\"]+)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links { get; }

    [GeneratedRegex("<(?<name>meta|br)(?<rest>[^>]*)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VoidElements { get; }
}
