using System.Buffers.Binary;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Sqlite;

public sealed partial class SqliteLedgerStore
{
    public void Check(Action<StoreFault> found)
    {
        using var reader = readers.Rent();
        var database = reader.Database;
        // One transaction, so that all tables are seen as they stood at one moment beside the writer.
        using var moment = new OneMoment(database);
        Try("file", () => CheckFile(database, found));
        Try("file", () => CheckSchema(database, found));
        Try("segment", () => CheckSegments(database, found));
        Try("case_row", () => CheckCases(database, found));
        Try("register", () => CheckRegisters(database, found));
        Try("answer", () => CheckAnswers(database, found));
        Try("answer_run", () => CheckRuns(database, found));
        Try("progress", () => CheckProgress(database, found));
        Try("column_block", () => CheckColumns(database, found));

        // A damaged page ends the reading of its table, not the check.
        void Try(string table, Action check)
        {
            try { check(); }
            catch (LedgerStoreException damaged) { found(new StoreFault(table, "", damaged.Message)); }
        }
    }

    private static void CheckFile(Database database, Action<StoreFault> found)
    {
        foreach (var line in database.Lines("PRAGMA integrity_check"))
            if (line != "ok") found(new StoreFault("file", "", line));
    }

    private static void CheckSchema(Database database, Action<StoreFault> found)
    {
        using var fresh = new Database(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY);
        StoreFormat.Migrate(fresh, StoreFormat.Migrations);
        List<string> expected = [.. fresh.Lines(SqlText.Of("schema"))], actual = [.. database.Lines(SqlText.Of("schema"))];
        foreach (var missing in expected.Except(actual)) found(new StoreFault("file", missing.Split(':')[0], "it is missing or was changed"));
        foreach (var foreign in actual.Except(expected).Where(line => !expected.Exists(own => own.Split(':')[0] == line.Split(':')[0])))
            found(new StoreFault("file", foreign.Split(':')[0], "the ledger did not make it"));
    }

    private static void CheckSegments(Database database, Action<StoreFault> found)
    {
        var segment = database["all-segments"];
        using var rows = segment.Rows();
        var end = 0L;
        while (rows.Next())
        {
            var (first, count) = (segment.Int64(0), segment.Int32(1));
            var row = $"{first}–{first + count - 1}";
            if (first != end) found(new StoreFault("segment", row, $"it should begin with entry {end}"));
            if (SegmentCheck.FaultOf(first, count, segment.Blob(2), segment.Blob(3), segment.Blob(4), segment.Blob(5)) is { } fault)
                found(new StoreFault("segment", row, fault));
            end = first + count;
        }
        var beyond = database["checkpoints-beyond"].Bind(1, end);
        using var signed = beyond.Rows();
        while (signed.Next()) found(new StoreFault("checkpoint", $"{beyond.Int64(0)}", $"the log has only {end} entries: its end was cut off"));
    }

    private static void CheckCases(Database database, Action<StoreFault> found)
    {
        var row = database["all-cases"];
        using var rows = row.Rows();
        while (rows.Next())
        {
            var due = row.IsNull(1) ? -1 : row.Int64(1);
            if (due != (int)due || !CaseRow.Matches(row.Int64(0), (int)due, row.Blob(2), row.Blob(3)))
                found(Changed("case_row", new CaseId(row.Int64(0)).ToString()));
        }
    }

    private static void CheckRegisters(Database database, Action<StoreFault> found)
    {
        var row = database["registers"];
        using var rows = row.Rows();
        while (rows.Next())
            if (!RowDigest.Of(RegisterOf(row)).AsSpan().SequenceEqual(row.Blob(5))) found(Changed("register", $"{row.Int64(0)}"));
    }

    private static void CheckAnswers(Database database, Action<StoreFault> found)
    {
        var row = database["all-answers"];
        using var rows = row.Rows();
        while (rows.Next())
        {
            var key = BinaryPrimitives.ReadUInt128BigEndian(row.Blob(0));
            if (!RowDigest.Of(key, AnswerOf(row, 1)).AsSpan().SequenceEqual(row.Blob(3))) found(Changed("answer", $"{key:x32}"));
        }
    }

    private static void CheckRuns(Database database, Action<StoreFault> found)
    {
        var row = database["answer-runs"];
        using var rows = row.Rows();
        while (rows.Next())
            if (!RowDigest.OfRun(row.Int64(0), row.Blob(1)).AsSpan().SequenceEqual(row.Blob(2))) found(Changed("answer_run", $"{row.Int64(0)}"));
    }

    private static void CheckProgress(Database database, Action<StoreFault> found)
    {
        var row = database["all-progress"];
        using var rows = row.Rows();
        while (rows.Next())
            if (!RowDigest.OfProgress(row.Text(0), row.Int64(1)).AsSpan().SequenceEqual(row.Blob(2))) found(Changed("progress", row.Text(0)));
    }

    private static void CheckColumns(Database database, Action<StoreFault> found)
    {
        var row = database["all-column-blocks"];
        using var rows = row.Rows();
        while (rows.Next())
        {
            var block = new ColumnBlock(row.Text(0), row.Int32(1), row.Int64(2), row.Blob(4).ToArray());
            if (!RowDigest.Of(block).AsSpan().SequenceEqual(row.Blob(3))) found(Changed("column_block", $"{block.Name}, block {block.Block}"));
        }
    }

    private static StoreFault Changed(string table, string row) => new(table, row, "it is not what the ledger wrote");
}
