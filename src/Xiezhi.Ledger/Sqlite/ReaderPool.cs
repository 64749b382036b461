using System.Collections.Concurrent;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>Connections for reading, as many as there are threads that read at once.</summary>
/// <param name="textOf">The text of a statement by its name; null for the ledger's own.</param>
internal sealed class ReaderPool(string path, Func<string, string>? textOf = null) : IDisposable
{
    private readonly ConcurrentBag<Database> idle = [];

    public Reader Rent() => new(this, idle.TryTake(out var waiting) ? waiting : Open());

    public void Dispose()
    {
        while (idle.TryTake(out var waiting)) waiting.Dispose();
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
        public void Dispose() => pool.idle.Add(database);
    }
}
