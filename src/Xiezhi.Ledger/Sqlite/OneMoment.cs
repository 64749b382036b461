using SQLitePCL;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>What a connection sees as it stood at one moment, until it is disposed of; within a longer one, that one.</summary>
internal readonly struct OneMoment : IDisposable
{
    private const int MostTries = 1000;
    private readonly Database? database;

    public OneMoment(Database database)
    {
        if (database.InTransaction) { return; }
        database.Execute("BEGIN");
        this.database = database;
    }

    public void Dispose() => database?.Execute("ROLLBACK");

    /// <summary>Brings connections to one and the same moment, at which they stay for as long as they are open.</summary>
    /// <exception cref="LedgerStoreException">Somebody writes so fast that no moment was caught.</exception>
    public static void Share(IReadOnlyList<Database> connections)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            foreach (var connection in connections) { Begin(connection); }
            using var first = connections[0].Snapshot();
            if (connections.Skip(1).All(c => IsAt(c, first))) { return; }
            foreach (var connection in connections) { connection.Execute("ROLLBACK"); }
        }

        throw new LedgerStoreException($"{connections[0].Path} is written too fast to be read as it stands at one moment. Try again when less is done in it.");
    }

    // A transaction sees its moment from the first reading on.
    private static void Begin(Database connection)
    {
        connection.Execute("BEGIN");
        _ = connection.Ask("SELECT count(*) FROM sqlite_schema");
    }

    private static bool IsAt(Database connection, sqlite3_snapshot? moment)
    {
        using var own = connection.Snapshot();
        // Without a write-ahead log all see the file itself, and nobody can change it while one of them reads.
        return own is null || moment is null ? own is null && moment is null : sqlite3_snapshot_cmp(own, moment) == 0;
    }
}
