using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>A living folder with its one writer.</summary>
public sealed class LiveCity : IAsyncDisposable
{
    private LiveCity(CityLedger ledger)
    {
        Ledger = ledger;
        Casework = new LiveCasework(ledger);
    }

    public CityLedger Ledger { get; }
    public LiveCasework Casework { get; }

    /// <summary>Opens the folder, and makes it when it is not there.</summary>
    /// <param name="store">The PostgreSQL that holds the ledger when the folder is made; null for SQLite.</param>
    public static LiveCity Open(string path, string? store = null)
    {
        const string Origin = "xiezhi/yibin/tests";
        const string Command = "live city";
        var created = new DateOnly(2024, 1, 2);
        if (DataFolder.Exists(path)) { return new LiveCity(CityLedger.Open(path, RealLaw.Book, RealLaw.Plan, Origin, created, Command)); }
        var description = new FolderDescription("yibin", Synthetic: true, Instant.FromUtc(2024, 1, 2, 1, 0), new FolderClock.System(), Replay: null, store);
        return new LiveCity(CityLedger.Create(path, description, RealLaw.Book, RealLaw.Plan, Origin, created, Command));
    }

    public Task<ActAnswer> Ask(ActSubmission submission) => Casework.SubmitAsync(submission, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Casework.DisposeAsync();
        Ledger.Dispose();
    }
}
