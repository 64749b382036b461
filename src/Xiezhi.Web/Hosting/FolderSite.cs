using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Reports;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Verify;

namespace Xiezhi.Web.Hosting;

/// <summary>The site of one data folder. It reads leaves and nothing beside them: no body, no key of a case.</summary>
/// <param name="reading">The law, the city and the figures; without an error.</param>
/// <param name="clock">The folder's clock, running.</param>
/// <param name="key">The key that checks the log's signature, in the text form of notes.</param>
/// <param name="witnesses">Those who cosign the log's heads; null where it has none.</param>
public sealed class FolderSite(
    FolderDescription description, CatalogueReading reading, ILedgerStore store, FigureCounter counter, CaseFinder cases, IClock clock, string key, WitnessRounds? witnesses = null) : ISite
{
    public LawBook Book { get; } = reading.Sound();

    public ImmutableArray<Indicator> Indicators => reading.Indicators;

    public ReportTemplate Template { get; } = reading.Reports is [var template, ..] ? template
        : throw new InvalidDataException("The catalogue has no report. Write one in catalogue/reports/.");

    public FigureCounter Counter => counter;

    public Holdings Holdings { get; } = new(description.Synthetic, description.Clock is not FolderClock.System, (double)(description.Replay?.Scale ?? 1),
        description.Replay is { Complete: true } replay ? [replay.Year] : []);

    public Moment Now
    {
        get
        {
            var now = BeijingTime.At(clock.GetCurrentInstant());
            return Moment.At(now.Date.ToDateOnly(), now.Hour, now.Minute);
        }
    }

    public SignedHead Head
    {
        get
        {
            var note = SignedNote.Parse((store.LatestCheckpoint() ?? throw new InvalidDataException("The log has no signed head. Run xiezhi fsck.")).Note);
            var head = Checkpoint.Parse(note.Text);
            return new SignedHead(new LogHead(head.Size, head.Root.ToString()), note.ToString(), key, Witnesses);
        }
    }

    public Receipt? ReceiptOf(long leaf) => leaf >= 0 && leaf < store.Size ? new Receipts(store, witnesses?.Cosigned?.Note).ReceiptOf(leaf) : null;

    private WitnessView? Witnesses => witnesses is null ? null
        : witnesses.Cosigned is { } cosigned ? new WitnessView(cosigned.Note.ToString(), cosigned.Head.Size, witnesses.States, witnesses.Trouble)
        : new WitnessView(null, 0, witnesses.States, witnesses.Trouble);

    public byte[]? LogFile(string name) => new StoredFiles(store, key, witnesses?.Cosigned).Find(name);

    public void WriteFigureFile(Stream output, Indicator indicator, Law.Indicators.Period period, CancellationToken ct) =>
        new FigureFileWriter(store, counter, description.City, key).Write(output, indicator, period, progress: null, ct);

    public PublicCase? Case(CaseNumber number)
    {
        if (cases.Find(number.ToString()) is not { } id || cases.Read(id) is not { } record) { return null; }
        var entries = ImmutableArray.CreateBuilder<PublicEntry>(record.Places.Count);
        foreach (var place in record.Places)
        {
            var leaf = ActLeaf.Read(store.ReadLeaf(place));
            entries.Add(PublicEntry.Of(place, leaf, cases.Dictionary.Of(leaf.Edition)));
        }

        return Book.City.FindOrgan(record.Organ + 1) is { } keeper ? new PublicCase(number, record.Edition.Edition, keeper, entries.ToImmutable())
        {
            Erasure = counter.ErasureOf(record.Edition.Edition.Procedure, record.Organ, record.Year, record.Id.Ordinal),
        } : null;
    }
}
