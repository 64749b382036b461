using System.Diagnostics;
using SQLitePCL;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Bench;

/// <summary>The floor that the replay is held against: raw SQLite calls, one row of 300 bytes for each act and an upsert of its case row, WAL and FULL. The acts are those
/// of the replay in the order of its log, so that the floor touches the same cases as late as life does, in groups of about a week.</summary>
internal static class RawFloor
{
    private const int MostRows = 4_000_000;
    private const int Group = 262_144;

    public static double RowsPerSecond(string data)
    {
        Batteries_V2.Init();
        return Rows(ActsOf(data), Group);
    }

    private static double Rows(List<(long Case, int Number)> acts, int group)
    {
        var path = Path.Combine(Path.GetTempPath(), $"xiezhi-floor-{Environment.ProcessId}.db");
        try
        {
            raw.sqlite3_open(path, out var db);
            foreach (var sql in new[]
            {
                "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                "CREATE TABLE act (id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL)",
                "CREATE UNIQUE INDEX act_case ON act (case_id, seq)",
                "CREATE TABLE case_row (id INTEGER PRIMARY KEY, due INTEGER, state BLOB NOT NULL)",
            }) { Do(db, sql); }
            raw.sqlite3_prepare_v2(db, "INSERT INTO act VALUES (?1, ?2, ?3, ?4)", out var act);
            raw.sqlite3_prepare_v2(db, "INSERT INTO case_row VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET due = ?2, state = ?3", out var row);
            var body = new byte[300];
            var state = new byte[80];
            new Random(1).NextBytes(body);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < acts.Count; i++)
            {
                if (i % group == 0) { Do(db, "BEGIN"); }
                raw.sqlite3_bind_int64(act, 1, i);
                raw.sqlite3_bind_int64(act, 2, acts[i].Case);
                raw.sqlite3_bind_int64(act, 3, acts[i].Number);
                raw.sqlite3_bind_blob(act, 4, body);
                Step(act);
                raw.sqlite3_bind_int64(row, 1, acts[i].Case);
                raw.sqlite3_bind_int64(row, 2, 19_700 + (i % 30));
                raw.sqlite3_bind_blob(row, 3, state);
                Step(row);
                if (i % group == group - 1 || i == acts.Count - 1) { Do(db, "COMMIT"); }
            }

            var seconds = watch.Elapsed.TotalSeconds;
            act.Dispose();
            row.Dispose();
            db.Dispose();
            return acts.Count / seconds;
        }
        finally
        {
            foreach (var file in new[] { path, path + "-wal", path + "-shm" }) { File.Delete(file); }
        }
    }

    /// <summary>Acts a second in small groups, as living casework commits them: a row an act and an upsert of its case row, each group flushed.</summary>
    public static double GroupedPerSecond(string data, int group, int groups)
    {
        Batteries_V2.Init();
        var acts = ActsOf(data);
        // From the middle of the year, when all kinds of case are about.
        acts = acts[(acts.Count / 2)..Math.Min(acts.Count, (acts.Count / 2) + (group * groups))];
        return Rows(acts, group);
    }

    /// <summary>Case (register and ordinal, as the ledger keys it) and number in the case of the first acts of the log.</summary>
    private static List<(long Case, int Number)> ActsOf(string data)
    {
        var acts = new List<(long Case, int Number)>(MostRows);
        var registers = new Dictionary<(int Procedure, int Organ, int Year), long>();
        using var folder = DataFolder.OpenForReading(data);
        var procedures = new List<int>();
        folder.Store.ReadLeaves(0, folder.Store.Size, (_, leaf) =>
        {
            switch (Leaf.KindOf(leaf))
            {
                case LeafKind.Edition:
                    procedures.Add(EditionLeaf.Read(leaf).Procedure);
                    break;
                case LeafKind.Act:
                    var act = ActLeaf.Read(leaf);
                    var of = (procedures[act.Edition], act.Organ, act.Year);
                    if (!registers.TryGetValue(of, out var register)) { registers.Add(of, register = registers.Count + 1); }
                    acts.Add(((register << 32) | (uint)act.Ordinal, act.Number));
                    break;
            }

            return acts.Count < MostRows;
        });
        return acts;
    }

    private static void Do(sqlite3 db, string sql)
    {
        if (raw.sqlite3_exec(db, sql) != raw.SQLITE_OK) { throw new InvalidOperationException(raw.sqlite3_errmsg(db).utf8_to_string()); }
    }

    private static void Step(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) { throw new InvalidOperationException("the floor's insert failed"); }
        raw.sqlite3_reset(statement);
    }
}
