using Npgsql;
using Xiezhi.Ledger.Stores;
using static Xiezhi.Ledger.Postgres.PostgresSession;

namespace Xiezhi.Ledger.Postgres;

public sealed partial class PostgresLedgerStore
{
    public void Check(Action<StoreFault> found)
    {
        using var reader = Rent();
        // One transaction, so that all tables are seen as they stood at one moment beside the writer.
        if (!reader.IsReading) reader.BeginReading();
        try
        {
            Try("schema", () => CheckSchema(reader, found));
            Try("segment", () => CheckSegments(reader, found));
            Try("case_row", () => CheckCases(reader, found));
            Try("register", () => CheckRegisters(reader, found));
            Try("answer", () => CheckAnswers(reader, found));
            Try("progress", () => CheckProgress(reader, found));
            Try("column_block", () => CheckColumns(reader, found));
        }
        finally
        {
            reader.EndReading();
        }

        // A damaged page ends the reading of its table, and with it the transaction, not the check.
        void Try(string table, Action check)
        {
            try
            {
                check();
            }
            catch (LedgerStoreException damaged)
            {
                found(new StoreFault(table, "", damaged.Message));
                reader.EndReading();
                if (moment is null) reader.BeginReading();
                else reader.BeginReadingAt(moment);
            }
        }
    }

    private static void CheckSchema(PostgresSession reader, Action<StoreFault> found)
    {
        var actual = SchemaOf(reader);
        var expected = PostgresSql.Of("schema.expected").Split('\n');
        foreach (var missing in expected.Except(actual)) found(new StoreFault("schema", missing.Split(':')[0], "it is missing or was changed"));
        foreach (var foreign in actual.Except(expected).Where(line => !expected.Any(own => own.Split(':')[0] == line.Split(':')[0])))
            found(new StoreFault("schema", foreign.Split(':')[0], "the ledger did not make it"));
    }

    /// <summary>What the schema is made of, a line each.</summary>
    internal IReadOnlyList<string> SchemaOf()
    {
        using var reader = Rent();
        return SchemaOf(reader);
    }

    private static List<string> SchemaOf(PostgresSession reader)
    {
        var lines = new List<string>();
        reader.Each("schema", row =>
        {
            lines.Add(row.GetString(0));
            return true;
        });
        return lines;
    }

    private static void CheckSegments(PostgresSession reader, Action<StoreFault> found)
    {
        var end = 0L;
        reader.Walk("all-segments", SegmentsAtOnce, segment =>
        {
            var (first, count) = (segment.GetInt64(0), segment.GetInt32(1));
            var row = $"{first}–{first + count - 1}";
            if (first != end) found(new StoreFault("segment", row, $"it should begin with entry {end}"));
            if (SegmentCheck.FaultOf(first, count, segment.Bytes(2), segment.Bytes(3), segment.Bytes(4), segment.Bytes(5)) is { } fault) found(new StoreFault("segment", row, fault));
            end = first + count;
            return true;
        });
        reader.Each("checkpoints-beyond", row =>
        {
            found(new StoreFault("checkpoint", $"{row.GetInt64(0)}", $"the log has only {end} entries: its end was cut off"));
            return true;
        }, With(end));
    }

    private static void CheckCases(PostgresSession reader, Action<StoreFault> found) => reader.Walk("all-cases", RowsAtOnce, row =>
    {
        var (id, due) = (((long)row.GetInt32(0) << 32) | (uint)row.GetInt32(1), row.IsDBNull(2) ? -1 : row.GetInt32(2));
        if (!CaseRow.Matches(id, due, row.Bytes(3), Digest(row, 4))) found(Changed("case_row", new CaseId(id).ToString()));
        return true;
    });

    private static void CheckRegisters(PostgresSession reader, Action<StoreFault> found) => reader.Walk("registers", RowsAtOnce, row =>
        Same(RowDigest.Of(RegisterOf(row)), row, 5, "register", $"{row.GetInt32(0)}", found));

    private static void CheckAnswers(PostgresSession reader, Action<StoreFault> found) => reader.Walk("all-answers", RowsAtOnce, row =>
    {
        var (key, answer) = AnswerOf(row);
        return Same(RowDigest.Of(key, answer), row, 3, "answer", $"{key:x32}", found);
    });

    private static void CheckProgress(PostgresSession reader, Action<StoreFault> found) => reader.Walk("all-progress", RowsAtOnce, row =>
        Same(RowDigest.OfProgress(row.GetString(0), row.GetInt64(1)), row, 2, "progress", row.GetString(0), found));

    private static void CheckColumns(PostgresSession reader, Action<StoreFault> found) => reader.Walk("all-column-blocks", RowsAtOnce, row =>
    {
        var block = new ColumnBlock(row.GetString(0), row.GetInt32(1), row.GetInt64(2), row.Bytes(4));
        return Same(RowDigest.Of(block), row, 3, "column_block", $"{block.Name}, block {block.Block}", found);
    });

    private static bool Same(byte[] expected, NpgsqlDataReader row, int digest, string table, string named, Action<StoreFault> found)
    {
        if (!expected.AsSpan().SequenceEqual(Digest(row, digest))) found(Changed(table, named));
        return true;
    }

    private static StoreFault Changed(string table, string row) => new(table, row, "it is not what the ledger wrote");
}
