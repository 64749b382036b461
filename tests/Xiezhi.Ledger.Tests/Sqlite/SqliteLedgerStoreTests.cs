using SQLitePCL;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Tests.Stores;

namespace Xiezhi.Ledger.Tests.Sqlite;

public sealed class SqliteLedgerStoreTests : LedgerStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private ILedgerStore _store;

    public SqliteLedgerStoreTests() => _store = SqliteLedgerStore.OpenForWriting(File);

    protected override ILedgerStore Store => _store;
    private string File => _folder["ledger.db"];

    protected override void Reopen()
    {
        _store.Dispose();
        _store = SqliteLedgerStore.OpenForWriting(File);
    }

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
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
        _store.Dispose();
        Execute("PRAGMA user_version = 99");
        var refused = Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(File));
        Assert.Contains("format 99", refused.Message, StringComparison.Ordinal);
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForReading(File));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused()
    {
        System.IO.File.WriteAllText(_folder["other"], new string('x', 9000));
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForWriting(_folder["other"]));
        Assert.Throws<LedgerStoreException>(() => SqliteLedgerStore.OpenForReading(_folder["absent"]));
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
        _store.Dispose();
        Assert.False(System.IO.File.Exists(File + "-wal"));
    }

    private int Execute(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(File, out var database));
        using (database) return raw.sqlite3_exec(database, sql);
    }
}
