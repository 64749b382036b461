using System.Buffers.Binary;

namespace Xiezhi.Ledger.Stores;

/// <summary>Reads items that are each framed by their length as a big-endian uint16, in order.</summary>
public ref struct Frames(ReadOnlySpan<byte> blob)
{
    private ReadOnlySpan<byte> rest = blob;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => rest.Length;

    /// <exception cref="LedgerStoreException">The blob does not reach so far.</exception>
    public static Frames From(ReadOnlySpan<byte> blob, int offset) => (uint)offset <= (uint)blob.Length ? new(blob[offset..]) : throw Cut();

    /// <summary>Reads the next item, or says that the blob ends here or in the middle of one.</summary>
    public bool TryNext(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (rest.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 + length) return false;
        item = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }

    /// <exception cref="LedgerStoreException">The blob is cut short.</exception>
    public ReadOnlySpan<byte> Next() => TryNext(out var item) ? item : throw Cut();

    private static LedgerStoreException Cut() =>
        new("A segment ends in the middle of an entry. Run fsck to learn which, then restore the store from a backup.");
}
