using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Tests.Columns;

public sealed class GapTests
{
    private static readonly RegisterKey Bureau = new(SmallLog.Procedure, 1, 2023);

    [Fact]
    public void A_case_that_was_left_out_shows_as_a_gap()
    {
        using var columns = SmallLog.Columns([A.Case, A.Case with { Ordinal = 4 }]);
        Assert.Equal([new Gap.MissingCase(Bureau, 2), new Gap.MissingCase(Bureau, 3)], columns.Gaps());
    }

    [Fact]
    public void A_tail_that_was_cut_disagrees_with_the_closing_entry()
    {
        using var columns = SmallLog.Columns([A.Case]);
        columns.Add(columns.Size, new ClosingLeaf(0, 1, 2023, 2, new DateOnly(2024, 1, 1)).ToBytes());
        Assert.Equal([new Gap.ClosingDisagrees(Bureau, 2, 1)], columns.Gaps());
    }

    [Fact]
    public void A_closing_entry_of_an_empty_register_is_no_gap()
    {
        using var columns = SmallLog.Columns([]);
        columns.Add(columns.Size, new ClosingLeaf(0, 1, 2023, 0, new DateOnly(2024, 1, 1)).ToBytes());
        Assert.Empty(columns.Gaps());
    }

    [Fact]
    public void An_entry_that_was_left_out_of_its_case_shows()
    {
        using var columns = SmallLog.Columns([A.Case, A.Case with { Number = 3, Subject = 1 }]);
        Assert.Equal([new Gap.EntryOutOfLine(Bureau, 1, 3, columns.Size - 1)], columns.Gaps());
    }

    [Fact]
    public void A_leaf_of_an_undeclared_edition_stops_the_count() =>
        Assert.Throws<InvalidDataException>(() => SmallLog.Columns([A.Case with { Edition = 7 }]));

    [Fact]
    public void A_leaf_of_an_undeclared_organ_stops_the_count() =>
        Assert.Throws<InvalidDataException>(() => SmallLog.Columns([A.Case with { Acting = 99 }]));

    [Fact]
    public void A_code_outside_its_list_stops_the_count() =>
        Assert.Throws<InvalidDataException>(() => SmallLog.Columns([A.Case with { Facts = [new FactMark(0, 9)] }]));

    [Fact]
    public void Leaves_are_taken_in_one_after_the_other()
    {
        using var columns = SmallLog.Columns([]);
        Assert.Throws<ArgumentOutOfRangeException>(() => columns.Add(columns.Size + 1, A.Case.ToBytes()));
    }
}
