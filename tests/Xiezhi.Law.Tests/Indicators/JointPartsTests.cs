using System.Collections.Immutable;
using CsCheck;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Law.Tests.Indicators;

/// <summary>From what is shown of organs and months together, and from the sums of both, nobody works a small number out: every table that fits is tried.</summary>
public sealed class JointPartsTests
{
    private const int Fewest = 3;

    private static readonly Gen<ImmutableArray<OrganMonths>> AnyTable = Gen.Int[0, 5].Array[3].Array[1, 4].Select(rows => Of(rows));

    [Fact]
    public void No_small_number_is_shown_or_follows_from_sums_and_differences() => AnyTable.Sample(table =>
    {
        var shown = JointParts.Shown(table, Fewest);
        var hidden = table.Where(o => !shown.Contains(o.Organ)).Select(o => o.Units).ToImmutableArray();
        // Where everything is hidden, no more is said than sums that are judged elsewhere.
        return table.Where(o => shown.Contains(o.Organ)).All(o => o.Units.All(n => n is 0 or >= Fewest))
            && (shown.IsEmpty || Enumerable.Range(0, hidden.Length).All(o => Enumerable.Range(0, 3).All(m => hidden[o][m] is 0 or >= Fewest || Possible(hidden, o, m) > 1)));
    }, iter: 2000);

    [Fact]
    public void What_is_large_enough_is_all_shown() => Assert.Equal([0, 1], JointParts.Shown(Of([3, 9, 0], [4, 5, 3]), Fewest).Order());

    [Fact]
    public void An_organ_with_one_small_month_is_hidden_whole_and_takes_the_smallest_other_with_it() =>
        Assert.Equal([1], JointParts.Shown(Of([9, 1, 9], [90, 90, 90], [5, 6, 7]), Fewest));

    [Fact]
    public void A_small_numerator_hides_as_a_small_number_does()
    {
        var table = Of([9, 9, 9], [9, 9, 9], [9, 9, 9]);
        Assert.Equal([2], JointParts.Shown([table[0] with { Numerators = [9, 1, 9] }, table[1] with { Numerators = [8, 8, 8] }, table[2] with { Numerators = [9, 9, 9] }], Fewest));
    }

    private static ImmutableArray<OrganMonths> Of(params int[][] rows) => [.. rows.Select((row, i) => new OrganMonths(i, [.. row.Select(n => (long)n)], []))];

    /// <summary>How many values one number can have in tables that have the same sums.</summary>
    private static int Possible(ImmutableArray<ImmutableArray<long>> table, int organ, int month)
    {
        var values = new HashSet<long>();
        var months = Enumerable.Range(0, 3).Select(m => table.Sum(row => row[m])).ToArray();
        Fill(0, new long[3]);
        return values.Count;

        void Fill(int row, long[] filled, long taken = -1)
        {
            if (row == table.Length)
            {
                if (filled.SequenceEqual(months)) { values.Add(taken); }
                return;
            }

            var sum = table[row].Sum();
            for (var a = 0L; a <= sum && filled[0] + a <= months[0]; a++)
            {
                for (var b = 0L; a + b <= sum && filled[1] + b <= months[1]; b++)
                {
                    long[] own = [a, b, sum - a - b];
                    if (filled[2] + own[2] <= months[2]) { Fill(row + 1, [filled[0] + a, filled[1] + b, filled[2] + own[2]], row == organ ? own[month] : taken); }
                }
            }
        }
    }
}
