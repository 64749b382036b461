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
    /// <summary>The group that may not be on the disk yet.</summary>
    private LiveGroup? before;

    public LiveGroup Making { get; private set; } = new();

    /// <summary>Whether so much is in memory that it should be let go, when nothing is on its way.</summary>
    public bool IsFull => cases.Count > MostCases;

    public void Dispose() => sealedBodies.Dispose();

    public void Forget() => cases.Clear();

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
                asked.Decided = asked is Asked.Sweep sweep ? Decide(sweep) : Decide((Asked.Act)asked);
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
        }

        var edition = record?.Edition.Edition ?? ledger.Book.InForce(submission.Procedure ?? "", submission.Request.When.Day);
        if (edition is null)
        {
            return new ActAnswer.Refused(new Decision.Refused(RefusalCode.NoEdition, null, submission.Procedure ?? "",
                $"no edition of '{submission.Procedure}' is in force on {submission.Request.When.Day:yyyy-MM-dd}"));
        }

        var state = record?.State;
        var caseKey = record is null ? ledger.Folder.Keys.Stocked(ledger.Writer.Slots) : KeyOf(record);
        if (caseKey is null) { return new ActAnswer.Erased(record!.Id); }
        var decision = Draft(edition, caseKey, () => Law.Cases.Decide.On(edition, state, submission.Request, ledger.Book.Calendar, ledger.Book.City));
        if (decision is not Decision.Accepted accepted) { return new ActAnswer.Refused((Decision.Refused)decision); }
        if (record is null)
        {
            record = ledger.Writer.Open(ledger.Dictionary.Of(edition), accepted.Case, accepted.Entries[0].Effective);
            cases[record.Id] = record;
        }

        var answer = new Answer(Append(record, accepted), asked.Request);
        Making.Answers[asked.Key] = answer;
        ledger.Writer.Group.Remember(asked.Key, answer);
        return new ActAnswer.Recorded(record.Id, answer.Leaf, Repeated: false);
    }

    private ActAnswer Decide(Asked.Sweep asked)
    {
        if (Find(asked.Case) is not { } record) { return new ActAnswer.NoSuchCase(asked.Case); }
        var state = record.State;
        if (state.EarliestDue is not { } due || due >= asked.Today) { return new ActAnswer.Conflict(asked.Case, state.Entries, state.Entries); }
        if (KeyOf(record) is not { } caseKey) { return new ActAnswer.Erased(asked.Case); }
        var decision = Draft(record.Edition.Edition, caseKey, () => Law.Cases.Decide.Sweep(state, asked.Today, ledger.Book.Calendar, ledger.Book.City));
        return new ActAnswer.Recorded(asked.Case, Append(record, (Decision.Accepted)decision), Repeated: false);
    }

    /// <summary>The case's key, or null when it was destroyed.</summary>
    private byte[]? KeyOf(CaseRecord record)
    {
        var key = new byte[CaseKeys.KeyLength];
        return ledger.Folder.Keys.Read(record.KeySlot, key) ? key : null;
    }

    /// <summary>Decides and seals, and changes nothing yet: what cannot be sealed so that it can be read again harms nobody but whoever sent it.</summary>
    private Decision Draft(Edition edition, byte[] caseKey, Func<Decision> decide)
    {
        drafts.Clear();
        sealedBodies.Clear();
        Span<byte> fresh = stackalloc byte[BodySeal.FreshLength];
        try
        {
            var decision = decide();
            if (decision is not Decision.Accepted accepted) { return decision; }
            foreach (var entry in accepted.Entries)
            {
                RandomNumberGenerator.Fill(fresh);
                var length = BodyCodec.Write(edition, entry, body);
                _ = BodyCodec.Read(edition, entry.Number, body.AsSpan(0, length));
                drafts.Add((sealedBodies.Length, length + BodySeal.Overhead));
                var room = sealedBodies.Take(length + BodySeal.Overhead + BodySeal.CommitmentLength);
                BodySeal.Seal(caseKey, entry.Number, fresh, body.AsSpan(0, length), room[..(length + BodySeal.Overhead)], room[(length + BodySeal.Overhead)..]);
            }

            return decision;
        }
        catch (Exception unfit) when (unfit is IndexOutOfRangeException or ArgumentException or FormatException or NullReferenceException)
        {
            throw new UnfitException($"The request does not fit {edition.Id}: {unfit.Message}", unfit);
        }
    }

    /// <returns>Index of the first entry.</returns>
    private long Append(CaseRecord record, Decision.Accepted accepted)
    {
        var state = record.State;
        long first = -1;
        for (var i = 0; i < accepted.Entries.Length; i++)
        {
            var entry = accepted.Entries[i];
            var (at, length) = drafts[i];
            var reopens = entry.Number > 1 && state.IsClosed && accepted.Case.IsOpen && entry.Number == accepted.Case.Entries;
            var leaf = ledger.Writer.Append(record, entry, reopens, sealedBodies.Written.Slice(at, length), sealedBodies.Written.Slice(at + length, BodySeal.CommitmentLength));
            if (first < 0) { first = leaf; }
        }

        changed.TryAdd(record.Id, accepted.Entries[0].Number == 1 ? null : state);
        record.State = accepted.Case;
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

    /// <summary>The case that an entry opened.</summary>
    private CaseId OpenedBy(long leaf)
    {
        if (cases.Values.FirstOrDefault(c => c.Places[0] == leaf) is { } open) { return open.Id; }
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
