using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Web.Features.Verify;

/// <summary>A published report beside what its figures count now.</summary>
/// <param name="Rows">In the order of the catalogue; figures that are defined no longer are left out.</param>
/// <param name="Address">Address of this page, absolute, as the code on the paper has it.</param>
public sealed record PublishedReportView(PublishedReport Report, Organ? Organ, ImmutableArray<PublishedRow> Rows, string Address)
{
    /// <summary>Path of the page of a published report.</summary>
    public static string PathOf(PublishedReport report) => $"/verify/report/{report.First.Number}";

    /// <returns>Null when no report begins with the publication of this number.</returns>
    public static PublishedReportView? Of(ISite site, int number, string origin)
    {
        if (PublishedReport.Of(site.Counter.Publications()).FirstOrDefault(r => r.First.Number == number) is not { } report) { return null; }
        var period = new Period(report.First.From, report.First.To);
        var rows = from figure in site.Counter.Count(site.Indicators, period)
                   let history = report.History(figure.Id).Select(h => new PublishedStep(h.Publication, h.Value.Is.Put(figure))).ToImmutableArray()
                   where !history.IsEmpty
                   select new PublishedRow(figure, history);
        return new PublishedReportView(report, site.Book.City.FindOrgan(report.First.Organ + 1), [.. rows], origin + PathOf(report));
    }

    /// <summary>The report of a year that was published; null when none was.</summary>
    public static PublishedReport? Find(ISite site, int year) => PublishedReport.Of(site.Counter.Publications())
        .LastOrDefault(r => r.First.Report == site.Template.Id && new Period(r.First.From, r.First.To) == Period.OfYear(year));
}

/// <param name="Now">As it counts now.</param>
/// <param name="History">As it was published, then as it was put right.</param>
public sealed record PublishedRow(Figure Now, ImmutableArray<PublishedStep> History)
{
    public Figure InForce => History[^1].Figure;

    public bool Same => ExactValue.Of(InForce) == ExactValue.Of(Now);
}

/// <param name="Figure">The figure with the value that the publication states.</param>
public sealed record PublishedStep(PublicationLeaf Publication, Figure Figure);
