using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>What a caller wants done.</summary>
/// <param name="Case">The case; null opens one.</param>
/// <param name="Procedure">The procedure of a case to open; null otherwise.</param>
/// <param name="Key">The caller's idempotency key: the same request under it again gets the first answer.</param>
/// <param name="Seen">How many entries the case had when the caller looked; null when he does not mind what came since.</param>
/// <param name="Sent">All that the caller sent, as one text: under one key, the same text is the same request, though it was read at another minute. Null: the
/// requests themselves are compared.</param>
public sealed record ActSubmission(CaseId? Case, string? Procedure, ActRequest Request, string Key, int? Seen = null, string? Sent = null)
{
    /// <summary>The first 16 bytes of a text's hash: how the store keeps idempotency keys, and what was sent under them.</summary>
    /// <seealso cref="Answer"/>
    public static UInt128 HashOf(string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What became of a submission.</summary>
public abstract record ActAnswer
{
    private ActAnswer() { }

    /// <param name="Case">The case, new or old.</param>
    /// <param name="Leaf">Index of the first entry that was recorded.</param>
    /// <param name="Repeated">The key was answered before; nothing was recorded now.</param>
    public sealed record Recorded(CaseId Case, long Leaf, bool Repeated) : ActAnswer;

    public sealed record Refused(Decision.Refused Why) : ActAnswer;

    /// <summary>Somebody else acted in the case since the caller looked. Nothing of his request was lost: he may look and send it again.</summary>
    public sealed record Conflict(CaseId Case, int Seen, int Now) : ActAnswer;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused(long Leaf) : ActAnswer;

    public sealed record NoSuchCase(CaseId Case) : ActAnswer;

    /// <summary>The key of the case was destroyed: its bodies are erased and it takes no further acts.</summary>
    public sealed record Erased(CaseId Case) : ActAnswer;
}

/// <summary>Living casework: many callers at once, one thread that decides and commits their acts in groups. An answer that says recorded is on the
/// disk.</summary>
public sealed class LiveCasework : IAsyncDisposable
{
    private const int LargestGroup = 1024;
    private const int MostCases = 50_000;
    private readonly CityLedger ledger;
    private readonly Channel<Asked> queue = Channel.CreateBounded<Asked>(new BoundedChannelOptions(8 * LargestGroup) { SingleReader = true });
    private readonly Dictionary<CaseId, CaseRecord> cases = [];
    private readonly Dictionary<int, Register> registers;
    /// <summary>Cases that the group in the making has changed, as they stood before it.</summary>
    private readonly Dictionary<CaseId, CaseState?> changed = [];
    private ImmutableArray<ICaseworkObserver> observers = [];
    /// <summary>Keys of cases opened in the group in the making: they are not in the file yet.</summary>
    private readonly Dictionary<long, byte[]> newKeys = [];
    private readonly Task working;
    private readonly byte[] body = new byte[BodySeal.LongestBody];
    private readonly PooledBuffer sealedBodies = new();
    private volatile Exception? broken;

    /// <summary>Starts the one working thread over an open ledger.</summary>
    public LiveCasework(CityLedger ledger)
    {
        this.ledger = ledger;
        registers = ledger.Store.Registers().ToDictionary(r => r.Id);
        Growth = new LogGrowth(ledger.Store.Size);
        working = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Says when the log has grown.</summary>
    public LogGrowth Growth { get; }

    /// <summary>Tells the observer of every group that is committed from now on; a group that is just being committed may be among them or not.</summary>
    public void Observe(ICaseworkObserver observer) => ImmutableInterlocked.Update(ref observers, static (all, one) => all.Add(one), observer);

    /// <summary>Has an act done. The task ends when the act is on the disk, or was not done.</summary>
    /// <exception cref="ArgumentException">The request speaks of what its edition does not have, or says more than an entry holds; nothing was
    /// recorded.</exception>
    /// <exception cref="LedgerException">A commit failed, this one or an earlier one. Whether the act is recorded shows when the ledger is opened again and the
    /// request is sent again under its key.</exception>
    public async Task<ActAnswer> SubmitAsync(ActSubmission submission, CancellationToken ct)
    {
        return await AskAsync(new Asked.Act(submission, ActSubmission.HashOf(submission.Key), HashOf(submission)), ct);
    }

    /// <summary>Carries out every expiry whose last day is before the given day, each once.</summary>
    /// <param name="today">The city's day; the entries are recorded on it.</param>
    /// <returns>How many cases were touched.</returns>
    /// <exception cref="LedgerException">A commit failed, this one or an earlier one.</exception>
    public async Task<int> SweepAsync(DateOnly today, CancellationToken ct)
    {
        var touched = 0;
        DueCase? after = null;
        // A case whose key was destroyed takes no further acts and keeps its due day: it is passed over, and does not stand in the way of those behind it.
        while (ledger.Store.CasesDueBy(today.AddDays(-1), after, LargestGroup) is { Count: > 0 } due)
        {
            var answers = await Task.WhenAll(due.Select(d => AskAsync(new Asked.Sweep(d.Id, today), ct)));
            touched += answers.Count(a => a is ActAnswer.Recorded);
            after = due[^1];
        }

        return touched;
    }

    private async Task<ActAnswer> AskAsync(Asked asked, CancellationToken ct)
    {
        if (broken is { } failed) { throw CannotWrite(failed); }
        await queue.Writer.WriteAsync(asked, ct);
        return await asked.Answer.Task;
    }

    /// <summary>Takes no more, finishes what was taken, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await working;
        sealedBodies.Dispose();
    }

    private void Work()
    {
        var group = new List<(TaskCompletionSource<ActAnswer> To, ActAnswer? Answer)>(LargestGroup);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            group.Clear();
            try
            {
                TakeWaiting(group);
                if (ledger.Writer.Waiting > 0) { Commit(); }
            }
            catch (Exception failed)
            {
                // What is half appended in memory is not on the disk: from here on only a fresh look at the disk is true.
                broken ??= failed;
                foreach (var (to, _) in group) { to.SetException(CannotWrite(broken)); }
                continue;
            }

            foreach (var (to, answer) in group) { to.SetResult(answer!); }
            if (cases.Count > MostCases) { cases.Clear(); }
        }
    }

    private void Commit()
    {
        var first = ledger.Writer.Group.First;
        ledger.Commit(ledger.Writer.TakeGroup());
        newKeys.Clear();
        var size = ledger.Writer.Size;
        if (!observers.IsEmpty)
        {
            var told = new List<CommittedCase>(changed.Count);
            foreach (var (id, before) in changed)
            {
                var record = cases[id];
                told.Add(new CommittedCase(id, record.Edition.Edition, record.Organ + 1, record.Year, before, record.State));
            }

            foreach (var observer in observers) { observer.Committed(first, size, told); }
        }

        changed.Clear();
        Growth.Reach(size);
    }

    private static LedgerException CannotWrite(Exception failed) =>
        new("The ledger could not write and takes nothing more. Look at the disk, open it again, and send the request again under the same key.", failed);

    /// <summary>Takes what waits and decides it; whoever was taken is in the group, so that he is answered whatever happens.</summary>
    private void TakeWaiting(List<(TaskCompletionSource<ActAnswer> To, ActAnswer? Answer)> group)
    {
        var answers = new Dictionary<UInt128, Answer>();
        while (group.Count < LargestGroup && queue.Reader.TryRead(out var next))
        {
            group.Add((next.Answer, null));
            if (broken is { } earlier) { throw earlier; }
            try
            {
                group[^1] = (next.Answer, next is Asked.Sweep sweep ? Answer(sweep) : Answer((Asked.Act)next, answers));
            }
            catch (UnfitException unfit)
            {
                group.RemoveAt(group.Count - 1);
                next.Answer.SetException(new ArgumentException(unfit.Message, unfit.InnerException));
            }
        }
    }

    private ActAnswer Answer(Asked.Act asked, Dictionary<UInt128, Answer> inGroup)
    {
        var (submission, key, hash) = asked;
        if ((inGroup.TryGetValue(key, out var earlier) ? earlier : ledger.Store.ReadAnswer(key)) is { } known)
        {
            return known.Request == hash ? Again(known.Leaf, submission) : new ActAnswer.KeyReused(known.Leaf);
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
        var before = record?.State;
        var caseKey = record is null ? CaseKeys.NewKey() : KeyOf(record);
        if (caseKey is null) { return new ActAnswer.Erased(record!.Id); }
        var (decision, drafts) = Draft(edition, () => Decide.On(edition, before, submission.Request, ledger.Book.Calendar, ledger.Book.City), caseKey);
        if (decision is not Decision.Accepted accepted) { return new ActAnswer.Refused((Decision.Refused)decision); }
        if (record is null)
        {
            record = ledger.Writer.Open(ledger.Dictionary.Of(edition), accepted.Case, accepted.Entries[0].Effective, caseKey);
            cases[record.Id] = record;
            newKeys[record.KeySlot] = caseKey;
        }

        var leaf = Append(record, before, accepted, drafts);
        var remembered = new Answer(leaf, hash);
        inGroup[key] = remembered;
        ledger.Writer.Group.Remember(key, remembered);
        return new ActAnswer.Recorded(record.Id, leaf, Repeated: false);
    }

    private ActAnswer Answer(Asked.Sweep asked)
    {
        if (Find(asked.Case) is not { } record) { return new ActAnswer.NoSuchCase(asked.Case); }
        var before = record.State;
        if (before.EarliestDue is not { } due || due >= asked.Today) { return new ActAnswer.Conflict(asked.Case, before.Entries, before.Entries); }
        if (KeyOf(record) is not { } caseKey) { return new ActAnswer.Erased(asked.Case); }
        var (decision, drafts) = Draft(record.Edition.Edition, () => Decide.Sweep(before, asked.Today, ledger.Book.Calendar, ledger.Book.City), caseKey);
        return new ActAnswer.Recorded(asked.Case, Append(record, before, (Decision.Accepted)decision, drafts), Repeated: false);
    }

    /// <summary>The case's key, or null when it was destroyed.</summary>
    private byte[]? KeyOf(CaseRecord record)
    {
        if (newKeys.TryGetValue(record.KeySlot, out var fresh)) { return fresh; }
        var key = new byte[CaseKeys.KeyLength];
        return ledger.Folder.Keys.Read(record.KeySlot, key) ? key : null;
    }

    /// <summary>Decides and seals, and changes nothing yet: what cannot be sealed so that it can be read again harms nobody but whoever sent it.</summary>
    /// <returns>The decision, and where each entry's sealed body and its commitment lie in <see cref="sealedBodies"/>.</returns>
    private (Decision Decision, List<(int At, int Length)> Drafts) Draft(Edition edition, Func<Decision> decide, byte[] caseKey)
    {
        var drafts = new List<(int At, int Length)>();
        sealedBodies.Clear();
        Span<byte> fresh = stackalloc byte[BodySeal.FreshLength];
        try
        {
            var decision = decide();
            if (decision is not Decision.Accepted accepted) { return (decision, drafts); }
            foreach (var entry in accepted.Entries)
            {
                RandomNumberGenerator.Fill(fresh);
                var length = BodyCodec.Write(edition, entry, body);
                _ = BodyCodec.Read(edition, entry.Number, body.AsSpan(0, length));
                drafts.Add((sealedBodies.Length, length + BodySeal.Overhead));
                var room = sealedBodies.Take(length + BodySeal.Overhead + BodySeal.CommitmentLength);
                BodySeal.Seal(caseKey, entry.Number, fresh, body.AsSpan(0, length), room[..(length + BodySeal.Overhead)], room[(length + BodySeal.Overhead)..]);
            }

            return (decision, drafts);
        }
        catch (Exception unfit) when (unfit is IndexOutOfRangeException or ArgumentException or FormatException or NullReferenceException)
        {
            throw new UnfitException($"The request does not fit {edition.Id}: {unfit.Message}", unfit);
        }
    }

    private long Append(CaseRecord record, CaseState? before, Decision.Accepted accepted, List<(int At, int Length)> drafts)
    {
        long first = -1;
        for (var i = 0; i < accepted.Entries.Length; i++)
        {
            var entry = accepted.Entries[i];
            var (at, length) = drafts[i];
            var reopens = before is { IsClosed: true } && accepted.Case.IsOpen && entry.Number == accepted.Case.Entries;
            var leaf = ledger.Writer.Append(record, entry, reopens, sealedBodies.Written.Slice(at, length),
                sealedBodies.Written.Slice(at + length, BodySeal.CommitmentLength));
            if (first < 0) { first = leaf; }
        }

        changed.TryAdd(record.Id, before);
        record.State = accepted.Case;
        ledger.Writer.Put(record);
        return first;
    }

    private CaseRecord? Find(CaseId id)
    {
        if (cases.TryGetValue(id, out var known)) { return known; }
        using var state = new PooledBuffer();
        if (!ledger.Store.ReadCase(id, state, out _)) { return null; }
        if (!registers.TryGetValue(id.Register, out var register))
        {
            foreach (var found in ledger.Store.Registers()) { registers[found.Id] = found; }
            register = registers[id.Register];
        }

        return cases[id] = CaseRecord.Read(id, register, state.Written, ledger.Dictionary);
    }

    private ActAnswer.Recorded Again(long leaf, ActSubmission submission)
    {
        if (submission.Case is { } id) { return new ActAnswer.Recorded(id, leaf, Repeated: true); }
        var opening = cases.Values.FirstOrDefault(c => c.Places[0] == leaf) is { } open ? open.Id : CaseOf(leaf);
        return new ActAnswer.Recorded(opening, leaf, Repeated: true);
    }

    private CaseId CaseOf(long leaf)
    {
        var act = Leaves.ActLeaf.Read(ledger.Store.ReadLeaf(leaf));
        var procedure = ledger.Dictionary.Editions[act.Edition].ProcedureId;
        foreach (var register in ledger.Store.Registers())
        {
            if (register.Procedure == procedure && register.Organ == act.Organ && register.Year == act.Year) { return CaseId.Of(register.Id, act.Ordinal); }
        }

        throw new LedgerException($"Leaf {leaf} belongs to no register. Run fsck.");
    }

    private static UInt128 HashOf(ActSubmission submission)
    {
        if (submission.Sent is { } sent) { return ActSubmission.HashOf(sent); }
        var r = submission.Request;
        var text = new StringBuilder().Append(submission.Case).Append('|').Append(submission.Procedure).Append('|').Append(r.Kind).Append(r.Subject)
            .Append('|').Append(r.When).Append('|').Append(r.By).Append('|').Append(r.Outcome).Append('|').Append(r.On).Append('|').Append(r.Officers);
        foreach (var fact in r.Facts) { text.Append('|').Append(fact); }
        foreach (var naming in r.Names) { text.Append('|').Append(naming); }
        foreach (var person in r.Persons) { text.Append('|').Append(person); }
        foreach (var document in r.Documents) { text.Append('|').Append(document); }
        foreach (var paper in r.Papers) { text.Append('|').Append(paper); }
        foreach (var approval in r.Approvals) { text.Append('|').Append(approval); }
        return ActSubmission.HashOf(text.ToString());
    }

    /// <summary>What the working thread is asked for.</summary>
    private abstract record Asked
    {
        public TaskCompletionSource<ActAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <param name="Key">The first half of the key's hash.</param>
        /// <param name="Hash">The first half of the request's hash.</param>
        public sealed record Act(ActSubmission Submission, UInt128 Key, UInt128 Hash) : Asked;

        /// <summary>The expiries of one case.</summary>
        public sealed record Sweep(CaseId Case, DateOnly Today) : Asked;
    }

    /// <summary>A request that its edition cannot take in.</summary>
    private sealed class UnfitException(string message, Exception why) : Exception(message, why);
}
