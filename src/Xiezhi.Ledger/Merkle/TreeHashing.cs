using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Xiezhi.Ledger.Merkle;

/// <summary>The two hashes of RFC 6962 over plain bytes; everything else about the tree follows from them.</summary>
internal static class TreeHashing
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
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
        Span<byte> prefixed = stackalloc byte[1 + (2 * TreeHash.Length)];
        prefixed[0] = NodePrefix;
        children.CopyTo(prefixed[1..]);
        SHA256.HashData(prefixed, hash);
    }

    /// <summary>Folds a row of hashes to the root of the complete tree above it, in place; the root is the row's first hash.</summary>
    /// <param name="row">A power of two of hashes; overwritten.</param>
    [SkipLocalsInit]
    public static void FoldInPlace(Span<byte> row)
    {
        Span<byte> prefixed = stackalloc byte[1 + (2 * TreeHash.Length)];
        prefixed[0] = NodePrefix;
        for (var length = row.Length; length > TreeHash.Length; length /= 2)
        {
            for (var at = 0; at < length; at += 2 * TreeHash.Length)
            {
                row.Slice(at, 2 * TreeHash.Length).CopyTo(prefixed[1..]);
                SHA256.HashData(prefixed, row[(at / 2)..]);
            }
        }
    }
}
