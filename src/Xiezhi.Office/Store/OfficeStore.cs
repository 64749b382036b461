using NodaTime;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Office.Store;

/// <summary>
/// The file <c>office.db</c> of the data folder: what the office needs and what is no evidence. One process writes it, the one that holds the folder's lock.
/// What was written is on the disk when <see cref="Write"/> returns; what was removed is overwritten.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class OfficeStore : IDisposable
{
    /// <summary>"XZof", by which <c>file</c> and SQLite's own tools know it.</summary>
    private const int ApplicationId = 0x585A6F66;

    private static readonly string[] Migrations = ["0001-office", "0002-events", "0003-erasure", "0004-opening-proposals"];

    private readonly Database writer;
    private readonly ReaderPool readers;
    private readonly Lock writing = new();
    private readonly Lock queueing = new();
    private List<Change> queue = [];

    private OfficeStore(Database writer)
    {
        this.writer = writer;
        readers = new ReaderPool(writer.Path, OfficeSql.Of);
    }

    /// <summary>Opens the file, makes it when it is not there and brings it to the newest format.</summary>
    /// <param name="folder">The data folder, whose writer's lock the caller holds.</param>
    /// <exception cref="LedgerStoreException">The file is none of this program, is newer than it, or cannot be written.</exception>
    public static OfficeStore Open(string folder)
    {
        var opened = new Database(Path.Combine(folder, "office.db"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, OfficeSql.Of);
        try
        {
            opened.Execute("PRAGMA journal_mode = WAL");
            opened.Execute("PRAGMA synchronous = FULL");
            opened.Execute("PRAGMA secure_delete = ON");
            opened.Execute("PRAGMA foreign_keys = ON");
            Migrate(opened);
            return new OfficeStore(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A connection for reading, to be disposed of soon.</summary>
    internal ReaderPool.Reader Reader() => readers.Rent();

    /// <summary>Makes a change in a transaction; changes of several threads that wait at once share one, and one write to the disk.</summary>
    /// <exception cref="OfficeException">Nothing of this change was kept.</exception>
    internal void Write(Action<Database> change)
    {
        var mine = new Change(change);
        lock (queueing) { queue.Add(mine); }
        lock (writing)
        {
            if (!mine.Done) { WriteWaiting(); }
        }

        if (mine.Failed is { } failed) { throw new OfficeException(failed.Message, failed); }
    }

    /// <summary>Empties the write-ahead log, so that what was removed is nowhere in the folder any more.</summary>
    internal void Checkpoint()
    {
        lock (writing) { writer.Checkpoint(SQLITE_CHECKPOINT_TRUNCATE); }
    }

    public void Dispose()
    {
        lock (writing)
        {
            readers.Dispose();
            writer.Dispose();
        }
    }

    private void WriteWaiting()
    {
        List<Change> group;
        lock (queueing) { (group, queue) = (queue, []); }
        try
        {
            writer.Execute("BEGIN IMMEDIATE");
            foreach (var change in group) { change.Apply(writer); }
            writer.Execute("COMMIT");
        }
        catch (Exception failed)
        {
            // Whoever waits is answered, whatever happened.
            if (writer.InTransaction) { writer.Execute("ROLLBACK"); }
            foreach (var change in group) { change.Failed ??= failed; }
        }

        foreach (var change in group) { change.Done = true; }
    }

    private static void Migrate(Database database)
    {
        var format = database.Ask("PRAGMA user_version");
        if (format > 0 || database.Ask("SELECT count(*) FROM sqlite_schema") > 0)
        {
            if (database.Ask("PRAGMA application_id") != ApplicationId)
            {
                throw new LedgerStoreException($"{database.Path} is not a file of Xiezhi's office. Move it away, or restore the folder from a backup.");
            }

            if (format > Migrations.Length)
            {
                throw new LedgerStoreException(
                    $"{database.Path} has format {format}, and this program knows formats up to {Migrations.Length}. Use the newer xiezhi that wrote it.");
            }
        }

        for (; format < Migrations.Length; format++)
        {
            database.Execute("BEGIN IMMEDIATE");
            database.Execute(OfficeSql.Of(Migrations[format]));
            database.Execute($"PRAGMA application_id = {ApplicationId}");
            database.Execute($"PRAGMA user_version = {format + 1}");
            database.Execute("COMMIT");
        }
    }

    /// <summary>A change that waits for its transaction. One that fails takes back what it did, and no other's.</summary>
    private sealed class Change(Action<Database> apply)
    {
        public bool Done { get; set; }
        public Exception? Failed { get; set; }

        public void Apply(Database database)
        {
            database.Execute("SAVEPOINT change");
            try
            {
                apply(database);
            }
            catch (Exception failed) when (!database.DiskFailed)
            {
                Failed = failed;
                database.Execute("ROLLBACK TO change");
            }

            database.Execute("RELEASE change");
        }
    }
}
