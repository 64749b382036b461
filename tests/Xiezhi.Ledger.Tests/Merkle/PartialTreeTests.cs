using System.Buffers;
using CsCheck;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Merkle;

public sealed class PartialTreeTests
{
    [Fact]
    public void Shown_leaves_and_hashes_lead_to_the_root_of_the_whole_tree() =>
        Gen.Select(Gen.Int[1, 700], Gen.Int[0, 100]).SelectMany((size, percent) => Gen.Int[0, 99].Select(n => n < percent).Array[size]).Sample(shown =>
        {
            var leaves = Enumerable.Range(0, shown.Length).Select(n => BitConverter.GetBytes(n)).ToList();
            var tree = new TileTree();
            foreach (var leaf in leaves) { tree.AppendLeaf(leaf); }
            var hashes = leaves.SelectMany(leaf => TreeHash.OfLeaf(leaf).ToArray()).ToArray();
            var written = new ArrayBufferWriter<byte>();
            PartialTree.Write(written, hashes, shown, at => PartialTree.WriteShown(written, leaves[at]));
            var seen = new List<int>();

            var root = PartialTree.Read(new MemoryStream(written.WrittenSpan.ToArray()), shown.Length, (index, leaf) =>
            {
                Assert.Equal(leaves[(int)index], leaf.ToArray());
                seen.Add((int)index);
            });

            Assert.Equal(tree.Root, root);
            Assert.Equal(Enumerable.Range(0, shown.Length).Where(n => shown[n]), seen);
        }, iter: 200);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0100")]
    [InlineData("010002aa")]
    [InlineData("02")]
    [InlineData("0201000100")]
    [InlineData("07")]
    public void What_is_no_tree_of_two_leaves_is_refused(string bytes) =>
        Assert.Throws<FormatException>(() => PartialTree.Read(new MemoryStream(Convert.FromHexString(bytes)), 2, static (_, _) => { }));
}
