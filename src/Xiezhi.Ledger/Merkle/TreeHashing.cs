using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Xiezhi.Ledger.Merkle;

/// <summary>The two hashes of RFC 6962 over plain bytes; everything else about the tree follows from them.</summary>
internal static class TreeHashing
{
    public const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int NodeBytes = 2 * TreeHash.Length;
    private const int OnStack = 512;

    public static void HashLeaf(ReadOnlySpan<byte> leaf, Span<byte> hash)
    {
        if (leaf.Length < OnStack)
            HashSmallLeaf(leaf, hash);
        else
            HashLargeLeaf(leaf, hash);
    }

    [SkipLocalsInit]
    private static void HashSmallLeaf(ReadOnlySpan<byte> leaf, Span<byte> hash)
    {
        Span<byte> prefixed = stackalloc byte[OnStack];
        prefixed[0] = LeafPrefix;
        leaf.CopyTo(prefixed[1..]);
        SHA256.HashData(prefixed[..(leaf.Length + 1)], hash);
    }

    private static void HashLargeLeaf(ReadOnlySpan<byte> leaf, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([LeafPrefix]);
        sha.AppendData(leaf);
        sha.GetHashAndReset(hash);
    }

    /// <param name="children">Left and right child, 64 bytes; may overlap <paramref name="hash"/>.</param>
    /// <param name="hash">Receives 32 bytes.</param>
    [SkipLocalsInit]
    public static void HashNode(ReadOnlySpan<byte> children, Span<byte> hash)
    {
        Span<byte> prefixed = stackalloc byte[1 + NodeBytes];
        prefixed[0] = NodePrefix;
        children.CopyTo(prefixed[1..]);
        SHA256.HashData(prefixed, hash);
    }

    /// <summary>Folds a row of hashes to the root of the complete tree above it, in place; the root is the row's first hash.</summary>
    /// <param name="row">A power of two of hashes; overwritten.</param>
    [SkipLocalsInit]
    public static void FoldInPlace(Span<byte> row)
    {
        var lanes = new ShaLanes(stackalloc uint[ShaLanes.SpaceWords], ShaLanes.BlocksOf(1 + NodeBytes));
        for (; row.Length > TreeHash.Length; row = row[..(row.Length / 2)])
        {
            if (ShaLanes.Usable)
                HashNodes(lanes, row);
            else
                HashNodes(row);
        }
    }

    /// <summary>Hashes neighbours to their parents, eight pairs at once; parents never reach the pairs that are still to be read.</summary>
    private static void HashNodes(ShaLanes lanes, Span<byte> row)
    {
        const int Batch = ShaLanes.Lanes * NodeBytes;
        for (var at = 0; at < row.Length; at += Batch)
        {
            var pairs = row[at..Math.Min(at + Batch, row.Length)];
            for (var lane = 0; lane * NodeBytes < pairs.Length; lane++)
                lanes.Load(lane, NodePrefix, pairs.Slice(lane * NodeBytes, NodeBytes));
            lanes.Hash(row.Slice(at / 2, pairs.Length / 2));
        }
    }

    private static void HashNodes(Span<byte> row)
    {
        for (var at = 0; at < row.Length; at += NodeBytes)
            HashNode(row.Slice(at, NodeBytes), row[(at / 2)..]);
    }
}
