using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Figures;

/// <summary>One figure, opened: its parts and a page of the entries behind it.</summary>
/// <param name="Months">January first; empty for a stock.</param>
/// <param name="More">There is a page after this one.</param>
public sealed record FigureView(
    FigureQuery Query, Figure Figure, ImmutableArray<MonthPart> Months, ImmutableArray<OrganShare> Organs, ImmutableArray<OrganShare> Counties,
    ImmutableArray<EvidenceRow> Evidence, bool More)
{
    /// <summary>The evidence is narrowed to a part whose numbers are not shown, and left out.</summary>
    public bool Withheld { get; init; }

    public const int PageSize = 25;

    public static FigureView Of(FigureQuery query, ISite site)
    {
        var figure = site.Counter.Count(query.Indicator, query.Period);
        var parts = FigureQuery.PartsOf(query.Indicator, query.Period, site);
        var within = query.Month is { } month ? query.Period.Month(month - 1) : default(Period?);
        var withheld = query.IsWithheld(parts, site);
        var units = withheld ? [] : site.Counter.Evidence(query.Indicator, query.Period, query.Of, query.From, PageSize + 1, query.Organ?.Number - 1, within);
        return new FigureView(query, figure,
            [.. parts.Months.Select((part, i) => new MonthPart(i + 1, part))], Shares(parts.Organs), Shares(parts.Counties),
            [.. units.Take(PageSize).Select(unit => EvidenceRow.Of(unit, site))], units.Count > PageSize) { Withheld = withheld };

        ImmutableArray<OrganShare> Shares(ImmutableArray<OrganPart> organs) =>
        [
            .. from part in organs
               let organ = site.Book.City.FindOrgan(part.Number + 1)
               where organ is not null
               select new OrganShare(organ, part.Part),
        ];
    }
}

/// <param name="Month">1 to 12.</param>
public sealed record MonthPart(int Month, Part Part);

public sealed record OrganShare(Organ Organ, Part Part);

/// <summary>One counted unit as a row: the entry and its case.</summary>
/// <param name="Leaf">Index in the log of the entry that makes it count.</param>
/// <param name="Keeper">The organ that keeps the register; null when the city's list no longer has it.</param>
public sealed record EvidenceRow(long Leaf, CaseNumber Number, Organ? Keeper, DateOnly Day)
{
    public static EvidenceRow Of(CountedUnit unit, ISite site)
    {
        var number = CaseAddress.NumberOf(unit, site.Book);
        return new EvidenceRow(unit.Leaf, number, site.Book.City.FindOrgan(number.Organ), unit.Day);
    }
}
