using System.Buffers;
using System.Buffers.Binary;
using Npgsql;
using Xiezhi.Ledger.Stores;
using static Xiezhi.Ledger.Postgres.PostgresSession;
using Place = Xiezhi.Ledger.Stores.StoredSegment.Place;

namespace Xiezhi.Ledger.Postgres;

public sealed partial class PostgresLedgerStore
{
    /// <summary>Segments and case rows that are fetched at first; later four times as many.</summary>
    private const int SegmentsAtOnce = 2, RowsAtOnce = 128;

    public void ReadEntries(long first, long count, EntryVisitor visit)
    {
        using var reader = Rent();
        WalkSegments(reader, "entries-from", bodies: true, first, count, visit);
    }

    public void ReadLeaves(long first, long count, LeafVisitor visit)
    {
        using var reader = Rent();
        WalkSegments(reader, "leaves-from", bodies: false, first, count, (index, leaf, _) => visit(index, leaf));
    }

    public byte[] ReadLeaf(long index) => ReadFrame(index, "slice-of-leaves", static mark => mark.LeafOffset);

    public byte[] ReadBody(long index) => ReadFrame(index, "slice-of-bodies", static mark => mark.BodyOffset);

    public int ReadBundle(long bundle, IBufferWriter<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bundle);
        using var reader = Rent();
        var from = bundle * Segment.BundleSize;
        var (index, end) = (from, from + Segment.BundleSize);
        var stretches = new List<(Place Place, byte[]? Leaves)>();
        reader.Each("segments-of-bundle", row =>
        {
            if (Place.Of(Math.Max(from, row.GetInt64(0)), row.GetInt64(0), row.GetInt32(1), row.Bytes(2)) is { } place) stretches.Add((place, row.IsDBNull(3) ? null : row.Bytes(3)));
            return true;
        }, With(from), With(end));
        foreach (var (place, leaves) in stretches)
        {
            // Segments join at the very entry that is asked for, and bundles begin at marks: whole stretches are copied as they lie.
            var (start, stop) = (place.From.LeafOffset, place.To?.LeafOffset);
            if (leaves is null) output.Write(Slice(reader, "slice-of-leaves", place.Segment, start, stop));
            else output.Write(leaves.AsSpan(start..(stop ?? leaves.Length)));
            index = Math.Min(end, place.End);
        }

        return (int)(index - from);
    }

    public bool ReadCase(CaseId id, IBufferWriter<byte> state, out DateOnly? due)
    {
        using var reader = Rent();
        DateOnly? found = null;
        var any = false;
        reader.Each("read-case", row =>
        {
            found = Due(row, 0);
            state.Write(TrustedRow.State(id, found, row.Bytes(1), Digest(row, 2)));
            return any = true;
        }, With(id.Register), With(id.Ordinal));
        due = found;
        return any;
    }

    public void ReadCases(CaseId from, CaseVisitor visit)
    {
        using var reader = Rent();
        WalkCases(reader, "cases-from", visit, With(from.Register), With(from.Ordinal));
    }

    public void ReadCasesBack(CaseId last, CaseId first, CaseVisitor visit)
    {
        using var reader = Rent();
        WalkCases(reader, "cases-back", visit, With(last.Register), With(last.Ordinal), With(first.Register), With(first.Ordinal));
    }

    public void ReadAwaiting(CaseVisitor visit)
    {
        using var reader = Rent();
        WalkCases(reader, "cases-awaiting", visit);
    }

    public IReadOnlyList<DueCase> CasesDueBy(DateOnly day, DueCase? after, int limit)
    {
        using var reader = Rent();
        var due = new List<DueCase>();
        reader.Each("cases-due", row =>
        {
            due.Add(new DueCase(DateOnly.FromDayNumber(row.GetInt32(0)), CaseId.Of(row.GetInt32(1), row.GetInt32(2))));
            return true;
        }, With(day.DayNumber), With(after?.Due.DayNumber ?? -1), With(after?.Id.Register ?? -1), With(after?.Id.Ordinal ?? -1), With(limit));
        return due;
    }

    public IReadOnlyList<Register> Registers()
    {
        using var reader = Rent();
        var registers = new List<Register>();
        reader.Each("registers", row =>
        {
            var register = RegisterOf(row);
            TrustedRow.Require(RowDigest.Of(register), Digest(row, 5), $"register {register.Id}");
            registers.Add(register);
            return true;
        });
        return registers;
    }

    public StoredCheckpoint? LatestCheckpoint()
    {
        using var reader = Rent();
        return reader.First("latest-checkpoint", CheckpointOf);
    }

    public StoredCheckpoint? CheckpointAt(long size)
    {
        using var reader = Rent();
        return reader.First("checkpoint-at", CheckpointOf, With(size));
    }

    public void ReadCheckpoints(Action<StoredCheckpoint> visit)
    {
        using var reader = Rent();
        reader.Walk("checkpoints", RowsAtOnce, row =>
        {
            visit(CheckpointOf(row));
            return true;
        });
    }

    public void ReadTiles(TileVisitor visit)
    {
        using var reader = Rent();
        reader.Walk("tiles", RowsAtOnce, row =>
        {
            visit(row.GetInt32(0), row.GetInt64(1), row.Bytes(2));
            return true;
        });
    }

    public byte[]? ReadTile(int level, long index)
    {
        using var reader = Rent();
        return reader.First("read-tile", static row => row.Bytes(0), With(level), With(index));
    }

    public Answer? ReadAnswer(UInt128 key)
    {
        var found = new Dictionary<UInt128, Answer>();
        ReadAnswers([key], found);
        return found.TryGetValue(key, out var answer) ? answer : null;
    }

    public void ReadAnswers(IReadOnlyList<UInt128> keys, IDictionary<UInt128, Answer> found)
    {
        if (keys.Count == 0) return;
        var asked = new Guid[keys.Count];
        for (var i = 0; i < asked.Length; i++) asked[i] = PostgresGroup.Uuid(keys[i]);
        using var reader = Rent();
        reader.Each("read-answers", row =>
        {
            var (key, answer) = AnswerOf(row);
            TrustedRow.Require(RowDigest.Of(key, answer), Digest(row, 3), $"answer {key:x32}");
            found[key] = answer;
            return true;
        }, With(asked));
    }

    public long Progress(string name)
    {
        using var reader = Rent();
        return reader.First("read-progress", row =>
        {
            TrustedRow.Require(RowDigest.OfProgress(name, row.GetInt64(0)), Digest(row, 1), $"progress {name}");
            return row.GetInt64(0);
        }, With(name));
    }

    public IReadOnlyList<ColumnBlock> ReadColumn(string name)
    {
        using var reader = Rent();
        var blocks = new List<ColumnBlock>();
        reader.Walk("read-column", RowsAtOnce, row =>
        {
            var block = new ColumnBlock(name, row.GetInt32(0), row.GetInt64(1), row.Bytes(3));
            TrustedRow.Require(RowDigest.Of(block), Digest(row, 2), $"column {name}, block {block.Block}");
            blocks.Add(block);
            return true;
        }, With(name));
        return blocks;
    }

    private static void WalkSegments(PostgresSession reader, string segments, bool bodies, long first, long count, EntryVisitor visit)
    {
        var end = StoredSegment.End(first, count);
        reader.Walk(segments, SegmentsAtOnce, row =>
            StoredSegment.Visit(row.GetInt64(0), row.GetInt32(1), row.Bytes(2), row.Bytes(3), bodies ? row.Bytes(4) : default, bodies, first, end, visit), With(first), With(end));
    }

    private static void WalkCases(PostgresSession reader, string cases, CaseVisitor visit, params ReadOnlySpan<NpgsqlParameter> values) =>
        reader.Walk(cases, RowsAtOnce, row =>
        {
            var (id, due) = (CaseId.Of(row.GetInt32(0), row.GetInt32(1)), Due(row, 2));
            return visit(id, due, TrustedRow.State(id, due, row.Bytes(3), Digest(row, 4)));
        }, values);

    private byte[] ReadFrame(long index, string slice, Func<SegmentMarks.Mark, int> offset)
    {
        using var reader = Rent();
        var place = reader.First("locate-segment", row => Place.Of(index, row.GetInt64(0), row.GetInt32(1), row.Bytes(2)), With(index))
            ?? throw new ArgumentOutOfRangeException(nameof(index), index, "The log has no such entry.");
        return place.Frame(Slice(reader, slice, place.Segment, offset(place.From), place.To is { } to ? offset(to) : null), index);
    }

    private static byte[] Slice(PostgresSession reader, string statement, long segment, int from, int? to) =>
        reader.First(statement, static row => row.Bytes(0), With(segment), With(from), With((to ?? int.MaxValue) - from)) ?? [];

    private static StoredCheckpoint CheckpointOf(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetString(1));

    private static Register RegisterOf(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4));

    private static (UInt128 Key, Answer Answer) AnswerOf(NpgsqlDataReader row) => (KeyOf(row.GetGuid(0)), new Answer(row.GetInt64(1), KeyOf(row.GetGuid(2))));

    private static UInt128 KeyOf(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static DateOnly? Due(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : DateOnly.FromDayNumber(row.GetInt32(column));

    private static byte[] Digest(NpgsqlDataReader row, int column)
    {
        var digest = new byte[RowDigest.Length];
        BinaryPrimitives.WriteInt64BigEndian(digest, row.GetInt64(column));
        return digest;
    }
}
