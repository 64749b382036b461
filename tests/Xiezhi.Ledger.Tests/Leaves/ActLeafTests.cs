using CsCheck;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Tests.Leaves;

public sealed class ActLeafTests
{
    private static readonly Act Common = new()
    {
        Acting = 214,
        Outcome = 3,
        Verdicts = [new(2, Verdict.Met), new(20, Verdict.Late)],
        Facts = [new(0, 163), new(2, 70_000)],
        Recorded = new DateOnly(2023, 6, 12),
    };

    [Fact]
    public void What_is_written_is_read_again() =>
        LeafSamples.AnyAct.Sample(act => Assert.Equal(act.Words, Act.Read(act.ToBytes()).Words));

    [Fact]
    public void A_common_act_takes_at_most_64_bytes() => Assert.InRange(Common.ToBytes().Length, 1, 64);

    [Fact]
    public void A_bare_act_of_a_small_register_takes_44_bytes() =>
        Assert.Equal(44, new Act { Ordinal = 90 }.ToBytes().Length);

    [Fact]
    public void The_longest_possible_act_fits_into_the_stated_length()
    {
        var longest = Common with
        {
            Edition = int.MaxValue,
            Organ = int.MaxValue,
            Year = 9999,
            Ordinal = int.MaxValue,
            Number = int.MaxValue,
            Subject = int.MaxValue,
            Effective = DateOnly.MinValue,
            Recorded = DateOnly.MaxValue,
            Acting = int.MaxValue - 1,
            Outcome = int.MaxValue,
            Deemed = true,
            Reopens = true,
            Verdicts = [.. Enumerable.Repeat(new ClockVerdict(ClockVerdict.MaxLimit, Verdict.Void), 127)],
            Findings = [.. Enumerable.Repeat(new FindingMark(int.MaxValue), 127)],
            Facts = [.. Enumerable.Range(0, 127).Select(i => new FactMark(int.MaxValue - 127 + i, long.MinValue))],
        };

        Assert.Equal(longest.Words, Act.Read(longest.ToBytes()).Words);
        Assert.InRange(longest.ToBytes().Length, 3_000, ActLeaf.MaxLength);
    }

    [Fact]
    public void A_list_of_128_items_is_not_written() =>
        Assert.Throws<ArgumentException>(() => (Common with { Findings = new FindingMark[128] }).ToBytes());

    [Fact]
    public void Bytes_after_the_end_are_refused_with_their_offset()
    {
        var leaf = Common.ToBytes();

        var refusal = Assert.Throws<LeafFormatException>(() => ActLeaf.Read([.. leaf, 0]));

        Assert.Equal(leaf.Length, refusal.Offset);
    }

    [Fact]
    public void Every_leaf_that_ends_early_is_refused() =>
        LeafSamples.AnyAct.Sample(act =>
        {
            var leaf = act.ToBytes();
            for (var length = 0; length < leaf.Length; length++)
                Assert.Throws<LeafFormatException>(() => ActLeaf.Read(leaf.AsSpan(0, length)));
        }, iter: 100);

    [Theory]
    [InlineData(0, 0x21, "version")]        // version 2
    [InlineData(0, 0x1A, "kind 10")]         // a kind that nobody knows
    [InlineData(0, 0x12, "not Act")]        // an edition
    [InlineData(1, 9, "entry kind 9")]
    public void An_unknown_version_or_kind_is_refused(int offset, byte value, string word)
    {
        var leaf = Common.ToBytes();
        leaf[offset] = value;

        var refusal = Assert.Throws<LeafFormatException>(() => ActLeaf.Read(leaf));

        Assert.Equal(offset, refusal.Offset);
        Assert.Contains(word, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_number_written_longer_than_it_needs_is_refused()
    {
        // Given edition 3, written as 83 00
        var leaf = Common.ToBytes();
        byte[] longer = [.. leaf[..3], 0x83, 0x00, .. leaf[4..]];

        Assert.Equal(3, Assert.Throws<LeafFormatException>(() => ActLeaf.Read(longer)).Offset);
    }

    [Fact]
    public void A_number_above_31_bits_is_refused()
    {
        var leaf = Common.ToBytes();
        byte[] larger = [.. leaf[..3], 0x80, 0x80, 0x80, 0x80, 0x08, .. leaf[4..]];

        Assert.Equal(3, Assert.Throws<LeafFormatException>(() => ActLeaf.Read(larger)).Offset);
    }

    [Fact]
    public void A_verdict_that_nobody_knows_is_refused()
    {
        var leaf = (Common with { Verdicts = [new(0, Verdict.Void)], Acting = null, Outcome = null, Facts = [], Recorded = Common.Effective }).ToBytes();
        leaf[^33]++;

        Assert.Equal(leaf.Length - 33, Assert.Throws<LeafFormatException>(() => ActLeaf.Read(leaf)).Offset);
    }

    [Fact]
    public void Facts_out_of_order_or_twice_are_neither_written_nor_read()
    {
        Assert.Throws<ArgumentException>(() => (Common with { Facts = [new(1, 0), new(1, 0)] }).ToBytes());
        var leaf = (Common with { Facts = [new(1, 0), new(2, 0)] }).ToBytes();
        leaf[^34] = 1;

        Assert.Throws<LeafFormatException>(() => ActLeaf.Read(leaf));
    }

    [Fact]
    public void An_acting_organ_or_a_recorded_day_that_says_nothing_new_is_refused()
    {
        Assert.Throws<ArgumentException>(() => (Common with { Acting = Common.Organ }).ToBytes());

        var bare = Common with { Outcome = null, Verdicts = [], Facts = [], Recorded = Common.Effective, Acting = 5 };
        var acting = bare.ToBytes();
        acting[^33] = (byte)bare.Organ;
        Assert.Throws<LeafFormatException>(() => ActLeaf.Read(acting));

        var recorded = (bare with { Acting = null, Recorded = bare.Effective.AddDays(1) }).ToBytes();
        recorded[^33] = 0;
        Assert.Throws<LeafFormatException>(() => ActLeaf.Read(recorded));
    }

    [Fact]
    public void An_inside_entry_says_nothing_but_its_days()
    {
        var inside = Common with { Kind = EntryKind.Inside, Subject = 0, Acting = null, Outcome = null, Verdicts = [], Facts = [] };

        Assert.Equal(inside.Words, Act.Read(inside.ToBytes()).Words);
        Assert.Throws<ArgumentException>(() => (inside with { Subject = 1 }).ToBytes());
        Assert.Throws<ArgumentException>(() => (inside with { Outcome = 0 }).ToBytes());
        var telling = (inside with { Kind = EntryKind.Act, Outcome = 0 }).ToBytes();
        telling[1] = (byte)EntryKind.Inside;
        Assert.Throws<LeafFormatException>(() => ActLeaf.Read(telling));
    }

    [Fact]
    public void A_changed_byte_gives_another_act_or_a_refusal_but_never_the_same_act() =>
        Gen.Select(LeafSamples.AnyAct, Gen.Int[0, 10_000], Gen.Byte[1, 255]).Sample((act, where, change) =>
        {
            var leaf = act.ToBytes();
            leaf[where % leaf.Length] ^= change;
            try
            {
                Assert.NotEqual(act.Words, Act.Read(leaf).Words);
                Assert.Equal(leaf, Act.Read(leaf).ToBytes());
            }
            catch (LeafFormatException)
            {
                // Refused: the reader must only not crash.
            }
        });

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 120].Sample(bytes =>
        {
            bytes = [0x11, (byte)(bytes.Length & 7), .. bytes];
            try
            {
                Assert.Equal(bytes, Act.Read(bytes).ToBytes());
            }
            catch (LeafFormatException)
            {
                // Refused: the reader must only not crash.
            }
        });
}
