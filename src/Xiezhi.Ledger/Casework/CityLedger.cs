using System.Collections.Immutable;
using System.Collections.Concurrent;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>A city's ledger open for writing: the folder, the words of its log, and the one writer.</summary>
public sealed class CityLedger : IDisposable
{
    private readonly ConcurrentDictionary<int, bool> byTheMinute = new();

    private CityLedger(DataFolder folder, LawBook book, LogState state, ImmutableArray<NoteSigner> signers, ColumnStore columns)
    {
        Columns = columns;
        Folder = folder;
        Book = book;
        Signer = signers[0];
        Genesis = state.Genesis;
        Dictionary = state.Dictionary;
        Writer = new LedgerWriter(state, signers, book.City);
    }

    public DataFolder Folder { get; }
    public LawBook Book { get; }

    /// <summary>The log's own key.</summary>
    public NoteSigner Signer { get; }

    public GenesisLeaf? Genesis { get; private set; }
    public LogDictionary Dictionary { get; }
    public LedgerWriter Writer { get; }
    /// <summary>When opening carried a new calendar through the open cases: how many changed, and how many last days moved.</summary>
    public (int Cases, int Moved)? Reckoned { get; private set; }
    /// <summary>The columns of the log; they follow each commit.</summary>
    public ColumnStore Columns { get; }
    public ILedgerStore Store => Folder.Store;

    /// <summary>Makes the folder, its keys and its log: a genesis leaf and the words of the law book.</summary>
    /// <param name="origin">Name of the log and of its key; it never changes.</param>
    /// <param name="created">The day that the genesis leaf states.</param>
    /// <param name="command">What this process does, for whoever finds the folder busy.</param>
    /// <exception cref="FolderException">There is a folder already, or other files lie there.</exception>
    public static CityLedger Create(string path, FolderDescription description, LawBook book, ColumnPlan plan, string origin, DateOnly created, string command)
    {
        var folder = DataFolder.Create(path, description, command);
        try
        {
            return Begin(folder, book, plan, origin, created);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder for writing; what the catalogue has anew is declared in the log.</summary>
    /// <param name="origin">Name of the log where its first group was never committed.</param>
    /// <param name="created">The day of the genesis leaf in that case.</param>
    /// <exception cref="FolderException">There is no folder, or a part of it is missing or damaged.</exception>
    /// <exception cref="FolderBusyException">Another process writes it.</exception>
    public static CityLedger Open(string path, LawBook book, ColumnPlan plan, string origin, DateOnly created, string command)
    {
        var folder = DataFolder.OpenForWriting(path, command);
        try
        {
            return Begin(folder, book, plan, origin, created);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Commits groups in the order in which they were taken: keys first, then everything else in one transaction; the columns follow.</summary>
    /// <exception cref="LedgerStoreException">Nothing of the group was kept.</exception>
    public void Commit(PreparedGroup prepared)
    {
        foreach (var (slot, key) in prepared.Keys) { Folder.Keys.Write(slot, key); }
        if (prepared.Keys.Count > 0) { Folder.Keys.Flush(); }
        Store.Commit(prepared.Group);
        Follow(prepared.Group);
        prepared.Group.Dispose();
    }

    /// <summary>Whether a clock of the case may run by the minute, so that it can be over before the day is.</summary>
    public bool RunsByTheMinute(CaseId id)
    {
        if (!byTheMinute.TryGetValue(id.Register, out var runs))
        {
            var procedure = Store.Registers().First(r => r.Id == id.Register).Procedure;
            runs = byTheMinute[id.Register] = Book.EditionsOf(procedure).Any(e => e.Limits.Any(l => l.Length.MayBeByTheMinute));
        }

        return runs;
    }

    /// <summary>Saves the columns as they now stand, so that the next start need not read the whole log.</summary>
    public void SaveColumns()
    {
        Store.SaveColumns(Columns.ChangedBlocks());
        Columns.Saved();
    }

    public void Dispose()
    {
        Writer.Dispose();
        Folder.Dispose();
        Columns.Dispose();
    }

    private static CityLedger Begin(DataFolder folder, LawBook book, ColumnPlan plan, string origin, DateOnly created)
    {
        var state = LogState.Read(folder.Store, book, origin);
        ImmutableArray<NoteSigner> signers = [Key(folder, folder.SigningKeyPath, folder.VerifierKeyPath, () => NoteSigner.Generate(state.Origin))];
        if (folder.Description.Sm2) { signers = signers.Add(Key(folder, folder.Sm2KeyPath, folder.Sm2VerifierKeyPath, () => NoteSigner.GenerateSm2(state.Origin))); }
        var ledger = new CityLedger(folder, book, state, signers, LogColumns.Load(folder.Store, plan));
        var empty = ledger.Writer.Size == 0;
        if (empty)
        {
            ledger.Genesis = new GenesisLeaf(origin, folder.Description.City, folder.Description.Synthetic, created);
            ledger.Writer.AppendBare(ledger.Genesis.ToBytes());
        }

        var places = ledger.Dictionary.Declare().Select(leaf => ledger.Writer.AppendBare(leaf)).ToList();
        if (ledger.Dictionary.Calendars.Declare(book.Calendar) is { } calendar)
        {
            places.Add(ledger.Writer.AppendBare(calendar));
            ledger.Dictionary.Read(places[^1], calendar);
            if (empty) { ledger.Writer.Group.Reach(LogState.CalendarsProgress, ledger.Dictionary.Calendars.Count); }
        }

        if (!empty && places.Count > 0) { LogState.Note(ledger.Writer.Group, folder.Store, places); }
        if (ledger.Writer.Waiting > 0) { ledger.Commit(ledger.Writer.TakeGroup()); }
        ErasedKeys.Destroy(folder.Store, folder.Keys, ledger.Columns.Erasures());
        // Before anybody acts: what is decided from here on rests on days that the calendar in force gives.
        if (folder.Store.Progress(LogState.CalendarsProgress) < ledger.Dictionary.Calendars.Count) { ledger.Reckoned = new CalendarChange(ledger).Carry(); }
        return ledger;
    }

    /// <summary>A signing key of the folder; made while the log is empty.</summary>
    private static NoteSigner Key(DataFolder folder, string path, string verifierPath, Func<NoteSigner> make)
    {
        if (!File.Exists(path))
        {
            if (folder.Store.Size > 0) { throw new FolderException($"{path} is missing. Restore it: without it the log cannot grow under its name."); }
            SigningKeyFile.Create(path, make());
        }

        // The public half follows from the private one: whoever was interrupted between the two finds it made again.
        var signer = SigningKeyFile.Load(path);
        if (!File.Exists(verifierPath)) { Disk.Replace(verifierPath, $"{signer.Verifier}\n"); }
        return signer;
    }

    private void Follow(GroupCommit group)
    {
        using var held = Columns.Writing();
        foreach (var segment in group.Segments)
        {
            var frames = new Frames(segment.Leaves);
            var index = segment.First;
            while (frames.TryNext(out var leaf)) { Columns.Add(index++, leaf); }
        }

        LogColumns.Settle(Columns, Store);
    }
}
