using System.Collections.Immutable;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Web.Features.Figures;

/// <summary>All figures of a year, by the chapters of the report.</summary>
public sealed record FiguresView(int Year, ImmutableArray<(string Chapter, ImmutableArray<Figure> Figures)> Chapters)
{
    /// <summary>Null when there is no report of that year.</summary>
    public static FiguresView? Of(ISite site, string? year)
    {
        if (FigureQuery.YearOf(site, year) is not { } asked) { return null; }
        var figures = site.Counter.Count(site.Indicators, Period.OfYear(asked));
        return new FiguresView(asked, [.. figures.GroupBy(figure => figure.Indicator.Chapter).Select(chapter => (chapter.Key, chapter.ToImmutableArray()))]);
    }
}
