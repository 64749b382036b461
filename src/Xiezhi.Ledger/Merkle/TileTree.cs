namespace Xiezhi.Ledger.Merkle;

/// <summary>
/// The RFC 6962 tree over the log, kept as C2SP tiles: all hashes of levels 1 and above (one for each 256 leaves) and the leaf hashes
/// of the last, unfinished bundle. Leaf hashes of finished bundles are not kept; they are computed anew from the bundle when a proof needs them.
/// </summary>
/// <remarks>For one thread at a time: leaves are hashed several at once, and the first question after an append finishes those that still wait.</remarks>
public sealed partial class TileTree
{
    /// <summary>How many hashes a full tile holds, and how many leaves a full entry bundle.</summary>
    public const int TileWidth = 256;

    internal const int TileBytes = TileWidth * TreeHash.Length;
    internal const int TileHeight = 8;

    // Hashes of the last leaves; some may still be due from the hasher.
    private readonly byte[] leafHashes = new byte[TileBytes];
    private readonly LeafHasher hasher = new();

    // Of each height the complete subtree that the root was made of last.
    private readonly (long Size, long First, TreeHash Hash)[] rootNodes = new (long, long, TreeHash)[64];

    // rows[0] holds level 1: the root of each full tile below it.
    private readonly List<HashRow> rows = [];

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>The root over all leaves.</summary>
    public TreeHash Root => Size == 0 ? TreeHash.Empty : new RootNodes(this).Range(0, Size);

    /// <summary>How many levels have at least one hash; level 0 is the leaves.</summary>
    public int Levels => Size == 0 ? 0 : rows.Count + 1;

    /// <summary>How many hashes a level has in all; level 0 counts every leaf.</summary>
    public long CountAt(int level) => Size >> (TileHeight * level);

    /// <summary>Hashes of one tile that the tree keeps.</summary>
    /// <param name="level">1 or above, or 0 for the last, unfinished tile of leaf hashes.</param>
    /// <param name="index">Index of the tile in its level.</param>
    /// <returns>32 bytes for each hash; 256 hashes, or fewer at the end of the level. Valid until the next append.</returns>
    public ReadOnlySpan<byte> Tile(int level, long index)
    {
        var count = CountAt(level);
        var first = index * TileWidth;
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        if (index < 0 || first >= count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Level {level} of a tree of {Size} leaves has no tile {index}.");
        var width = (int)Math.Min(TileWidth, count - first);
        if (level > 0)
            return rows[level - 1].Slice(first, width);
        return width < TileWidth
            ? LastLeafHashes()[..(width * TreeHash.Length)]
            : throw new ArgumentOutOfRangeException(nameof(index), index, "Full tiles of leaf hashes are not kept; hash the leaves of their bundle.");
    }

    /// <summary>All hashes of one level that the tree keeps, level 1 or above. Valid until the next append.</summary>
    public ReadOnlySpan<byte> Level(int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        return level < Levels ? rows[level - 1].Slice(0, (int)CountAt(level)) : [];
    }

    /// <summary>The tiles of levels 1 and above that are new or longer than they were at an earlier size, lowest level first.</summary>
    public IEnumerable<TileName> TilesGrownSince(long size)
    {
        for (var level = 1; level < Levels; level++)
        {
            var before = size >> (TileHeight * level);
            var now = CountAt(level);
            if (now == before)
                continue;
            for (var index = before / TileWidth; index * TileWidth < now; index++)
                yield return new TileName(level, index, (int)Math.Min(TileWidth, now - (index * TileWidth)));
        }
    }

    /// <summary>Appends leaves by their hashes, 32 bytes each.</summary>
    public void Append(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length % TreeHash.Length != 0)
            throw new ArgumentException($"Leaf hashes have {TreeHash.Length} bytes each.", nameof(hashes));
        hasher.Flush(leafHashes);
        while (!hashes.IsEmpty)
        {
            var used = (int)(Size % TileWidth) * TreeHash.Length;
            var taken = Math.Min(hashes.Length, TileBytes - used);
            hashes[..taken].CopyTo(leafHashes.AsSpan(used));
            hashes = hashes[taken..];
            Size += taken / TreeHash.Length;
            if (used + taken == TileBytes)
                FinishTile();
        }
    }

    /// <summary>Appends one leaf by its bytes.</summary>
    public void AppendLeaf(ReadOnlySpan<byte> leaf)
    {
        hasher.Add(leaf, (int)(Size % TileWidth), leafHashes);
        Size++;
        if (Size % TileWidth == 0)
            FinishTile();
    }

    /// <summary>The tree again from what was stored of it; levels 2 and above are folded anew.</summary>
    /// <param name="size">How many leaves it had.</param>
    /// <param name="level1">All hashes of level 1: one for each full 256 leaves.</param>
    /// <param name="lastLeafHashes">Leaf hashes of the last, unfinished bundle.</param>
    public static TileTree Restore(long size, ReadOnlySpan<byte> level1, ReadOnlySpan<byte> lastLeafHashes)
    {
        if (size < 0 || level1.Length != (size >> TileHeight) * TreeHash.Length || lastLeafHashes.Length != size % TileWidth * TreeHash.Length)
        {
            throw new ArgumentException(
                $"A tree of {size} leaves has {size / TileWidth} hashes in level 1 and {size % TileWidth} leaf hashes after them, "
                + $"not {level1.Length / TreeHash.Length} and {lastLeafHashes.Length / TreeHash.Length}.");
        }
        var tree = new TileTree();
        for (var at = 0; at < level1.Length; at += TreeHash.Length)
            tree.AddFull(1, level1.Slice(at, TreeHash.Length));
        lastLeafHashes.CopyTo(tree.leafHashes);
        tree.Size = size;
        return tree;
    }

    private void FinishTile()
    {
        // The finished tile is not kept, so that its bytes may be folded where they lie.
        TreeHashing.FoldInPlace(LastLeafHashes());
        AddFull(1, leafHashes.AsSpan(0, TreeHash.Length));
    }

    private Span<byte> LastLeafHashes()
    {
        hasher.Flush(leafHashes);
        return leafHashes;
    }

    private void AddFull(int level, ReadOnlySpan<byte> tileRoot)
    {
        if (rows.Count < level)
            rows.Add(new HashRow());
        var row = rows[level - 1];
        row.Add(tileRoot);
        if (row.Count % TileWidth == 0)
            AddFull(level + 1, Folded(row.Slice(row.Count - TileWidth, TileWidth)));
    }

    internal static byte[] Folded(ReadOnlySpan<byte> hashes)
    {
        var scratch = hashes.ToArray();
        TreeHashing.FoldInPlace(scratch);
        return scratch[..TreeHash.Length];
    }

    private static ReadOnlyMemory<byte> NoTile(long index) =>
        throw new InvalidOperationException($"The root of the whole tree does not need the leaf hashes of tile {index}.");
}

/// <summary>One tile of the tree.</summary>
/// <param name="Level">0 holds leaf hashes.</param>
/// <param name="Index">Index in the level.</param>
/// <param name="Width">How many hashes it has: 256, or fewer at the end of the level.</param>
public readonly record struct TileName(int Level, long Index, int Width);
