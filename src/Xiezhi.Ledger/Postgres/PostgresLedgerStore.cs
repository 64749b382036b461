using System.Data;
using Npgsql;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Postgres;

/// <summary>
/// The ledger in one schema of a PostgreSQL database: one writing process, any number of readers beside it. The writer holds an advisory lock on the very connection that it
/// writes with, so whoever has lost the lock cannot write any more.
/// </summary>
public sealed partial class PostgresLedgerStore : ILedgerStore
{
    private readonly PostgresAddress address;
    private readonly NpgsqlDataSource readers;
    private readonly PostgresSession? writer;
    private readonly Lock writing = new();
    private long size;
    private string? failed;
    /// <summary>The moment that all reading sees, and the connection that keeps it; null where each reading sees its own.</summary>
    private string? moment;
    private PostgresSession? holds;

    private PostgresLedgerStore(PostgresAddress address, PostgresSession? writer, IReadOnlyList<string> migrations)
    {
        this.address = address;
        this.writer = writer;
        readers = address.Readers();
        try
        {
            if (writer is null)
            {
                using var reader = Rent();
                PostgresFormat.RequireNewest(reader, address, migrations);
            }

            size = SizeInDatabase();
        }
        catch
        {
            readers.Dispose();
            throw;
        }
    }

    public long Size => writer is null ? SizeInDatabase() : Interlocked.Read(ref size);

    /// <summary>Opens the ledger for writing, makes it when the schema is empty and brings it to the newest format.</summary>
    /// <exception cref="LedgerStoreException">
    /// The server cannot be reached, another process writes the ledger, the schema holds something else, or its format is newer than this program.
    /// </exception>
    public static PostgresLedgerStore OpenForWriting(PostgresAddress address) => OpenForWriting(address, PostgresFormat.Migrations);

    internal static PostgresLedgerStore OpenForWriting(PostgresAddress address, IReadOnlyList<string> migrations)
    {
        var session = Lock(address);
        try
        {
            PostgresFormat.Migrate(session, address, migrations);
            return new PostgresLedgerStore(address, session, migrations);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Makes the schema where it is missing, and holds the lock of its writer for as long as the session lives.</summary>
    internal static PostgresSession Lock(PostgresAddress address)
    {
        var session = PostgresSession.Open(address, address.Writer);
        try
        {
            PostgresFormat.RequireDurable(session, address);
            if (!session.Is("schema-exists")) session.Execute($"CREATE SCHEMA IF NOT EXISTS {address.Schema}");
            TakeLock(address, session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <exception cref="LedgerStoreException">The server cannot be reached, or there is no ledger of the format that this program knows.</exception>
    public static PostgresLedgerStore OpenForReading(PostgresAddress address) => OpenForReading(address, PostgresFormat.Migrations);

    /// <summary>As <see cref="OpenForReading(PostgresAddress)"/>, and whatever is written meanwhile, all reading sees the ledger as it stood when it was opened.</summary>
    /// <exception cref="LedgerStoreException">The server cannot be reached, or there is no ledger of the format that this program knows.</exception>
    public static PostgresLedgerStore OpenAtOneMoment(PostgresAddress address)
    {
        var store = OpenForReading(address);
        try
        {
            var session = store.Rent();
            store.holds = session;
            session.BeginReading();
            store.moment = session.Export();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    internal static PostgresLedgerStore OpenForReading(PostgresAddress address, IReadOnlyList<string> migrations) => new(address, writer: null, migrations);

    public void Commit(GroupCommit group)
    {
        lock (writing)
        {
            Writer();
            if (group.First != size)
                throw new ArgumentException($"The group begins with entry {group.First}, but the log ends before entry {size}.", nameof(group));
            Write(PostgresGroup.Of(group));
            Interlocked.Exchange(ref size, group.First + group.Count);
        }
    }

    public void SaveColumns(IEnumerable<ColumnBlock> blocks)
    {
        lock (writing)
        {
            Writer();
            using var transaction = writer!.Connection.BeginTransaction();
            foreach (var block in blocks) Write([PostgresGroup.Put(block)], transaction);
            transaction.Commit();
        }
    }

    public void Scrub()
    {
        lock (writing)
        {
            Writer();
            writer!.Execute(PostgresSql.Of("vacuum-cases"));
        }
    }

    public void Dispose()
    {
        holds?.Dispose();
        readers.Dispose();
        writer?.Dispose();
    }

    private void Writer()
    {
        if (failed is not null) throw new LedgerStoreException($"The store stopped writing after: {failed}");
        if (writer is null) throw new InvalidOperationException("The store is open for reading only.");
    }

    /// <summary>Sends all statements at once; without a transaction of their own they are one, which ends with the last of them.</summary>
    private void Write(IEnumerable<NpgsqlBatchCommand> statements, NpgsqlTransaction? transaction = null)
    {
        using var batch = new NpgsqlBatch(writer!.Connection, transaction);
        foreach (var statement in statements) batch.BatchCommands.Add(statement);
        if (batch.BatchCommands.Count == 0) return;
        try
        {
            batch.ExecuteNonQuery();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            var told = address.Failed(failure);
            // An error that the server reported has undone the transaction. When the connection broke, nobody can say whether the commit came before: that shows when the
            // ledger is opened anew. Until then nothing more is acknowledged, and the lock went with the connection.
            if (failure is not PostgresException || writer.Connection.State != ConnectionState.Open) failed = told.Message;
            throw told;
        }
    }

    /// <exception cref="LedgerStoreException">Another process writes the ledger.</exception>
    private static void TakeLock(PostgresAddress address, PostgresSession session)
    {
        // A writer that was killed holds the lock until the server has noticed.
        for (var tries = 0; !session.Is("take-lock"); tries++)
        {
            if (tries == 10)
            {
                var holder = session.First("lock-holder", static row => row.GetString(0)) ?? "another process";
                throw new LedgerStoreException($"{address} is being written by {holder}. End that first, or name another schema with Search Path.");
            }

            session.Execute("SELECT pg_sleep(0.1)");
        }
    }

    private long SizeInDatabase()
    {
        using var reader = Rent();
        return reader.First("log-size", static row => row.GetInt64(0));
    }

    private PostgresSession Rent()
    {
        var session = PostgresSession.Open(address, readers.OpenConnection);
        if (moment is not null) session.BeginReadingAt(moment);
        return session;
    }
}
