using System.Collections.Immutable;
using System.Security.Cryptography;
using SQLitePCL;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Tests.Stores;

namespace Xiezhi.Ledger.Tests.Sqlite;

public sealed class SqliteLedgerStoreTests : LedgerStoreContract
{
    private readonly TemporaryFolder folder = new();
    private ILedgerStore store;

    // So few answers are kept in memory that they are moved all the time.
    public SqliteLedgerStoreTests() => store = SqliteLedgerStore.OpenForWriting(File, mostAnswers: 1);

    protected override ILedgerStore Store => store;
    private string File => folder["ledger.db"];

    protected override void Reopen()
    {
        store.Dispose();
        store = SqliteLedgerStore.OpenForWriting(File, mostAnswers: 1);
    }

    protected override ILedgerStore OpenAtOneMoment() => SqliteLedgerStore.OpenAtOneMoment(File);

    public override void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Another_process_reads_what_the_writer_has_committed()
    {
        using var reader = SqliteLedgerStore.OpenForReading(File);
        Append(300);
        Assert.Equal(300, reader.Size);
        Append(10);
        Assert.Equal(310, reader.Size);
        Assert.Equal(Leaf(309), reader.ReadLeaf(309));
        Assert.Throws<InvalidOperationException>(() => reader.Commit(new GroupCommit(310)));
    }

    [Theory]
    [InlineData("UPDATE segment SET count = 1")]
    [InlineData("DELETE FROM segment")]
    [InlineData("UPDATE checkpoint SET note = ''")]
    [InlineData("DELETE FROM checkpoint")]
    [InlineData("INSERT INTO segment VALUES (99, 1, zeroblob(32), x'', x'', x'')")]
    public void The_database_itself_refuses_to_change_evidence(string sql)
    {
        Commit(group =>
        {
            group.Append([1], []);
            group.Checkpoint = "note";
        });
        Assert.Equal(raw.SQLITE_CONSTRAINT, Execute(sql) & 0xFF);
    }

    [Fact]
    public void A_changed_case_row_is_not_read_as_if_it_were_true()
    {
        var id = CaseId.Of(1, 1);
        Commit(group => group.Put(id, new DateOnly(2023, 1, 1), [1, 2, 3]));
        Assert.Equal(raw.SQLITE_OK, Execute("UPDATE case_row SET due = due + 1"));
        var refused = Assert.Throws<LedgerStoreException>(() => State(id, out _));
        Assert.Contains("case 1/1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_a_newer_format_is_refused_in_clear_words()
    {
        store.Dispose();
        Execute("PRAGMA user_version = 99");
        var refused = Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(File));
        Assert.Contains("format 99", refused.Message, StringComparison.Ordinal);
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForReading(File));
    }

    [Fact]
    public void An_older_store_is_brought_to_the_newest_format_by_its_writer_and_refused_by_a_reader_until_then()
    {
        Append(7);
        store.Dispose();
        // The newest format, and then one that makes its statements again from where it stands.
        ImmutableArray<StoreFormat.Migration> newer = [.. StoreFormat.Migrations, new("log-size")];

        var refused = Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForReading(File, newer));
        Assert.Contains($"older format {StoreFormat.Migrations.Length}", refused.Message, StringComparison.Ordinal);
        SqliteLedgerStore.OpenForWriting(File, newer).Dispose();
        using (var reader = SqliteLedgerStore.OpenForReading(File, newer)) { Assert.Equal(7, reader.Size); }

        Assert.Contains($"format {newer.Length}", Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_whose_migration_fails_on_the_way_is_of_the_older_format_as_before()
    {
        Append(7);
        store.Dispose();
        // Two steps that go well, of which the first changes something, and one that cannot: its tables are there.
        ImmutableArray<StoreFormat.Migration> broken =
            [.. StoreFormat.Migrations, new("log-size", database => database.Execute("CREATE TABLE half (a)")), new("log-size"), new("0001-ledger")];

        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(File, broken));

        Reopen();
        Assert.Equal(7, store.Size);
        Assert.Empty(Faults());
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused()
    {
        System.IO.File.WriteAllText(folder["other"], new string('x', 9000));
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(folder["other"]));
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForReading(folder["absent"]));
    }

    [Fact]
    public void The_write_ahead_log_does_not_grow_without_end()
    {
        for (var week = 0; week < 12; week++)
        {
            Commit(group =>
            {
                for (var i = 1; i <= 30_000; i++) group.Put(CaseId.Of(1 + week, i), due: null, new byte[900]);
            });
        }
        Assert.True(new FileInfo(File + "-wal").Length < 350_000_000, "The log was not cut.");
        store.Dispose();
        Assert.False(System.IO.File.Exists(File + "-wal"));
    }

    [Theory]
    [InlineData("UPDATE segment SET bodies = CAST(substr(bodies, 1, 900) || x'00' || substr(bodies, 902) AS BLOB) WHERE first = 1", "segment", "1–4096")]
    [InlineData("UPDATE segment SET bodies_hash = zeroblob(32) WHERE first = 0", "segment", "0–0")]
    [InlineData("UPDATE segment SET leaves = CAST(leaves || x'0001ff' AS BLOB) WHERE first = 0", "segment", "0–0")]
    [InlineData("UPDATE segment SET leaves = substr(leaves, 1, length(leaves) - 1) WHERE first = 4701", "segment", "4701–4999")]
    [InlineData("UPDATE segment SET count = count - 1 WHERE first = 4701", "segment", "4701–4998")]
    [InlineData("UPDATE segment SET marks = zeroblob(length(marks)) WHERE first = 1", "segment", "1–4096")]
    [InlineData("DELETE FROM segment WHERE first = 4097", "segment", "4701–4999")]
    [InlineData("DELETE FROM segment WHERE first = 4701", "checkpoint", "5000")]
    [InlineData("UPDATE case_row SET state = x'01' WHERE id = (1 << 32) + 4", "case_row", "1/4")]
    [InlineData("UPDATE case_row SET due = due + 1 WHERE id = (1 << 32) + 4", "case_row", "1/4")]
    [InlineData("UPDATE case_row SET due = NULL WHERE id = (1 << 32) + 4", "case_row", "1/4")]
    [InlineData("UPDATE register SET last = last - 1", "register", "1")]
    [InlineData("UPDATE answer SET leaf = 7 WHERE leaf = 1", "answer", "00000000000000000000000000000001")]
    [InlineData("UPDATE answer_run SET answers = zeroblob(40) WHERE run = 3", "answer_run", "3")]
    [InlineData("UPDATE progress SET value = 99", "progress", "weeks")]
    [InlineData("UPDATE column_block SET data = zeroblob(699)", "column_block", "stage, block 0")]
    [InlineData("UPDATE column_block SET size = size + 1", "column_block", "stage, block 0")]
    [InlineData("DROP TRIGGER checkpoint_no_update", "file", "trigger checkpoint_no_update")]
    [InlineData("DROP INDEX case_row_due", "file", "index case_row_due")]
    public void What_was_changed_behind_the_ledgers_back_is_found_and_named(string sql, string table, string row)
    {
        FillEveryTable();
        Assert.Equal(raw.SQLITE_OK, Execute("DROP TRIGGER segment_no_update; DROP TRIGGER segment_no_delete; " + sql));
        Assert.Contains(Faults(), fault => fault.Table == table && fault.Row == row);
    }

    [Fact]
    public void A_bit_that_flips_in_the_file_is_found()
    {
        byte[] body = RandomNumberGenerator.GetBytes(60), state = RandomNumberGenerator.GetBytes(60), column = RandomNumberGenerator.GetBytes(60);
        FillEveryTable();
        Commit(group =>
        {
            group.Append([1], body);
            group.Put(CaseId.Of(2, 1), new DateOnly(2023, 4, 5), state);
        });
        Store.SaveColumns([new("opened", 0, 5001, column)]);
        store.Dispose();
        var whole = System.IO.File.ReadAllBytes(File);
        foreach (var known in new[] { body, state, column })
        {
            var flipped = whole.ToArray();
            flipped[whole.AsSpan().IndexOf(known) + 30] ^= 0x10;
            System.IO.File.WriteAllBytes(File, flipped);
            store = SqliteLedgerStore.OpenForReading(File);
            Assert.NotEmpty(Faults());
            store.Dispose();
        }
    }

    [Fact]
    public void A_page_that_was_overwritten_is_reported_and_ends_no_check()
    {
        FillEveryTable();
        store.Dispose();
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 8192 * 3;
            file.Write(new byte[8192 * 2]);
        }
        store = SqliteLedgerStore.OpenForReading(File);
        Assert.NotEmpty(Faults());
    }

    [Fact]
    public void A_copy_holds_the_same_rows_has_no_faults_and_can_be_written_on()
    {
        FillEveryTable();
        var rows = RowsOf(store);
        using (var copy = new SqliteCopy(folder["copy.db"]))
        {
            store.CopyTo(copy);
            copy.Finish();
        }

        Append(3);
        store.Dispose();
        store = SqliteLedgerStore.OpenForWriting(folder["copy.db"], mostAnswers: 1);
        Assert.Equal(rows, RowsOf(store));
        Assert.Empty(Faults());
        Append(3);
        Assert.Equal(5003, store.Size);
        Assert.Throws<LedgerStoreException>(() => new SqliteCopy(folder["copy.db"]));
    }

    [Fact]
    public void A_changed_row_is_not_copied_as_if_it_were_true()
    {
        FillEveryTable();
        Execute("UPDATE case_row SET due = due + 1 WHERE id = (1 << 32) + 4");
        using var copy = new SqliteCopy(folder["copy.db"]);
        Assert.Contains("case 1/4", Assert.Throws<LedgerStoreException>(() => store.CopyTo(copy)).Message, StringComparison.Ordinal);
    }

    private int Execute(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(File, out var database));
        using (database) return raw.sqlite3_exec(database, sql);
    }
}
