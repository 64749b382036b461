using SQLitePCL;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>
/// A connection to the file, used by one thread at a time. It speaks to SQLite directly: a layer in between costs half as much again on these paths.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = [];
    private readonly Func<string, string> textOf;

    static Database() => Batteries_V2.Init();

    /// <param name="flags">How to open, as SQLite's SQLITE_OPEN constants; the connection is never shared between threads at the same time.</param>
    /// <param name="textOf">The text of a statement by its name; null for the ledger's own.</param>
    public Database(string path, int flags, Func<string, string>? textOf = null)
    {
        Path = path;
        this.textOf = textOf ?? SqlText.Of;
        var result = sqlite3_open_v2(path, out handle, flags | SQLITE_OPEN_NOMUTEX, null);
        if (result != SQLITE_OK)
        {
            handle.Dispose();
            throw new LedgerStoreException(
                $"{path} cannot be opened ({sqlite3_errstr(result).utf8_to_string()}). Check that the folder exists and that you may read and write it.");
        }
        sqlite3_busy_timeout(handle, 10_000);
    }

    public string Path { get; }
    public bool InTransaction => sqlite3_get_autocommit(handle) == 0;

    /// <summary>The moment that the transaction in progress sees; null when there is no write-ahead log, so that it sees the file itself.</summary>
    public sqlite3_snapshot? Snapshot() => sqlite3_snapshot_get(handle, "main", out var snapshot) == SQLITE_OK ? snapshot : null;

    /// <summary>Whether a call failed because the disk did.</summary>
    public bool DiskFailed { get; private set; }

    /// <summary>The statement of that name, prepared once for this connection.</summary>
    public Statement this[string statement]
    {
        get
        {
            if (statements.TryGetValue(statement, out var prepared)) return prepared;
            Check(sqlite3_prepare_v3(handle, textOf(statement), SQLITE_PREPARE_PERSISTENT, out var made), statement);
            return statements[statement] = new Statement(this, statement, made);
        }
    }

    public void Execute(string sql) => Check(sqlite3_exec(handle, sql), sql.Split('\n')[0]);

    public long Ask(string sql)
    {
        Check(sqlite3_prepare_v2(handle, sql, out var made), sql);
        using var statement = new Statement(this, sql, made);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>The first column of each row, as text.</summary>
    public IReadOnlyList<string> Lines(string sql)
    {
        Check(sqlite3_prepare_v2(handle, sql, out var made), sql);
        using var statement = new Statement(this, sql, made);
        var lines = new List<string>();
        while (statement.Step()) lines.Add(statement.Text(0));
        return lines;
    }

    /// <summary>Reads a part of a blob without reading the rest of it.</summary>
    public void ReadBlob(string table, string column, long row, int offset, Span<byte> into)
    {
        Check(sqlite3_blob_open(handle, "main", table, column, row, 0, out var blob), column);
        using (blob) Check(sqlite3_blob_read(blob, into, offset), column);
    }

    public int BlobLength(string table, string column, long row)
    {
        Check(sqlite3_blob_open(handle, "main", table, column, row, 0, out var blob), column);
        using (blob) return sqlite3_blob_bytes(blob);
    }

    /// <summary>Moves pages from the write-ahead log into the file.</summary>
    /// <param name="mode">As SQLite's SQLITE_CHECKPOINT constants; −1 only counts.</param>
    /// <returns>How many pages the write-ahead log holds; −1 when somebody still reads or writes what should be moved.</returns>
    public int Checkpoint(int mode)
    {
        var result = sqlite3_wal_checkpoint_v2(handle, "main", mode, out var pages, out _);
        if (result is SQLITE_BUSY or SQLITE_LOCKED) return -1;
        Check(result, "wal_checkpoint");
        return pages;
    }

    public void Check(int result, string what)
    {
        if (result is SQLITE_OK or SQLITE_ROW or SQLITE_DONE) return;
        DiskFailed |= (result & 0xFF) is SQLITE_IOERR or SQLITE_CORRUPT or SQLITE_NOTADB;
        throw new LedgerStoreException(Words(result & 0xFF, what));
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        statements.Clear();
        handle.Dispose();
    }

    private string Words(int result, string what)
    {
        var said = sqlite3_errmsg(handle).utf8_to_string();
        var next = result switch
        {
            SQLITE_FULL => "Free some space on the disk and try again.",
            SQLITE_BUSY or SQLITE_LOCKED => "Another process holds the file; end it or wait for it.",
            SQLITE_READONLY or SQLITE_PERM or SQLITE_CANTOPEN => "Check that you may write the folder.",
            SQLITE_IOERR => "Check the disk, then start again: what was acknowledged is safe.",
            SQLITE_CORRUPT or SQLITE_NOTADB => "The file is damaged: run fsck and restore the folder from a backup.",
            SQLITE_CONSTRAINT => "What was to be written contradicts what the store holds; nothing of it was kept.",
            _ => "Start again; if it comes back, report it with these words.",
        };
        return $"{Path}: {what}: {said} ({result}). {next}";
    }
}
