using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Published;

/// <summary>Writes receipts from what lies in the store; beside the writer, from any thread.</summary>
public sealed class Receipts(ILedgerStore store)
{
    /// <summary>The receipt of an entry under the newest signed head.</summary>
    /// <param name="leaf">Index of the leaf in the log.</param>
    /// <exception cref="ArgumentOutOfRangeException">No signed head reaches so far.</exception>
    public Receipt ReceiptOf(long leaf)
    {
        // The head first: what is read after it may be further on, and holds all of it.
        if (store.LatestCheckpoint() is not { } head || leaf < 0 || leaf >= head.Size) { throw new ArgumentOutOfRangeException(nameof(leaf), leaf, "No signed head of the log reaches so far."); }
        return new Receipt(leaf, [.. store.ReadLeaf(leaf)], new Nodes(store).Inclusion(leaf, head.Size), SignedNote.Parse(head.Note));
    }

    /// <summary>Hashes of the stored tiles, and those of the leaves made anew; holds the last tile.</summary>
    private sealed class Nodes(ILedgerStore store) : TreeNodes
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
}
