using NodaTime;

namespace Xiezhi.Ledger.Folders;

/// <summary>The clock of a folder, chosen when it is made.</summary>
public abstract record FolderClock
{
    private FolderClock() { }

    /// <param name="real">The system's clock.</param>
    /// <exception cref="InvalidOperationException">The clock does not run yet.</exception>
    public abstract IClock Start(IClock real);

    /// <summary>A living folder: the system's time.</summary>
    public sealed record System : FolderClock
    {
        public override IClock Start(IClock real) => real;
    }

    /// <summary>A replayed folder: its time stands at <paramref name="At"/> until the replay ends, and runs on from there at real speed.</summary>
    /// <param name="At">Beijing time.</param>
    /// <param name="Since">The real moment when the replay ended; null while it goes on.</param>
    public sealed record StandsAt(LocalDateTime At, Instant? Since) : FolderClock
    {
        public override IClock Start(IClock real) => Since is { } since
            ? new RunsOn(BeijingTime.Moment(At), since, real)
            : throw new InvalidOperationException("The folder's clock runs only when its replay has ended.");
    }

    /// <summary>A real clock that was set back does not take the folder back before the moment at which it stood.</summary>
    private sealed record RunsOn(Instant From, Instant Since, IClock Real) : IClock
    {
        public Instant GetCurrentInstant() => From + Duration.Max(Real.GetCurrentInstant() - Since, Duration.Zero);
    }
}
