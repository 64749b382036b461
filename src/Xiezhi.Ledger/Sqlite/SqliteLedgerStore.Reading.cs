using System.Buffers;
using System.Buffers.Binary;
using Xiezhi.Ledger.Stores;
using Place = Xiezhi.Ledger.Stores.StoredSegment.Place;

namespace Xiezhi.Ledger.Sqlite;

public sealed partial class SqliteLedgerStore
{
    public void ReadEntries(long first, long count, EntryVisitor visit) => Walk("entries-from", bodies: true, first, count, visit);

    public void ReadLeaves(long first, long count, LeafVisitor visit) =>
        Walk("leaves-from", bodies: false, first, count, (index, leaf, _) => visit(index, leaf));

    public byte[] ReadLeaf(long index)
    {
        using var reader = readers.Rent();
        var place = Locate(reader, index);
        return Frame(reader, place, "leaves", place.From.LeafOffset, place.To?.LeafOffset, index);
    }

    public byte[] ReadBody(long index)
    {
        using var reader = readers.Rent();
        var place = Locate(reader, index);
        return Frame(reader, place, "bodies", place.From.BodyOffset, place.To?.BodyOffset, index);
    }

    public int ReadBundle(long bundle, IBufferWriter<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bundle);
        using var reader = readers.Rent();
        var index = bundle * Segment.BundleSize;
        var end = index + Segment.BundleSize;
        while (index < end && TryLocate(reader, index) is { } place)
        {
            // Segments join at the very entry that is asked for, and bundles begin at marks: whole stretches are copied as they lie.
            var length = (place.To?.LeafOffset ?? reader.Database.BlobLength("segment", "leaves", place.Segment)) - place.From.LeafOffset;
            reader.Database.ReadBlob("segment", "leaves", place.Segment, place.From.LeafOffset, output.GetSpan(length)[..length]);
            output.Advance(length);
            index = Math.Min(end, place.End);
        }
        return (int)(index - bundle * Segment.BundleSize);
    }

    public bool ReadCase(CaseId id, IBufferWriter<byte> state, out DateOnly? due)
    {
        using var reader = readers.Rent();
        var statement = reader["read-case"].Bind(1, id.Value);
        using var rows = statement.Rows();
        due = null;
        if (!rows.Next()) return false;
        due = Due(statement, 0);
        var bytes = TrustedRow.State(id, due, statement.Blob(1), statement.Blob(2));
        state.Write(bytes);
        return true;
    }

    public void ReadCases(CaseId from, CaseVisitor visit)
    {
        using var reader = readers.Rent();
        Visit(reader["cases-from"].Bind(1, from.Value), visit);
    }

    public void ReadCasesBack(CaseId last, CaseId first, CaseVisitor visit)
    {
        using var reader = readers.Rent();
        Visit(reader["cases-back"].Bind(1, last.Value).Bind(2, first.Value), visit);
    }

    public void ReadAwaiting(CaseVisitor visit)
    {
        using var reader = readers.Rent();
        Visit(reader["cases-awaiting"], visit);
    }

    private static void Visit(Statement statement, CaseVisitor visit)
    {
        using var rows = statement.Rows();
        while (rows.Next())
        {
            var id = statement.Int64(0);
            var due = Due(statement, 1);
            if (!visit(new CaseId(id), due, TrustedRow.State(new CaseId(id), due, statement.Blob(2), statement.Blob(3)))) return;
        }
    }

    public IReadOnlyList<DueCase> CasesDueBy(DateOnly day, DueCase? after, int limit)
    {
        using var reader = readers.Rent();
        var statement = reader["cases-due"].Bind(1, day.DayNumber).Bind(2, after?.Due.DayNumber ?? -1).Bind(3, after?.Id.Value ?? -1).Bind(4, limit);
        using var rows = statement.Rows();
        var due = new List<DueCase>();
        while (rows.Next()) due.Add(new DueCase(DateOnly.FromDayNumber(statement.Int32(0)), new CaseId(statement.Int64(1))));
        return due;
    }

    public IReadOnlyList<Register> Registers()
    {
        using var reader = readers.Rent();
        var statement = reader["registers"];
        using var rows = statement.Rows();
        var registers = new List<Register>();
        while (rows.Next())
        {
            var register = RegisterOf(statement);
            TrustedRow.Require(RowDigest.Of(register), statement.Blob(5), $"register {register.Id}");
            registers.Add(register);
        }
        return registers;
    }

    public StoredCheckpoint? LatestCheckpoint()
    {
        using var reader = readers.Rent();
        return Checkpoint(reader["latest-checkpoint"]);
    }

    public StoredCheckpoint? CheckpointAt(long size)
    {
        using var reader = readers.Rent();
        return Checkpoint(reader["checkpoint-at"].Bind(1, size));
    }

    public void ReadCheckpoints(Action<StoredCheckpoint> visit)
    {
        using var reader = readers.Rent();
        var statement = reader["checkpoints"];
        using var rows = statement.Rows();
        while (rows.Next()) visit(new StoredCheckpoint(statement.Int64(0), statement.Text(1)));
    }

    public void ReadTiles(TileVisitor visit)
    {
        using var reader = readers.Rent();
        var statement = reader["tiles"];
        using var rows = statement.Rows();
        while (rows.Next()) visit(statement.Int32(0), statement.Int64(1), statement.Blob(2));
    }

    public byte[]? ReadTile(int level, long index)
    {
        using var reader = readers.Rent();
        var statement = reader["read-tile"].Bind(1, level).Bind(2, index);
        using var rows = statement.Rows();
        return rows.Next() ? statement.Blob(0).ToArray() : null;
    }

    public Answer? ReadAnswer(UInt128 key)
    {
        var found = new Dictionary<UInt128, Answer>();
        ReadAnswers([key], found);
        return found.TryGetValue(key, out var answer) ? answer : null;
    }

    public void ReadAnswers(IReadOnlyList<UInt128> keys, IDictionary<UInt128, Answer> found)
    {
        // Moved answers leave memory only after they are on the disk, so whoever looks here first misses none.
        var known = recent ?? ReadRuns(int.MaxValue);
        List<UInt128> missing = [];
        foreach (var key in keys)
        {
            if (known.Find(key) is { } answer) found[key] = answer;
            else missing.Add(key);
        }

        if (missing.Count == 0 || (recent is not null && !anyMoved)) return;
        using var reader = readers.Rent();
        // One transaction for all: beginning one takes longer than finding an answer.
        using var moment = new OneMoment(reader.Database);
        foreach (var key in missing)
            if (ReadMoved(reader, key) is { } answer) found[key] = answer;
    }

    private static Answer? ReadMoved(ReaderPool.Reader reader, UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        var statement = reader["read-answer"].Bind(1, bytes);
        using var rows = statement.Rows();
        if (!rows.Next()) return null;
        var answer = AnswerOf(statement, 0);
        TrustedRow.Require(RowDigest.Of(key, answer), statement.Blob(2), $"answer {key:x32}");
        return answer;
    }

    private RecentAnswers ReadRuns(int most)
    {
        var read = new RecentAnswers(most);
        using var reader = readers.Rent();
        var statement = reader["answer-runs"];
        using var rows = statement.Rows();
        while (rows.Next())
        {
            var (run, answers) = (statement.Int64(0), statement.Blob(1).ToArray());
            TrustedRow.Require(RowDigest.OfRun(run, answers), statement.Blob(2), $"answer_run {run}");
            read.Add(run, RecentAnswers.Read(answers));
        }

        read.Begin();
        return read;
    }

    public long Progress(string name)
    {
        using var reader = readers.Rent();
        var statement = reader["read-progress"].Bind(1, name);
        using var rows = statement.Rows();
        if (!rows.Next()) return 0;
        var value = statement.Int64(0);
        TrustedRow.Require(RowDigest.OfProgress(name, value), statement.Blob(1), $"progress {name}");
        return value;
    }

    public IReadOnlyList<ColumnBlock> ReadColumn(string name)
    {
        using var reader = readers.Rent();
        var statement = reader["read-column"].Bind(1, name);
        using var rows = statement.Rows();
        var blocks = new List<ColumnBlock>();
        while (rows.Next())
        {
            var block = new ColumnBlock(name, statement.Int32(0), statement.Int64(1), statement.Blob(3).ToArray());
            TrustedRow.Require(RowDigest.Of(block), statement.Blob(2), $"column {name}, block {block.Block}");
            blocks.Add(block);
        }
        return blocks;
    }

    private void Walk(string segments, bool bodies, long first, long count, EntryVisitor visit)
    {
        var end = StoredSegment.End(first, count);
        using var reader = readers.Rent();
        var statement = reader[segments].Bind(1, first).Bind(2, end);
        using var rows = statement.Rows();
        while (rows.Next())
        {
            if (!StoredSegment.Visit(statement.Int64(0), statement.Int32(1), statement.Blob(2), statement.Blob(3), bodies ? statement.Blob(4) : default, bodies, first, end, visit)) return;
        }
    }

    private static Place Locate(ReaderPool.Reader reader, long index) =>
        TryLocate(reader, index) ?? throw new ArgumentOutOfRangeException(nameof(index), index, "The log has no such entry.");

    private static Place? TryLocate(ReaderPool.Reader reader, long index)
    {
        var statement = reader["locate-segment"].Bind(1, index);
        using var rows = statement.Rows();
        if (!rows.Next()) return null;
        return Place.Of(index, statement.Int64(0), statement.Int32(1), statement.Blob(2));
    }

    private static byte[] Frame(ReaderPool.Reader reader, Place place, string column, int from, int? to, long index)
    {
        var length = (to ?? reader.Database.BlobLength("segment", column, place.Segment)) - from;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            reader.Database.ReadBlob("segment", column, place.Segment, from, bytes.AsSpan(0, length));
            return place.Frame(bytes.AsSpan(0, length), index);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static Register RegisterOf(Statement row) => new(row.Int32(0), row.Text(1), row.Int32(2), row.Int32(3), row.Int32(4));

    private static Answer AnswerOf(Statement row, int column) => new(row.Int64(column), BinaryPrimitives.ReadUInt128BigEndian(row.Blob(column + 1)));

    private static DateOnly? Due(Statement statement, int column) => statement.IsNull(column) ? null : DateOnly.FromDayNumber(statement.Int32(column));

    private static StoredCheckpoint? Checkpoint(Statement statement)
    {
        using var rows = statement.Rows();
        return rows.Next() ? new StoredCheckpoint(statement.Int64(0), statement.Text(1)) : null;
    }
}
