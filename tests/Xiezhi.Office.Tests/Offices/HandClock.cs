using NodaTime;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>A clock that stands until somebody moves it.</summary>
public sealed class HandClock(Instant now) : IClock
{
    public Instant Now { get; private set; } = now;

    public Instant GetCurrentInstant() => Now;

    public void Pass(Duration time) => Now += time;
}
