using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Published;

/// <summary>Hashes of the stored tiles, and those of the leaves made anew; holds the last tile.</summary>
internal sealed class StoredNodes(ILedgerStore store) : TreeNodes
{
    private (int Level, long Index) held = (-1, -1);
    private byte[] hashes = [];

    protected override ReadOnlySpan<byte> Hashes(int level, long first, int count)
    {
        var tile = (level, first / TileTree.TileWidth);
        if (held != tile)
        {
            hashes = level == 0 ? LeafHashes(tile.Item2) : store.ReadTile(level, tile.Item2) ?? throw new TreeMismatchException($"The tile {level}/{tile.Item2} is missing. Run fsck.");
            held = tile;
        }

        var from = (int)(first % TileTree.TileWidth) * TreeHash.Length;
        return from + (count * TreeHash.Length) <= hashes.Length ? hashes.AsSpan(from, count * TreeHash.Length) : throw new TreeMismatchException($"The tile {level}/{tile.Item2} is cut short. Run fsck.");
    }

    private byte[] LeafHashes(long tile)
    {
        using var bundle = new PooledBuffer();
        var made = new byte[store.ReadBundle(tile, bundle) * TreeHash.Length];
        var frames = new Frames(bundle.Written);
        for (var at = 0; at < made.Length; at += TreeHash.Length) { TreeHashing.HashLeaf(frames.Next(), made.AsSpan(at, TreeHash.Length)); }
        return made;
    }
}
