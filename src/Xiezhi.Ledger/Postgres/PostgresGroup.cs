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
        foreach (var slots in group.CasesInOrder().Chunk(RowsAtOnce)) yield return Put(Array.ConvertAll(slots, slot => RowOf(group, slot)));
        if (group.Tiles.Count > 0) yield return PutTiles(group);
        if (group.Answers.Count > 0) yield return Put("append-answers", group.Answers);
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

    public static NpgsqlBatchCommand Put(IReadOnlyList<(CaseId Id, DateOnly? Due, byte[] State)> rows)
    {
        var (registers, ordinals, dues, states, digests) = (new int[rows.Count], new int[rows.Count], new int?[rows.Count], new byte[rows.Count][], new long[rows.Count]);
        Span<byte> digest = stackalloc byte[RowDigest.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            var (id, due, state) = rows[i];
            CaseRow.Digest(id.Value, due?.DayNumber ?? -1, state, digest);
            (registers[i], ordinals[i], dues[i], states[i], digests[i]) = (id.Register, id.Ordinal, due?.DayNumber, state, Number(digest));
        }

        return Statement("put-cases", With(registers), With(ordinals), With(dues), With(states), With(digests));
    }

    private static (CaseId, DateOnly?, byte[]) RowOf(GroupCommit group, GroupCommit.CaseSlot slot)
    {
        var row = group.Row(slot);
        return (row.Id, row.DueDay < 0 ? null : DateOnly.FromDayNumber(row.DueDay), row.State.ToArray());
    }

    private static NpgsqlBatchCommand PutTiles(GroupCommit group)
    {
        // A statement changes a row only once: the last of several states is the one that counts.
        var tiles = group.Tiles.GroupBy(t => (t.Level, t.Index)).Select(same => same.Last()).ToArray();
        return Statement("put-tiles", With(Array.ConvertAll(tiles, t => t.Level)), With(Array.ConvertAll(tiles, t => t.Index)), With(Array.ConvertAll(tiles, t => group.Hashes(t).ToArray())));
    }

    public static NpgsqlBatchCommand Put(IReadOnlyCollection<Register> registers)
    {
        Register[] all = [.. registers];
        return Statement("put-registers", With(Array.ConvertAll(all, r => r.Id)), With(Array.ConvertAll(all, r => r.Procedure)), With(Array.ConvertAll(all, r => r.Organ)),
            With(Array.ConvertAll(all, r => r.Year)), With(Array.ConvertAll(all, r => r.Last)), With(Array.ConvertAll(all, r => Number(RowDigest.Of(r)))));
    }

    /// <param name="statement">What happens to a key that was answered before: <c>append-answers</c> fails, <c>copy-answers</c> leaves it.</param>
    public static NpgsqlBatchCommand Put(string statement, IEnumerable<KeyValuePair<UInt128, Answer>> answers)
    {
        // In the order of the index, so that neighbours share its pages.
        KeyValuePair<UInt128, Answer>[] all = [.. answers.OrderBy(a => a.Key)];
        return Statement(statement, With(Array.ConvertAll(all, a => Uuid(a.Key))), With(Array.ConvertAll(all, a => a.Value.Leaf)),
            With(Array.ConvertAll(all, a => Uuid(a.Value.Request))), With(Array.ConvertAll(all, a => Number(RowDigest.Of(a.Key, a.Value)))));
    }

    public static NpgsqlBatchCommand Put(IReadOnlyDictionary<string, long> progress)
    {
        KeyValuePair<string, long>[] all = [.. progress];
        return Statement("put-progress", With(Array.ConvertAll(all, p => p.Key)), With(Array.ConvertAll(all, p => p.Value)),
            With(Array.ConvertAll(all, p => Number(RowDigest.OfProgress(p.Key, p.Value)))));
    }

    public static NpgsqlBatchCommand Statement(string name, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var statement = new NpgsqlBatchCommand(PostgresSql.Of(name));
        foreach (var value in values) statement.Parameters.Add(value);
        return statement;
    }
}
