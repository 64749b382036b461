using Xiezhi.Law.Time;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Folders that an earlier program has written.</summary>
public sealed class OlderFormatTests : CaseworkTests
{
    [Fact]
    public async Task An_open_case_without_a_running_clock_gets_its_day_when_a_folder_of_format_1_is_opened()
    {
        var overdue = Recorded(await Open("overdue")).Case;
        Assert.Equal(1, await city.Casework.SweepAsync(Moment.On(Monday.AddDays(60)), TestContext.Current.CancellationToken));
        var running = Recorded(await Open("running")).Case;
        Assert.Null(Row(overdue).State.EarliestDue);
        await city.DisposeAsync();
        MakeFormat1();
        Assert.Throws<LedgerStoreException>(() => DataFolder.OpenForReading(temporary["city"]));

        city = CrashingWriter.LiveCity.Open(temporary["city"]);

        var awaiting = new List<(CaseId, DateOnly?)>();
        city.Ledger.Store.ReadAwaiting((id, due, _) =>
        {
            awaiting.Add((id, due));
            return true;
        });
        Assert.Equal([(overdue, DateOnly.MaxValue), (running, Row(running).State.EarliestDue)], awaiting);
        Assert.Empty(await Faults());
    }

    private void MakeFormat1()
    {
        using var database = new Database(temporary["city/ledger.db"], SQLITE_OPEN_READWRITE);
        var rows = new List<(long Id, byte[] State)>();
        var reading = database["all-cases"];
        using (var open = reading.Rows())
        {
            while (open.Next())
            {
                if (!reading.IsNull(1) && reading.Int64(1) == DateOnly.MaxValue.DayNumber) { rows.Add((reading.Int64(0), reading.Blob(2).ToArray())); }
            }
        }

        Assert.NotEmpty(rows);
        foreach (var (id, state) in rows)
        {
            var digest = new byte[RowDigest.Length];
            CaseRow.Digest(id, -1, state, digest);
            database.Execute($"UPDATE case_row SET due = NULL, digest = x'{Convert.ToHexString(digest)}' WHERE id = {id}");
        }

        database.Execute("DROP TABLE answer_run; PRAGMA user_version = 1");
    }
}
