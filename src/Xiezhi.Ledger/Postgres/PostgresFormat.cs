using Xiezhi.Ledger.Stores;
using static Xiezhi.Ledger.Postgres.PostgresSession;

namespace Xiezhi.Ledger.Postgres;

/// <summary>The format of a schema: its mark, and the migrations that lead to the format that this program knows.</summary>
internal static class PostgresFormat
{
    private const int OldestServer = 15;

    /// <summary>The migrations in their order; a store's format is how many of them it has been through.</summary>
    public static readonly string[] Migrations = ["0001-ledger"];

    /// <summary>
    /// Brings the schema, which this session's lock holds, to the newest format in one transaction: it is of the old format or of the newest, whatever happens meanwhile.
    /// </summary>
    public static void Migrate(PostgresSession session, PostgresAddress address, IReadOnlyList<string> migrations)
    {
        var format = Read(session, address, migrations.Count);
        if (format == migrations.Count) return;
        using var transaction = session.Connection.BeginTransaction();
        foreach (var migration in migrations.Skip(format)) session.Execute(PostgresSql.Of(migration));
        session.Each("put-format", static _ => true, With("xiezhi"), With(migrations.Count));
        transaction.Commit();
    }

    /// <exception cref="LedgerStoreException">There is no ledger, or it is not of the format that this program knows.</exception>
    public static void RequireNewest(PostgresSession session, PostgresAddress address, IReadOnlyList<string> migrations)
    {
        var format = Read(session, address, migrations.Count);
        if (format == 0) throw new LedgerStoreException($"{address} holds no ledger. Name the schema that does, or restore the folder from a backup.");
        if (format < migrations.Count)
            throw new LedgerStoreException($"{address} has the older format {format}. Open it once for writing (xiezhi serve), which brings it to format {migrations.Count}.");
    }

    /// <exception cref="LedgerStoreException">The server is too old, or keeps what it acknowledges only in memory.</exception>
    public static void RequireDurable(PostgresSession session, PostgresAddress address)
    {
        var (version, durable) = (0, false);
        session.Each("about-server", row =>
        {
            (version, durable) = (row.GetInt32(0), row.GetBoolean(1));
            return true;
        });
        if (version / 10_000 < OldestServer) throw new LedgerStoreException($"{address} runs PostgreSQL {version / 10_000}. Use PostgreSQL {OldestServer} or newer.");
        if (!durable) throw new LedgerStoreException($"{address} runs with fsync or full_page_writes off and would lose what it acknowledges. Switch both on in postgresql.conf.");
    }

    /// <returns>0 when the schema is empty.</returns>
    private static int Read(PostgresSession session, PostgresAddress address, int newest)
    {
        var (any, store) = (false, false);
        session.Each("has-tables", row =>
        {
            (any, store) = (row.GetBoolean(0), row.GetBoolean(1));
            return true;
        });
        if (!any) return 0;
        var (program, format) = ("", 0);
        if (store)
        {
            session.Each("read-format", row =>
            {
                (program, format) = (row.GetString(0), row.GetInt32(1));
                return true;
            });
        }

        if (program != "xiezhi") throw new LedgerStoreException($"{address} holds other tables and is not a ledger of Xiezhi. Name a schema of its own with Search Path.");
        if (format > newest) throw new LedgerStoreException($"{address} has format {format}, and this program knows formats up to {newest}. Use the newer xiezhi that wrote it.");
        return format;
    }
}
