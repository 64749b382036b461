using System.Collections.Concurrent;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>Connections for reading, as many as there are threads that read at once.</summary>
/// <param name="textOf">The text of a statement by its name; null for the ledger's own.</param>
internal sealed class ReaderPool(string path, Func<string, string>? textOf = null) : IDisposable
{
    private readonly ConcurrentBag<Database> idle = [];
    /// <summary>Of connections that all see one moment there are no more than were opened at it: who wants another waits.</summary>
    private SemaphoreSlim? opened;

    /// <summary>A pool whose connections all see the file as it stands at one moment, whatever is written meanwhile.</summary>
    /// <param name="most">How many threads may read at once.</param>
    /// <exception cref="Stores.LedgerStoreException">The file cannot be read, or was written too often to be caught at one moment.</exception>
    public static ReaderPool AtOneMoment(string path, int most)
    {
        var pool = new ReaderPool(path) { opened = new SemaphoreSlim(most) };
        try
        {
            for (var n = 0; n < most; n++) { pool.idle.Add(pool.Open()); }
            OneMoment.Share([.. pool.idle]);
            return pool;
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    public Reader Rent()
    {
        opened?.Wait();
        return new(this, idle.TryTake(out var waiting) ? waiting : Open());
    }

    public void Dispose()
    {
        while (idle.TryTake(out var waiting)) waiting.Dispose();
        opened?.Dispose();
    }

    private void Return(Database database)
    {
        idle.Add(database);
        opened?.Release();
    }

    private Database Open()
    {
        var database = new Database(path, SQLITE_OPEN_READONLY, textOf);
        database.Execute("PRAGMA cache_size = -4096");
        return database;
    }

    public readonly ref struct Reader(ReaderPool pool, Database database)
    {
        public Statement this[string statement] => database[statement];
        public Database Database => database;
        public void Dispose() => pool.Return(database);
    }
}
