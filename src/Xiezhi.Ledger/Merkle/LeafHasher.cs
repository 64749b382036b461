namespace Xiezhi.Ledger.Merkle;

/// <summary>Hashes the leaves of one tile, eight of like length at once; a leaf may therefore wait for others until <see cref="Flush"/>.</summary>
internal sealed class LeafHasher
{
    private readonly LeafLanes small = new(blocks: 1);
    private readonly LeafLanes large = new(blocks: 2);

    /// <summary>Takes a leaf whose hash belongs at a place of the tile.</summary>
    /// <param name="leaf">The leaf; not kept.</param>
    /// <param name="place">Which hash of the tile it is.</param>
    /// <param name="tile">The tile that the waiting leaves belong to; hashes are written into it as they come.</param>
    public void Add(ReadOnlySpan<byte> leaf, int place, Span<byte> tile)
    {
        if (!ShaLanes.Usable || leaf.Length >= ShaLanes.MaxMessage)
            TreeHashing.HashLeaf(leaf, tile.Slice(place * TreeHash.Length, TreeHash.Length));
        else if (ShaLanes.BlocksOf(leaf.Length + 1) == 1)
            small.Add(leaf, place, tile);
        else
            large.Add(leaf, place, tile);
    }

    /// <summary>Writes the hashes of all leaves that still wait.</summary>
    public void Flush(Span<byte> tile)
    {
        small.Flush(tile);
        large.Flush(tile);
    }

    /// <summary>Leaves of as many blocks that wait until all lanes are full.</summary>
    private sealed class LeafLanes(int blocks)
    {
        private readonly uint[] space = new uint[ShaLanes.SpaceWords];
        private readonly int[] places = new int[ShaLanes.Lanes];
        private int waiting;

        public void Add(ReadOnlySpan<byte> leaf, int place, Span<byte> tile)
        {
            new ShaLanes(space, blocks).Load(waiting, TreeHashing.LeafPrefix, leaf);
            places[waiting] = place;
            if (++waiting == ShaLanes.Lanes)
                Flush(tile);
        }

        public void Flush(Span<byte> tile)
        {
            if (waiting == 0)
                return;
            Span<byte> hashes = stackalloc byte[ShaLanes.Lanes * TreeHash.Length];
            hashes = hashes[..(waiting * TreeHash.Length)];
            new ShaLanes(space, blocks).Hash(hashes);
            for (var lane = 0; lane < waiting; lane++)
                hashes.Slice(lane * TreeHash.Length, TreeHash.Length).CopyTo(tile[(places[lane] * TreeHash.Length)..]);
            waiting = 0;
        }
    }
}
