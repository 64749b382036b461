using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>How a witness stands to the log.</summary>
/// <param name="Size">Size of the head that it is known to have cosigned last; null while it has not answered.</param>
/// <param name="At">When it cosigned that, by its own clock.</param>
/// <param name="DownSince">Since when no answer comes, by the log's clock; null while it answers.</param>
/// <param name="Trouble">What came instead of a cosignature; null when one came.</param>
/// <param name="Forked">Whether it holds this log to be another than the one that it has cosigned: somebody must look at it.</param>
public sealed record WitnessState(NamedWitness Witness, long? Size, Instant? At, Instant? DownSince, string? Trouble, bool Forked);

/// <summary>How the witnesses are asked.</summary>
public sealed record WitnessPatience
{
    /// <summary>How long a witness may take for its answer.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The least time from one round to the next: what has come meanwhile is witnessed together.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a witness that did not answer is left in peace at first; each further time twice as long.</summary>
    public TimeSpan FirstRest { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Has the heads of a log cosigned by the witnesses of its policy, round by round, beside the casework and never in its way. The newest head that has the quorum is
/// kept in a file of the data folder.
/// </summary>
public sealed class WitnessRounds : IAsyncDisposable
{
    private readonly WitnessPolicy policy;
    private readonly ILedgerStore store;
    private readonly LogGrowth growth;
    private readonly string path;
    private readonly IClock clock;
    private readonly WitnessPatience patience;
    private readonly WitnessClient client;
    private readonly CancellationTokenSource ending = new();
    private readonly Asked[] asked;
    private readonly Task running;
    private volatile WitnessedHead? cosigned;
    private SignedNote? latest;

    /// <summary>Begins to ask.</summary>
    /// <param name="key">The log's own key.</param>
    /// <param name="path">The file that keeps the newest cosigned head.</param>
    /// <param name="clock">The real time.</param>
    public WitnessRounds(WitnessPolicy policy, ILedgerStore store, NoteVerifier key, LogGrowth growth, string path, IClock clock, WitnessPatience? patience = null)
    {
        this.policy = policy;
        this.store = store;
        this.growth = growth;
        this.path = path;
        this.clock = clock;
        this.patience = patience ?? new WitnessPatience();
        client = new WitnessClient(this.patience.Answer);
        cosigned = CosignedHead.Read(path, policy, key);
        asked = [.. policy.Witnesses.Where(witness => witness.Url is not null).Select(witness => new Asked(witness))];
        running = Task.Run(() => RunAsync(ending.Token));
    }

    public WitnessPolicy Policy => policy;

    /// <summary>The newest head that has the quorum, with its cosignatures; null while none has.</summary>
    public WitnessedHead? Cosigned => cosigned;

    /// <summary>How the witnesses stand, in the order of the policy.</summary>
    public ImmutableArray<WitnessState> States => [.. asked.Select(one => one.State)];

    /// <summary>Why no head can be read or kept; null while they can.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Stops asking; a request on its way is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running;
        client.Dispose();
        ending.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                try
                {
                    var size = await RoundAsync(ct);
                    Trouble = null;
                    await Task.Delay(patience.Pause, ct);
                    await NextAsync(size, ct);
                }
                catch (Exception failed) when (failed is IOException or LedgerStoreException or UnauthorizedAccessException or TreeMismatchException)
                {
                    Trouble = failed.Message;
                    await Task.Delay(patience.LongestRest, ct);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The site ends.
        }
    }

    /// <summary>Waits until the log has grown, or a witness that did not answer has rested.</summary>
    private async Task NextAsync(long size, CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var grown = growth.BeyondAsync(size, waiting.Token);
        var rested = asked.Min(one => one.RestsUntil) is { } until ? Task.Delay(Later(until - clock.GetCurrentInstant()), waiting.Token) : Task.Delay(Timeout.InfiniteTimeSpan, waiting.Token);
        await Task.WhenAny(grown, rested);
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    private static TimeSpan Later(Duration wait) => Duration.Max(wait, Duration.FromMilliseconds(1)).ToTimeSpan();

    /// <returns>Size of the head that was asked about.</returns>
    private async Task<long> RoundAsync(CancellationToken ct)
    {
        if (store.LatestCheckpoint() is not { } stored) { return 0; }
        var head = SignedNote.Parse(stored.Note);
        // Lines that came for the same head in an earlier round count on.
        if (latest is null || latest.Text != head.Text) { latest = head; }
        var now = clock.GetCurrentInstant();
        var replies = await Task.WhenAll(asked.Where(one => one.IsDue(now, stored.Size)).Select(one => AskAsync(one, head, stored.Size, ct)));
        foreach (var signature in replies)
        {
            if (signature is not null) { latest = latest.With(signature); }
        }

        if (policy.IsMet(latest) && latest.ToString() != cosigned?.Note.ToString())
        {
            Disk.Replace(path, latest.ToString());
            cosigned = new WitnessedHead(Checkpoint.Parse(latest.Text), policy, latest);
        }

        return stored.Size;
    }

    private async Task<NoteSignature?> AskAsync(Asked one, SignedNote head, long size, CancellationToken ct)
    {
        // The size is a guess at first, and the witness says where it really stands.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var from = Math.Min(one.State.Size ?? 0, size);
            var reply = await client.AskAsync(one.State.Witness, new CheckpointRequest(from, ProofOf(from, size), head), ct);
            switch (reply)
            {
                case WitnessReply.Cosigned(var signature):
                    one.Reached(size, one.State.Witness.Key.TimeOf(signature));
                    return signature;
                case WitnessReply.StandsAt(var stands) when stands > size:
                    one.Troubled(clock.GetCurrentInstant(), patience, $"it has cosigned {stands} entries and this log has {size}: entries were lost or taken away", forked: true);
                    return null;
                case WitnessReply.StandsAt(var stands) when stands == from:
                    one.Troubled(clock.GetCurrentInstant(), patience, $"it has cosigned another log of {stands} entries under this name", forked: true);
                    return null;
                case WitnessReply.StandsAt(var stands):
                    one.StandsAt(stands);
                    break;
                case WitnessReply.Refused:
                    one.Troubled(clock.GetCurrentInstant(), patience, $"it holds this log to be no continuation of the {from} entries that it has cosigned", forked: true);
                    return null;
                case WitnessReply.Failed(var why):
                    one.Failed(clock.GetCurrentInstant(), patience, why);
                    return null;
            }
        }

        one.Failed(clock.GetCurrentInstant(), patience, "it stands elsewhere each time");
        return null;
    }

    private ImmutableArray<TreeHash> ProofOf(long from, long size) => new StoredNodes(store).Consistency(from, size);

    /// <summary>A witness, and when it is asked next.</summary>
    private sealed class Asked(NamedWitness witness)
    {
        private int failures;

        public WitnessState State { get; private set; } = new(witness, null, null, null, null, Forked: false);

        /// <summary>When it is asked again after it did not cosign; null while it does.</summary>
        public Instant? RestsUntil { get; private set; }

        public bool IsDue(Instant now, long size) => RestsUntil is { } until ? now >= until : State.Size != size || State.At is null;

        public void StandsAt(long size) => State = State with { Size = size };

        public void Reached(long size, Instant? at)
        {
            (failures, RestsUntil) = (0, null);
            State = State with { Size = size, At = at, DownSince = null, Trouble = null, Forked = false };
        }

        public void Failed(Instant now, WitnessPatience patience, string why)
        {
            Rest(now, patience);
            State = State with { DownSince = State.DownSince ?? now, Trouble = why };
        }

        public void Troubled(Instant now, WitnessPatience patience, string why, bool forked)
        {
            Rest(now, patience);
            State = State with { DownSince = null, Trouble = why, Forked = forked };
        }

        private void Rest(Instant now, WitnessPatience patience)
        {
            var rest = patience.FirstRest * Math.Pow(2, Math.Min(failures++, 16));
            RestsUntil = now + Duration.FromTimeSpan(rest < patience.LongestRest ? rest : patience.LongestRest);
        }
    }
}
