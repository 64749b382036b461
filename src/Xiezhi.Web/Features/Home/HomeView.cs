using System.Collections.Immutable;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Web.Features.Home;

/// <summary>What the first page shows of the newest report.</summary>
/// <param name="Year">Null when there is no report yet.</param>
public sealed record HomeView(int? Year, ImmutableArray<Headline> Headlines)
{
    private const int Most = 3;

    /// <summary>The first figure of each chapter of the report, as many as the page has room for: the report says what matters, not the page.</summary>
    public static HomeView Of(ISite site)
    {
        if (site.Holdings.Years is not [.., var year]) { return new HomeView(null, []); }
        var period = Period.OfYear(year);
        var firsts = site.Template.Chapters
            .Select(chapter => chapter.Blocks.SelectMany(block => block.All).SelectMany(text => text.Zh).OfType<ReportRun.Figures>().FirstOrDefault())
            .Select(run => site.Indicators.FirstOrDefault(indicator => indicator.Id == run?.Ids[0])).OfType<Indicator>();
        return new HomeView(year, 
        [
            .. firsts.Select(indicator => site.Counter.Count(indicator, period)).Where(figure => figure.Unrounded is not null).Take(Most)
                .Select(figure => new Headline(figure, Figures.FigureQuery.PartsOf(figure.Indicator, period, site).Months)),
        ]);
    }
}

/// <param name="Months">January first; empty for a stock.</param>
public sealed record Headline(Figure Figure, ImmutableArray<Part> Months);
