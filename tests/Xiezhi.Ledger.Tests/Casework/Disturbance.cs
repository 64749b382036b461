using Xiezhi.Ledger.Sqlite;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Somebody who writes into a store beside the ledger.</summary>
internal sealed class Disturbance : IDisposable
{
    private readonly Database database;

    public Disturbance(string folder, string sql)
    {
        database = new Database(Path.Combine(folder, "ledger.db"), SQLITE_OPEN_READWRITE);
        Execute(sql);
    }

    public void Execute(string sql) => database.Execute(sql);

    public void Dispose() => database.Dispose();
}
