using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Published;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Verify;

namespace Xiezhi.Web.Tests;

/// <summary>A site whose disk has gone: cases cannot be read.</summary>
internal sealed class BrokenSite(ISite whole) : ISite
{
    public const string Secret = "the disk /dev/sdz is gone";

    public LawBook Book => whole.Book;
    public ImmutableArray<Indicator> Indicators => whole.Indicators;
    public ReportTemplate Template => whole.Template;
    public FigureCounter Counter => whole.Counter;
    public Holdings Holdings => whole.Holdings;
    public Moment Now => whole.Now;
    public SignedHead Head => whole.Head;

    public Receipt? ReceiptOf(long leaf) => whole.ReceiptOf(leaf);

    public byte[]? LogFile(string name) => whole.LogFile(name);

    public void WriteFigureFile(Stream output, Indicator indicator, Period period, CancellationToken ct) => whole.WriteFigureFile(output, indicator, period, ct);

    public PublicCase? Case(CaseNumber number) => throw new IOException(Secret);
}
