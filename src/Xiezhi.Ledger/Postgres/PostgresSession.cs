using System.Data;
using Npgsql;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Postgres;

/// <summary>A connection in the hands of one thread. What PostgreSQL says against a statement is told in the ledger's words.</summary>
internal sealed class PostgresSession(PostgresAddress address, NpgsqlConnection connection) : IDisposable
{
    /// <summary>Takes a row; its spans live only during the call.</summary>
    /// <returns>False to stop reading.</returns>
    public delegate bool RowVisitor(NpgsqlDataReader row);

    private NpgsqlTransaction? reading;

    public bool IsReading => reading is not null;

    public NpgsqlConnection Connection => connection;

    /// <exception cref="LedgerStoreException">The server cannot be reached or does not let this user in.</exception>
    public static PostgresSession Open(PostgresAddress address, Func<NpgsqlConnection> open)
    {
        NpgsqlConnection? opened = null;
        try
        {
            opened = open();
            if (opened.State != ConnectionState.Open) opened.Open();
            return new PostgresSession(address, opened);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            opened?.Dispose();
            throw address.Failed(failure);
        }
    }

    public static NpgsqlParameter With<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>Reads the rows of a statement whose result is small.</summary>
    public void Each(string statement, RowVisitor visit, params ReadOnlySpan<NpgsqlParameter> values)
    {
        using var command = new NpgsqlCommand(PostgresSql.Of(statement), connection, reading);
        foreach (var value in values) command.Parameters.Add(value);
        Read(command.ExecuteReader, visit);
    }

    /// <summary>Reads the rows of a statement with a large result as they stood when the reading began, some at a time, so that who has enough pays for no more.</summary>
    /// <param name="atOnce">How many rows come at first; later four times as many.</param>
    public void Walk(string statement, int atOnce, RowVisitor visit, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var own = reading is null;
        if (own) BeginReading();
        try
        {
            // Named after the statement: a prepared FETCH knows the columns of its cursor.
            var begin = new NpgsqlBatchCommand($"DECLARE \"{statement}\" NO SCROLL CURSOR FOR {PostgresSql.Of(statement)}");
            foreach (var value in values) begin.Parameters.Add(value);
            using var batch = new NpgsqlBatch(connection, reading) { BatchCommands = { begin, new NpgsqlBatchCommand($"FETCH {atOnce} FROM \"{statement}\"") } };
            var (more, rows) = Read(batch.ExecuteReader, visit);
            var fetched = rows == atOnce;
            while (more && fetched)
            {
                using var next = new NpgsqlCommand($"FETCH {4 * atOnce} FROM \"{statement}\"", connection, reading);
                (more, rows) = Read(next.ExecuteReader, visit);
                fetched = rows == 4 * atOnce;
            }
            if (!own) Execute($"CLOSE \"{statement}\"");
        }
        finally
        {
            if (own) EndReading();
        }
    }

    /// <summary>From here on all reading sees the state of this moment.</summary>
    public void BeginReading() => reading = Told(() => connection.BeginTransaction(IsolationLevel.RepeatableRead));

    /// <summary>The moment that this reading sees, by a name under which other connections may see it for as long as it goes on.</summary>
    public string Export() => First("SELECT pg_export_snapshot()");

    /// <summary>From here on all reading sees the state that another connection has given a name to.</summary>
    public void BeginReadingAt(string moment)
    {
        BeginReading();
        // A name of the server's own making: digits, letters and hyphens.
        Execute($"SET TRANSACTION SNAPSHOT '{moment}'");
    }

    private string First(string sql) => Told(() =>
    {
        using var command = new NpgsqlCommand(sql, connection, reading);
        return (string)command.ExecuteScalar()!;
    });

    public void EndReading()
    {
        var ended = reading;
        reading = null;
        try
        {
            ended?.Rollback();
            ended?.Dispose();
        }
        catch (NpgsqlException)
        {
            // Whatever broke the connection was told to whoever read.
        }
    }

    public void Execute(string sql) => Told(() =>
    {
        using var command = new NpgsqlCommand(sql, connection, reading);
        return command.ExecuteNonQuery();
    });

    public void Dispose()
    {
        EndReading();
        connection.Dispose();
    }

    private (bool More, int Rows) Read(Func<CommandBehavior, NpgsqlDataReader> execute, RowVisitor visit)
    {
        using var rows = Told(() => execute(CommandBehavior.Default));
        var read = 0;
        while (Told(rows.Read))
        {
            read++;
            if (!visit(rows)) return (false, read);
        }

        return (true, read);
    }

    /// <exception cref="LedgerStoreException">PostgreSQL said no, or nothing.</exception>
    public T Told<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            throw address.Failed(failure);
        }
    }
}
