namespace Xiezhi.Ledger.Casework;

/// <summary>Tells whoever waits that the log has grown. Nothing is queued: who comes late finds the size as it is.</summary>
public sealed class LogGrowth
{
    private readonly Lock changing = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long size;

    internal LogGrowth(long size) => this.size = size;

    /// <summary>Number of committed entries.</summary>
    public long Size => Interlocked.Read(ref size);

    /// <summary>Waits until the log has more than so many entries.</summary>
    /// <returns>Its size then.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<long> BeyondAsync(long known, CancellationToken ct)
    {
        while (true)
        {
            Task grown;
            lock (changing)
            {
                if (size > known) { return size; }
                grown = next.Task;
            }

            await grown.WaitAsync(ct);
        }
    }

    internal void Reach(long reached)
    {
        TaskCompletionSource waiting;
        lock (changing)
        {
            if (reached <= size) { return; }
            size = reached;
            waiting = next;
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }
}
