using NodaTime;

namespace Xiezhi.Office.People;

/// <summary>Counts what somebody does too often, and says how long he has to wait. It forgets with the process.</summary>
/// <param name="most">How often within a window.</param>
internal sealed class RateLimit(int most, Duration window, IClock clock)
{
    private const int MostKept = 100_000;
    private readonly Dictionary<string, (int Times, Instant Since)> counted = new(StringComparer.Ordinal);
    private readonly Lock counting = new();

    /// <summary>How long whoever it is must wait; null when he need not.</summary>
    public Duration? Wait(string who)
    {
        lock (counting)
        {
            return counted.TryGetValue(who, out var times) && times.Times >= most && times.Since + window - clock.GetCurrentInstant() is var wait && wait > Duration.Zero
                ? wait : null;
        }
    }

    public void Count(string who)
    {
        var now = clock.GetCurrentInstant();
        lock (counting)
        {
            if (counted.Count >= MostKept) { Forget(now); }
            counted[who] = counted.TryGetValue(who, out var times) && times.Since + window > now ? (times.Times + 1, times.Since) : (1, now);
        }
    }

    private void Forget(Instant now)
    {
        foreach (var (who, times) in counted.ToList()) { if (times.Since + window <= now) { counted.Remove(who); } }
        // Whoever comes with so many names at once must not make us remember them all.
        if (counted.Count >= MostKept) { counted.Clear(); }
    }
}
