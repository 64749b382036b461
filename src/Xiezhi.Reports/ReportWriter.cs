using System.Collections.Immutable;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Reports;

/// <summary>Fills the sentences of a template with figures.</summary>
public static class ReportWriter
{
    /// <summary>The report in one language.</summary>
    /// <exception cref="ArgumentException">The template names a figure that is not among those given.</exception>
    public static Report Write(ReportTemplate template, ImmutableArray<Figure> figures, ReportContext context, bool english)
    {
        var byId = figures.ToDictionary(figure => figure.Id, StringComparer.Ordinal);
        var title = string.Concat(Fill(template.Title).Select(run => run is Run.FigureLink link ? link.Printed : ((Run.Words)run).Text));
        return new Report(title, english, context, [.. template.Chapters.Select(Chapter)], figures);

        Chapter Chapter(ReportChapter chapter) => new(chapter.Id, chapter.Title.In(english), [.. chapter.Blocks.Select(Block)]);

        Block Block(ReportBlock block) => block switch
        {
            ReportBlock.Items items => new Block.Items([.. items.Texts.Select(Fill)]),
            _ => new Block.Paragraph(Fill(block.All[0])),
        };

        ImmutableArray<Run> Fill(ReportText text) => [.. text.In(english).SelectMany(Runs)];

        IEnumerable<Run> Runs(ReportRun run) => run switch
        {
            ReportRun.Words words => [new Run.Words(words.Text)],
            ReportRun.City => [new Run.Words(context.City)],
            ReportRun.Year => [new Run.Words($"{context.Year}")],
            ReportRun.Figures places => Printed([.. places.Ids.Select(Find)], english),
            _ => [],
        };

        Figure Find(string id) => byId.TryGetValue(id, out var figure)
            ? figure
            : throw new ArgumentException($"The report names the figure '{id}', which was not counted.", nameof(figures));
    }

    /// <summary>Figures that print the same are printed as one; otherwise each by itself, one after the other.</summary>
    private static IEnumerable<Run> Printed(ImmutableArray<Figure> figures, bool english)
    {
        var printed = figures.Select(figure => english ? figure.PrintedEn : figure.Printed).ToImmutableArray();
        if (printed.Distinct(StringComparer.Ordinal).Count() == 1)
        {
            yield return new Run.FigureLink(printed[0], figures);
            yield break;
        }

        for (var i = 0; i < figures.Length; i++)
        {
            if (i > 0)
            {
                yield return new Run.Words(english ? (i == figures.Length - 1 ? " and " : ", ") : "、");
            }

            yield return new Run.FigureLink(printed[i], [figures[i]]);
        }
    }
}
