namespace Xiezhi.Office.Events;

/// <summary>How events are delivered.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Also to this machine and into private networks; only whoever runs the site may say so.</summary>
    public bool Anywhere { get; init; }

    /// <summary>How long a receiver may take for its whole answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause before the first repeat; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a receiver may take nothing before it is sent nothing more until it asks.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Cases of one subscription that are delivered side by side.</summary>
    public int SideBySide { get; init; } = 8;

    /// <summary>Events of one subscription that are in memory at once; what an end of the program repeats at most.</summary>
    public int Window { get; init; } = 256;
}
