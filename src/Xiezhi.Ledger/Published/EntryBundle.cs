using System.Buffers;
using System.Buffers.Binary;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Published;

/// <summary>Up to 256 leaves one after another, each behind its length (big-endian, 16 bits).</summary>
/// <remarks>A view over bytes that must outlive it; walking it throws <see cref="BrokenLogException"/> where a leaf ends early.</remarks>
public readonly ref struct EntryBundle(ReadOnlySpan<byte> bytes)
{
    internal const int LengthBytes = sizeof(ushort);

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public Enumerator GetEnumerator() => new(bytes);

    /// <summary>Frames one leaf.</summary>
    public static void Append(IBufferWriter<byte> bundle, ReadOnlySpan<byte> leaf)
    {
        if (leaf.Length > Leaf.MaxLength)
            throw new ArgumentException($"A leaf has at most {Leaf.MaxLength} bytes, not {leaf.Length}.", nameof(leaf));
        var framed = bundle.GetSpan(LengthBytes + leaf.Length);
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)leaf.Length);
        leaf.CopyTo(framed[LengthBytes..]);
        bundle.Advance(LengthBytes + leaf.Length);
    }

    /// <summary>Computes the tile of level 0 that belongs to the first leaves of the bundle.</summary>
    /// <param name="hashes">Receives 32 bytes for each leaf; its length says how many leaves there must be.</param>
    /// <returns>How many bytes of the bundle those leaves take.</returns>
    /// <exception cref="BrokenLogException">The bundle has fewer leaves, or ends inside one.</exception>
    public int HashLeaves(Span<byte> hashes)
    {
        var leaves = GetEnumerator();
        var hasher = new LeafHasher();
        var count = hashes.Length / TreeHash.Length;
        for (var place = 0; place < count; place++)
        {
            if (!leaves.MoveNext())
                throw new BrokenLogException($"The entry bundle ends {count - place} leaves too early.");
            hasher.Add(leaves.Current, place, hashes);
        }
        hasher.Flush(hashes);
        return leaves.Consumed;
    }

    /// <summary>Walks the leaves in order.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> bytes;

        internal Enumerator(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

        /// <summary>The leaf.</summary>
        public ReadOnlySpan<byte> Current { get; private set; }

        /// <summary>Bytes up to the end of the current leaf.</summary>
        internal int Consumed { get; private set; }

        public bool MoveNext()
        {
            if (Consumed == bytes.Length)
                return false;
            var rest = bytes[Consumed..];
            if (!BinaryPrimitives.TryReadUInt16BigEndian(rest, out var length) || rest.Length < LengthBytes + length)
                throw new BrokenLogException($"The entry bundle ends inside the leaf at its byte {Consumed}.");
            Current = rest.Slice(LengthBytes, length);
            Consumed += LengthBytes + length;
            return true;
        }
    }
}
