using System.Buffers.Binary;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>A new SQLite file that becomes a copy of a store.</summary>
internal sealed class SqliteCopy : ILedgerCopy
{
    private readonly Database to;

    /// <exception cref="LedgerStoreException">There is a ledger in the file already, or it cannot be written.</exception>
    public SqliteCopy(string path)
    {
        to = new Database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        try
        {
            to.Execute("PRAGMA page_size = 8192");
            to.Execute("PRAGMA synchronous = FULL");
            to.Execute("PRAGMA cache_size = -65536");
            if (to.Ask("SELECT count(*) FROM sqlite_schema") > 0) throw new LedgerStoreException($"{path} holds tables already. Name a new file.");
            StoreFormat.Migrate(to, StoreFormat.Migrations);
            to.Execute("BEGIN IMMEDIATE");
        }
        catch
        {
            to.Dispose();
            throw;
        }
    }

    public void Take(long first, int count, ReadOnlySpan<byte> bodiesHash, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies) =>
        to["append-segment"].Bind(1, first).Bind(2, count).Bind(3, bodiesHash).Bind(4, marks).Bind(5, leaves).Bind(6, bodies).Run();

    public void Take(StoredCheckpoint checkpoint) => to["append-checkpoint"].Bind(1, checkpoint.Size).Bind(2, checkpoint.Note).Run();

    public void TakeTile(int level, long index, ReadOnlySpan<byte> hashes) => to["put-tile"].Bind(1, level).Bind(2, index).Bind(3, hashes).Run();

    public void Take(Register register) => to["put-register"].Bind(1, register.Id).Bind(2, register.Procedure).Bind(3, register.Organ).Bind(4, register.Year).Bind(5, register.Last)
        .Bind(6, RowDigest.Of(register)).Run();

    public void Take(CaseId id, DateOnly? due, ReadOnlySpan<byte> state)
    {
        Span<byte> digest = stackalloc byte[RowDigest.Length];
        CaseRow.Digest(id.Value, due?.DayNumber ?? -1, state, digest);
        var put = to["put-case"].Bind(1, id.Value);
        _ = due is { } day ? put.Bind(2, day.DayNumber) : put.BindNull(2);
        put.Bind(3, state).Bind(4, digest).Run();
    }

    public void Take(UInt128 key, Answer answer)
    {
        Span<byte> asked = stackalloc byte[16], request = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(asked, key);
        BinaryPrimitives.WriteUInt128BigEndian(request, answer.Request);
        to["move-answer"].Bind(1, asked).Bind(2, answer.Leaf).Bind(3, request).Bind(4, RowDigest.Of(key, answer)).Run();
    }

    public void TakeProgress(string name, long value) => to["put-progress"].Bind(1, name).Bind(2, value).Bind(3, RowDigest.OfProgress(name, value)).Run();

    public void Take(ColumnBlock block) =>
        to["put-column-block"].Bind(1, block.Name).Bind(2, block.Block).Bind(3, block.Size).Bind(4, RowDigest.Of(block)).Bind(5, block.Data.Span).Run();

    public void Finish()
    {
        to.Execute("COMMIT");
        to.Execute("PRAGMA journal_mode = WAL");
    }

    public void Dispose() => to.Dispose();
}
