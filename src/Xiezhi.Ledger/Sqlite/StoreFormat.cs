using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>The format of the file: its mark, and the migrations that lead to the format that this program knows.</summary>
internal static class StoreFormat
{
    /// <summary>"XZlg", by which <c>file</c> and SQLite's own tools know the store.</summary>
    private const int ApplicationId = 0x585A6C67;

    /// <summary>A step from one format to the next.</summary>
    /// <param name="Sql">Name of its statements.</param>
    /// <param name="Then">What statements alone do not do; null when there is nothing.</param>
    public sealed record Migration(string Sql, Action<Database>? Then = null);

    /// <summary>The migrations in their order; a store's format is how many of them it has been through.</summary>
    public static readonly ImmutableArray<Migration> Migrations = [new("0001-ledger"), new("0002-answer-runs", GiveOpenCasesADay)];

    /// <summary>Brings the file to the newest format in one transaction: it is of the old format or of the newest, whatever happens meanwhile.</summary>
    public static void Migrate(Database database, ImmutableArray<Migration> migrations)
    {
        Refuse(database, migrations.Length, emptyAllowed: true);
        var format = (int)database.Ask("PRAGMA user_version");
        if (format == migrations.Length) return;
        database.Execute("BEGIN IMMEDIATE");
        foreach (var migration in migrations.AsSpan()[format..])
        {
            database.Execute(SqlText.Of(migration.Sql));
            migration.Then?.Invoke(database);
        }

        database.Execute($"PRAGMA application_id = {ApplicationId}");
        database.Execute($"PRAGMA user_version = {migrations.Length}");
        database.Execute("COMMIT");
    }

    /// <summary>An open case in which nothing will fall due had no day in format 1, and was not found by the index.</summary>
    private static void GiveOpenCasesADay(Database database)
    {
        using var changed = new PooledBuffer();
        List<(long Id, int At, int Length)> open = [];
        var rows = database["cases-without-day"];
        using (var reading = rows.Rows())
        {
            while (reading.Next())
            {
                var state = rows.Blob(1);
                if (!CaseRecord.IsOpenIn(state)) { continue; }
                open.Add((rows.Int64(0), changed.Length, state.Length));
                state.CopyTo(changed.Take(state.Length));
            }
        }

        Span<byte> digest = stackalloc byte[RowDigest.Length];
        foreach (var (id, at, length) in open)
        {
            CaseRow.Digest(id, Clock.Unknown.DayNumber, changed.Written.Slice(at, length), digest);
            database["put-due"].Bind(1, id).Bind(2, Clock.Unknown.DayNumber).Bind(3, digest).Run();
        }
    }

    /// <param name="newest">The format that this program knows.</param>
    /// <exception cref="LedgerStoreException">The file is no ledger, or of a format that this program does not know.</exception>
    public static void Refuse(Database database, int newest, bool emptyAllowed = false)
    {
        var format = database.Ask("PRAGMA user_version");
        if (format == 0 && emptyAllowed && database.Ask("SELECT count(*) FROM sqlite_schema") == 0) return;
        if (database.Ask("PRAGMA application_id") != ApplicationId)
            throw new LedgerStoreException($"{database.Path} is not a ledger of Xiezhi. Name the folder that holds one.");
        if (format > newest)
            throw new LedgerStoreException(
                $"{database.Path} has format {format}, and this program knows formats up to {newest}. Use the newer xiezhi that wrote it.");
        if (format < newest && !emptyAllowed)
            throw new LedgerStoreException(
                $"{database.Path} has the older format {format}. Open it once for writing (xiezhi serve), which brings it to format {newest}.");
    }
}
