using CsCheck;
using Xiezhi.Replay.Chance;

namespace Xiezhi.Replay.Tests;

/// <summary>Draws, spreads and shares.</summary>
public sealed class ChanceTests
{
    [Fact]
    public void Draws_are_the_same_on_every_machine()
    {
        var key = Draw.Key(7, "services/citizen-appeal");

        Assert.Equal([0xDAE6A8C7F93D0870UL, 0x18D230B6077DEF5CUL, 0x950215F9142FBB28UL], [key, Draw.At(key, 0), Draw.Of(key, 12)]);
    }

    [Fact]
    public void Shares_add_up_to_the_total_and_stay_next_to_their_weight() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Double[0, 50].Array[1, 40]).Where(g => g.Item2.Sum() > 0.001).Sample((total, weights) =>
        {
            var shares = Apportionment.Of(total, weights);
            Assert.Equal(total, shares.Sum());
            for (var i = 0; i < shares.Length; i++) { Assert.Equal(total * weights[i] / weights.Sum(), shares[i], tolerance: 1.001); }
        });

    [Fact]
    public void A_weight_of_nothing_gets_nothing() => Assert.Equal([3, 0, 4], Apportionment.Of(7, [1, 0, 1.2]));

    [Theory]
    [InlineData("3", 3, null, 3)]
    [InlineData("1..5", 1, null, 5)]
    [InlineData("1..2..5", 1, 2, 5)]
    public void A_spread_is_written_with_its_ends_and_what_is_usual(string text, int low, int? usual, int high)
    {
        var spread = Spread.Parse(text)!;

        Assert.Equal((low, usual, high), (spread.Low, spread.Usual, spread.High));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5..1")]
    [InlineData("1..9..5")]
    [InlineData("1..2..3..4")]
    [InlineData("-1..2")]
    public void What_is_not_a_spread_is_refused(string text) => Assert.Null(Spread.Parse(text));

    [Fact]
    public void A_spread_stays_within_its_ends_and_reaches_them() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 20], Gen.Int[0, 20]).Sample((low, more, most) =>
        {
            var spread = new Spread(low, low + more, low + more + most);
            var drawn = Enumerable.Range(0, 4096).Select(i => spread.Of(Draw.At(99, i))).ToList();
            Assert.Equal((low, low + more + most), (drawn.Min(), drawn.Max()));
        });

    [Fact]
    public void What_is_usual_is_drawn_most_often()
    {
        var spread = new Spread(0, 3, 20);
        var drawn = Enumerable.Range(0, 20_000).Select(i => spread.Of(Draw.At(5, i))).GroupBy(n => n).ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal(3, drawn.MaxBy(d => d.Value).Key);
        Assert.True(drawn[5] > drawn[12] && drawn[12] > drawn[19]);
    }

    [Fact]
    public void Weights_are_kept_and_nothing_without_one_is_drawn()
    {
        var weights = new Weighted([1, 0, 3]);
        var drawn = Enumerable.Range(0, 40_000).GroupBy(i => weights.Pick(Draw.At(5, i))).ToDictionary(g => g.Key, g => g.Count());

        Assert.Equal([0, 2], drawn.Keys.Order());
        Assert.InRange(drawn[2], 29_300, 30_700);
    }

    [Fact]
    public void Many_weights_are_searched_like_few()
    {
        int[] weights = [.. Enumerable.Range(0, 40).Select(i => i % 3)];
        var drawn = Enumerable.Range(0, 60_000).GroupBy(i => new Weighted(weights).Pick(Draw.At(8, i))).ToDictionary(g => g.Key, g => g.Count());

        Assert.DoesNotContain(drawn.Keys, at => weights[at] == 0);
        Assert.Equal(weights.Count(w => w > 0), drawn.Count);
    }

    [Fact]
    public void A_shuffle_keeps_every_item_and_depends_on_the_key_alone()
    {
        int[] one = [.. Enumerable.Range(0, 1000)];
        int[] other = [.. one];
        Draw.Shuffle<int>(one, 4);
        Draw.Shuffle<int>(other, 4);

        Assert.Equal(one, other);
        Assert.Equal(Enumerable.Range(0, 1000), one.Order());
        Assert.True(one.Where((n, i) => n == i).Count() < 10);
    }
}
