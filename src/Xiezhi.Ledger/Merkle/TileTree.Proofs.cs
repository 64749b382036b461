using System.Collections.Immutable;
using System.Numerics;

namespace Xiezhi.Ledger.Merkle;

public sealed partial class TileTree
{
    /// <summary>The root that the tree had at an earlier size.</summary>
    /// <param name="size">0 to <see cref="Size"/>.</param>
    /// <param name="leafTile">Gives the leaf hashes of a full tile of level 0, computed from its entry bundle.</param>
    /// <exception cref="TreeMismatchException">The leaf hashes given do not belong into this tree.</exception>
    public TreeHash RootAt(long size, Func<long, ReadOnlyMemory<byte>> leafTile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? TreeHash.Empty : new Nodes(this, leafTile).Range(0, size);
    }

    /// <summary>Proves that a leaf is in the tree at a size (RFC 6962 section 2.1.1): the siblings on the way from the leaf to the root.</summary>
    /// <param name="leaf">Index of the leaf, less than <paramref name="size"/>.</param>
    /// <param name="size">At most <see cref="Size"/>.</param>
    /// <param name="leafTile">Gives the leaf hashes of a full tile of level 0, computed from its entry bundle.</param>
    /// <exception cref="TreeMismatchException">The leaf hashes given do not belong into this tree.</exception>
    public ImmutableArray<TreeHash> Inclusion(long leaf, long size, Func<long, ReadOnlyMemory<byte>> leafTile)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return new Nodes(this, leafTile).Inclusion(leaf, size);
    }

    /// <summary>Proves that the tree at one size begins with all that it held at an earlier one (RFC 6962 section 2.1.2).</summary>
    /// <param name="earlier">1 to <paramref name="size"/>; a proof from nothing has no hashes either.</param>
    /// <param name="size">At most <see cref="Size"/>.</param>
    /// <param name="leafTile">Gives the leaf hashes of a full tile of level 0, computed from its entry bundle.</param>
    /// <returns>Empty when both sizes are equal or the earlier one is zero.</returns>
    /// <exception cref="TreeMismatchException">The leaf hashes given do not belong into this tree.</exception>
    public ImmutableArray<TreeHash> Consistency(long earlier, long size, Func<long, ReadOnlyMemory<byte>> leafTile)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return new Nodes(this, leafTile).Consistency(earlier, size);
    }

    /// <summary>The largest power of two that is less than a count of two or more.</summary>
    internal static long LargestPowerBelow(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    /// <summary>Nodes of the tree for one question; holds the last tile of leaf hashes that it had to ask for.</summary>
    private class Nodes(TileTree tree, Func<long, ReadOnlyMemory<byte>> leafTile) : TreeNodes
    {
        private long heldTile = -1;
        private ReadOnlyMemory<byte> held;

        protected override ReadOnlySpan<byte> Hashes(int level, long first, int count) => level > 0
            ? tree.rows[level - 1].Slice(first, count)
            : LeafHashes(first / TileWidth).Slice((int)(first % TileWidth) * TreeHash.Length, count * TreeHash.Length);

        private ReadOnlySpan<byte> LeafHashes(long tile)
        {
            if (tile == tree.Size / TileWidth)
                return tree.LastLeafHashes();
            if (tile != heldTile)
            {
                var given = leafTile(tile);
                if (given.Length != TileBytes || !tree.rows[0].Slice(tile, 1).SequenceEqual(Folded(given.Span)))
                    throw new TreeMismatchException($"The leaves {tile * TileWidth} to {((tile + 1) * TileWidth) - 1} are not those of the tree.");
                (heldTile, held) = (tile, given);
            }
            return held.Span;
        }
    }

    /// <summary>Nodes of the growing tree, which keeps those that its root was made of last: they never change, and after an append it is made of almost the same ones.</summary>
    private sealed class RootNodes(TileTree tree) : Nodes(tree, NoTile)
    {
        private readonly (long Size, long First, TreeHash Hash)[] kept = tree.rootNodes;

        protected override TreeHash Complete(long first, long size)
        {
            ref var node = ref kept[BitOperations.Log2((ulong)size)];
            if (node.Size == 0 || node.First != first) { node = (size, first, base.Complete(first, size)); }
            return node.Hash;
        }
    }
}

/// <summary>Leaves are not those that a tree was built from: something was changed since. The message names them.</summary>
public sealed class TreeMismatchException(string message) : Exception(message);
