using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>The ledger in one SQLite file: one writing process, any number of readers beside it.</summary>
public sealed partial class SqliteLedgerStore : ILedgerStore
{
    // Counts the pages of the write-ahead log and does nothing else; newer than the constants of the binding.
    private const int CheckpointNothing = -1;
    /// <summary>How often the write-ahead log is tried to be cut while somebody reads.</summary>
    private const int MostCuts = 50;

    /// <summary>Threads that read one moment at once: who checks a folder needs five.</summary>
    private const int ReadersAtOneMoment = 8;

    private readonly ReaderPool readers;
    private readonly Database? writer;
    private readonly WalCheckpointer? checkpointer;
    private readonly Lock writing = new();
    private readonly RecentAnswers? recent;
    /// <summary>Whether any answer has been moved to its place in the order of keys.</summary>
    private volatile bool anyMoved;
    private long size;
    private int walPages;
    private string? failed;
    private bool closed;

    private SqliteLedgerStore(string path, Database? writer, int mostAnswers = 1 << 17, ReaderPool? readers = null)
    {
        this.readers = readers ?? new ReaderPool(path);
        this.writer = writer;
        size = SizeInFile();
        if (writer is null) return;
        checkpointer = new WalCheckpointer(path, writing);
        recent = ReadRuns(mostAnswers);
        using var rows = writer["any-answer"].Rows();
        anyMoved = rows.Next() && writer["any-answer"].Int64(0) != 0;
    }

    public long Size => writer is null ? SizeInFile() : Interlocked.Read(ref size);

    /// <summary>
    /// Opens the file for writing, makes it when it is not there and brings it to the newest format. The caller sees to it that only one process does so.
    /// </summary>
    /// <exception cref="LedgerStoreException">The file is no ledger, is newer than this program, or cannot be written.</exception>
    /// <param name="mostAnswers">About how many answers are kept in memory.</param>
    public static SqliteLedgerStore OpenForWriting(string path, int mostAnswers = 1 << 17) => OpenForWriting(path, StoreFormat.Migrations, mostAnswers);

    internal static SqliteLedgerStore OpenForWriting(string path, ImmutableArray<StoreFormat.Migration> migrations, int mostAnswers = 1 << 17)
    {
        var opened = new Database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        try
        {
            opened.Execute("PRAGMA page_size = 8192");
            opened.Execute("PRAGMA journal_mode = WAL");
            opened.Execute("PRAGMA synchronous = FULL");
            opened.Execute("PRAGMA wal_autocheckpoint = 0");
            opened.Execute("PRAGMA cache_size = -65536");
            // What a row was is overwritten within the pages that are written anyway.
            opened.Execute("PRAGMA secure_delete = FAST");
            StoreFormat.Migrate(opened, migrations);
            return new SqliteLedgerStore(path, opened, mostAnswers);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <exception cref="LedgerStoreException">There is no file, it is no ledger, or its format is not the one this program knows.</exception>
    public static SqliteLedgerStore OpenForReading(string path) => OpenForReading(path, StoreFormat.Migrations);

    internal static SqliteLedgerStore OpenForReading(string path, ImmutableArray<StoreFormat.Migration> migrations)
    {
        using (var database = new Database(path, SQLITE_OPEN_READONLY)) StoreFormat.Refuse(database, migrations.Length);
        return new SqliteLedgerStore(path, writer: null);
    }

    /// <summary>As <see cref="OpenForReading(string)"/>, and whatever is written meanwhile, all reading sees the ledger as it stood when it was opened.</summary>
    /// <exception cref="LedgerStoreException">There is no file, it is no ledger, or its format is not the one this program knows.</exception>
    public static SqliteLedgerStore OpenAtOneMoment(string path)
    {
        using (var database = new Database(path, SQLITE_OPEN_READONLY)) StoreFormat.Refuse(database, StoreFormat.Migrations.Length);
        return new SqliteLedgerStore(path, writer: null, readers: ReaderPool.AtOneMoment(path, ReadersAtOneMoment));
    }

    public void Commit(GroupCommit group)
    {
        lock (writing)
        {
            var to = Writer();
            if (group.First != size)
                throw new ArgumentException($"The group begins with entry {group.First}, but the log ends before entry {size}.", nameof(group));
            checkpointer!.MakeRoom(walPages);
            foreach (var key in group.Answers.Keys)
                if (recent!.Find(key) is not null) throw new LedgerStoreException($"The key {key:x32} was answered before. Nothing of the group was kept.");
            var moving = recent!.Plan(group.Answers.Count);
            InTransaction(to, () => Write(to, group, moving));
            // Whoever does not find them in memory any more must know that they are elsewhere.
            anyMoved |= moving.Answers.Count > 0;
            recent.Committed(moving, group.Answers);
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

    public void Scrub()
    {
        lock (writing)
        {
            _ = Writer();
            // Whoever reads an old state keeps it from being cut for as long as he reads; each try waits for him a while.
            for (var tries = 0; !checkpointer!.Cut(); tries++)
            {
                if (tries == MostCuts) throw new LedgerStoreException("What was erased is still in the write-ahead log, because somebody reads an old state of the ledger. End what reads it, and run the command again.");
            }

            walPages = 0;
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

    private void Write(Database to, GroupCommit group, in RecentAnswers.Moving moving)
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

        Write(to, group.Answers, moving);
        foreach (var (name, value) in group.Progress) to["put-progress"].Bind(1, name).Bind(2, value).Bind(3, RowDigest.OfProgress(name, value)).Run();
        if (group.Checkpoint is not null) to["append-checkpoint"].Bind(1, group.First + group.Count).Bind(2, group.Checkpoint).Run();
    }

    private void Write(Database to, IReadOnlyDictionary<UInt128, Answer> answers, in RecentAnswers.Moving moving)
    {
        if (answers.Count > 0)
        {
            var run = RecentAnswers.Write(answers);
            to["append-answer-run"].Bind(1, recent!.LastRun + 1).Bind(2, run).Bind(3, RowDigest.OfRun(recent.LastRun + 1, run)).Run();
        }

        Span<byte> key = stackalloc byte[16], request = stackalloc byte[16];
        foreach (var (asked, answer) in moving.Answers)
        {
            BinaryPrimitives.WriteUInt128BigEndian(key, asked);
            BinaryPrimitives.WriteUInt128BigEndian(request, answer.Request);
            to["move-answer"].Bind(1, key).Bind(2, answer.Leaf).Bind(3, request).Bind(4, RowDigest.Of(asked, answer)).Run();
        }

        if (moving.DropTo > 0) to["drop-answer-runs"].Bind(1, moving.DropTo).Run();
    }

    private long SizeInFile()
    {
        using var reader = readers.Rent();
        using var rows = reader["log-size"].Rows();
        return rows.Next() ? reader["log-size"].Int64(0) : 0;
    }
}
