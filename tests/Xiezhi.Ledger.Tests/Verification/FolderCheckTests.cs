using CsCheck;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Verification;

public sealed class FolderCheckTests(SmallCity city) : IClassFixture<SmallCity>
{
    private const string FirstCase = "id = (SELECT min(id) FROM case_row)";
    // One whose size with the lowest bit flipped is no other head's.
    private const string HeadWithoutTwin = "size = (SELECT min(size) FROM checkpoint c WHERE NOT EXISTS (SELECT 1 FROM checkpoint d WHERE d.size = (c.size | 1) - (c.size & 1)))";
    private const string LastHead = "size = (SELECT max(size) FROM checkpoint)";
    private const string SecondSegment = "first = (SELECT min(first) FROM segment WHERE first > 0)";

    [Fact]
    public async Task A_folder_that_is_written_all_the_while_is_checked_as_it_stood_at_one_moment()
    {
        using var temporary = new TemporaryFolder();
        await using var living = LiveCity.Open(temporary["city"]);
        using var enough = new CancellationTokenSource();
        var opened = 0;
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                var monday = InformationRequests.Monday;
                var received = Assert.IsType<ActAnswer.Recorded>(await living.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(n + 1, $"第{n}号资料", monday), $"{writer} {n} receive")));
                Assert.IsType<ActAnswer.Recorded>(await living.Ask(new ActSubmission(received.Case, null, InformationRequests.Withdraw(n + 1, monday.AddDays(1)), $"{writer} {n} withdraw")));
                if (n % 4 == 0)
                {
                    var register = living.Ledger.Store.Registers().Single(r => r.Id == received.Case.Register);
                    var leaf = new ErasureLeaf(living.Ledger.Dictionary.Procedures.ToList().IndexOf(register.Procedure), register.Organ, register.Year, received.Case.Ordinal, monday.AddDays(2), 0, 12, 1, "period-over");
                    await living.Casework.EraseAsync(received.Case, leaf, again: true, CancellationToken.None);
                }

                Interlocked.Increment(ref opened);
            }
        })).ToList();
        var (sizes, enoughOpened) = (new List<long>(), 100);
        for (var check = 0; check < 6; check++)
        {
            while (Volatile.Read(ref opened) < enoughOpened) { await Task.Delay(5, TestContext.Current.CancellationToken); }
            using var folder = DataFolder.OpenAtOneMoment(temporary["city"]);
            // Each writer has at most one case that is in the log and not counted yet: after one more than that the log has grown.
            enoughOpened = Volatile.Read(ref opened) + writers.Count + 1;
            var before = (folder.Store.Size, folder.Store.LatestCheckpoint());
            Assert.Empty(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
            Assert.Equal(before, (folder.Store.Size, folder.Store.LatestCheckpoint()));
            sizes.Add(folder.Store.Size);
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Equal(sizes.Order().Distinct(), sizes);
    }

    [Fact]
    public void A_folder_that_only_the_ledger_wrote_is_without_fault() => Assert.Empty(Faults(_ => { }));

    [Theory]
    [InlineData("segment", "leaves", SecondSegment, 5, "segment, lea")]
    [InlineData("segment", "leaves", SecondSegment, -1, "segment, lea")]
    [InlineData("segment", "bodies", SecondSegment, 9, "segment, body ")]
    [InlineData("segment", "bodies", SecondSegment, -1, "segment, body ")]
    [InlineData("segment", "bodies_hash", SecondSegment, 0, "segment ")]
    [InlineData("segment", "marks", "first = 0", 0, "segment 0–")]
    [InlineData("segment", "count", SecondSegment, 0, "segment ")]
    [InlineData("case_row", "state", FirstCase, 0, "case_row 1/1")]
    [InlineData("case_row", "state", FirstCase, -1, "case_row 1/1")]
    [InlineData("case_row", "due", "id = (SELECT min(id) FROM case_row WHERE due IS NOT NULL)", 0, "case_row 1/")]
    [InlineData("case_row", "due", "id = (SELECT min(id) FROM case_row WHERE due IS NULL)", 0, "case_row 1/")]
    [InlineData("case_row", "digest", FirstCase, 3, "case_row 1/1")]
    [InlineData("case_row", "id", FirstCase, 0, "case_row ")]
    [InlineData("register", "last", "id = 1", 0, "register 1")]
    [InlineData("register", "organ", "id = 1", 0, "register 1")]
    [InlineData("register", "procedure", "id = 1", 2, "register 1")]
    [InlineData("tile", "hashes", "level = 1 AND idx = 0", 40, "tile 1/0")]
    [InlineData("tile", "idx", "level = 1 AND idx = 0", 0, "tile 1")]
    [InlineData("checkpoint", "note", LastHead, 30, "checkpoint ")]
    [InlineData("checkpoint", "note", LastHead, -2, "checkpoint ")]
    [InlineData("checkpoint", "note", "size = (SELECT min(size) FROM checkpoint)", 30, "checkpoint ")]
    [InlineData("checkpoint", "size", HeadWithoutTwin, 0, "checkpoint ")]
    [InlineData("column_block", "data", "name = 'columns'", 50, "column_block columns, block 0")]
    [InlineData("column_block", "data", "name <> 'columns' AND block = 0 AND rowid = (SELECT max(rowid) FROM column_block)", 7, "column_block ")]
    [InlineData("column_block", "size", "name = 'columns'", 0, "column_block columns, block 0")]
    [InlineData("answer_run", "answers", "run = 1", 5, "answer_run 1")]
    [InlineData("answer_run", "answers", "run = 2", -1, "answer_run 2")]
    [InlineData("answer_run", "digest", "run = 1", 3, "answer_run 1")]
    [InlineData("progress", "value", "name = 'key-slots'", 0, "progress key-slots")]
    [InlineData("progress", "name", "name = 'key-slots'", 3, "progress ")]
    public void One_bit_flipped_in_a_table_is_found_and_its_place_named(string table, string column, string row, int at, string where)
    {
        var faults = Faults(folder => folder.Flip(table, column, row, at, bit: 0));

        Assert.Contains(faults, f => f.Where.StartsWith(where, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bit_flipped_anywhere_in_any_table_is_found()
    {
        using var folder = new TamperedFolder(city.Path);
        var pristine = File.ReadAllBytes(folder["ledger.db"]);
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 31]).Sample((column, row, at, bit) =>
        {
            File.WriteAllBytes(folder["ledger.db"], pristine);
            var place = "";
            folder.Change(database =>
            {
                IReadOnlyList<string> columns = database.Lines("""
                    SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1
                    """);
                columns = [.. columns.Where(c => database.Ask($"SELECT count(*) FROM {c.Split('.')[0]}") > 0)];
                var (table, name) = columns[column % columns.Count].Split('.') is [var t, var c] ? (t, c) : throw new InvalidOperationException();
                var key = database.Lines($"SELECT group_concat(name, ',') FROM pragma_table_info('{table}') WHERE pk > 0")[0];
                var rows = database.Ask($"SELECT count(*) FROM {table}");
                place = $"{table}.{name} row {row % rows} byte {at} bit {bit}";
                try
                {
                    TamperedFolder.Flip(database, table, name, $"({key}) = (SELECT {key} FROM {table} ORDER BY {key} LIMIT 1 OFFSET {row % rows})", at, bit);
                }
                catch (LedgerStoreException)
                {
                    // The flipped key is another row's: such a change cannot lie in the table, so another one is made.
                    TamperedFolder.Flip(database, "segment", "leaves", "first = 0", at, bit);
                }
            });
            return folder.Faults().Count > 0 ? true : throw new InvalidOperationException($"Nobody noticed {place}.");
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void A_changed_case_key_is_found_at_the_bodies_that_it_no_longer_opens()
    {
        var faults = Faults(folder => folder.Flip("keys", at: CaseKeys.KeyLength + 5));

        Assert.Contains(faults, f =>
            f.Where.StartsWith("segment, body ", StringComparison.Ordinal) && f.What.Contains("key of case 1/1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_file_that_is_none_is_named_when_the_folder_is_opened()
    {
        using var folder = new TamperedFolder(city.Path);
        folder.Flip("keys", at: 3);

        Assert.Contains(folder["keys"], Assert.Throws<FolderException>(folder.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log.vkey", 1, "log.vkey")]
    [InlineData("log.vkey", 60, "log.vkey")]
    [InlineData("signing.key", 3, "signing.key")]
    [InlineData("signing.key", 70, "signing.key")]
    public void A_changed_key_of_the_log_is_named(string file, int at, string where) =>
        Assert.Contains(Faults(folder => folder.Flip(file, at)), f => f.Where == where);

    [Fact]
    public void Another_signing_key_with_its_own_public_half_is_found_at_every_head_that_it_did_not_sign()
    {
        var faults = Faults(folder =>
        {
            var other = NoteSigner.Generate("xiezhi/yibin/tests");
            File.Delete(folder["signing.key"]);
            SigningKeyFile.Create(folder["signing.key"], other);
            File.WriteAllText(folder["log.vkey"], $"{other.Verifier}\n");
        });

        Assert.Contains(faults, f => f.Where.StartsWith("checkpoint ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"yibin\"", "\"luzhou\"")]
    [InlineData("\"synthetic\": true", "\"synthetic\": false")]
    public void A_description_that_the_first_leaf_contradicts_is_named(string from, string to)
    {
        var faults = Faults(folder =>
            File.WriteAllText(folder["folder.json"], File.ReadAllText(folder["folder.json"]).Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(faults, f => f.Where == "folder.json");
    }

    [Fact]
    public void A_guard_that_was_taken_away_is_missed()
    {
        using var folder = new TamperedFolder(city.Path);
        folder.Change(_ => { });
        using (var database = new Database(folder["ledger.db"], SQLitePCL.raw.SQLITE_OPEN_READWRITE)) { database.Execute("DROP TRIGGER segment_no_update"); }

        Assert.Contains(folder.Faults(), f => f.Where.Contains("segment_no_update", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_is_gone_without_an_erasure_in_the_log_is_missed()
    {
        var faults = Faults(folder =>
        {
            using var keys = CaseKeys.OpenForWriting(folder["keys"]);
            keys.Destroy(0);
        });

        Assert.Contains("says nothing of an erasure", Assert.Single(faults, f => f.Where == "keys").What, StringComparison.Ordinal);
    }

    private IReadOnlyList<Fault> Faults(Action<TamperedFolder> tamper)
    {
        using var folder = new TamperedFolder(city.Path);
        tamper(folder);
        return folder.Faults();
    }
}
