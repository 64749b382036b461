using System.Buffers.Binary;
using System.Security.Cryptography;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>The ledger in one SQLite file: one writing process, any number of readers beside it.</summary>
public sealed partial class SqliteLedgerStore : ILedgerStore
{
    // Counts the pages of the write-ahead log and does nothing else; newer than the constants of the binding.
    private const int CheckpointNothing = -1;

    private readonly ReaderPool readers;
    private readonly Database? writer;
    private readonly WalCheckpointer? checkpointer;
    private readonly Lock writing = new();
    private long size;
    private int walPages;
    private string? failed;
    private bool closed;

    private SqliteLedgerStore(string path, Database? writer)
    {
        readers = new ReaderPool(path);
        this.writer = writer;
        if (writer is not null) checkpointer = new WalCheckpointer(path);
        size = SizeInFile();
    }

    public long Size => writer is null ? SizeInFile() : Interlocked.Read(ref size);

    /// <summary>
    /// Opens the file for writing, makes it when it is not there and brings it to the newest format. The caller sees to it that only one process does so.
    /// </summary>
    /// <exception cref="LedgerStoreException">The file is no ledger, is newer than this program, or cannot be written.</exception>
    public static SqliteLedgerStore OpenForWriting(string path)
    {
        var opened = new Database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        try
        {
            opened.Execute("PRAGMA page_size = 8192");
            opened.Execute("PRAGMA journal_mode = WAL");
            opened.Execute("PRAGMA synchronous = FULL");
            opened.Execute("PRAGMA wal_autocheckpoint = 0");
            opened.Execute("PRAGMA cache_size = -65536");
            StoreFormat.Migrate(opened);
            return new SqliteLedgerStore(path, opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <exception cref="LedgerStoreException">There is no file, it is no ledger, or its format is not the one this program knows.</exception>
    public static SqliteLedgerStore OpenForReading(string path)
    {
        using (var database = new Database(path, SQLITE_OPEN_READONLY)) StoreFormat.Refuse(database);
        return new SqliteLedgerStore(path, writer: null);
    }

    public void Commit(GroupCommit group)
    {
        lock (writing)
        {
            var to = Writer();
            if (group.First != size)
                throw new ArgumentException($"The group begins with entry {group.First}, but the log ends before entry {size}.", nameof(group));
            checkpointer!.MakeRoom(walPages);
            InTransaction(to, () => Write(to, group));
            Interlocked.Exchange(ref size, group.First + group.Count);
            walPages = to.Checkpoint(CheckpointNothing);
            checkpointer.Committed(walPages);
        }
    }

    public void SaveColumns(IEnumerable<ColumnBlock> blocks)
    {
        lock (writing)
        {
            var to = Writer();
            InTransaction(to, () =>
            {
                var put = to["put-column-block"];
                foreach (var block in blocks)
                    put.Bind(1, block.Name).Bind(2, block.Block).Bind(3, block.Size).Bind(4, RowDigest.Of(block)).Bind(5, block.Data.Span).Run();
            });
            walPages = to.Checkpoint(CheckpointNothing);
            checkpointer!.Committed(walPages);
        }
    }

    public void Dispose()
    {
        if (closed) return;
        closed = true;
        try
        {
            if (failed is null) checkpointer?.Cut();
        }
        catch (LedgerStoreException)
        {
            // What could not be moved stays in the write-ahead log and is read from there when the file is opened again.
        }
        checkpointer?.Dispose();
        readers.Dispose();
        writer?.Dispose();
    }

    private Database Writer()
    {
        if (failed is not null) throw new LedgerStoreException($"The store stopped writing after: {failed}");
        return writer ?? throw new InvalidOperationException("The store is open for reading only.");
    }

    private void InTransaction(Database to, Action write)
    {
        to.Execute("BEGIN IMMEDIATE");
        try
        {
            write();
            to.Execute("COMMIT");
        }
        catch (Exception failure)
        {
            try
            {
                if (to.InTransaction) to.Execute("ROLLBACK");
            }
            catch (LedgerStoreException)
            {
                // The first failure says more than that it could not be undone.
            }
            // After a failed write or sync nobody can say what the disk holds until the file is opened anew, so nothing more is acknowledged.
            if (failure is LedgerStoreException && to.DiskFailed) failed = failure.Message;
            throw;
        }
    }

    private static void Write(Database to, GroupCommit group)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var append = to["append-segment"];
        foreach (var segment in group.Segments)
        {
            segment.HashBodies(hash);
            append.Bind(1, segment.First).Bind(2, segment.Count).Bind(3, hash).Bind(4, segment.Marks).Bind(5, segment.Leaves).Bind(6, segment.Bodies).Run();
        }

        foreach (var register in group.Registers)
            to["put-register"].Bind(1, register.Id).Bind(2, register.Procedure).Bind(3, register.Organ).Bind(4, register.Year).Bind(5, register.Last)
                .Bind(6, RowDigest.Of(register)).Run();

        var digest = hash[..RowDigest.Length];
        var put = to["put-case"];
        foreach (var slot in group.CasesInOrder())
        {
            var row = group.Row(slot);
            row.Digest(digest);
            put.Bind(1, slot.Id);
            _ = row.DueDay < 0 ? put.BindNull(2) : put.Bind(2, row.DueDay);
            put.Bind(3, row.State).Bind(4, digest).Run();
        }

        foreach (var tile in group.Tiles) to["put-tile"].Bind(1, tile.Level).Bind(2, tile.Index).Bind(3, group.Hashes(tile)).Run();

        Span<byte> key = stackalloc byte[16], request = stackalloc byte[16];
        foreach (var (asked, answer) in group.Answers)
        {
            BinaryPrimitives.WriteUInt128BigEndian(key, asked);
            BinaryPrimitives.WriteUInt128BigEndian(request, answer.Request);
            to["append-answer"].Bind(1, key).Bind(2, answer.Leaf).Bind(3, request).Bind(4, RowDigest.Of(asked, answer)).Run();
        }

        foreach (var (name, value) in group.Progress) to["put-progress"].Bind(1, name).Bind(2, value).Bind(3, RowDigest.OfProgress(name, value)).Run();
        if (group.Checkpoint is not null) to["append-checkpoint"].Bind(1, group.First + group.Count).Bind(2, group.Checkpoint).Run();
    }

    private long SizeInFile()
    {
        using var reader = readers.Rent();
        using var rows = reader["log-size"].Rows();
        return rows.Next() ? reader["log-size"].Int64(0) : 0;
    }
}
