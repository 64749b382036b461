using System.Buffers;
using CsCheck;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Tests.Published;

public sealed class EntryBundleTests
{
    [Fact]
    public void A_leaf_stands_behind_its_length_in_two_bytes_the_larger_first()
    {
        var bundle = new ArrayBufferWriter<byte>();

        EntryBundle.Append(bundle, new byte[258]);

        Assert.Equal([1, 2, 0], bundle.WrittenSpan[..3].ToArray());
    }

    [Fact]
    public void Leaves_are_read_again_the_empty_and_the_longest_too() =>
        Gen.Int[0, 300].Select(length => new byte[length]).Array[0, 20].Sample(leaves =>
        {
            byte[][] all = [.. leaves, [], new byte[ushort.MaxValue]];
            var bundle = new ArrayBufferWriter<byte>();
            foreach (var leaf in all)
                EntryBundle.Append(bundle, leaf);

            var read = new List<byte[]>();
            foreach (var leaf in new EntryBundle(bundle.WrittenSpan))
                read.Add(leaf.ToArray());

            Assert.Equal(all, read);
        }, iter: 50);

    [Fact]
    public void A_leaf_that_its_length_cannot_say_is_not_framed() =>
        Assert.Throws<ArgumentException>(() => EntryBundle.Append(new ArrayBufferWriter<byte>(), new byte[ushort.MaxValue + 1]));

    [Fact]
    public void A_bundle_with_fewer_leaves_than_asked_for_is_refused() =>
        Assert.Throws<BrokenLogException>(() => new EntryBundle([0, 0]).HashLeaves(new byte[64]));

    [Fact]
    public void Leaves_of_any_lengths_are_hashed_each_as_if_alone() =>
        Gen.OneOf(Gen.Int[0, 130], Gen.Int[500, 530]).SelectMany(length => Gen.Byte.Array[length]).Array[0, 60].Sample(leaves =>
        {
            var bundle = new ArrayBufferWriter<byte>();
            foreach (var leaf in leaves)
                EntryBundle.Append(bundle, leaf);
            var hashes = new byte[leaves.Length * TreeHash.Length];

            Assert.Equal(bundle.WrittenCount, new EntryBundle(bundle.WrittenSpan).HashLeaves(hashes));

            Assert.Equal([.. leaves.SelectMany(leaf => TreeHash.OfLeaf(leaf).ToArray())], hashes);
        }, iter: 100);

    [Fact]
    public void Any_bytes_are_walked_as_a_bundle_or_refused() =>
        Gen.Byte[0, 5].Array[0, 60].Sample(bytes =>
        {
            var rebuilt = new ArrayBufferWriter<byte>();
            try
            {
                foreach (var leaf in new EntryBundle(bytes))
                    EntryBundle.Append(rebuilt, leaf);
                Assert.Equal(bytes, rebuilt.WrittenSpan.ToArray());
            }
            catch (BrokenLogException)
            {
                // Refused: the reader must only not crash.
            }
        });
}
