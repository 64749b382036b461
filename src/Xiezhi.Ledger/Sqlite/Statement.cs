using SQLitePCL;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>A prepared statement; parameters count from 1, columns from 0. Spans of columns live until the next step or reset.</summary>
internal sealed class Statement(Database database, string name, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        database.Check(sqlite3_bind_int64(handle, parameter, value), name);
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span would be bound as NULL.
        database.Check(value.IsEmpty ? sqlite3_bind_zeroblob(handle, parameter, 0) : sqlite3_bind_blob(handle, parameter, value), name);
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        database.Check(sqlite3_bind_text(handle, parameter, value), name);
        return this;
    }

    public Statement BindNull(int parameter)
    {
        database.Check(sqlite3_bind_null(handle, parameter), name);
        return this;
    }

    /// <returns>Whether there is a row.</returns>
    public bool Step()
    {
        var result = sqlite3_step(handle);
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        database.Check(result, name);
        return false;
    }

    /// <summary>Executes a statement that returns nothing and makes it ready for the next values.</summary>
    public void Run()
    {
        try { Step(); }
        finally { Reset(); }
    }

    // The result repeats the error of the last step, which was thrown there.
    public void Reset() => _ = sqlite3_reset(handle);

    public long Int64(int column) => sqlite3_column_int64(handle, column);
    public int Int32(int column) => sqlite3_column_int(handle, column);
    public bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;
    public ReadOnlySpan<byte> Blob(int column) => sqlite3_column_blob(handle, column);
    public string Text(int column) => sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Steps through the rows and is reset when the reading ends, however it ends.</summary>
    public Reading Rows() => new(this);

    public void Dispose() => handle.Dispose();

    public readonly ref struct Reading(Statement statement)
    {
        public bool Next() => statement.Step();
        public void Dispose() => statement.Reset();
    }
}
