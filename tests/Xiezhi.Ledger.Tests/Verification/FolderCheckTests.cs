using CsCheck;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Verification;

public sealed class FolderCheckTests(SmallCity city) : IClassFixture<SmallCity>
{
    private const string FirstCase = "id = (SELECT min(id) FROM case_row)";
    private const string LastHead = "size = (SELECT max(size) FROM checkpoint)";
    private const string SecondSegment = "first = (SELECT min(first) FROM segment WHERE first > 0)";

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
    [InlineData("checkpoint", "size", "size = (SELECT min(size) FROM checkpoint)", 0, "checkpoint ")]
    [InlineData("column_block", "data", "name = 'columns'", 50, "column_block columns, block 0")]
    [InlineData("column_block", "data", "name <> 'columns' AND block = 0 AND rowid = (SELECT max(rowid) FROM column_block)", 7, "column_block ")]
    [InlineData("column_block", "size", "name = 'columns'", 0, "column_block columns, block 0")]
    [InlineData("answer", "leaf", "key = (SELECT min(key) FROM answer)", 0, "answer ")]
    [InlineData("answer", "request", "key = (SELECT min(key) FROM answer)", 5, "answer ")]
    [InlineData("answer", "key", "key = (SELECT min(key) FROM answer)", 5, "answer ")]
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
                var columns = database.Lines("SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1");
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

        Assert.Contains(faults, f => f.Where.StartsWith("segment, body ", StringComparison.Ordinal) && f.What.Contains("key of case 1/1", StringComparison.Ordinal));
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
        var faults = Faults(folder => File.WriteAllText(folder["folder.json"], File.ReadAllText(folder["folder.json"]).Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(faults, f => f.Where == "folder.json");
    }

    [Fact]
    public void A_tail_that_was_cut_off_with_its_heads_is_missed_by_the_rows_of_its_cases()
    {
        var faults = Faults(folder => folder.Change(
            "DELETE FROM segment WHERE first = (SELECT max(first) FROM segment)",
            "DELETE FROM segment WHERE first = (SELECT max(first) FROM segment)",
            "DELETE FROM checkpoint WHERE size > (SELECT max(first + count) FROM segment)"));

        Assert.Contains(faults, f => f.Where.StartsWith("case_row ", StringComparison.Ordinal) && f.What.Contains("entries, the log has", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tail_that_was_cut_off_alone_is_missed_by_the_signed_head()
    {
        var faults = Faults(folder => folder.Change("DELETE FROM segment WHERE first = (SELECT max(first) FROM segment)"));

        Assert.Contains(faults, f => f.Where == "checkpoint" && f.What.Contains("the log has", StringComparison.Ordinal));
    }

    [Fact]
    public void A_back_dated_leaf_contradicts_its_body_though_tiles_and_head_were_forged_with_the_logs_own_key()
    {
        var index = -1;
        var faults = Faults(folder => folder.Forge(entries =>
        {
            index = entries.FindLastIndex(e => Leaf.KindOf(e.Leaf) == LeafKind.Act);
            entries[index] = (BackDated(entries[index].Leaf), entries[index].Body);
        }));

        Assert.Contains(faults, f => f.Where == $"segment, leaf {index}" && f.What.Contains("does not say what the body", StringComparison.Ordinal));
        Assert.DoesNotContain(faults, f => f.Where.StartsWith("tile", StringComparison.Ordinal) || f.Where.StartsWith("checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public void A_back_dated_leaf_contradicts_the_signed_root_when_the_key_is_not_at_hand()
    {
        var faults = Faults(folder =>
        {
            var heads = new List<string>();
            folder.Change(database => heads.AddRange(database.Lines("SELECT note FROM checkpoint ORDER BY size")));
            folder.Forge(entries =>
            {
                var index = entries.FindLastIndex(e => Leaf.KindOf(e.Leaf) == LeafKind.Act);
                entries[index] = (BackDated(entries[index].Leaf), entries[index].Body);
            });
            folder.Change([.. heads.Select(note => $"INSERT OR REPLACE INTO checkpoint (size, note) VALUES ({note.Split('\n')[1]}, '{note}')")]);
        });

        Assert.Contains(faults, f => f.Where.StartsWith("segment, leaves ", StringComparison.Ordinal) && f.What.Contains("one of them was changed", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_leaves_that_changed_places_are_found_though_tiles_and_head_were_forged()
    {
        var faults = Faults(folder => folder.Forge(entries =>
        {
            var acts = Enumerable.Range(0, entries.Count).Where(i => Leaf.KindOf(entries[i].Leaf) == LeafKind.Act).ToList();
            var (a, b) = (acts[^1], acts.FindLast(i => ActLeaf.Read(entries[i].Leaf).Ordinal != ActLeaf.Read(entries[acts[^1]].Leaf).Ordinal));
            (entries[a], entries[b]) = (entries[b], entries[a]);
        }));

        Assert.Contains(faults, f => f.Where.StartsWith("case_row ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_put_in_the_place_of_another_opens_for_nobody()
    {
        var faults = Faults(folder => folder.Forge(entries =>
        {
            var acts = Enumerable.Range(0, entries.Count).Where(i => Leaf.KindOf(entries[i].Leaf) == LeafKind.Act).ToList();
            entries[acts[0]] = (entries[acts[0]].Leaf, entries[acts[1]].Body);
        }));

        Assert.Contains(faults, f => f.Where.StartsWith("segment, body ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_case_is_missed_in_the_rows_or_in_the_register()
    {
        Assert.Contains(Faults(folder => folder.Change($"DELETE FROM case_row WHERE {FirstCase}")), f => f.Where == "case_row 1/1" && f.What.Contains("missing", StringComparison.Ordinal));

        // With all its leaves, in a forged log: the register knows of one more, and the ordinals have a gap.
        var faults = Faults(folder =>
        {
            folder.Change($"DELETE FROM case_row WHERE {FirstCase}");
            folder.Forge(entries => entries.RemoveAll(e => Leaf.KindOf(e.Leaf) == LeafKind.Act && ActLeaf.Read(e.Leaf).Ordinal == 1));
        });
        Assert.Contains(faults, f => f.Where == "segment" && f.What.Contains("case", StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_row_of_nobody_is_found()
    {
        var faults = Faults(folder => folder.Change("INSERT INTO case_row (id, due, state, digest) SELECT id + 1000000, due, state, digest FROM case_row LIMIT 1"));

        Assert.Contains(faults, f => f.Where.StartsWith("case_row", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_block_changed_together_with_its_digest_is_not_what_the_leaves_make_of_it()
    {
        var faults = Faults(folder => folder.Change(database =>
        {
            var name = database.Lines("SELECT name FROM column_block WHERE name <> 'columns' ORDER BY name")[0];
            TamperedFolder.Flip(database, "column_block", "data", $"name = '{name}' AND block = 0", at: -1, bit: 0);
            var data = Convert.FromHexString(database.Lines($"SELECT hex(data) FROM column_block WHERE name = '{name}' AND block = 0")[0]);
            var digest = RowDigest.Of(new ColumnBlock(name, 0, database.Ask($"SELECT size FROM column_block WHERE name = '{name}' AND block = 0"), data));
            database.Execute($"UPDATE column_block SET digest = x'{Convert.ToHexString(digest)}' WHERE name = '{name}' AND block = 0");
        }));

        Assert.Contains(faults, f => f.Where.StartsWith("column_block", StringComparison.Ordinal));
    }

    [Fact]
    public void A_register_changed_together_with_its_digest_contradicts_the_log()
    {
        var faults = Faults(folder => folder.Change(database =>
        {
            Register register;
            using (var data = DataFolder.OpenForReading(folder.Path)) { register = data.Store.Registers()[0]; }
            register = register with { Last = register.Last + 1 };
            database.Execute($"UPDATE register SET last = {register.Last}, digest = x'{Convert.ToHexString(RowDigest.Of(register))}' WHERE id = {register.Id}");
        }));

        Assert.Contains(faults, f => f.Where == "register 1" && f.What.Contains("last ordinal", StringComparison.Ordinal));
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
    public void A_leaf_under_an_edition_that_nobody_declared_is_named_whichever_case_it_is_of()
    {
        foreach (var ordinal in new[] { 1, 2 })
        {
            var index = -1;
            var faults = Faults(folder => folder.Forge(entries =>
            {
                index = entries.FindIndex(e => Leaf.KindOf(e.Leaf) == LeafKind.Act && ActLeaf.Read(e.Leaf).Ordinal == ordinal);
                entries[index] = (Rewritten(entries[index].Leaf, edition: 4000), entries[index].Body);
            }));

            Assert.Contains(faults, f => f.Where == $"segment, leaf {index}");
        }
    }

    [Fact]
    public void An_erased_case_is_no_fault()
    {
        using var folder = new TamperedFolder(city.Path);
        using (var keys = CaseKeys.OpenForWriting(folder["keys"])) { keys.Destroy(0); }

        Assert.Empty(folder.Faults());
    }

    private static byte[] BackDated(ReadOnlySpan<byte> leaf) => Rewritten(leaf, days: -1);

    private static byte[] Rewritten(ReadOnlySpan<byte> leaf, int days = 0, int? edition = null)
    {
        var act = ActLeaf.Read(leaf);
        var bytes = new byte[ActLeaf.MaxLength];
        var length = new ActLeaf
        {
            Edition = edition ?? act.Edition, Organ = act.Organ, Year = act.Year, Ordinal = act.Ordinal, Number = act.Number, Kind = act.Kind, Subject = act.Subject,
            EffectiveDay = act.EffectiveDay.AddDays(days), RecordedDay = act.RecordedDay.AddDays(days), Deemed = act.Deemed, Reopens = act.Reopens, ActingOrgan = act.ActingOrgan,
            Outcome = act.Outcome, Verdicts = act.Verdicts, Findings = act.Findings, Facts = act.Facts, Commitment = act.Commitment,
        }.Write(bytes);
        return bytes[..length];
    }

    private IReadOnlyList<Fault> Faults(Action<TamperedFolder> tamper)
    {
        using var folder = new TamperedFolder(city.Path);
        tamper(folder);
        return folder.Faults();
    }
}
