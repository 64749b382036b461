using NodaTime;

namespace Xiezhi.Web.Tests;

/// <summary>The system's clock, moved ahead by hand: days of a case pass in a test's moment.</summary>
internal sealed class MovedClock : IClock
{
    private long ahead;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + Duration.FromTicks(Interlocked.Read(ref ahead));

    public void Pass(Duration time) => Interlocked.Add(ref ahead, (long)time.TotalTicks);
}
