using System.Collections.Immutable;
using CsCheck;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Law.Tests.Indicators;

/// <summary>From everything that a published breakdown says, nobody works a hidden part out: every number of cases that fits all its sums is tried.</summary>
public sealed class SmallPartsTests
{
    private const int Fewest = 3;

    private static readonly Gen<Breakdown> AnyFigure = Gen.Select(Gen.Int[1, 7].Array[1, 6], Gen.Int[0, 2].Array[6], Gen.Int[0, 4].Array[1, 6]).Select((organs, counties, months) =>
    {
        // Months add up to what the organs do.
        var split = months.ToArray();
        split[^1] += Math.Max(0, organs.Sum() - split.Sum());
        var total = split.Sum();
        if (total > organs.Sum()) { organs[0] += total - organs.Sum(); }
        return Of(organs, counties, split);
    });

    [Fact]
    public void No_hidden_part_can_be_worked_out_from_sums_and_differences() => AnyFigure.Sample(whole =>
    {
        var shown = whole.Shown(Fewest);
        return Unknown(whole.Months, shown.Months) && OrgansUnknown(whole, shown) && Whole(shown).All(p => p.Hidden || p.Units is 0 or >= Fewest);
    }, iter: 3000);

    [Fact]
    public void What_is_large_enough_is_all_shown()
    {
        var whole = Of([3, 9, 4], [0, 0, 1, 0, 0, 0], [7, 9]);
        var shown = whole.Shown(Fewest);
        Assert.Equal(whole.Organs.AsEnumerable(), shown.Organs);
        Assert.Equal(whole.Counties.AsEnumerable(), shown.Counties);
        Assert.Equal(whole.Months.AsEnumerable(), shown.Months);
        Assert.Same(whole, whole.Shown(1));
    }

    [Fact]
    public void One_small_organ_takes_the_next_with_it_and_both_stand_last_without_a_number()
    {
        var shown = Of([9, 2, 5], [0, 0, 0, 0, 0, 0], [16]).Shown(Fewest);

        Assert.Equal([(0, false), (1, true), (2, true)], shown.Organs.Select(o => (o.Number, o.Part.Hidden)));
        Assert.All(shown.Organs.Where(o => o.Part.Hidden), o => Assert.Equal(Part.NotShown, o.Part));
    }

    [Fact]
    public void Of_a_figure_that_is_small_itself_no_part_is_shown()
    {
        var shown = Of([2], [0, 0, 0, 0, 0, 0], [2]).Shown(Fewest);

        Assert.True(shown.Organs.IsEmpty && shown.Counties.IsEmpty && shown.Months.IsEmpty);
    }

    [Fact]
    public void A_small_numerator_hides_its_part_with_rate_and_denominator()
    {
        var parts = ImmutableArray.Create(new OrganPart(0, "a", new Part(40, 30) { Units = 40 }), new OrganPart(1, "b", new Part(30, 1) { Units = 30 }), new OrganPart(2, "c", new Part(20, 9) { Units = 20 }));
        var shown = new Breakdown([], parts, [new OrganPart(0, "a", new Part(90, 40) { Units = 90 })]).Shown(Fewest);

        Assert.Equal([0, 1, 2], shown.Organs.Select(o => o.Number));
        Assert.Equal([false, true, true], shown.Organs.Select(o => o.Part.Hidden));
        Assert.All(shown.Organs.Skip(1), o => Assert.Null(o.Part.Rate));
    }

    private static Breakdown Of(int[] organs, int[] counties, int[] months)
    {
        static Part P(int n) => new(n, null) { Units = n };
        var parts = organs.Select((n, i) => new OrganPart(i, $"organ {i}", P(n)) { County = counties[i] }).ToImmutableArray();
        return new Breakdown([.. months.Select(P)], [.. parts.OrderByDescending(p => p.Part.Amount).ThenBy(p => p.Number)],
            [.. parts.GroupBy(p => p.County).Select(g => new OrganPart(g.Key, $"county {g.Key}", P((int)g.Sum(p => p.Part.Units))) { County = g.Key })]);
    }

    private static IEnumerable<Part> Whole(Breakdown shown) => [.. shown.Months, .. shown.Organs.Select(o => o.Part), .. shown.Counties.Select(c => c.Part)];

    private static bool Unknown(ImmutableArray<Part> whole, ImmutableArray<Part> shown)
    {
        var at = Enumerable.Range(0, shown.Length).Where(i => shown[i].Hidden).ToArray();
        var rest = whole.Sum(m => m.Units) - shown.Sum(m => m.Hidden ? 0 : m.Units);
        var seen = at.Select(_ => new HashSet<long>()).ToArray();
        foreach (var way in Ways(at.Length, rest, least: 0))
        {
            for (var i = 0; i < way.Length; i++) { seen[i].Add(way[i]); }
            if (seen.All(s => s.Count >= 2)) { break; }
        }

        return seen.All(s => s.Count >= 2);
    }

    /// <summary>Organs and counties together: what the shown counties and the total say of hidden organs, and what hidden organs leave open of hidden counties.</summary>
    private static bool OrgansUnknown(Breakdown whole, Breakdown shown)
    {
        var hidden = shown.Organs.Where(o => o.Part.Hidden).ToArray();
        var total = whole.Organs.Sum(o => o.Part.Units);
        var rest = total - shown.Organs.Sum(o => o.Part.Hidden ? 0 : o.Part.Units);
        var counties = shown.Counties.Where(c => c.Part.Hidden).ToArray();
        var known = shown.Counties.Where(c => !c.Part.Hidden).Select(c => (c.Number, Left: c.Part.Units - shown.Organs.Where(o => o.County == c.Number && !o.Part.Hidden).Sum(o => o.Part.Units))).ToArray();
        if (shown.Organs.IsEmpty) { return counties.Length == 0; }
        var seen = hidden.Select(_ => new HashSet<long>()).ToArray();
        var seenCounties = counties.Select(_ => new HashSet<long>()).ToArray();
        foreach (var way in Ways(hidden.Length, rest, least: 1))
        {
            long Of(int county) => hidden.Select((o, i) => o.County == county ? way[i] : 0).Sum();
            if (known.Any(k => Of(k.Number) != k.Left)) { continue; }
            for (var i = 0; i < way.Length; i++) { seen[i].Add(way[i]); }
            for (var c = 0; c < counties.Length; c++) { seenCounties[c].Add(Of(counties[c].Number)); }
            if (seen.All(s => s.Count >= 2) && seenCounties.All(s => s.Count >= 2)) { return true; }
        }

        return seen.All(s => s.Count >= 2) && seenCounties.All(s => s.Count >= 2);
    }

    private static IEnumerable<long[]> Ways(int count, long sum, long least)
    {
        if (count == 0)
        {
            if (sum == 0) { yield return []; }
            yield break;
        }

        for (var first = least; first <= sum - least * (count - 1); first++)
        {
            foreach (var others in Ways(count - 1, sum - first, least)) { yield return [first, .. others]; }
        }
    }
}
