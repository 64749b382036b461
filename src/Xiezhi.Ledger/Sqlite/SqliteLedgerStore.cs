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

    private readonly ReaderPool _readers;
    private readonly Database? _writer;
    private readonly WalCheckpointer? _checkpointer;
    private readonly Lock _writing = new();
    private long _size;
    private int _walPages;
    private string? _failed;
    private bool _closed;

    private SqliteLedgerStore(string path, Database? writer)
    {
        _readers = new ReaderPool(path);
        _writer = writer;
        if (writer is not null) _checkpointer = new WalCheckpointer(path);
        _size = SizeInFile();
    }

    public long Size => _writer is null ? SizeInFile() : Interlocked.Read(ref _size);

    /// <summary>Opens the file for writing, makes it when it is not there and brings it to the newest format. The caller sees to it that only one process does so.</summary>
    /// <exception cref="LedgerStoreException">The file is no ledger, is newer than this program, or cannot be written.</exception>
    public static SqliteLedgerStore OpenForWriting(string path)
    {
        var writer = new Database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        try
        {
            writer.Execute("PRAGMA page_size = 8192");
            writer.Execute("PRAGMA journal_mode = WAL");
            writer.Execute("PRAGMA synchronous = FULL");
            writer.Execute("PRAGMA wal_autocheckpoint = 0");
            writer.Execute("PRAGMA cache_size = -65536");
            StoreFormat.Migrate(writer);
            return new SqliteLedgerStore(path, writer);
        }
        catch
        {
            writer.Dispose();
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
        lock (_writing)
        {
            var writer = Writer();
            if (group.First != _size) throw new ArgumentException($"The group begins with entry {group.First}, but the log ends before entry {_size}.", nameof(group));
            _checkpointer!.MakeRoom(_walPages);
            InTransaction(writer, () => Write(writer, group));
            Interlocked.Exchange(ref _size, group.First + group.Count);
            _walPages = writer.Checkpoint(CheckpointNothing);
            _checkpointer.Committed(_walPages);
        }
    }

    public void SaveColumns(IEnumerable<ColumnBlock> blocks)
    {
        lock (_writing)
        {
            var writer = Writer();
            InTransaction(writer, () =>
            {
                var put = writer["put-column-block"];
                foreach (var block in blocks)
                    put.Bind(1, block.Name).Bind(2, block.Block).Bind(3, block.Size).Bind(4, RowDigest.Of(block)).Bind(5, block.Data.Span).Run();
            });
            _walPages = writer.Checkpoint(CheckpointNothing);
            _checkpointer!.Committed(_walPages);
        }
    }

    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        if (_checkpointer is not null)
        {
            if (_failed is null) _checkpointer.Cut();
            _checkpointer.Dispose();
        }
        _readers.Dispose();
        _writer?.Dispose();
    }

    private Database Writer()
    {
        if (_failed is not null) throw new LedgerStoreException($"The store stopped writing after: {_failed}");
        return _writer ?? throw new InvalidOperationException("The store is open for reading only.");
    }

    private void InTransaction(Database writer, Action write)
    {
        writer.Execute("BEGIN IMMEDIATE");
        try
        {
            write();
            writer.Execute("COMMIT");
        }
        catch (Exception failure)
        {
            try
            {
                if (writer.InTransaction) writer.Execute("ROLLBACK");
            }
            catch (LedgerStoreException)
            {
                // The first failure says more than that it could not be undone.
            }
            // After a failed write or sync nobody can say what the disk holds until the file is opened anew, so nothing more is acknowledged.
            if (failure is LedgerStoreException && writer.DiskFailed) _failed = failure.Message;
            throw;
        }
    }

    private static void Write(Database writer, GroupCommit group)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var append = writer["append-segment"];
        foreach (var segment in group.Segments)
        {
            segment.HashBodies(hash);
            append.Bind(1, segment.First).Bind(2, segment.Count).Bind(3, hash).Bind(4, segment.Marks).Bind(5, segment.Leaves).Bind(6, segment.Bodies).Run();
        }

        foreach (var register in group.Registers)
            writer["put-register"].Bind(1, register.Id).Bind(2, register.Procedure).Bind(3, register.Organ).Bind(4, register.Year).Bind(5, register.Last)
                .Bind(6, RowDigest.Of(register)).Run();

        var digest = hash[..RowDigest.Length];
        var put = writer["put-case"];
        foreach (var slot in group.CasesInOrder())
        {
            var row = group.Row(slot);
            row.Digest(digest);
            put.Bind(1, slot.Id);
            _ = row.DueDay < 0 ? put.BindNull(2) : put.Bind(2, row.DueDay);
            put.Bind(3, row.State).Bind(4, digest).Run();
        }

        foreach (var tile in group.Tiles) writer["put-tile"].Bind(1, tile.Level).Bind(2, tile.Index).Bind(3, group.Hashes(tile)).Run();

        Span<byte> key = stackalloc byte[16], request = stackalloc byte[16];
        foreach (var (asked, answer) in group.Answers)
        {
            BinaryPrimitives.WriteUInt128BigEndian(key, asked);
            BinaryPrimitives.WriteUInt128BigEndian(request, answer.Request);
            writer["append-answer"].Bind(1, key).Bind(2, answer.Leaf).Bind(3, request).Bind(4, RowDigest.Of(asked, answer)).Run();
        }

        foreach (var (name, value) in group.Progress) writer["put-progress"].Bind(1, name).Bind(2, value).Bind(3, RowDigest.OfProgress(name, value)).Run();
        if (group.Checkpoint is not null) writer["append-checkpoint"].Bind(1, group.First + group.Count).Bind(2, group.Checkpoint).Run();
    }

    private long SizeInFile()
    {
        using var reader = _readers.Rent();
        using var rows = reader["log-size"].Rows();
        return rows.Next() ? reader["log-size"].Int64(0) : 0;
    }
}
