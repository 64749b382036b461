using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Events;

/// <summary>
/// Delivers to one subscription, from its cursor on. Events of one case come one after the other, each until it is taken; several cases go side by side. The
/// cursor moves only past what was taken, so an event comes at least once, under the same id, and none is lost.
/// </summary>
internal sealed class Delivery(Subscription subscription, Subscriptions subscriptions, Accounts accounts, Gate gate, CaseFinder cases, EventReader events, CloudEvent format,
    Receivers receivers, DeliveryOptions options, IClock clock)
{
    private const int LeavesAtOnce = 4096;

    public async Task RunAsync(LogGrowth growth, CancellationToken ct)
    {
        var cursor = subscription.Cursor;
        while (true)
        {
            await growth.BeyondAsync(cursor, ct);
            if (accounts.Find(subscription.Account) is not { Enabled: true } account)
            {
                subscriptions.Pause(subscription, "account-disabled");
                return;
            }

            var seen = new Dictionary<CaseId, bool>();
            var batch = events.Read(cursor, LeavesAtOnce, what => subscription.Wants(what) && MaySee(account, what.Case, seen), options.Window, out var next);
            if (!await DeliverAsync(batch, ct)) { return; }
            cursor = next;
            subscriptions.Reach(subscription, cursor);
        }
    }

    private bool MaySee(Account account, CaseId id, Dictionary<CaseId, bool> seen)
    {
        if (!seen.TryGetValue(id, out var may)) { seen[id] = may = cases.Read(id) is { } record && gate.Look(new Viewer.SignedIn(account), record) is not null; }
        return may;
    }

    /// <returns>False when the receiver has been given up.</returns>
    private async Task<bool> DeliverAsync(IReadOnlyList<CaseEvent> batch, CancellationToken ct)
    {
        var progress = new Progress(batch);
        var lanes = batch.GroupBy(what => what.Case).ToList();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await Parallel.ForEachAsync(lanes, new ParallelOptions { MaxDegreeOfParallelism = options.SideBySide, CancellationToken = ended.Token }, async (lane, laneCt) =>
            {
                foreach (var what in lane)
                {
                    if (!await DeliverAsync(what, laneCt))
                    {
                        await ended.CancelAsync();
                        return;
                    }

                    if (progress.Taken(what) is { } reached) { subscriptions.Reach(subscription, reached); }
                }
            });
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <returns>False when the receiver has been given up.</returns>
    private async Task<bool> DeliverAsync(CaseEvent what, CancellationToken ct)
    {
        var (id, body) = (format.IdOf(what), format.Write(what));
        for (var attempt = 0; ; attempt++)
        {
            var seconds = clock.GetCurrentInstant().ToUnixTimeSeconds();
            var failure = await receivers.SendAsync(subscription.Url, body, id, seconds, WebhookSignature.Of(subscription.Secret.AsSpan(), id, seconds, body), ct);
            if (failure is null)
            {
                if (subscriptions.Find(subscription.Id) is { LastFailure: not null }) { subscriptions.Taken(subscription); }
                return true;
            }

            subscriptions.Failed(subscription, failure);
            if (subscriptions.Find(subscription.Id) is not { } now) { return false; }
            if (failure == "status 410" || (now.DownSince is { } since && clock.GetCurrentInstant() - since > Duration.FromTimeSpan(options.GiveUpAfter)))
            {
                subscriptions.Pause(subscription, failure == "status 410" ? "gone" : "down");
                return false;
            }

            await Task.Delay(Pause(attempt), ct);
        }
    }

    /// <summary>Twice as long each time, and never quite the same, so that receivers that come back are not met by everybody at once.</summary>
    private TimeSpan Pause(int attempt)
    {
        var longest = Math.Min(options.LongestPause.TotalMilliseconds, options.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 30)));
        return TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
    }

    /// <summary>Up to where all events of a batch are taken.</summary>
    private sealed class Progress(IReadOnlyList<CaseEvent> batch)
    {
        private const int ToldEvery = 32;
        private readonly HashSet<long> taken = [];
        private int first;
        private int told;

        /// <returns>The first leaf that is not taken, when it is time to note it.</returns>
        public long? Taken(CaseEvent what)
        {
            lock (taken)
            {
                taken.Add(what.Leaf);
                while (first < batch.Count && taken.Contains(batch[first].Leaf)) { first++; }
                if (first - told < ToldEvery || first == batch.Count) { return null; }
                told = first;
                return batch[first].Leaf;
            }
        }
    }
}
