using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Living casework: many callers at once, one thread that decides their acts and one that commits them in groups; a caller who is alone does both himself. An
/// answer that says recorded is on the disk.</summary>
/// <remarks>While a group goes to the disk the next is decided. Nobody is told anything before all that it rests on is on the disk.</remarks>
public sealed class LiveCasework : IAsyncDisposable
{
    private const int LargestGroup = 1024;
    /// <summary>A group so small is committed by the thread that decided it: handing it over would take longer than what is gained.</summary>
    private const int Few = 8;
    private readonly CityLedger ledger;
    private readonly Channel<Asked> queue = Channel.CreateBounded<Asked>(new BoundedChannelOptions(8 * LargestGroup) { SingleReader = true });
    private readonly BlockingCollection<LiveGroup> toCommit = new(1);
    /// <summary>Free while no group is on its way to the disk.</summary>
    private readonly SemaphoreSlim disk = new(1);
    /// <summary>Held by whoever uses the decider.</summary>
    private readonly Lock working = new();
    private readonly LiveDecider decider;
    private readonly Task deciding, committing;
    private ImmutableArray<ICaseworkObserver> observers = [];
    private volatile Exception? broken;
    /// <summary>Whether the last group was one caller's alone.</summary>
    private volatile bool alone = true;
    private volatile bool ends;
    /// <summary>The last day on which cases were moved that a later edition takes over.</summary>
    private DateOnly takenOver = DateOnly.MinValue;

    /// <summary>Starts the two working threads over an open ledger.</summary>
    public LiveCasework(CityLedger ledger)
    {
        this.ledger = ledger;
        decider = new LiveDecider(ledger);
        Growth = new LogGrowth(ledger.Store.Size);
        deciding = Task.Factory.StartNew(DecideAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        committing = Task.Factory.StartNew(CommitAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
    public Task<ActAnswer> SubmitAsync(ActSubmission submission, CancellationToken ct) => AskAsync(new Asked.Act(submission), ct);

    /// <summary>Carries out every expiry that is over by then, each once.</summary>
    /// <param name="now">The city's day, on which the entries are recorded; with its minute, clocks by the minute run out during the day.</param>
    /// <returns>How many cases were touched.</returns>
    /// <exception cref="LedgerException">A commit failed, this one or an earlier one.</exception>
    public async Task<int> SweepAsync(Moment now, CancellationToken ct)
    {
        var touched = 0;
        DueCase? after = null;
        // A case whose key was destroyed takes no further acts and keeps its due day: it is passed over, and does not stand in the way of those behind it.
        while (ledger.Store.CasesDueBy(now.HasMinute ? now.Day : now.Day.AddDays(-1), after, LargestGroup) is { Count: > 0 } due)
        {
            // Of those that are due today only a clock by the minute can be over.
            var over = due.Where(d => d.Due < now.Day || ledger.RunsByTheMinute(d.Id)).ToList();
            var answers = await Task.WhenAll(over.Select(d => AskAsync(new Asked.Sweep(d.Id, now), ct)));
            touched += answers.Count(a => a is ActAnswer.Recorded);
            after = due[^1];
        }

        return touched + await TakeOverAsync(now.Day, ct);
    }

    /// <summary>Moves the open cases of every edition whose successor takes them over, from that one's first day on. Once a day: no case comes under the edition before any more.</summary>
    private async Task<int> TakeOverAsync(DateOnly today, CancellationToken ct)
    {
        if (today <= takenOver) { return 0; }
        var taking = ledger.Book.Editions.Where(e => e.From <= today && e.Transition is { OpenCases: Law.Procedures.OpenCases.Move }).Select(e => e.Procedure).ToHashSet(StringComparer.Ordinal);
        var registers = ledger.Store.Registers().Where(r => taking.Contains(r.Procedure)).Select(r => r.Id).ToHashSet();
        var moved = 0;
        DueCase? after = null;
        while (registers.Count > 0 && ledger.Store.CasesDueBy(DateOnly.MaxValue, after, LargestGroup) is { Count: > 0 } open)
        {
            var answers = await Task.WhenAll(open.Where(c => registers.Contains(c.Id.Register)).Select(c => AskAsync(new Asked.Move(c.Id, today), ct)));
            moved += answers.Count(a => a is ActAnswer.Recorded);
            after = open[^1];
        }

        takenOver = today;
        return moved;
    }

    /// <summary>Has figures published: nothing is decided here but the place in the log.</summary>
    /// <param name="leaf">The next publication by its number; whoever publishes does so one after the other.</param>
    /// <param name="persons">The people that its figures count; they come into the log with it, before it.</param>
    /// <returns>Index of its leaf.</returns>
    /// <exception cref="LedgerException">A commit failed, this one or an earlier one.</exception>
    public async Task<long> PublishAsync(Leaves.PublicationLeaf leaf, IReadOnlyList<Leaves.PersonsLeaf> persons, CancellationToken ct) =>
        ((ActAnswer.Recorded)await AskAsync(new Asked.Publication(leaf, persons), ct)).Leaf;

    /// <summary>Has the content of a case erased: the leaf that says so is on the disk first, and then its key is destroyed.</summary>
    /// <param name="again">A later log says that it was erased, so that it is erased even where it is still open here.</param>
    /// <returns>Recorded; erased, when it was before; a conflict, when the case is open or something in it is still to fall due.</returns>
    /// <exception cref="LedgerException">A commit failed, this one or an earlier one. Where the leaf is in the log, the key is destroyed when the ledger is opened again.</exception>
    public Task<ActAnswer> EraseAsync(CaseId id, Leaves.ErasureLeaf leaf, bool again, CancellationToken ct) => AskAsync(new Asked.Erasure(id, leaf, again), ct);

    /// <summary>Takes no more, finishes what was taken, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!queue.Writer.TryComplete()) { return; }
        ends = true;
        await deciding;
        // Whoever does his act himself ends it first.
        lock (working) { }
        toCommit.CompleteAdding();
        await committing;
        decider.Dispose();
        toCommit.Dispose();
        disk.Dispose();
    }

    private async Task<ActAnswer> AskAsync(Asked asked, CancellationToken ct)
    {
        if (broken is { } failed) { throw CannotWrite(failed); }
        ct.ThrowIfCancellationRequested();
        if (!DoneAtOnce(asked)) { await queue.Writer.WriteAsync(asked, ct); }
        return await asked.Answered;
    }

    /// <summary>Whoever finds nobody else about does his act himself: waking two threads for it takes as long as deciding it.</summary>
    private bool DoneAtOnce(Asked asked)
    {
        if (!alone || working.IsHeldByCurrentThread || !working.TryEnter()) { return false; }
        try
        {
            if (ends || disk.CurrentCount == 0 || queue.Reader.TryPeek(out _)) { return false; }
            Round([asked]);
            return true;
        }
        finally
        {
            working.Exit();
        }
    }

    private void DecideAll()
    {
        var some = new List<Asked>(LargestGroup);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            using var held = working.EnterScope();
            Take(some);
            if (some.Count > 0) { Round(some); }
        }
    }

    /// <summary>Decides for those who ask and for those who come meanwhile, and has their group committed.</summary>
    private void Round(List<Asked> some)
    {
        var waits = false;
        try
        {
            if (decider.IsFull)
            {
                // Only what is on the disk may be read from there again.
                disk.Wait();
                decider.Forget();
                disk.Release();
            }

            decider.Take(some);
            waits = true;
            disk.Wait();
            // Whoever came while the group before was on its way comes along.
            Take(some);
            decider.Take(some);
            if (broken is not null) { throw broken; }
            var group = decider.Finish();
            alone = group.Asked.Count <= 1;
            if (group.Asked.Count <= Few) { Commit(group); }
            else { toCommit.Add(group); }
        }
        catch (Exception failed)
        {
            // What is half appended in memory is not on the disk: from here on only a fresh look at the disk is true.
            broken ??= failed;
            decider.Making.Fail(CannotWrite(broken));
            decider.Making.Asked.Clear();
            if (waits) { disk.Release(); }
        }
    }

    private void CommitAll()
    {
        foreach (var group in toCommit.GetConsumingEnumerable()) { Commit(group); }
    }

    /// <summary>Brings a group to the disk, tells those who follow and those who asked, and frees the way for the next.</summary>
    private void Commit(LiveGroup group)
    {
        try
        {
            if (group.Prepared is { } prepared)
            {
                ledger.Commit(prepared);
                foreach (var slot in group.Erased) { ledger.Folder.Keys.Destroy(slot); }
                foreach (var observer in observers) { observer.Committed(group.First, group.Size, group.Changed); }
                Growth.Reach(group.Size);
            }

            disk.Release();
            group.Tell();
        }
        catch (Exception failed)
        {
            broken ??= failed;
            disk.Release();
            group.Fail(CannotWrite(broken));
        }
    }

    private void Take(List<Asked> some)
    {
        some.Clear();
        while (decider.Making.Asked.Count + some.Count < LargestGroup && queue.Reader.TryRead(out var next)) { some.Add(next); }
    }

    private static LedgerException CannotWrite(Exception failed) =>
        new("The ledger could not write and takes nothing more. Look at the disk, open it again, and send the request again under the same key.", failed);
}
