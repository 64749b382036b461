using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;
using Xiezhi.Ledger.Stores;
using static Xiezhi.Ledger.Postgres.PostgresSession;

namespace Xiezhi.Ledger.Postgres;

/// <summary>A group as statements: what is many goes as arrays, a statement for each table.</summary>
internal static class PostgresGroup
{
    /// <summary>Case rows of one statement: a server holds its arrays in memory.</summary>
    private const int RowsAtOnce = 16_384;

    public static IEnumerable<NpgsqlBatchCommand> Of(GroupCommit group)
    {
        foreach (var segment in group.Segments) yield return Append(segment);
        if (group.Registers.Count > 0) yield return Put(group.Registers);
        foreach (var slots in group.CasesInOrder().Chunk(RowsAtOnce)) yield return Put(group, slots);
        if (group.Tiles.Count > 0) yield return PutTiles(group);
        if (group.Answers.Count > 0) yield return Append(group.Answers);
        if (group.Progress.Count > 0) yield return Put(group.Progress);
        if (group.Checkpoint is { } note) yield return Statement("append-checkpoint", With(group.First + group.Count), With(note));
    }

    public static NpgsqlBatchCommand Put(ColumnBlock block) =>
        Statement("put-column-block", With(block.Name), With(block.Block), With(block.Size), With(Number(RowDigest.Of(block))), With(block.Data));

    /// <summary>A digest as the database holds it.</summary>
    public static long Number(ReadOnlySpan<byte> digest) => BinaryPrimitives.ReadInt64BigEndian(digest);

    public static Guid Uuid(UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key);
        return new Guid(bytes, bigEndian: true);
    }

    private static NpgsqlBatchCommand Append(Segment segment)
    {
        var hash = new byte[SHA256.HashSizeInBytes];
        segment.HashBodies(hash);
        return Statement("append-segment", With(segment.First), With(segment.Count), With(hash), With(segment.Marks.ToArray()), With(segment.Leaves.ToArray()), With(segment.Bodies.ToArray()));
    }

    private static NpgsqlBatchCommand Put(GroupCommit group, GroupCommit.CaseSlot[] slots)
    {
        var (registers, ordinals, dues, states, digests) = (new int[slots.Length], new int[slots.Length], new int?[slots.Length], new byte[slots.Length][], new long[slots.Length]);
        Span<byte> digest = stackalloc byte[RowDigest.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            var row = group.Row(slots[i]);
            row.Digest(digest);
            (registers[i], ordinals[i], states[i], digests[i]) = (row.Id.Register, row.Id.Ordinal, row.State.ToArray(), Number(digest));
            dues[i] = row.DueDay < 0 ? null : row.DueDay;
        }

        return Statement("put-cases", With(registers), With(ordinals), With(dues), With(states), With(digests));
    }

    private static NpgsqlBatchCommand PutTiles(GroupCommit group)
    {
        // A statement changes a row only once: the last of several states is the one that counts.
        var tiles = group.Tiles.GroupBy(t => (t.Level, t.Index)).Select(same => same.Last()).ToArray();
        return Statement("put-tiles", With(Array.ConvertAll(tiles, t => t.Level)), With(Array.ConvertAll(tiles, t => t.Index)), With(Array.ConvertAll(tiles, t => group.Hashes(t).ToArray())));
    }

    private static NpgsqlBatchCommand Put(IReadOnlyCollection<Register> registers)
    {
        Register[] all = [.. registers];
        return Statement("put-registers", With(Array.ConvertAll(all, r => r.Id)), With(Array.ConvertAll(all, r => r.Procedure)), With(Array.ConvertAll(all, r => r.Organ)),
            With(Array.ConvertAll(all, r => r.Year)), With(Array.ConvertAll(all, r => r.Last)), With(Array.ConvertAll(all, r => Number(RowDigest.Of(r)))));
    }

    private static NpgsqlBatchCommand Append(IReadOnlyDictionary<UInt128, Answer> answers)
    {
        // In the order of the index, so that neighbours share its pages.
        KeyValuePair<UInt128, Answer>[] all = [.. answers.OrderBy(a => a.Key)];
        return Statement("append-answers", With(Array.ConvertAll(all, a => Uuid(a.Key))), With(Array.ConvertAll(all, a => a.Value.Leaf)),
            With(Array.ConvertAll(all, a => Uuid(a.Value.Request))), With(Array.ConvertAll(all, a => Number(RowDigest.Of(a.Key, a.Value)))));
    }

    private static NpgsqlBatchCommand Put(IReadOnlyDictionary<string, long> progress)
    {
        KeyValuePair<string, long>[] all = [.. progress];
        return Statement("put-progress", With(Array.ConvertAll(all, p => p.Key)), With(Array.ConvertAll(all, p => p.Value)),
            With(Array.ConvertAll(all, p => Number(RowDigest.OfProgress(p.Key, p.Value)))));
    }

    private static NpgsqlBatchCommand Statement(string name, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var statement = new NpgsqlBatchCommand(PostgresSql.Of(name));
        foreach (var value in values) statement.Parameters.Add(value);
        return statement;
    }
}
