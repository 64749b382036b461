using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Verification;

/// <summary>Folds one share of the cases again from their bodies while the log goes by, and compares leaves and case rows with what comes out.</summary>
/// <remarks>A case is folded at once when its last entry has come by. Till then its entries are kept as bytes: states of cases that wait for weeks would be moved about in memory
/// again and again.</remarks>
internal sealed class CaseCheck
{
    private const int Together = 64;
    private readonly DataFolder folder;
    private readonly LawBook book;
    private readonly LogDictionary dictionary;
    private readonly Dictionary<(int Procedure, int Organ, int Year), Register> registers;
    private readonly CaseRows rows;
    private readonly int carried;
    private readonly int share;
    private readonly int shares;
    private readonly Action<string, string> report;
    private readonly Dictionary<long, Checked> open = [];
    private readonly Dictionary<int, int> lastOrdinals = [];
    private readonly byte[] body = new byte[ushort.MaxValue];
    private readonly byte[] leaf = new byte[ActLeaf.MaxLength];
    private readonly byte[] row = new byte[1 << 20];
    private readonly KeptEntries.Spare spare = new();
    private readonly KeyLanes lanes = new();
    private readonly byte[] derived = new byte[KeyLanes.Lanes * KeyLanes.Length];
    // Cases that are whole and wait to be folded together, with the keys of their bodies.
    private readonly List<Checked> whole = [];
    private byte[] keys = new byte[2 * Together * KeyLanes.Length];
    private int keyed;

    /// <param name="carried">Number of the latest calendar that has been carried through to all cases, -1 for none.</param>
    public CaseCheck(DataFolder folder, LawBook book, LogDictionary dictionary, Dictionary<(int Procedure, int Organ, int Year), Register> registers,
        CaseRows rows, int carried, int share, int shares, Action<string, string> report)
    {
        this.rows = rows;
        this.carried = carried;
        this.folder = folder;
        this.book = book;
        this.dictionary = dictionary;
        this.registers = registers;
        this.share = share;
        this.shares = shares;
        this.report = report;
    }

    /// <summary>Cases that say that another one opened them, with that one; and cases with those that they have opened.</summary>
    public List<(long Case, long By)> OpenedBy { get; } = [];
    public HashSet<(long Case, long Opened)> Openings { get; } = [];

    /// <summary>Cases that could not be folded: what they have opened is not known.</summary>
    public HashSet<long> Unknown { get; } = [];

    /// <summary>Cases whose key is not there, or whose row says that they were erased: which of the two.</summary>
    public List<KeylessCase> Keyless { get; } = [];

    /// <summary>Cases seen so far.</summary>
    public long Cases { get; private set; }

    public int LastOrdinal(int register) => lastOrdinals.GetValueOrDefault(register);

    /// <summary>Checks the entries of the batch that fall into this share.</summary>
    public void Take(FolderCheck.Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var bytes = batch.Leaf(i);
            // What cannot be read at all is everybody's; one of them says so.
            var mine = share == 0;
            try
            {
                if (Leaf.KindOf(bytes) != LeafKind.Act) { continue; }
                var act = ActLeaf.Read(bytes);
                mine = act.Ordinal % shares == share;
                if (!mine) { continue; }
                Entry(batch.Index(i), bytes, act, batch.Body(i));
            }
            catch (Exception broken)
            {
                if (mine) { report($"segment, leaf {batch.Index(i)}", broken.Message); }
            }
        }
    }

    /// <summary>Says which cases did not come to their end.</summary>
    public void Finish()
    {
        FoldWhole();
        foreach (var (id, waiting) in open)
        {
            if (waiting.Broken) { continue; }
            Derive(waiting);
            FinishKeys();
            var at = 0;
            FoldAll(waiting, ref at);
            keyed = 0;
            if (!waiting.Broken)
            {
                report($"case_row {new CaseId(id)}", $"The row counts {waiting.Expected} entries, the log has {waiting.Places.Count}.");
            }
        }
    }

    private void Entry(long index, ReadOnlySpan<byte> leafBytes, in ActLeaf act, ReadOnlySpan<byte> sealedBody)
    {
        var edition = dictionary.Of(act.Edition);
        if (!registers.TryGetValue((edition.Procedure, act.Organ, act.Year), out var register))
        {
            report($"segment, leaf {index}", "It names a register that the store does not have.");
            return;
        }

        var id = CaseId.Of(register.Id, act.Ordinal);
        var found = open.TryGetValue(id.Value, out var c);
        if (!found)
        {
            c = Begin(id, register, edition, index);
            open.Add(id.Value, c);
            Cases++;
            lastOrdinals[register.Id] = Math.Max(lastOrdinals.GetValueOrDefault(register.Id), act.Ordinal);
        }

        c!.Places.Add(index);
        if (!c.Broken && !c.Erased) { c.Kept.Add(leafBytes, sealedBody, spare); }
        if (c.Places.Count < c.Expected) { return; }
        open.Remove(id.Value);
        whole.Add(c);
        Derive(c);
        if (keyed >= Together) { FoldWhole(); }
    }

    /// <summary>Lets the keys of a case's bodies be derived, with those of others.</summary>
    private void Derive(Checked c)
    {
        var at = 0;
        Span<byte> fresh = stackalloc byte[BodySeal.FreshLength];
        for (var n = 0; n < c.Kept.Count; n++)
        {
            c.Kept.Next(ref at, out var kept, out var sealedBody);
            // One that is too short does not open with any key.
            fresh.Clear();
            sealedBody[..Math.Min(sealedBody.Length, fresh.Length)].CopyTo(fresh);
            lanes.Add(c.Key, ActLeaf.Read(kept).Number, fresh);
            keyed++;
            if (lanes.Count == KeyLanes.Lanes) { FinishKeys(); }
        }
    }

    private void FinishKeys()
    {
        var first = (keyed - lanes.Count) * KeyLanes.Length;
        if (keyed * KeyLanes.Length > keys.Length) { Array.Resize(ref keys, 2 * keyed * KeyLanes.Length); }
        lanes.Derive(keys.AsSpan(first));
    }

    /// <summary>Folds the cases that are whole and compares each with its row.</summary>
    private void FoldWhole()
    {
        FinishKeys();
        var key = 0;
        foreach (var c in whole)
        {
            try
            {
                FoldAll(c, ref key);
                Complete(c);
            }
            catch (Exception broken)
            {
                report($"case_row {c.Id}", broken.Message);
            }
        }

        whole.Clear();
        keyed = 0;
    }

    /// <param name="key">Which of the derived keys is that of the first entry; then the one behind the last.</param>
    private void FoldAll(Checked c, ref int key)
    {
        var first = key;
        key += c.Kept.Count;
        var at = 0;
        for (var n = 0; n < c.Kept.Count && !c.Broken; n++)
        {
            c.Kept.Next(ref at, out var kept, out var sealedBody);
            Fold(c, n, kept, sealedBody, keys.AsSpan((first + n) * KeyLanes.Length, KeyLanes.Length));
        }

        c.Kept.Release(spare);
    }

    private Checked Begin(CaseId id, Register register, LoggedEdition edition, long index)
    {
        var c = new Checked(id, register, edition);
        try
        {
            // A row that could not be read with the others is asked for, and says by itself what is wrong with it.
            if ((rows.Find(id) ?? RowOf(id)) is not { } known)
            {
                report($"case_row {id}", $"The row is missing; its first entry is leaf {index}.");
                c.Broken = true;
                return c;
            }

            c.Expected = known.Entries;
            c.KeySlot = known.KeySlot;
            c.Digest = known.Digest;
            c.Erased = !folder.Keys.Read(known.KeySlot, c.Key) || known.Erased;
            if (c.Erased) { Recall(c); }
        }
        catch (Exception broken)
        {
            report($"case_row {id}", broken.Message);
            c.Broken = true;
        }

        return c;
    }

    private CaseRows.Row? RowOf(CaseId id)
    {
        using var buffer = new PooledBuffer();
        return folder.Store.ReadCase(id, buffer, out var due) ? CaseRows.Row.Of(id, due, buffer.Written) : null;
    }

    /// <summary>What an erased case has come to is known from its row alone.</summary>
    private void Recall(Checked c)
    {
        using var buffer = new PooledBuffer();
        _ = folder.Store.ReadCase(c.Id, buffer, out _);
        var record = CaseRecord.Read(c.Id, c.Register, buffer.Written, dictionary);
        (c.State, c.Edition) = (record.State, record.Edition);
    }

    /// <param name="n">Which entry of the case it is, from 0 on.</param>
    /// <param name="key">Key and salt of its body.</param>
    private void Fold(Checked c, int n, ReadOnlySpan<byte> leafBytes, ReadOnlySpan<byte> sealedBody, ReadOnlySpan<byte> key)
    {
        var index = c.Places[n];
        try
        {
            var act = ActLeaf.Read(leafBytes);
            if (!BodySeal.Open(key[..BodySeal.KeyLength], key[BodySeal.KeyLength..], act.Commitment, sealedBody, body))
            {
                report($"segment, body {index}", $"The body does not open to its commitment, or the key of case {c.Id} was changed.");
                c.Broken = true;
                return;
            }

            if (act.Edition != c.Edition.Number)
            {
                report($"segment, leaf {index}", $"It is written under edition {act.Edition}, but case {c.Id} has edition {c.Edition.Number}.");
                c.Broken = true;
                return;
            }

            var entry = BodyCodec.Read(c.Edition.Edition, act.Number, body.AsSpan(0, sealedBody.Length - BodySeal.Overhead));
            var before = c.State ?? new CaseState(c.Edition.Edition);
            var to = dictionary.MovedTo(c.Edition.Edition.Procedure, entry);
            var (state, made) = Fold(c, n, before, entry);
            var reopens = before.IsClosed && state.IsOpen;
            var length = LeafProjection.Write(c.Edition, made, c.Register.Organ, c.Register.Year, c.Id.Ordinal, reopens, to, book.City, act.Commitment, leaf);
            if (!leaf.AsSpan(0, length).SequenceEqual(leafBytes))
            {
                report($"segment, leaf {index}", $"The leaf does not say what the body of entry {act.Number} of case {c.Id} says.");
                c.Broken = true;
            }

            c.State = state;
            if (to is not null) { c.Edition = to; }
        }
        catch (Exception broken)
        {
            report($"segment, body {index}", $"The body of case {c.Id} cannot be folded: {broken.Message}");
            c.Broken = true;
        }
    }

    /// <summary>A correction is checked against the whole history, which is then read again: most cases have none, and keep nothing for it.</summary>
    private (CaseState Case, Entry Made) Fold(Checked c, int n, CaseState before, Entry entry)
    {
        var place = c.Places[n];
        if (c.History is null && !entry.StatesVerdicts && entry.Kind != Law.Cases.EntryKind.Move) { return dictionary.Calendars.Apply(before, entry, n > 0 ? c.Places[n - 1] : -1, place, book); }
        c.History ??= HistoryOf(c, entry.Number);
        var made = dictionary.Calendars.Add(c.History, entry, place);
        return (c.History.Case, made);
    }

    private CaseHistory HistoryOf(Checked c, int until)
    {
        var opened = dictionary.Of(ActLeaf.Read(folder.Store.ReadLeaf(c.Places[0])).Edition);
        var history = new CaseHistory(opened.Edition, book);
        for (var number = 1; number < until; number++) { dictionary.Calendars.Add(history, CaseBody.Read(folder.Store, dictionary, c.Places[number - 1], number, c.Key), c.Places[number - 1]); }
        return history;
    }

    private void Complete(Checked c)
    {
        if (c.Broken || c.Erased)
        {
            Unknown.Add(c.Id.Value);
            if (!c.Broken) { CompleteErased(c); }
            return;
        }

        c.State = UnderTheLatest(c.State!, c.Places[^1]);
        if (c.State.Parent is { Link: >= 0 } parent && !parent.IsNone) { OpenedBy.Add((c.Id.Value, parent.Case)); }
        foreach (var run in c.State.Links) { Openings.Add((c.Id.Value, run.Case)); }
        var record = new CaseRecord
        {
            Id = c.Id, Edition = c.Edition, KeySlot = c.KeySlot, State = c.State!, Places = c.Places, Organ = c.Register.Organ, Year = c.Register.Year,
        };
        var made = row.AsSpan(0, record.Write(row));
        if (CaseRows.DigestOf(c.Id, c.State.Awaits, made) != c.Digest) { Differs(c, made); }
    }

    /// <summary>Says in what a row is not the one that the entries make.</summary>
    private void Differs(Checked c, ReadOnlySpan<byte> made)
    {
        using var buffer = new PooledBuffer();
        if (folder.Store.ReadCase(c.Id, buffer, out var due) && made.SequenceEqual(buffer.Written) && due != c.State!.Awaits)
        {
            report($"case_row {c.Id}", $"The row waits for {due?.ToString("yyyy-MM-dd") ?? "nothing"}, the case for {c.State.Awaits?.ToString("yyyy-MM-dd") ?? "nothing"}.");
        }
        else { report($"case_row {c.Id}", "The row is not what the entries of the case make of it."); }
    }

    /// <summary>Of an erased case the row says how it ended, where its leaves lie, and nothing else.</summary>
    private void CompleteErased(Checked c)
    {
        var gone = !folder.Keys.Read(c.KeySlot, c.Key);
        Keyless.Add(new KeylessCase(c.Id, new Columns.RegisterKey(c.Register.Procedure, c.Register.Organ, c.Register.Year), gone, c.State!.IsErased));
        if (!c.State.IsErased) { return; }
        var left = new CaseRecord
        {
            Id = c.Id, Edition = c.Edition, KeySlot = c.KeySlot, State = c.State.Erased(), Places = c.Places, Organ = c.Register.Organ, Year = c.Register.Year,
        };
        if (c.State.Entries != c.Places.Count || CaseRows.DigestOf(c.Id, left.State.Awaits, row.AsSpan(0, left.Write(row))) != c.Digest) { report($"case_row {c.Id}", "The row of the erased case says something else than that it was, and how it ended."); }
    }

    /// <summary>The case as the latest calendar that has been carried through leaves it.</summary>
    private CaseState UnderTheLatest(CaseState state, long last)
    {
        var calendars = dictionary.Calendars;
        return carried > calendars.NumberAt(last) && state.Awaits is not null ? Law.Cases.Fold.Reckon(state, calendars[carried], book.City) : state;
    }

    /// <param name="Gone">Its key is not there.</param>
    /// <param name="Reduced">Its row has nothing left but that it was, and how it ended.</param>
    internal sealed record KeylessCase(CaseId Id, Columns.RegisterKey Register, bool Gone, bool Reduced);

    private sealed class Checked(CaseId id, Register register, LoggedEdition edition)
    {
        public CaseId Id { get; } = id;
        public Register Register { get; } = register;
        public LoggedEdition Edition { get; set; } = edition;
        public byte[] Key { get; } = new byte[CaseKeys.KeyLength];
        public ulong Digest { get; set; }
        public long KeySlot { get; set; }
        public int Expected { get; set; } = int.MaxValue;
        public CaseState? State { get; set; }
        public List<long> Places { get; } = [];
        /// <summary>The entries so far, kept once one of them corrects others or moves the case.</summary>
        public CaseHistory? History { get; set; }
        /// <summary>What has to be folded when all has come by.</summary>
        public KeptEntries Kept;
        public bool Broken { get; set; }
        public bool Erased { get; set; }
    }
}
