using System.Collections.Concurrent;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>Connections for reading, as many as there are threads that read at once.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private readonly ConcurrentBag<Database> idle = [];

    public Reader Rent() => new(this, idle.TryTake(out var waiting) ? waiting : Open());

    public void Dispose()
    {
        while (idle.TryTake(out var waiting)) waiting.Dispose();
    }

    private Database Open()
    {
        var database = new Database(path, SQLITE_OPEN_READONLY);
        database.Execute("PRAGMA cache_size = -4096");
        return database;
    }

    public readonly ref struct Reader(ReaderPool pool, Database database)
    {
        public Statement this[string statement] => database[statement];
        public Database Database => database;
        public void Dispose() => pool.idle.Add(database);
    }
}
