using System.Collections.Immutable;
using System.Security.Cryptography;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>Decides what is asked for against the state that all earlier acts have made, those of a group that is still on its way to the disk included, and appends what
/// the law accepts to the group in the making.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class LiveDecider(CityLedger ledger) : IDisposable
{
    private const int MostCases = 50_000;
    private readonly Dictionary<CaseId, CaseRecord> cases = [];
    private readonly Dictionary<int, Register> registers = ledger.Store.Registers().ToDictionary(r => r.Id);
    /// <summary>Cases that the group in the making has changed, as they stood before it.</summary>
    private readonly Dictionary<CaseId, CaseState?> changed = [];
    private readonly Dictionary<UInt128, Answer> known = [];
    private readonly List<UInt128> sought = [];
    private readonly List<(int At, int Length)> drafts = [];
    private readonly byte[] body = new byte[BodySeal.LongestBody];
    private readonly PooledBuffer sealedBodies = new();
    private readonly List<Piece> pieces = [];
    private readonly LiveCases others = new(ledger);
    /// <summary>The group that may not be on the disk yet.</summary>
    private LiveGroup? before;

    public LiveGroup Making { get; private set; } = new();

    /// <summary>Whether so much is in memory that it should be let go, when nothing is on its way.</summary>
    public bool IsFull => cases.Count > MostCases;

    public void Dispose() => sealedBodies.Dispose();

    public void Forget() => cases.Clear();

    /// <summary>One case of a bundle on its way into the log.</summary>
    /// <param name="Record">Null for a case that is opened.</param>
    private sealed record Piece(long Number, CaseRecord? Record, ImmutableArray<Entry> Entries, CaseState After);

    /// <summary>Decides for some who ask, in their order, and takes them into the group in the making.</summary>
    /// <remarks>Whoever asks for what his edition cannot take in is told at once and is not in the group.</remarks>
    public void Take(IReadOnlyList<Asked> some)
    {
        if (some.Count == 0) { return; }
        Making.Asked.AddRange(some);
        Seek(some);
        foreach (var asked in some)
        {
            try
            {
                asked.Decided = asked switch
                {
                    Asked.Sweep sweep => Decide(sweep),
                    Asked.Move move => Decide(move),
                    Asked.Erasure erasure => Decide(erasure),
                    Asked.Publication publication => Append(publication),
                    _ => Decide((Asked.Act)asked),
                };
            }
            catch (UnfitException unfit)
            {
                Making.Asked.Remove(asked);
                asked.Fail(new ArgumentException(unfit.Message, unfit.InnerException));
            }
        }
    }

    /// <summary>Finishes the group in the making and begins the next. The one before must be on the disk.</summary>
    public LiveGroup Finish()
    {
        var group = Making;
        group.First = ledger.Writer.Group.First;
        group.Size = ledger.Writer.Size;
        foreach (var (id, state) in changed)
        {
            var record = cases[id];
            ledger.Writer.Put(record);
            group.Changed.Add(new CommittedCase(id, record.Edition.Edition, record.Organ + 1, record.Year, state, record.State));
        }

        changed.Clear();
        others.Forget(ledger.Store.Size);
        if (ledger.Writer.Waiting > 0) { group.Prepared = ledger.Writer.TakeGroup(); }
        before = group;
        Making = new LiveGroup();
        return group;
    }

    /// <summary>Reads at once what the store knows of the keys: asking for each alone takes longer than deciding.</summary>
    private void Seek(IReadOnlyList<Asked> some)
    {
        known.Clear();
        sought.Clear();
        foreach (var asked in some) { if (asked is Asked.Act act) { sought.Add(act.Key); } }
        ledger.Store.ReadAnswers(sought, known);
    }

    private Answer? Known(UInt128 key) => Making.Answers.TryGetValue(key, out var now) ? now
        : before is not null && before.Answers.TryGetValue(key, out var justNow) ? justNow
        : known.TryGetValue(key, out var earlier) ? earlier : null;

    private ActAnswer Decide(Asked.Act asked)
    {
        var submission = asked.Submission;
        if (Known(asked.Key) is { } answered)
        {
            return answered.Request == asked.Request ? new ActAnswer.Recorded(submission.Case ?? OpenedBy(answered.Leaf), answered.Leaf, Repeated: true) : new ActAnswer.KeyReused(answered.Leaf);
        }

        CaseRecord? record = null;
        if (submission.Case is { } id)
        {
            record = Find(id);
            if (record is null) { return new ActAnswer.NoSuchCase(id); }
            if (submission.Seen is { } seen && seen != record.State.Entries) { return new ActAnswer.Conflict(id, seen, record.State.Entries); }
            // What was read under one edition says something else under the next: whoever sent it looks again.
            var entries = record.State.Entries;
            if (TakeOver(record, submission.Request.Today) || (submission.Under is { } under && under != record.Edition.Edition)) { return new ActAnswer.Conflict(id, submission.Seen ?? entries, record.State.Entries); }
        }

        var edition = record?.Edition.Edition ?? ledger.Book.InForce(submission.Procedure ?? "", submission.Request.When.Day);
        if (edition is null)
        {
            return new ActAnswer.Refused(new Decision.Refused(RefusalCode.NoEdition, null, submission.Procedure ?? "",
                $"no edition of '{submission.Procedure}' is in force on {submission.Request.When.Day:yyyy-MM-dd}"));
        }

        var state = record?.State;
        if (record is not null && KeyOf(record) is null) { return new ActAnswer.Erased(record.Id); }
        if (Draft(edition, record, () => Law.Cases.Decide.On(edition, state, submission.Request, ledger.Book.Calendar, ledger.Book.City, others, record?.Id.Value ?? 0)) is { } refused)
        {
            return new ActAnswer.Refused(refused);
        }

        var (acted, leaf) = Append();
        var answer = new Answer(leaf, asked.Request);
        Making.Answers[asked.Key] = answer;
        ledger.Writer.Group.Remember(asked.Key, answer);
        return new ActAnswer.Recorded(acted, answer.Leaf, Repeated: false);
    }

    private ActAnswer Decide(Asked.Sweep asked)
    {
        if (Find(asked.Case) is not { } record) { return new ActAnswer.NoSuchCase(asked.Case); }
        var state = record.State;
        if (state.EarliestDue is not { } due || due > asked.Now.Day) { return new ActAnswer.Conflict(asked.Case, state.Entries, state.Entries); }
        if (KeyOf(record) is null) { return new ActAnswer.Erased(asked.Case); }
        _ = Draft(record.Edition.Edition, record, () => Law.Cases.Decide.Sweep(state, asked.Now, ledger.Book.Calendar, ledger.Book.City, others, asked.Case.Value));
        return pieces.Count == 0 ? new ActAnswer.Conflict(asked.Case, state.Entries, state.Entries) : new ActAnswer.Recorded(asked.Case, Append().Leaf, Repeated: false);
    }

    private ActAnswer Decide(Asked.Erasure asked)
    {
        if (Find(asked.Case) is not { } record) { return new ActAnswer.NoSuchCase(asked.Case); }
        if (record.State.IsErased) { return new ActAnswer.Erased(record.Id); }
        if (record.State.Awaits is not null && !asked.Again) { return new ActAnswer.Conflict(record.Id, record.State.Entries, record.State.Entries); }
        var leaf = ledger.Writer.AppendBare(asked.Leaf);
        changed.TryAdd(record.Id, record.State);
        record.State = record.State.Erased();
        others.Erased(record.Id);
        Making.Erased.Add(record.KeySlot);
        return new ActAnswer.Recorded(record.Id, leaf, Repeated: false);
    }

    /// <summary>The case's key, or null when it was destroyed or is about to be.</summary>
    private byte[]? KeyOf(CaseRecord record)
    {
        if (record.State.IsErased) { return null; }
        var key = new byte[CaseKeys.KeyLength];
        return ledger.Folder.Keys.Read(record.KeySlot, key) ? key : null;
    }

    private ActAnswer Decide(Asked.Move asked)
    {
        if (Find(asked.Case) is not { } record) { return new ActAnswer.NoSuchCase(asked.Case); }
        var entries = record.State.Entries;
        return TakeOver(record, asked.Today) ? new ActAnswer.Recorded(asked.Case, record.Places[entries], Repeated: false) : new ActAnswer.Conflict(asked.Case, entries, entries);
    }

    /// <summary>Takes an open case into the edition that takes cases of its own over, after what has run out before that one's first day.</summary>
    /// <returns>Whether anything was recorded.</returns>
    private bool TakeOver(CaseRecord record, DateOnly today)
    {
        var entries = record.State.Entries;
        while (record.State.IsOpen && ledger.Book.TakesOver(record.Edition.Edition, today, OpenCases.Move) is { } to && KeyOf(record) is not null)
        {
            var (state, edition) = (record.State, record.Edition.Edition);
            _ = Draft(edition, record, () => Law.Cases.Decide.Sweep(state, Law.Time.Moment.On(to.From), ledger.Book.Calendar, ledger.Book.City, others, record.Id.Value));
            if (pieces.Count > 0) { Append(); }
            if (record.State.IsClosed) { break; }
            state = record.State;
            if (Draft(edition, record, () => Law.Cases.Decide.On(edition, state, Law.Cases.Decide.TakingOver(to, today), ledger.Book.Calendar, ledger.Book.City, others, record.Id.Value)) is not null) { break; }
            Append();
        }

        return record.State.Entries > entries;
    }

    /// <summary>Decides and seals, and changes nothing yet: what cannot be sealed so that it can be read again harms nobody but whoever sent it.</summary>
    /// <returns>The refusal, or null when what was decided waits in <see cref="pieces"/>.</returns>
    private Decision.Refused? Draft(Edition edition, CaseRecord? record, Func<Decision> decide)
    {
        drafts.Clear();
        pieces.Clear();
        sealedBodies.Clear();
        others.Begin(Find, KeyOf);
        try
        {
            var decision = decide();
            if (decision is not Decision.Accepted accepted) { return (Decision.Refused)decision; }
            if (accepted.Entries.IsEmpty) { return null; }
            // Instead of opening a case, what was asked for may be done in an earlier one of the same matter.
            Seal(accepted.Number, record ?? (accepted.Entries[0].Number > 1 ? Find(new CaseId(accepted.Number)) : null), accepted.Entries, accepted.Case);
            foreach (var step in accepted.Others) { Seal(step.Case, step.Before is null ? null : Find(new CaseId(step.Case)), step.Entries, step.After); }

            return null;
        }
        catch (Exception unfit) when (unfit is IndexOutOfRangeException or ArgumentException or FormatException or NullReferenceException)
        {
            throw new UnfitException($"The request does not fit {edition.Id}: {unfit.Message}", unfit);
        }
    }

    private void Seal(long number, CaseRecord? record, ImmutableArray<Entry> entries, CaseState after)
    {
        Span<byte> fresh = stackalloc byte[BodySeal.FreshLength];
        var key = record is null ? ledger.Folder.Keys.Stocked(ledger.Writer.Slots + pieces.Count(p => p.Record is null)) : KeyOf(record)!;
        pieces.Add(new Piece(number, record, entries, after));
        // A move, and what has run out before it, is of the edition that the case had.
        var edition = record?.Edition.Edition ?? after.Edition;
        foreach (var entry in entries)
        {
            RandomNumberGenerator.Fill(fresh);
            var length = BodyCodec.Write(edition, entry, body);
            _ = BodyCodec.Read(edition, entry.Number, body.AsSpan(0, length));
            drafts.Add((sealedBodies.Length, length + BodySeal.Overhead));
            var room = sealedBodies.Take(length + BodySeal.Overhead + BodySeal.CommitmentLength);
            BodySeal.Seal(key, entry.Number, fresh, body.AsSpan(0, length), room[..(length + BodySeal.Overhead)], room[(length + BodySeal.Overhead)..]);
        }
    }

    private ActAnswer.Recorded Append(Asked.Publication publication)
    {
        foreach (var persons in publication.Persons) { ledger.Writer.AppendBare(persons); }
        return new ActAnswer.Recorded(default, ledger.Writer.AppendBare(publication.Leaf), Repeated: false);
    }

    /// <summary>Appends what was drafted, case by case.</summary>
    /// <returns>The case that was asked about and the index of its first entry.</returns>
    private (CaseId Case, long Leaf) Append()
    {
        (CaseId Case, long Leaf)? asked = null;
        var draft = 0;
        foreach (var piece in pieces)
        {
            var record = piece.Record;
            if (record is null)
            {
                record = ledger.Writer.Open(ledger.Dictionary.Of(piece.After.Edition), piece.After, piece.Entries[0].Effective);
                if (piece.Number != 0 && piece.Number != record.Id.Value) { throw new LedgerException($"Case {record.Id} was promised the number {new CaseId(piece.Number)}."); }
                cases[record.Id] = record;
            }

            var first = Append(record, piece, ref draft);
            asked ??= (record.Id, first);
        }

        others.End();
        return asked!.Value;
    }

    /// <returns>Index of the first entry.</returns>
    private long Append(CaseRecord record, Piece piece, ref int draft)
    {
        long first = -1;
        foreach (var entry in piece.Entries)
        {
            var (at, length) = drafts[draft++];
            var leaf = ledger.Writer.Append(record, entry, entry.Reopens, sealedBodies.Written.Slice(at, length), sealedBodies.Written.Slice(at + length, BodySeal.CommitmentLength));
            if (first < 0) { first = leaf; }
        }

        changed.TryAdd(record.Id, piece.Entries[0].Number == 1 ? null : record.State);
        record.State = piece.After;
        others.Changed(record, piece.Entries);
        return first;
    }

    private CaseRecord? Find(CaseId id)
    {
        if (cases.TryGetValue(id, out var found)) { return found; }
        using var state = new PooledBuffer();
        if (!ledger.Store.ReadCase(id, state, out _)) { return null; }
        if (!registers.TryGetValue(id.Register, out var register))
        {
            foreach (var one in ledger.Store.Registers()) { registers[one.Id] = one; }
            register = registers[id.Register];
        }

        return cases[id] = CaseRecord.Read(id, register, state.Written, ledger.Dictionary);
    }

    /// <summary>The case of an entry.</summary>
    private CaseId OpenedBy(long leaf)
    {
        if (cases.Values.FirstOrDefault(c => c.Places.Contains(leaf)) is { } open) { return open.Id; }
        var act = Leaves.ActLeaf.Read(ledger.Store.ReadLeaf(leaf));
        var procedure = ledger.Dictionary.Editions[act.Edition].ProcedureId;
        foreach (var register in ledger.Store.Registers())
        {
            if (register.Procedure == procedure && register.Organ == act.Organ && register.Year == act.Year) { return CaseId.Of(register.Id, act.Ordinal); }
        }

        throw new LedgerException($"Leaf {leaf} belongs to no register. Run fsck.");
    }

    /// <summary>A request that its edition cannot take in.</summary>
    private sealed class UnfitException(string message, Exception why) : Exception(message, why);
}
