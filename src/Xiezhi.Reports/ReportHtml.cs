using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Reports;

/// <summary>A report as one HTML file that needs nothing else: its own styles, no script, each figure a link to its definition below.</summary>
public static class ReportHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Report report)
    {
        var words = report.English ? ReportWords.English : ReportWords.Chinese;
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{words.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Text(report.Title)}</title>\n<style>\n{ReportStyles.Css}</style>\n</head>\n<body>\n");
        Head(page, report, words);
        page.Append("<main>\n");
        foreach (var chapter in report.Chapters)
        {
            Chapter(page, chapter);
        }

        Definitions(page, report, words);
        page.Append("</main>\n");
        Foot(page, report, words);
        page.Append("</body>\n</html>\n");
        return page.ToString();
    }

    private static void Head(StringBuilder page, Report report, ReportWords words)
    {
        page.Append(CultureInfo.InvariantCulture, $"<header>\n<h1>{Text(report.Title)}</h1>\n");
        if (report.Context.Synthetic)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"mark\" role=\"note\">{Text(words.Synthetic(report.Context.City))}</p>\n");
        }

        if (report.Context.Sampled)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"mark\" role=\"note\">{Text(words.Sample(report.Context.Scale))}</p>\n");
        }

        page.Append("</header>\n");
    }

    private static void Chapter(StringBuilder page, Chapter chapter)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section id=\"{Text(chapter.Id)}\">\n<h2>{Text(chapter.Title)}</h2>\n");
        foreach (var block in chapter.Blocks)
        {
            switch (block)
            {
                case Block.Paragraph paragraph:
                    page.Append("<p>");
                    Runs(page, paragraph.Runs);
                    page.Append("</p>\n");
                    break;
                case Block.Items items:
                    page.Append("<ul>\n");
                    foreach (var item in items.Texts)
                    {
                        page.Append("<li>");
                        Runs(page, item);
                        page.Append("</li>\n");
                    }

                    page.Append("</ul>\n");
                    break;
            }
        }

        page.Append("</section>\n");
    }

    private static void Runs(StringBuilder page, ImmutableArray<Run> runs)
    {
        foreach (var run in runs)
        {
            if (run is Run.FigureLink link)
            {
                page.Append(CultureInfo.InvariantCulture, $"<a class=\"figure\" href=\"#{Anchor(link.Of[0])}\">{Text(link.Printed)}</a>");
            }
            else
            {
                page.Append(Text(((Run.Words)run).Text));
            }
        }
    }

    private static void Definitions(StringBuilder page, Report report, ReportWords words)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section id=\"definitions\">\n<h2>{words.Definitions}</h2>\n");
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{words.Definitions}\">\n");
        page.Append("<table>\n<thead><tr>");
        foreach (var heading in new[] { words.Figure, words.Printed, words.Exact, words.Counted, words.Definition })
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{heading}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var figure in report.Figures)
        {
            Row(page, figure, report.English, words);
        }

        page.Append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    private static void Row(StringBuilder page, Figure figure, bool english, ReportWords words)
    {
        var indicator = figure.Indicator;
        var exact = figure.Unrounded is { } value ? $"{value:#,0.####}{(indicator.Print.IsRate ? "%" : "")}" : words.NoRecord;
        var counted = figure.Numerator is { } numerator ? $"{numerator:N0} ÷ {figure.Denominator:N0}" : $"{figure.Entries:N0}";
        page.Append(CultureInfo.InvariantCulture, $"<tr id=\"{Anchor(figure)}\"><th scope=\"row\">{Text(indicator.Title.In(english))}<br>");
        page.Append(CultureInfo.InvariantCulture, $"<code>{Text(figure.Id)}</code></th>");
        foreach (var number in new[] { english ? figure.PrintedEn : figure.Printed, exact, counted })
        {
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Text(number)}</td>");
        }

        page.Append(CultureInfo.InvariantCulture, $"<td>{Text(indicator.Definition.In(english))}");
        foreach (var (label, aside) in new[] { (words.Doubt, indicator.Doubt), (words.Note, indicator.Note), (words.Note, PersonCount.About(figure)) })
        {
            if (aside is { } said)
            {
                page.Append(CultureInfo.InvariantCulture, $"<p class=\"aside\">{label}{Text(said.In(english))}</p>");
            }
        }

        page.Append("</td></tr>\n");
    }

    private static void Foot(StringBuilder page, Report report, ReportWords words)
    {
        page.Append("<footer>\n");
        if (report.Figures is [var first, ..])
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(words.CutOff(first.CutOff))}</p>\n");
        }

        if (report.Context.Head is { } head)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(words.CountedFrom(head.Size))}<br><code>{Text(head.Root)}</code></p>\n");
        }

        page.Append("</footer>\n");
    }

    private static string Anchor(Figure figure) => $"figure-{figure.Id}";

    private static string Text(string text) => Encoder.Encode(text);
}
