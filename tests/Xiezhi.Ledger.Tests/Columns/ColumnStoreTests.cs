using CsCheck;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Act = Xiezhi.Ledger.Tests.Leaves.Act;

namespace Xiezhi.Ledger.Tests.Columns;

public sealed class ColumnStoreTests
{
    [Fact]
    public void Columns_count_what_a_dictionary_of_cases_counts() => SmallLog.AnyActs.Sample(acts =>
    {
        using var columns = SmallLog.Columns(acts);
        var counter = new FigureCounter(columns);
        var naive = new NaiveCount(acts);
        foreach (var indicator in SmallLog.Indicators)
        {
            var summed = (indicator.Measure as Measure.Sum)?.Fact;
            var units = naive.Units(indicator.Measure.Units, SmallLog.Year, summed);
            var figure = counter.Count(indicator, SmallLog.Year);
            Assert.Equal((indicator.Id, (long)units.Count), (indicator.Id, figure.Entries));
            Assert.Equal((indicator.Id, units.Sum(unit => unit.Amount)), (indicator.Id, (long)(figure.Unrounded ?? 0)));

            var parts = counter.BreakDown(indicator, SmallLog.Year);
            Assert.Equal(units.Sum(unit => unit.Amount), parts.Organs.Sum(part => part.Part.Amount));
            Assert.Equal(parts.Organs.Sum(part => part.Part.Amount), parts.Counties.Sum(part => part.Part.Amount));
            foreach (var part in parts.Organs)
            {
                Assert.Equal(units.Where(unit => part.Number == (indicator.ByOrgan == OrganGrouping.Acting ? unit.ActingOrgan : unit.Organ)).Sum(unit => unit.Amount), part.Part.Amount);
            }

            for (var month = 0; month < parts.Months.Length; month++)
            {
                Assert.Equal(units.Where(unit => unit.Day.Month == month + 1).Sum(unit => unit.Amount), parts.Months[month].Amount);
            }
        }
    }, iter: 300);

    [Fact]
    public void Evidence_pages_hold_every_unit_once_and_in_order() => Gen.Select(SmallLog.AnyActs, Gen.Int[1, 7]).Sample((acts, take) =>
    {
        using var columns = SmallLog.Columns(acts);
        var counter = new FigureCounter(columns);
        var naive = new NaiveCount(acts);
        foreach (var indicator in SmallLog.Indicators)
        {
            var pages = new List<CountedUnit>();
            while (counter.Evidence(indicator, SmallLog.Year, skip: pages.Count, take: take) is { Count: > 0 } page)
            {
                pages.AddRange(page);
            }

            Assert.Equal(
                naive.Units(indicator.Measure.Units, SmallLog.Year).Select(unit => (unit.Leaf, unit.Organ, unit.Year, unit.Ordinal, unit.Day)),
                pages.Select(unit => (unit.Leaf, unit.Organ, unit.Year, unit.Ordinal, unit.Day)));

            // And so do pages that each begin behind the last unit of the one before
            var followed = new List<CountedUnit>();
            UnitPlace? after = null;
            while (counter.Evidence(indicator, SmallLog.Year, take: take, after: after) is { Count: > 0 } page)
            {
                followed.AddRange(page);
                after = page[^1] is var last ? new UnitPlace(last.Year, last.Organ, last.Ordinal, last.Leaf) : null;
            }

            Assert.Equal(pages, followed);

            // And the page of a month and of an organ holds those of them that belong there
            var may = SmallLog.Year.Month(4);
            Assert.Equal(
                naive.Units(indicator.Measure.Units, SmallLog.Year)
                    .Where(unit => may.Contains(unit.Day) && (indicator.ByOrgan == OrganGrouping.Acting ? unit.ActingOrgan : unit.Organ) == 1).Skip(1).Select(unit => unit.Leaf),
                counter.Evidence(indicator, SmallLog.Year, skip: 1, take: 1000, organ: 1, within: may).Select(unit => unit.Leaf));
        }
    }, iter: 100);

    [Fact]
    public void Saved_columns_come_back_as_they_were_and_follow_on() => Gen.Select(SmallLog.AnyActs, Gen.Double[0, 1]).Sample((acts, share) =>
    {
        // Given columns saved at some point of the log, and again, changed blocks only, at its end
        using var whole = SmallLog.Columns(acts);
        var first = (int)(acts.Length * share);
        using var growing = SmallLog.Columns(acts[..first]);
        var shelf = new Shelf();
        shelf.Put(growing.ChangedBlocks());
        growing.Saved();
        using var restored = ColumnStore.Restore(growing.Plan, shelf.Read)!;
        foreach (var act in acts[first..])
        {
            growing.Add(growing.Size, act.ToBytes());
            restored.Add(restored.Size, act.ToBytes());
        }

        shelf.Put(growing.ChangedBlocks());
        using var again = ColumnStore.Restore(growing.Plan, shelf.Read)!;

        // Then all of them are the same, byte for byte
        Assert.Equal(Bytes(whole), Bytes(growing));
        Assert.Equal(Bytes(whole), Bytes(restored));
        Assert.Equal(Bytes(whole), Bytes(again));
        Assert.Equal(whole.Size, again.Size);
    }, iter: 200);

    [Fact]
    public void Columns_of_another_plan_are_built_anew()
    {
        using var columns = SmallLog.Columns([]);
        var shelf = new Shelf();
        shelf.Put(columns.Blocks());
        Assert.Null(ColumnStore.Restore(ColumnPlan.Of(SmallLog.Indicators[..3]), shelf.Read));
        Assert.Null(ColumnStore.Restore(columns.Plan, _ => []));
    }

    [Fact]
    public void A_cut_or_lengthened_block_is_refused() => Gen.Select(SmallLog.AnyActs, Gen.Int[0, 1000], Gen.Bool).Sample((acts, which, longer) =>
    {
        using var columns = SmallLog.Columns(acts);
        var blocks = columns.Blocks().ToList();
        var wrong = blocks[which % blocks.Count];
        var shelf = new Shelf();
        shelf.Put(blocks);
        shelf.Put([wrong with { Data = longer ? wrong.Data.ToArray().Append((byte)0).ToArray() : wrong.Data[..^1] }]);
        Assert.Throws<InvalidDataException>(() => ColumnStore.Restore(columns.Plan, shelf.Read));
    }, iter: 100);

    [Fact]
    public void A_register_of_many_chunks_keeps_every_case()
    {
        // Given 40,000 cases in one register, opened in order, every third one granted at once
        var plan = ColumnPlan.Of(SmallLog.Indicators);
        using var columns = new ColumnStore(plan);
        foreach (var leaf in SmallLog.Declarations)
        {
            columns.Add(columns.Size, leaf);
        }

        for (var ordinal = 1; ordinal <= 40_000; ordinal++)
        {
            columns.Add(columns.Size, A.Case with { Ordinal = ordinal, Outcome = ordinal % 3 == 0 ? 0 : null } is var act ? act.ToBytes() : []);
        }

        // Then both counts hold, a deep page opens where it must, and the saved blocks are small ones
        var counter = new FigureCounter(columns);
        Assert.Equal(40_000, counter.Count(SmallLog.Indicators.Single(indicator => indicator.Id == "opened"), SmallLog.Year).Unrounded);
        var granted = SmallLog.Indicators.Single(indicator => indicator.Id == "granted");
        Assert.Equal(13_333, counter.Count(granted, SmallLog.Year).Unrounded);
        Assert.Equal(39_999, Assert.Single(counter.Evidence(granted, SmallLog.Year, skip: 13_332)).Ordinal);
        Assert.Equal(3, columns.Blocks().Count(block => block.Name.EndsWith("/2023", StringComparison.Ordinal)));
        Assert.Empty(columns.Gaps());
    }

    private static List<(string Name, int Block, string Data)> Bytes(ColumnStore columns) =>
        [.. columns.Blocks().Select(block => (block.Name, block.Block, Convert.ToHexString(block.Data.Span)))];

    /// <summary>Where a store would keep blocks.</summary>
    private sealed class Shelf
    {
        private readonly Dictionary<(string Name, int Block), ColumnBlock> blocks = [];

        public void Put(IEnumerable<ColumnBlock> changed)
        {
            foreach (var block in changed)
            {
                blocks[(block.Name, block.Block)] = block;
            }
        }

        public IReadOnlyList<ColumnBlock> Read(string name) => [.. blocks.Values.Where(block => block.Name == name).OrderBy(block => block.Block)];
    }
}

/// <summary>Builders with good defaults.</summary>
internal static class A
{
    /// <summary>The opening entry of case 1 of the city bureau in 2023.</summary>
    public static Act Case { get; } = new() { Edition = 0, Organ = 1, Year = 2023, Ordinal = 1, Number = 1, Kind = EntryKind.Act, Subject = 0, Effective = new DateOnly(2023, 5, 4), Recorded = new DateOnly(2023, 5, 4) };
}
