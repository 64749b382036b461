using CsCheck;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Merkle;

public sealed class TileTreeTests
{
    private const int Most = 600;
    private static readonly byte[][] Hashes = ReferenceTree.SomeLeafHashes(Most);
    private static readonly Func<long, ReadOnlyMemory<byte>> Tiles = ReferenceTree.Tiles(Hashes);
    private static readonly TileTree Whole = ReferenceTree.Tree(Hashes);

    [Fact]
    public void The_vectors_of_certificate_transparency_hold()
    {
        string[] leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        string[] roots =
        [
            "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
            "6E340B9CFFB37A989CA544E6BB780A2C78901D3FB33738768511A30617AFA01D",
            "FAC54203E7CC696CF0DFCB42C92A1D9DBAF70AD9E621F4BD8D98662F00E3C125",
            "AEB6BCFE274B70A14FB067A5E5578264DB0FA9B51AF5E0BA159158F329E06E77",
            "D37EE418976DD95753C1C73862B9398FA2A2CF9B4FF0FDFE8B30CD95209614B7",
            "4E3BBB1F7B478DCFE71FB631631519A3BCA12C9AEFCA1612BFCE4C13A86264D4",
            "76E67DADBCDF1E10E1B74DDC608ABD2F98DFB16FBCE75277B5232A127F2087EF",
            "DDB89BE403809E325750D3D263CD78929C2942B7942A34B77E122C9594A74C8C",
            "5DC9DA79A70659A9AD559CB701DED9A2AB9D823AAD2F4960CFE370EFF4604328",
        ];
        var tree = new TileTree();

        Assert.Equal(roots[0], Convert.ToHexString(tree.Root.ToArray()));
        for (var i = 0; i < leaves.Length; i++)
        {
            tree.AppendLeaf(Convert.FromHexString(leaves[i]));
            Assert.Equal(roots[i + 1], Convert.ToHexString(tree.Root.ToArray()));
        }
    }

    [Fact]
    public void The_root_of_every_size_is_that_of_the_definition()
    {
        var grown = new TileTree();
        for (var size = 0; size <= Most; size++)
        {
            if (size > 0) { grown.Append(Hashes[size - 1]); }
            var expected = Convert.ToHexString(ReferenceTree.Root(Hashes.AsSpan(0, size)));
            Assert.Equal(expected, Convert.ToHexString(grown.Root.ToArray()));
            Assert.Equal(expected, Convert.ToHexString(ReferenceTree.Tree(Hashes.AsSpan(0, size)).Root.ToArray()));
            Assert.Equal(expected, Convert.ToHexString(Whole.RootAt(size, Tiles).ToArray()));
        }
    }

    [Fact]
    public void Every_inclusion_proof_is_that_of_the_definition_and_verifies() =>
        Gen.Int[1, Most].SelectMany(size => Gen.Int[0, size - 1].Select(leaf => (leaf, size))).Sample((leaf, size) =>
        {
            var proof = Whole.Inclusion(leaf, size, Tiles);

            Assert.Equal(ReferenceTree.Hex(ReferenceTree.Path(leaf, Hashes.AsSpan(0, size))), ReferenceTree.Hex(proof));
            Assert.True(ProofVerification.Includes(new TreeHash(Hashes[leaf]), leaf, size, Whole.RootAt(size, Tiles), proof.AsSpan()));
        }, iter: 1000);

    [Fact]
    public void Every_consistency_proof_is_that_of_the_definition_and_verifies() =>
        Gen.Int[1, Most].SelectMany(size => Gen.Int[1, size].Select(earlier => (earlier, size))).Sample((earlier, size) =>
        {
            var proof = Whole.Consistency(earlier, size, Tiles);

            Assert.Equal(ReferenceTree.Hex(ReferenceTree.Proof(earlier, Hashes.AsSpan(0, size))), ReferenceTree.Hex(proof));
            Assert.True(ProofVerification.Extends(earlier, Whole.RootAt(earlier, Tiles), size, Whole.RootAt(size, Tiles), proof.AsSpan()));
        }, iter: 1000);

    [Fact]
    public void Every_pair_of_sizes_up_to_40_is_proven()
    {
        for (var size = 1; size <= 40; size++)
        {
            var root = Whole.RootAt(size, Tiles);
            for (var other = 0; other < size; other++)
            {
                Assert.True(ProofVerification.Includes(new TreeHash(Hashes[other]), other, size, root, Whole.Inclusion(other, size, Tiles).AsSpan()));
                Assert.True(ProofVerification.Extends(other, Whole.RootAt(other, Tiles), size, root, Whole.Consistency(other, size, Tiles).AsSpan()));
            }
        }
    }

    [Fact]
    public void A_tree_of_more_than_two_levels_has_the_root_and_the_proofs_of_the_definition()
    {
        // Given a tree with a hash in level 2 and a few leaves beyond it
        var hashes = ReferenceTree.SomeLeafHashes(65_536 + 517);
        var tree = ReferenceTree.Tree(hashes);
        var tiles = ReferenceTree.Tiles(hashes);

        Assert.Equal(3, tree.Levels);
        Assert.Equal(ReferenceTree.Root(hashes), tree.Root.ToArray());
        foreach (var leaf in new[] { 0, 255, 256, 40_000, 65_535, 65_536, 66_052 })
            Assert.Equal(ReferenceTree.Hex(ReferenceTree.Path(leaf, hashes)), ReferenceTree.Hex(tree.Inclusion(leaf, tree.Size, tiles)));
        foreach (var earlier in new[] { 1, 256, 300, 65_536, 65_537, 66_000 })
            Assert.Equal(ReferenceTree.Hex(ReferenceTree.Proof(earlier, hashes)), ReferenceTree.Hex(tree.Consistency(earlier, tree.Size, tiles)));
    }

    [Fact]
    public void Hashes_appended_in_any_portions_give_the_same_tree() =>
        Gen.Int[0, 300].Array[1, 6].Sample(portions =>
        {
            var tree = new TileTree();
            var all = ReferenceTree.SomeLeafHashes(portions.Sum());
            var at = 0;
            foreach (var portion in portions)
            {
                tree.Append(all.Skip(at).Take(portion).SelectMany(hash => hash).ToArray());
                at += portion;
            }
            Assert.Equal(ReferenceTree.Root(all), tree.Root.ToArray());
        }, iter: 50);

    [Fact]
    public void Leaves_and_hashes_in_turn_with_questions_between_give_the_same_tree() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, 9], Gen.Int[0, 300]), Gen.Int[0, 2]).Array[1, 8].Sample(steps =>
        {
            var leaves = Enumerable.Range(0, steps.Sum(step => step.Item1)).Select(i => new byte[i * 7 % 125]).ToArray();
            byte[][] hashes = [.. leaves.Select(ReferenceTree.LeafHash)];
            var tree = new TileTree();
            foreach (var (count, way) in steps)
            {
                for (var end = (int)tree.Size + count; tree.Size < end;)
                {
                    if (way == 0)
                        tree.Append(hashes[tree.Size]);
                    else
                        tree.AppendLeaf(leaves[tree.Size]);
                }
                if (way != 1)
                    Assert.Equal(ReferenceTree.Root(hashes.AsSpan(0, (int)tree.Size)), tree.Root.ToArray());
            }
            Assert.Equal(ReferenceTree.Root(hashes), tree.Root.ToArray());
        }, iter: 100);

    [Fact]
    public void A_restored_tree_goes_on_where_the_stored_one_stood() =>
        Gen.Int[0, Most].SelectMany(stored => Gen.Int[stored, Most].Select(size => (stored, size))).Sample((stored, size) =>
        {
            var before = ReferenceTree.Tree(Hashes.AsSpan(0, stored));
            var last = stored % TileTree.TileWidth == 0 ? [] : before.Tile(0, stored / TileTree.TileWidth);

            var after = TileTree.Restore(stored, before.Level(1), last);
            foreach (var hash in Hashes.AsSpan(stored, size - stored))
                after.Append(hash);

            Assert.Equal(ReferenceTree.Root(Hashes.AsSpan(0, size)), after.Root.ToArray());
        }, iter: 100);

    [Fact]
    public void The_tiles_of_the_example_in_the_specification_have_its_widths()
    {
        // Given a tree of 70,000 leaves: 273 full tiles and one of 112, then 1 full and one of 17, then one of 1
        var tree = new TileTree();
        tree.Append(new byte[70_000 * TreeHash.Length]);

        Assert.Equal([new(1, 0, 256), new(1, 1, 17), new(2, 0, 1)], tree.TilesGrownSince(0));
        Assert.Equal(112 * TreeHash.Length, tree.Tile(0, 273).Length);
        Assert.Equal([new(1, 1, 17)], tree.TilesGrownSince(69_000));
        Assert.Empty(tree.TilesGrownSince(69_900));
        Assert.Throws<ArgumentOutOfRangeException>(() => { tree.Tile(0, 272); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { tree.Tile(0, 274); });
    }

    [Fact]
    public void Leaf_hashes_that_were_changed_make_no_proof()
    {
        ReadOnlyMemory<byte> Forged(long tile)
        {
            var hashes = Tiles(tile).ToArray();
            hashes[^1] ^= 1;
            return hashes;
        }

        var mismatch = Assert.Throws<TreeMismatchException>(() => Whole.Inclusion(300, Most, Forged));

        Assert.Contains("256 to 511", mismatch.Message);
    }
}
