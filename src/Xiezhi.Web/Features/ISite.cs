using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Published;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Verify;

namespace Xiezhi.Web.Features;

/// <summary>All that the pages read. Whoever implements it gives nothing but what the public leaves say.</summary>
/// <remarks>Every member may be called by many requests at once.</remarks>
public interface ISite
{
    /// <summary>The law and the city, as read when the site started.</summary>
    LawBook Book { get; }

    /// <summary>Definitions of the figures, in the order of the catalogue.</summary>
    ImmutableArray<Indicator> Indicators { get; }

    /// <summary>The sentences of the yearly report.</summary>
    ReportTemplate Template { get; }

    /// <summary>Counts figures from the columns that follow the log.</summary>
    FigureCounter Counter { get; }

    /// <summary>What kind of folder is shown.</summary>
    Holdings Holdings { get; }

    /// <summary>The city's clock in the city's time zone, to the minute.</summary>
    Moment Now { get; }

    /// <summary>The newest signed head of the log.</summary>
    SignedHead Head { get; }

    /// <summary>The receipt of a leaf under the newest signed head; null when the log does not reach so far.</summary>
    Receipt? ReceiptOf(long leaf);

    /// <summary>A file of the public log by the name that c2sp.org/tlog-tiles gives it; null when the log has none of that name.</summary>
    byte[]? LogFile(string name);

    /// <summary>Writes the file that proves a figure under the newest signed head.</summary>
    void WriteFigureFile(Stream output, Indicator indicator, Period period, CancellationToken ct);

    /// <summary>What the leaves of one case say, in their order; null when there is no such case.</summary>
    PublicCase? Case(CaseNumber number);
}

/// <summary>What kind of folder is shown.</summary>
/// <param name="Synthetic">The acts were generated; they are no records of the city.</param>
/// <param name="OwnClock">The folder keeps a clock of its own; false: it is the system's.</param>
/// <param name="Scale">1 for a whole year; less when the numerous procedures were thinned to a sample.</param>
/// <param name="Years">Years with a report, ascending; the last is the newest.</param>
public sealed record Holdings(bool Synthetic, bool OwnClock, double Scale, ImmutableArray<int> Years)
{
    public bool Sampled => Scale < 1;

    public bool Has(int year) => Years.Contains(year);
}
