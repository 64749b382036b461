using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>Moves pages from the write-ahead log into the file on a thread of its own, so that no commit waits for it until the log grows large.</summary>
internal sealed class WalCheckpointer : IDisposable
{
    /// <summary>From this many pages on the log is moved beside the writer.</summary>
    private const int Worthwhile = 2_000;

    /// <summary>From this many pages on the next commit waits, and the log is cut: it never takes more than about this beyond one commit.</summary>
    private const int Large = 32_000;

    private readonly Database database;
    private readonly Lock writing;
    private readonly Thread thread;
    private readonly Lock moving = new();
    private readonly AutoResetEvent wake = new(false);
    private volatile bool ends;

    /// <param name="writing">Held by whoever writes.</param>
    public WalCheckpointer(string path, Lock writing)
    {
        this.writing = writing;
        database = new Database(path, SQLITE_OPEN_READWRITE);
        database.Execute("PRAGMA synchronous = FULL");
        // A reader that stays long keeps the log from being cut; no commit waits for it longer than this, in milliseconds.
        database.Execute("PRAGMA busy_timeout = 200");
        thread = new Thread(Run) { IsBackground = true, Name = "ledger checkpoint" };
        thread.Start();
    }

    /// <summary>Called after a commit.</summary>
    /// <param name="pages">How many pages the log now holds.</param>
    public void Committed(int pages)
    {
        if (pages >= Worthwhile) wake.Set();
    }

    /// <summary>Called before a commit by the only writer: when the log is large, moves and cuts it while nobody writes.</summary>
    public void MakeRoom(int pages)
    {
        if (pages >= Large) Cut();
    }

    /// <summary>Moves everything and cuts the log to nothing; leaves it as it is when a reader still needs it.</summary>
    /// <returns>Whether it is cut.</returns>
    public bool Cut()
    {
        lock (moving) return database.Checkpoint(SQLITE_CHECKPOINT_TRUNCATE) >= 0;
    }

    public void Dispose()
    {
        ends = true;
        wake.Set();
        thread.Join();
        database.Dispose();
        wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            wake.WaitOne();
            if (ends) return;
            try
            {
                lock (moving) database.Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
                // What was written meanwhile is moved while nobody writes. Then the next commit begins at the start of the log again, and writing over
                // what is there costs the disk half of what growing does.
                lock (writing)
                {
                    lock (moving) database.Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
                }
            }
            catch (LedgerStoreException)
            {
                // What is not moved stays in the log, safe and read from there; the writer meets the same trouble on its next commit, and reports it.
            }
        }
    }
}
