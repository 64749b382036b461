using CsCheck;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Merkle;

public sealed class ProofVerificationTests
{
    private static readonly byte[][] Hashes = ReferenceTree.SomeLeafHashes(300);
    private static readonly Func<long, ReadOnlyMemory<byte>> Tiles = ReferenceTree.Tiles(Hashes);
    private static readonly TileTree Tree = ReferenceTree.Tree(Hashes);
    private static readonly TreeHash Foreign = TreeHash.OfLeaf([1, 2, 3]);

    [Fact]
    public void A_proof_holds_for_its_leaf_place_size_and_root_only() =>
        Gen.Int[2, 300].SelectMany(size => Gen.Int[0, size - 1].Select(leaf => (leaf, size))).Sample((leaf, size) =>
        {
            var hash = new TreeHash(Hashes[leaf]);
            var root = Tree.RootAt(size, Tiles);
            TreeHash[] proof = [.. Tree.Inclusion(leaf, size, Tiles)];

            Assert.True(ProofVerification.Includes(hash, leaf, size, root, proof));
            Assert.False(ProofVerification.Includes(Foreign, leaf, size, root, proof));
            Assert.False(ProofVerification.Includes(hash, leaf, size, Foreign, proof));
            Assert.False(ProofVerification.Includes(hash, (leaf + 1) % size, size, root, proof));
            Assert.False(ProofVerification.Includes(hash, leaf, size, root, proof.AsSpan(1)));
            Assert.False(ProofVerification.Includes(hash, leaf, size, root, proof.AsSpan(..^1)));
            Assert.False(ProofVerification.Includes(hash, leaf, size, root, [.. proof, Foreign]));
            Assert.False(ProofVerification.Includes(hash, size, size, root, proof));
            Assert.False(ProofVerification.Includes(hash, -1, size, root, proof));
        }, iter: 200);

    [Fact]
    public void A_forked_history_does_not_extend_the_old_one() =>
        Gen.Int[2, 300].SelectMany(size => Gen.Int[1, size - 1].Select(earlier => (earlier, size))).Sample((earlier, size) =>
        {
            var before = Tree.RootAt(earlier, Tiles);
            var root = Tree.RootAt(size, Tiles);
            TreeHash[] proof = [.. Tree.Consistency(earlier, size, Tiles)];

            Assert.True(ProofVerification.Extends(earlier, before, size, root, proof));
            Assert.False(ProofVerification.Extends(earlier, Foreign, size, root, proof));
            Assert.False(ProofVerification.Extends(earlier, before, size, Foreign, proof));
            Assert.False(ProofVerification.Extends(earlier, before, size, root, proof.AsSpan(1)));
            Assert.False(ProofVerification.Extends(earlier, before, size, root, [.. proof, Foreign]));
            Assert.False(ProofVerification.Extends(size, root, earlier, before, proof));
        }, iter: 200);

    [Fact]
    public void Every_log_extends_the_empty_one_and_itself_without_a_proof()
    {
        Assert.True(ProofVerification.Extends(0, TreeHash.Empty, 300, Tree.Root, []));
        Assert.True(ProofVerification.Extends(300, Tree.Root, 300, Tree.Root, []));
        Assert.False(ProofVerification.Extends(0, Foreign, 300, Tree.Root, []));
        Assert.False(ProofVerification.Extends(300, Foreign, 300, Tree.Root, []));
    }

    [Fact]
    public void Any_proof_at_all_is_judged_without_a_crash() =>
        Gen.Select(Gen.Long, Gen.Long, Gen.Int[0, 70]).Sample((first, second, length) =>
        {
            var proof = Enumerable.Repeat(Foreign, length).ToArray();
            Assert.False(ProofVerification.Includes(Foreign, first, second, TreeHash.Empty, proof) && second != 1);
            Assert.False(ProofVerification.Extends(first, Foreign, second, TreeHash.Empty, proof) && first != second);
        });
}
