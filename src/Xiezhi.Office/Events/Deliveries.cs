using System.Collections.Concurrent;
using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Events;

/// <summary>Runs the delivery of every subscription, begins those that are made and ends those that are.</summary>
public sealed class Deliveries : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly ConcurrentDictionary<string, (CancellationTokenSource Ending, Task Running)> running = new(StringComparer.Ordinal);
    private readonly Lock changing = new();
    private readonly CityOffice office;
    private readonly EventReader events;
    private readonly CloudEvent format;
    private readonly DeliveryOptions options;
    private readonly IClock clock;
    private readonly Action<string, Exception> failed;

    /// <param name="format">How events are written.</param>
    /// <param name="clock">The real one.</param>
    /// <param name="failed">Is told of a delivery that broke down, by the id of its subscription; it begins anew by itself.</param>
    public Deliveries(CityOffice office, EventReader events, CloudEvent format, DeliveryOptions options, IClock clock, Action<string, Exception> failed)
    {
        this.office = office;
        this.events = events;
        this.format = format;
        this.options = options;
        this.clock = clock;
        this.failed = failed;
        Receivers = new Receivers(options.Anywhere, options.Patience);
    }

    /// <summary>Where events may be sent.</summary>
    public Receivers Receivers { get; }

    public void Start()
    {
        office.Subscriptions.Changed += Restart;
        foreach (var subscription in office.Subscriptions.All) { Restart(subscription.Id); }
    }

    /// <summary>Ends all deliveries; what is on its way when they end is sent again at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested) { return; }
        office.Subscriptions.Changed -= Restart;
        await ending.CancelAsync();
        foreach (var (_, (_, task)) in running) { await task; }
        Receivers.Dispose();
    }

    private void Restart(string id)
    {
        lock (changing)
        {
            var before = Task.CompletedTask;
            if (running.TryRemove(id, out var former))
            {
                former.Ending.Cancel();
                before = former.Running;
            }

            if (ending.IsCancellationRequested) { return; }
            var own = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
            running[id] = (own, RunAsync(id, before, own));
        }
    }

    private async Task RunAsync(string id, Task before, CancellationTokenSource own)
    {
        // The former delivery has ended before the next begins, so that a case is never delivered twice at once.
        await before;
        await Task.Yield();
        try
        {
            while (office.Subscriptions.Find(id) is { Paused: null } subscription)
            {
                var delivery = new Delivery(subscription, office.Subscriptions, office.Accounts, office.Gate, office.Cases, events, format, Receivers, options, clock);
                try
                {
                    await delivery.RunAsync(office.Casework.Growth, own.Token);
                }
                catch (Exception broken) when (broken is not OperationCanceledException)
                {
                    failed(id, broken);
                    await Task.Delay(options.LongestPause, own.Token);
                }
            }
        }
        catch (OperationCanceledException) when (own.IsCancellationRequested)
        {
            // Ended from outside: the way in which a delivery ends.
        }
    }
}
