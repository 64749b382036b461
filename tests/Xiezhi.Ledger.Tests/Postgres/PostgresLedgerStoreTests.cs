using Npgsql;
using Xiezhi.Ledger.Postgres;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Tests.Stores;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Postgres;

public sealed class PostgresLedgerStoreTests : LedgerStoreContract
{
    private readonly PostgresAddress address;
    private ILedgerStore store;

    public PostgresLedgerStoreTests(PostgresCluster cluster)
    {
        address = PostgresAddress.Parse(cluster.NewAddress());
        store = PostgresLedgerStore.OpenForWriting(address);
    }

    protected override ILedgerStore Store => store;

    protected override void Reopen()
    {
        store.Dispose();
        store = PostgresLedgerStore.OpenForWriting(address);
    }

    protected override ILedgerStore OpenAtOneMoment() => PostgresLedgerStore.OpenAtOneMoment(address);

    public override void Dispose() => store.Dispose();

    [Fact]
    public void Another_process_reads_what_the_writer_has_committed()
    {
        using var reader = PostgresLedgerStore.OpenForReading(address);
        Append(300);
        Assert.Equal(300, reader.Size);
        Append(10);
        Assert.Equal(310, reader.Size);
        Assert.Equal(Leaf(309), reader.ReadLeaf(309));
        Assert.Throws<InvalidOperationException>(() => reader.Commit(new GroupCommit(310)));
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_who_writes()
    {
        var busy = Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForWriting(address));
        Assert.Contains($"process {Environment.ProcessId}", busy.Message, StringComparison.Ordinal);
        Reopen();
    }

    [Fact]
    public void A_writer_that_has_lost_its_connection_has_lost_its_lock_and_writes_nothing_more()
    {
        Append(3);
        Execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext(current_schema()::text)::oid");

        Assert.Throws<LedgerStoreException>(() => Append(1));
        Assert.Contains("stopped writing", Assert.Throws<LedgerStoreException>(() => Append(1)).Message, StringComparison.Ordinal);

        Reopen();
        Append(2);
        Assert.Equal(5, store.Size);
    }

    [Fact]
    public void The_database_itself_refuses_to_change_evidence()
    {
        Commit(group =>
        {
            group.Append([1], []);
            group.Checkpoint = "note";
        });
        string[] changes = ["UPDATE segment SET count = 1", "DELETE FROM segment", "TRUNCATE segment", "UPDATE checkpoint SET note = ''", "DELETE FROM checkpoint", "TRUNCATE checkpoint",
            @"INSERT INTO segment VALUES (99, 1, decode(repeat('00', 32), 'hex'), '\x', '\x', '\x')"];
        Assert.All(changes, sql => Assert.Equal(PostgresErrorCodes.IntegrityConstraintViolation, Assert.Throws<PostgresException>(() => Execute(sql)).SqlState));
        Assert.Empty(Faults());
    }

    [Fact]
    public void A_changed_case_row_is_not_read_as_if_it_were_true()
    {
        var id = CaseId.Of(1, 1);
        Commit(group => group.Put(id, new DateOnly(2023, 1, 1), [1, 2, 3]));
        Execute("UPDATE case_row SET due = due + 1");
        var refused = Assert.Throws<LedgerStoreException>(() => State(id, out _));
        Assert.Contains("case 1/1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_a_newer_format_is_refused_in_clear_words()
    {
        store.Dispose();
        Execute("UPDATE store SET format = 99");
        var refused = Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForWriting(address));
        Assert.Contains("format 99", refused.Message, StringComparison.Ordinal);
        Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForReading(address));
        Execute("UPDATE store SET format = 1");
        Reopen();
    }

    [Fact]
    public void An_older_store_is_brought_to_the_newest_format_by_its_writer_and_refused_by_a_reader_until_then()
    {
        Append(7);
        store.Dispose();
        // The newest format, and then one that makes its statements again from where it stands.
        string[] newer = [.. PostgresFormat.Migrations, "log-size"];

        var refused = Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForReading(address, newer));
        Assert.Contains($"older format {PostgresFormat.Migrations.Length}", refused.Message, StringComparison.Ordinal);
        PostgresLedgerStore.OpenForWriting(address, newer).Dispose();
        using (var reader = PostgresLedgerStore.OpenForReading(address, newer)) { Assert.Equal(7, reader.Size); }

        Assert.Contains($"format {newer.Length}", Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForWriting(address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_whose_migration_fails_on_the_way_is_of_the_older_format_as_before()
    {
        Append(7);
        store.Dispose();
        // A step that goes well and one that cannot: its tables are there.
        Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForWriting(address, [.. PostgresFormat.Migrations, "log-size", "0001-ledger"]));

        Reopen();
        Assert.Equal(7, store.Size);
        Assert.Empty(Faults());
    }

    [Fact]
    public void A_schema_that_holds_something_else_is_refused_and_left_alone()
    {
        var other = PostgresAddress.Parse(address.Text + "_other");
        Execute($"CREATE SCHEMA {other.Schema}; CREATE TABLE {other.Schema}.mine (a integer)");
        Assert.Contains("not a ledger", Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForWriting(other)).Message, StringComparison.Ordinal);
        Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForReading(PostgresAddress.Parse(address.Text + "_absent")));
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_named_with_what_to_do()
    {
        var nowhere = PostgresAddress.Parse("Host=/nowhere;Database=d;Username=u");
        var failed = Assert.Throws<LedgerStoreException>(() => PostgresLedgerStore.OpenForReading(nowhere));
        Assert.Contains("PostgreSQL /nowhere/d, schema xiezhi", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Check that the server runs", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_made_of_what_the_check_expects() => Assert.Equal(PostgresSql.Of("schema.expected").Split('\n'), ((PostgresLedgerStore)store).SchemaOf());

    [Fact]
    public void What_was_changed_behind_the_ledgers_back_is_found_and_named()
    {
        FillEveryTable();
        Execute("DROP TRIGGER segment_stays ON segment");
        (string Sql, string Fault)[] changes =
        [
            ("UPDATE segment SET bodies = overlay(bodies PLACING '\\x00'::bytea FROM 901) WHERE first = 1", "segment 1–4096"),
            ("UPDATE segment SET bodies_hash = decode(repeat('00', 32), 'hex') WHERE first = 0", "segment 0–0"),
            ("UPDATE segment SET marks = set_byte(marks, 0, 255 - get_byte(marks, 0)) WHERE first = 4097", "segment 4097–4700"),
            ("UPDATE segment SET leaves = substring(leaves FROM 1 FOR octet_length(leaves) - 1) WHERE first = 4701", "segment 4701–4999"),
            ("DELETE FROM segment WHERE first = 4701", "checkpoint 5000"),
            ("UPDATE case_row SET state = '\\x01' WHERE register = 1 AND ordinal = 4", "case_row 1/4"),
            ("UPDATE case_row SET due = due + 1 WHERE register = 1 AND ordinal = 10", "case_row 1/10"),
            ("UPDATE case_row SET due = NULL WHERE register = 1 AND ordinal = 16", "case_row 1/16"),
            ("UPDATE register SET last = last - 1", "register 1"),
            ("UPDATE answer SET leaf = 7 WHERE leaf = 1", "answer 00000000000000000000000000000001"),
            ("UPDATE progress SET value = 99", "progress weeks"),
            ("UPDATE column_block SET data = substring(data FROM 2)", "column_block stage, block 0"),
            ("DROP TRIGGER segment_follows ON segment", "schema trigger segment_follows"),
            ("ALTER TABLE checkpoint DISABLE TRIGGER checkpoint_stays", "schema trigger checkpoint_stays"),
            ("CREATE RULE quiet AS ON INSERT TO checkpoint DO INSTEAD NOTHING", "schema rule quiet"),
            ("CREATE OR REPLACE FUNCTION evidence_stays() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'", "schema function evidence_stays"),
            ("DROP INDEX case_row_due", "schema index case_row_due"),
        ];
        foreach (var (sql, fault) in changes)
        {
            Assert.DoesNotContain(Faults(), f => $"{f.Table} {f.Row}" == fault);
            Execute(sql);
            Assert.Contains(Faults(), f => $"{f.Table} {f.Row}" == fault);
        }
    }

    [Fact]
    public void A_copy_in_SQLite_and_a_copy_of_that_in_PostgreSQL_hold_the_same_rows_and_can_be_written_on()
    {
        using var folder = new TemporaryFolder();
        FillEveryTable();
        var rows = RowsOf(store);
        using (var copy = new SqliteCopy(folder["copy.db"]))
        {
            store.CopyTo(copy);
            Append(3);
            copy.Finish();
        }

        var back = PostgresAddress.Parse(address.Text + "_back");
        using (var file = SqliteLedgerStore.OpenForReading(folder["copy.db"]))
        using (var copy = new PostgresCopy(back))
        {
            Assert.Equal(rows, RowsOf(file));
            file.CopyTo(copy);
            copy.Finish();
        }

        store.Dispose();
        store = PostgresLedgerStore.OpenForWriting(back);
        Assert.Equal(rows, RowsOf(store));
        Assert.Empty(Faults());
        Append(3);
        Assert.Equal(5003, store.Size);
        store.Dispose();
        Assert.Contains("holds a ledger already", Assert.Throws<LedgerStoreException>(() => new PostgresCopy(back)).Message, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(address.Text);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
