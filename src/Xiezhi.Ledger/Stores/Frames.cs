using System.Buffers.Binary;

namespace Xiezhi.Ledger.Stores;

/// <summary>Reads items that are each framed by their length as a big-endian uint16, in order.</summary>
public ref struct Frames(ReadOnlySpan<byte> blob)
{
    private ReadOnlySpan<byte> _rest = blob;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads the next item, or says that the blob ends here or in the middle of one.</summary>
    public bool TryNext(out ReadOnlySpan<byte> item)
    {
        item = default;
        if (_rest.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(_rest);
        if (_rest.Length < 2 + length) return false;
        item = _rest.Slice(2, length);
        _rest = _rest[(2 + length)..];
        return true;
    }

    /// <exception cref="LedgerStoreException">The blob is cut short.</exception>
    public ReadOnlySpan<byte> Next() => TryNext(out var item)
        ? item
        : throw new LedgerStoreException("A segment ends in the middle of an entry. Run fsck to learn which, then restore the store from a backup.");
}
