namespace Xiezhi.Ledger.Merkle;

/// <summary>A growing row of node hashes, one after another.</summary>
internal sealed class HashRow
{
    private byte[] bytes = new byte[TileTree.TileBytes];

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> hashes)
    {
        var used = Count * TreeHash.Length;
        if (bytes.Length - used < hashes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, used + hashes.Length));
        hashes.CopyTo(bytes.AsSpan(used));
        Count += hashes.Length / TreeHash.Length;
    }

    public ReadOnlySpan<byte> Slice(long first, int count) =>
        bytes.AsSpan(0, Count * TreeHash.Length).Slice(checked((int)first) * TreeHash.Length, count * TreeHash.Length);
}
