using System.Security.Cryptography;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Merkle;

/// <summary>The definitions of RFC 6962 section 2.1 word for word: recursive, slow, and without tiles.</summary>
internal static class ReferenceTree
{
    public static byte[] LeafHash(byte[] leaf) => SHA256.HashData([0, .. leaf]);

    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.IsEmpty)
            return SHA256.HashData([]);
        if (leafHashes.Length == 1)
            return leafHashes[0];
        var k = Split(leafHashes.Length);
        return SHA256.HashData([1, .. Root(leafHashes[..k]), .. Root(leafHashes[k..])]);
    }

    public static List<byte[]> Path(int m, ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length == 1)
            return [];
        var k = Split(leafHashes.Length);
        return m < k
            ? [.. Path(m, leafHashes[..k]), Root(leafHashes[k..])]
            : [.. Path(m - k, leafHashes[k..]), Root(leafHashes[..k])];
    }

    public static List<byte[]> Proof(int m, ReadOnlySpan<byte[]> leafHashes) => SubProof(m, leafHashes, complete: true);

    private static List<byte[]> SubProof(int m, ReadOnlySpan<byte[]> leafHashes, bool complete)
    {
        if (m == leafHashes.Length)
            return complete ? [] : [Root(leafHashes)];
        var k = Split(leafHashes.Length);
        return m <= k
            ? [.. SubProof(m, leafHashes[..k], complete), Root(leafHashes[k..])]
            : [.. SubProof(m - k, leafHashes[k..], complete: false), Root(leafHashes[..k])];
    }

    private static int Split(int count)
    {
        var k = 1;
        while (k * 2 < count)
            k *= 2;
        return k;
    }

    public static byte[][] SomeLeafHashes(int count) => [.. Enumerable.Range(0, count).Select(i => LeafHash(BitConverter.GetBytes(i)))];

    public static TileTree Tree(params ReadOnlySpan<byte[]> leafHashes)
    {
        var tree = new TileTree();
        foreach (var hash in leafHashes)
            tree.Append(hash);
        return tree;
    }

    /// <summary>Gives full tiles of leaf hashes, as a store would compute them from its bundles.</summary>
    public static Func<long, ReadOnlyMemory<byte>> Tiles(byte[][] leafHashes) =>
        tile => leafHashes.Skip((int)tile * TileTree.TileWidth).Take(TileTree.TileWidth).SelectMany(hash => hash).ToArray();

    public static string[] Hex(IEnumerable<byte[]> hashes) => [.. hashes.Select(Convert.ToHexString)];

    public static string[] Hex(IEnumerable<TreeHash> hashes) => Hex(hashes.Select(hash => hash.ToArray()));
}
