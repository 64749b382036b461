using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Indicators;

/// <summary>The sentences of a report, with places for the figures.</summary>
public sealed record ReportTemplate(string Id, ReportText Title, ImmutableArray<ReportChapter> Chapters)
{
    /// <summary>Competence of the organ that publishes it, which also is of the city's level; null for a report that is not published.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>Grounds on which a published figure is put right, by their ids.</summary>
    public ImmutableArray<(string Id, Title Title)> Grounds { get; init; } = [];

    public Title? Ground(string id) => Grounds.Where(g => g.Id == id).Select(g => (Title?)g.Title).FirstOrDefault();

    /// <summary>Ids of the figures in the order of the text.</summary>
    public IEnumerable<string> FigureIds =>
        Chapters.SelectMany(chapter => chapter.Blocks).SelectMany(block => block.All).SelectMany(text => text.Zh).OfType<ReportRun.Figures>().SelectMany(run => run.Ids);
}

/// <param name="Id">A folder of the catalogue: <c>services</c>.</param>
public sealed record ReportChapter(string Id, Title Title, ImmutableArray<ReportBlock> Blocks);

/// <summary>What stands in a chapter.</summary>
public abstract record ReportBlock
{
    private ReportBlock() { }

    public sealed record Paragraph(ReportText Text) : ReportBlock;

    public sealed record Items(ImmutableArray<ReportText> Texts) : ReportBlock;

    /// <summary>Its texts, one or several.</summary>
    public ImmutableArray<ReportText> All => this switch
    {
        Paragraph paragraph => [paragraph.Text],
        Items items => items.Texts,
        _ => [],
    };
}

/// <summary>A text in both languages, cut into what is written and what is filled in.</summary>
public sealed record ReportText(ImmutableArray<ReportRun> Zh, ImmutableArray<ReportRun> En)
{
    public ImmutableArray<ReportRun> In(bool english) => english ? En : Zh;
}

/// <summary>A stretch of a text.</summary>
public abstract record ReportRun
{
    private ReportRun() { }

    public sealed record Words(string Text) : ReportRun;

    /// <summary>A figure, or several that are printed as one when they print the same.</summary>
    public sealed record Figures(ImmutableArray<string> Ids) : ReportRun;

    /// <summary>The name of the city.</summary>
    public sealed record City : ReportRun;

    /// <summary>The year of the report.</summary>
    public sealed record Year : ReportRun;

    /// <summary>Cuts a text at its braces: <c>{city}</c>, <c>{year}</c>, <c>{figure}</c>, <c>{one|two|three}</c>.</summary>
    /// <exception cref="FormatException">A brace is not closed, or holds nothing.</exception>
    public static ImmutableArray<ReportRun> Cut(string text)
    {
        var runs = ImmutableArray.CreateBuilder<ReportRun>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var words = open < 0 ? text[at..] : text[at..open];
            if (words.Contains('}', StringComparison.Ordinal))
            {
                throw new FormatException("'}' closes what no '{' has opened");
            }

            if (words.Length > 0)
            {
                runs.Add(new Words(words));
            }

            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException("'{' is not closed");
            }

            runs.Add(Filled(text[(open + 1)..close]));
            at = close + 1;
        }

        return runs.DrainToImmutable();
    }

    private static ReportRun Filled(string name) => name switch
    {
        "city" => new City(),
        "year" => new Year(),
        _ => name.Split('|') is var ids && ids.All(id => id.Length > 0 && !id.Contains('{', StringComparison.Ordinal))
            ? new Figures([.. ids])
            : throw new FormatException($"'{{{name}}}' names no figure"),
    };
}
