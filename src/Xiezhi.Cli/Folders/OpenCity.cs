using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Reports;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Cli.Folders;

/// <summary>A data folder open for reading, with the law and the figures of its city.</summary>
internal sealed class OpenCity : IDisposable
{
    private OpenCity(DataFolder folder, CatalogueReading reading)
    {
        Folder = folder;
        Reading = reading;
        State = LogState.Read(folder.Store, reading.Sound(), "");
        Columns = LogColumns.Load(folder.Store, Home.PlanOf(reading));
        Counter = new FigureCounter(Columns);
        Cases = new CaseFinder(folder.Store, State.Dictionary, Book);
    }

    public DataFolder Folder { get; }
    public CatalogueReading Reading { get; }
    public LawBook Book => Reading.Sound();
    public LogState State { get; }
    public ColumnStore Columns { get; }
    public FigureCounter Counter { get; }
    public CaseFinder Cases { get; }

    /// <summary>The signed head of the log.</summary>
    /// <exception cref="FolderException">No head was signed.</exception>
    public Checkpoint Head => Checkpoint.Parse(Note.Text);
    public SignedNote Note => SignedNote.Parse((Folder.Store.LatestCheckpoint() ?? throw new FolderException($"{Folder.Path} has no signed head. Run xiezhi fsck --data {Folder.Path}.")).Note);
    public LogHead LogHead => new(Head.Size, Head.Root.ToString());

    /// <summary>Opens a folder whose year is whole.</summary>
    /// <exception cref="UsageException">The replay that fills the folder has not finished.</exception>
    public static OpenCity Read(string data)
    {
        var description = DataFolder.Describe(data);
        RequireWhole(data, description);
        var reading = Home.Read(description.City);
        var folder = DataFolder.OpenForReading(data);
        try
        {
            return new OpenCity(folder, reading);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <exception cref="UsageException">The replay that fills the folder has not finished.</exception>
    public static void RequireWhole(string data, FolderDescription description)
    {
        if (description.Replay is { Complete: false } replay) { throw new UsageException($"the replay of {replay.Year} in {data} is not finished: half a year is not shown as a whole one.", $"Finish it: xiezhi replay --city {description.City} --year {replay.Year} --data {data} --scale {replay.Scale:0.####} --seed {replay.Seed}"); }
    }

    public ImmutableArray<Figure> Figures(int year) => Counter.Count(Reading.Indicators, Period.OfYear(year));

    /// <exception cref="UsageException">There is no such figure.</exception>
    public Indicator Indicator(string id) => Reading.Indicators.FirstOrDefault(i => i.Id == id)
        ?? throw new UsageException($"there is no figure '{id}'.", $"Figures: {string.Join(", ", Reading.Indicators.Select(i => i.Id))}");

    public Report Report(int year, bool english)
    {
        var template = Reading.Reports.FirstOrDefault() ?? throw new UsageException("the catalogue has no report.", "Write one in catalogue/reports/.");
        var description = Folder.Description;
        return ReportWriter.Write(template, Figures(year), new ReportContext(Book.City.Title.In(english), year, description.Synthetic, (double)(description.Replay?.Scale ?? 1), LogHead), english);
    }

    /// <summary>What the pages would show.</summary>
    public FolderSite Site() => new(Folder.Description, Reading, Folder.Store, Counter, Cases, Folder.Clock(), VerifierKey.ToString());

    /// <summary>The key that checks the log's signature.</summary>
    public NoteVerifier VerifierKey => NoteVerifier.Parse(File.ReadAllText(Folder.VerifierKeyPath).TrimEnd('\n'));

    /// <summary>Whose cosignatures the city's own policy asks for; null where it has no witnesses.</summary>
    /// <exception cref="NoteFormatException">The policy has a mistake.</exception>
    public WitnessPolicy? WitnessPolicy => Ledger.Witnesses.WitnessPolicy.Load(Folder.WitnessPolicyPath);

    /// <summary>The newest head with the quorum of a policy; null while none has it.</summary>
    public WitnessedHead? Witnessed(WitnessPolicy? policy) => policy is null ? null : CosignedHead.Read(Folder.CosignedPath, policy, VerifierKey);

    /// <summary>The year that the folder was made for, or the one of its clock.</summary>
    public int Year => Folder.Description.Replay?.Year ?? BeijingTime.Day(Folder.Clock().GetCurrentInstant()).Year;

    public void Dispose()
    {
        Columns.Dispose();
        Folder.Dispose();
    }
}
