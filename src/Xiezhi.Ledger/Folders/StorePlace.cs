using Xiezhi.Ledger.Postgres;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Folders;

/// <summary>Where the ledger of a folder lies.</summary>
/// <param name="folder">The folder's path.</param>
/// <param name="address">The address of a PostgreSQL; null for SQLite in the folder.</param>
internal sealed class StorePlace(string folder, string? address)
{
    private readonly string file = Path.Combine(folder, "ledger.db");
    private readonly PostgresAddress? elsewhere = address is null ? null : PostgresAddress.Parse(address);

    /// <summary>Makes the store where there is none.</summary>
    public ILedgerStore Make() => elsewhere is null ? SqliteLedgerStore.OpenForWriting(file) : PostgresLedgerStore.OpenForWriting(elsewhere);

    /// <exception cref="FolderException">The file is missing.</exception>
    public ILedgerStore OpenForWriting() => elsewhere is null ? SqliteLedgerStore.OpenForWriting(Present()) : PostgresLedgerStore.OpenForWriting(elsewhere);

    /// <exception cref="FolderException">The file is missing.</exception>
    public ILedgerStore OpenForReading() => elsewhere is null ? SqliteLedgerStore.OpenForReading(Present()) : PostgresLedgerStore.OpenForReading(elsewhere);

    /// <summary>A store in which all reading sees one moment, beside a writer.</summary>
    /// <exception cref="FolderException">The file is missing.</exception>
    public ILedgerStore OpenAtOneMoment() => elsewhere is null ? SqliteLedgerStore.OpenAtOneMoment(Present()) : PostgresLedgerStore.OpenAtOneMoment(elsewhere);

    /// <summary>A store that is being made as a copy of another.</summary>
    public ILedgerCopy Copy() => elsewhere is null ? new SqliteCopy(file) : new PostgresCopy(elsewhere);

    public override string ToString() => elsewhere?.ToString() ?? "ledger.db";

    private string Present() => File.Exists(file) ? file : throw new FolderException($"{file} is missing. Restore the folder from a backup: its parts belong together.");
}
