using System.Diagnostics;
using SQLitePCL;

namespace Xiezhi.Bench;

/// <summary>The floor that the replay is held against: raw SQLite calls, one row of 300 bytes for each act and an upsert of its case row, in groups of 50,000, WAL and FULL.</summary>
internal static class RawFloor
{
    private const int Rows = 1_500_000;
    private const int Group = 50_000;

    public static double RowsPerSecond()
    {
        Batteries_V2.Init();
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
            var random = new Random(1);
            random.NextBytes(body);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Rows; i++)
            {
                if (i % Group == 0) { Do(db, "BEGIN"); }
                // Four acts a case, as they come in a week: the same case again a little later.
                var @case = (i / (Group * 4) * Group) + (i % Group);
                raw.sqlite3_bind_int64(act, 1, i);
                raw.sqlite3_bind_int64(act, 2, @case);
                raw.sqlite3_bind_int64(act, 3, i / Group % 4);
                raw.sqlite3_bind_blob(act, 4, body);
                Step(act);
                raw.sqlite3_bind_int64(row, 1, @case);
                raw.sqlite3_bind_int64(row, 2, 19_700 + (i % 30));
                raw.sqlite3_bind_blob(row, 3, state);
                Step(row);
                if (i % Group == Group - 1) { Do(db, "COMMIT"); }
            }

            var seconds = watch.Elapsed.TotalSeconds;
            act.Dispose();
            row.Dispose();
            db.Dispose();
            return Rows / seconds;
        }
        finally
        {
            foreach (var file in new[] { path, path + "-wal", path + "-shm" }) { File.Delete(file); }
        }
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
