using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Verification;

/// <summary>Something in a data folder that is not what it must be.</summary>
/// <param name="Where">The table and row, or the file.</param>
public sealed record Fault(string Where, string What);

/// <summary>Re-hashes a data folder and folds every case again from its bodies: leaves against the signed root, bodies against their commitments, leaves and
/// case rows against what the bodies make of them.</summary>
/// <remarks>Reads the whole log once, in order. Erased cases are checked as far as that is possible without their bodies.</remarks>
public sealed partial class FolderCheck
{
    private const int Workers = 2;
    private const int BatchSize = 8192;
    private const int MostFaults = 200;
    private readonly DataFolder folder;
    private readonly LawBook book;
    private readonly GenesisLeaf? genesis;
    private readonly LogDictionary dictionary;
    private readonly IReadOnlyList<Register> registers;
    private readonly List<Fault> faults = [];
    private readonly Lock faultsLock = new();
    private readonly TileTree tree = new();

    private FolderCheck(DataFolder folder, LawBook book, (GenesisLeaf? Genesis, LogDictionary Dictionary) words, IReadOnlyList<Register> registers)
    {
        this.folder = folder;
        this.book = book;
        this.registers = registers;
        (genesis, dictionary) = words;
    }

    /// <summary>Checks a folder that is open for reading.</summary>
    /// <param name="plan">What the columns keep, to compare the saved ones with those that the leaves make.</param>
    /// <param name="progress">Hears how many entries are checked.</param>
    /// <returns>The faults found, at most 200; an empty list says that everything at rest is what it was.</returns>
    public static IReadOnlyList<Fault> Run(DataFolder folder, LawBook book, ColumnPlan plan, IProgress<long>? progress, CancellationToken ct)
    {
        (GenesisLeaf?, LogDictionary) words;
        IReadOnlyList<Register> known;
        try
        {
            words = LogState.ReadWords(folder.Store, book);
            known = folder.Store.Registers();
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            var found = new List<Fault> { new(folder.StoreName, $"The log cannot be opened: {broken.Message}") };
            CheckStore(folder.Store, (where, what) => found.Add(new Fault(where, what)));
            return found;
        }

        var check = new FolderCheck(folder, book, words, known);
        check.Go(plan, progress, ct);
        return check.faults;
    }

    private void Go(ColumnPlan plan, IProgress<long>? progress, CancellationToken ct)
    {
        // What lies in the store is read beside the folding, and told behind it.
        var inStore = new List<Fault>();
        var checkingStore = Task.Run(() => CheckStore(folder.Store, (where, what) => inStore.Add(new Fault(where, what))), CancellationToken.None);
        try
        {
            Follow(plan, progress, ct);
        }
        finally
        {
            checkingStore.GetAwaiter().GetResult();
        }

        foreach (var (where, what) in inStore) { Report(where, what); }
    }

    /// <summary>Goes through the log once and holds everything against it.</summary>
    private void Follow(ColumnPlan plan, IProgress<long>? progress, CancellationToken ct)
    {
        CheckDescription();
        var heads = new HeadCheck(Verifiers(), Report);
        Try("checkpoint", () => folder.Store.ReadCheckpoints(heads.Expect));
        var byPlace = new Dictionary<(int Procedure, int Organ, int Year), Register>();
        foreach (var register in registers) { byPlace[(dictionary.Procedures.ToList().IndexOf(register.Procedure), register.Organ, register.Year)] = register; }
        var rows = new CaseRows(registers);
        Try("case_row", () => rows.ReadFrom(folder.Store));
        var carried = dictionary.Calendars.Count;
        Try("progress", () => carried = (int)Math.Min(folder.Store.Progress(LogState.CalendarsProgress), carried));
        var workers = new CaseCheck[Workers];
        for (var i = 0; i < Workers; i++) { workers[i] = new CaseCheck(folder, book, dictionary, byPlace, rows, carried - 1, i, Workers, Report); }
        using var columns = new ColumnStore(plan);
        var columnsWhole = true;
        var batch = new Batch();
        var spare = new Batch();
        var checking = Task.CompletedTask;
        try
        {
            folder.Store.ReadEntries(0, long.MaxValue, (index, leaf, body) =>
            {
                batch.Add(index, leaf, body);
                tree.AppendLeaf(leaf);
                heads.Reach(tree);
                columnsWhole = columnsWhole && Hear(columns, index, leaf);
                if (batch.Count < BatchSize) { return true; }
                ct.ThrowIfCancellationRequested();
                checking.GetAwaiter().GetResult();
                (batch, spare) = (spare, batch);
                checking = Check(workers, spare);
                batch.Clear();
                progress?.Report(index + 1);
                return true;
            });
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Report("segment", broken.Message);
        }

        checking.GetAwaiter().GetResult();
        Check(workers, batch).GetAwaiter().GetResult();
        progress?.Report(tree.Size);
        heads.Finish(tree);
        Try("tile", CheckTiles);
        foreach (var worker in workers) { worker.Finish(); }
        CheckRegisters(workers);
        Try("register", CheckDrawn);
        CheckLinks(workers);
        if (rows.Whole) { CheckRows(rows.Count, workers); }
        if (columnsWhole)
        {
            CheckErasures(columns, workers);
            Try("column_block", () => CheckColumns(columns, plan));
        }
    }

    /// <summary>What is damaged can fail in any way; that too is a finding, and the check goes on behind it.</summary>
    private void Try(string where, Action check)
    {
        try
        {
            check();
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            Report(where, broken.Message);
        }
    }

    private static void CheckStore(ILedgerStore store, Action<string, string> report) =>
        store.Check(fault => report(fault.Row.Length == 0 ? fault.Table : $"{fault.Table} {fault.Row}", fault.What));

    /// <summary>The description beside the log must say what its genesis leaf says, and name the seed that its keys follow from.</summary>
    private void CheckDescription()
    {
        var said = folder.Description;
        if (genesis is not null && (genesis.City != said.City || genesis.Synthetic != said.Synthetic))
        {
            Report("folder.json", $"It speaks of {Named(said.City, said.Synthetic)}, the first leaf of {Named(genesis.City, genesis.Synthetic)}.");
        }

        Span<byte> key = stackalloc byte[CaseKeys.KeyLength];
        if (said.Replay is { } replay && folder.Keys.Read(0, key) && !key.SequenceEqual(new SeededSecrets(replay.Seed).CaseKey(0)))
        {
            Report("folder.json", $"It names the seed {replay.Seed}, from which the first key in the file of keys does not follow.");
        }
    }

    private static string Named(string city, bool synthetic) => synthetic ? $"{city} with generated acts" : city;

    /// <summary>The keys that every head must be signed with, as far as one of their two files holds them.</summary>
    private List<NoteVerifier> Verifiers()
    {
        // A making that was interrupted has signed nothing yet.
        if (folder.Store.Size == 0 && !File.Exists(folder.SigningKeyPath)) { return []; }
        var keys = new List<NoteVerifier?> { Verifier(folder.SigningKeyPath, folder.VerifierKeyPath) };
        if (folder.Description.Sm2) { keys.Add(Verifier(folder.Sm2KeyPath, folder.Sm2VerifierKeyPath)); }
        return [.. keys.OfType<NoteVerifier>()];
    }

    /// <summary>A key of the folder; null when neither of its files holds it.</summary>
    private NoteVerifier? Verifier(string path, string verifierPath)
    {
        NoteVerifier? known = null;
        try
        {
            known = SigningKeyFile.Load(path).Verifier;
        }
        catch (Exception broken) when (broken is NoteFormatException or IOException or UnauthorizedAccessException)
        {
            Report(Path.GetFileName(path), broken.Message);
        }

        try
        {
            var stated = NoteVerifier.Parse(File.ReadAllText(verifierPath).TrimEnd('\n'));
            if (known is not null && known.ToString() != stated.ToString()) { Report(Path.GetFileName(verifierPath), $"It is not the public half of {Path.GetFileName(path)}."); }
            known ??= stated;
        }
        catch (Exception broken) when (broken is NoteFormatException or IOException or UnauthorizedAccessException)
        {
            Report(Path.GetFileName(verifierPath), broken.Message);
        }

        return known;
    }

    private bool Hear(ColumnStore columns, long index, ReadOnlySpan<byte> leaf)
    {
        try
        {
            columns.Add(index, leaf);
            return true;
        }
        catch (Exception broken) when (broken is LeafFormatException or InvalidDataException or ArgumentException)
        {
            Report($"segment, leaf {index}", broken.Message);
            return false;
        }
    }

    /// <summary>Compares the saved columns, brought to the end of the log, with those that the leaves make, block by block.</summary>
    private void CheckColumns(ColumnStore made, ColumnPlan plan)
    {
        made.SettleFrom(take => folder.Store.ReadLeaves(0, long.MaxValue, (index, leaf) =>
        {
            take(index, leaf);
            return true;
        }));
        foreach (var gap in made.Gaps()) { Report("segment", gap.ToString() ?? ""); }
        using var kept = LogColumns.Load(folder.Store, plan);
        var blocks = made.Blocks().ToDictionary(b => (b.Name, b.Block), b => b.Data);
        foreach (var block in kept.Blocks())
        {
            if (!blocks.Remove((block.Name, block.Block), out var expected) || !expected.Span.SequenceEqual(block.Data.Span))
            {
                Report($"column_block {block.Name}, block {block.Block}", "The column is not what the leaves of the log make of it.");
            }
        }

        foreach (var (name, number) in blocks.Keys) { Report($"column_block {name}, block {number}", "The block is missing."); }
    }

    private static Task Check(CaseCheck[] workers, Batch batch) => Task.WhenAll(workers.Select(w => Task.Run(() => w.Take(batch))));

    private void CheckTiles()
    {
        var seen = new Dictionary<int, long>();
        folder.Store.ReadTiles((level, index, hashes) =>
        {
            if (level < 1 || level >= tree.Levels || index < 0 || index >= (tree.CountAt(level) + TileTree.TileWidth - 1) / TileTree.TileWidth)
            {
                Report($"tile {level}/{index}", "It lies beyond the end of the tree.");
                return;
            }

            var expected = tree.Tile(level, index);
            if (!expected.SequenceEqual(hashes))
            {
                var at = 0;
                while (at < Math.Min(expected.Length, hashes.Length) && expected[at] == hashes[at]) { at++; }
                var first = ((index * TileTree.TileWidth) + (at / TreeHash.Length)) << (8 * level);
                Report($"tile {level}/{index}",
                    $"Its hash {at / TreeHash.Length} is not the one of the leaves from {first} on: the tile or one of these leaves was changed.");
            }

            seen[level] = seen.GetValueOrDefault(level) + 1;
        });
        for (var level = 1; level < tree.Levels; level++)
        {
            var tiles = (tree.CountAt(level) + TileTree.TileWidth - 1) / TileTree.TileWidth;
            if (seen.GetValueOrDefault(level) != tiles) { Report($"tile {level}", $"There are {seen.GetValueOrDefault(level)} tiles instead of {tiles}."); }
        }
    }

    private void Report(string where, string what)
    {
        lock (faultsLock)
        {
            if (faults.Count < MostFaults) { faults.Add(new Fault(where, what)); }
        }
    }

    /// <summary>Entries copied out of the store, so that they can be checked while the next are read.</summary>
    internal sealed class Batch
    {
        private readonly List<(long Index, int Leaf, int LeafLength, int Body, int BodyLength)> entries = [];
        private byte[] bytes = new byte[1 << 20];
        private int used;

        public int Count => entries.Count;

        public void Add(long index, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body)
        {
            if (used + leaf.Length + body.Length > bytes.Length) { Array.Resize(ref bytes, (bytes.Length * 2) + leaf.Length + body.Length); }
            leaf.CopyTo(bytes.AsSpan(used));
            body.CopyTo(bytes.AsSpan(used + leaf.Length));
            entries.Add((index, used, leaf.Length, used + leaf.Length, body.Length));
            used += leaf.Length + body.Length;
        }

        public long Index(int i) => entries[i].Index;
        public ReadOnlySpan<byte> Leaf(int i) => bytes.AsSpan(entries[i].Leaf, entries[i].LeafLength);
        public ReadOnlySpan<byte> Body(int i) => bytes.AsSpan(entries[i].Body, entries[i].BodyLength);

        public void Clear()
        {
            entries.Clear();
            used = 0;
        }
    }
}
