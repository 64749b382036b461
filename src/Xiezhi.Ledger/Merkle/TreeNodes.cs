using System.Collections.Immutable;
using System.Numerics;

namespace Xiezhi.Ledger.Merkle;

/// <summary>Nodes of a tree, found among the hashes of its tiles.</summary>
public abstract class TreeNodes
{
    /// <summary>Hashes of a level: those of the leaves at 0, and each level above has one for 256 of the level below.</summary>
    /// <param name="first">Index of the first in its level; those asked for lie in one tile.</param>
    /// <returns>32 bytes for each; they live until the next call.</returns>
    protected abstract ReadOnlySpan<byte> Hashes(int level, long first, int count);

    /// <summary>Proves that a leaf is in the tree at a size (RFC 6962 section 2.1.1): the siblings on the way from the leaf to the root.</summary>
    /// <param name="leaf">Index of the leaf, less than <paramref name="size"/>.</param>
    public ImmutableArray<TreeHash> Inclusion(long leaf, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, size);
        var path = new Stack<TreeHash>();
        var (low, high) = (0L, size);
        while (high - low > 1)
        {
            var middle = low + TileTree.LargestPowerBelow(high - low);
            if (leaf < middle)
            {
                path.Push(Range(middle, high));
                high = middle;
            }
            else
            {
                path.Push(Range(low, middle));
                low = middle;
            }
        }
        return [.. path];
    }

    /// <summary>Proves that the tree at one size begins with all that it held at an earlier one (RFC 6962 section 2.1.2).</summary>
    /// <param name="earlier">0 to <paramref name="size"/>.</param>
    /// <returns>Empty when both sizes are equal or the earlier one is zero.</returns>
    public ImmutableArray<TreeHash> Consistency(long earlier, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        if (earlier == 0 || earlier == size) { return []; }
        var path = new Stack<TreeHash>();
        var (low, high) = (0L, size);
        while (earlier < high)
        {
            var middle = low + TileTree.LargestPowerBelow(high - low);
            if (earlier <= middle)
            {
                path.Push(Range(middle, high));
                high = middle;
            }
            else
            {
                path.Push(Range(low, middle));
                low = middle;
            }
        }

        // The reader knows the earlier root; when it is itself a node of the tree, it need not be told again.
        if (low > 0) { path.Push(Range(low, high)); }
        return [.. path];
    }

    /// <summary>The RFC 6962 hash over the leaves from <paramref name="low"/> up to, not including, <paramref name="high"/>.</summary>
    public TreeHash Range(long low, long high)
    {
        // From the right: the smallest complete subtree joins its larger left neighbour first.
        var count = high - low;
        var size = 1L << BitOperations.TrailingZeroCount(count);
        var at = high - size;
        var hash = Complete(at, size);
        for (count -= size; count > 0; count -= size)
        {
            size = 1L << BitOperations.TrailingZeroCount(count);
            at -= size;
            hash = TreeHash.OfNode(Complete(at, size), hash);
        }
        return hash;
    }

    /// <summary>The hash of a complete subtree.</summary>
    /// <param name="size">How many leaves it has: a power of two, of which <paramref name="first"/> is a multiple.</param>
    protected virtual TreeHash Complete(long first, long size)
    {
        var height = BitOperations.TrailingZeroCount(size);
        var level = height / TileTree.TileHeight;
        var width = 1 << (height % TileTree.TileHeight);
        var hashes = Hashes(level, first >> (TileTree.TileHeight * level), width);
        return new TreeHash(width == 1 ? hashes : TileTree.Folded(hashes));
    }
}
