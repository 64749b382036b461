using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Verification;

/// <summary>What somebody who knows the format changes so that the changed place agrees with itself.</summary>
public sealed class ForgedFolderTests(SmallCity city) : IClassFixture<SmallCity>
{
    private const string FirstCase = "id = (SELECT min(id) FROM case_row)";

    [Fact]
    public void A_tail_that_was_cut_off_with_its_heads_is_missed_by_the_rows_of_its_cases()
    {
        var faults = Faults(folder => folder.Change(
            "DELETE FROM segment WHERE first = (SELECT max(first) FROM segment)",
            "DELETE FROM segment WHERE first = (SELECT max(first) FROM segment)",
            "DELETE FROM checkpoint WHERE size > (SELECT max(first + count) FROM segment)"));

        Assert.Contains(faults, f =>
            f.Where.StartsWith("case_row", StringComparison.Ordinal) && f.What.Contains(", the log has", StringComparison.Ordinal));
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

        Assert.Contains(faults, f =>
            f.Where.StartsWith("segment, leaves ", StringComparison.Ordinal) && f.What.Contains("one of them was changed", StringComparison.Ordinal));
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
        Assert.Contains(Faults(folder => folder.Change($"DELETE FROM case_row WHERE {FirstCase}")), f =>
            f.Where == "case_row 1/1" && f.What.Contains("missing", StringComparison.Ordinal));

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
        var faults = Faults(folder =>
            folder.Change("INSERT INTO case_row (id, due, state, digest) SELECT id + 1000000, due, state, digest FROM case_row LIMIT 1"));

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

    private static byte[] BackDated(ReadOnlySpan<byte> leaf) => Rewritten(leaf, days: -1);

    private static byte[] Rewritten(ReadOnlySpan<byte> leaf, int days = 0, int? edition = null)
    {
        var act = ActLeaf.Read(leaf);
        var bytes = new byte[ActLeaf.MaxLength];
        var length = new ActLeaf
        {
            Edition = edition ?? act.Edition, Organ = act.Organ, Year = act.Year, Ordinal = act.Ordinal, Number = act.Number, Kind = act.Kind,
            Subject = act.Subject, EffectiveDay = act.EffectiveDay.AddDays(days), RecordedDay = act.RecordedDay.AddDays(days), Deemed = act.Deemed,
            Reopens = act.Reopens, ActingOrgan = act.ActingOrgan, Outcome = act.Outcome, Verdicts = act.Verdicts, Findings = act.Findings, Facts = act.Facts, Commitment = act.Commitment,
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
