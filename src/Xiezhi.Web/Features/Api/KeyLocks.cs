namespace Xiezhi.Web.Features.Api;

/// <summary>Lets requests under one idempotency key come one after the other, so that the second finds the answer of the first.</summary>
internal sealed class KeyLocks
{
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);

    public async Task<IDisposable> HoldAsync(string key, CancellationToken ct)
    {
        Held mine;
        lock (held)
        {
            if (!held.TryGetValue(key, out mine!)) { held[key] = mine = new Held(this, key); }
            mine.Waiting++;
        }

        try
        {
            await mine.Turn.WaitAsync(ct);
            return mine;
        }
        catch
        {
            Leave(mine);
            throw;
        }
    }

    private void Leave(Held one)
    {
        lock (held)
        {
            if (--one.Waiting > 0) { return; }
            held.Remove(one.Key);
            one.Turn.Dispose();
        }
    }

    private sealed class Held(KeyLocks locks, string key) : IDisposable
    {
        public string Key => key;
        public int Waiting { get; set; }
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public void Dispose()
        {
            Turn.Release();
            locks.Leave(this);
        }
    }
}
