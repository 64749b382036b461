using System.Buffers.Binary;

namespace Xiezhi.Ledger.Stores;

/// <summary>
/// Where a segment's blobs may be entered: for each entry whose index in the log is a multiple of 256, its offset in the leaves and in the bodies.
/// </summary>
/// <remarks>Two little-endian uint32 a mark.</remarks>
public readonly ref struct SegmentMarks(long first, int count, ReadOnlySpan<byte> stored)
{
    /// <summary>Bytes of one mark.</summary>
    public const int Width = 8;

    private readonly ReadOnlySpan<byte> marks = stored;


    /// <summary>The last marked entry at or before <paramref name="index"/>, or the segment's first entry.</summary>
    public Mark AtOrBefore(long index)
    {
        var bundle = index / Segment.BundleSize * Segment.BundleSize;
        return bundle < first ? new(first, 0, 0) : Read(bundle);
    }

    /// <summary>The first marked entry after <paramref name="index"/>, or null when the segment ends before one comes.</summary>
    public Mark? After(long index)
    {
        var bundle = (index / Segment.BundleSize + 1) * Segment.BundleSize;
        return bundle < first + count ? Read(bundle) : null;
    }

    internal static void Write(Span<byte> mark, int leaves, int bodies)
    {
        BinaryPrimitives.WriteInt32LittleEndian(mark, leaves);
        BinaryPrimitives.WriteInt32LittleEndian(mark[4..], bodies);
    }

    private Mark Read(long bundle)
    {
        var firstMarked = (first + Segment.BundleSize - 1) / Segment.BundleSize * Segment.BundleSize;
        var at = (int)((bundle - firstMarked) / Segment.BundleSize) * Width;
        if (at + Width > marks.Length)
            throw new LedgerStoreException($"The segment that begins with entry {first} has lost its marks. Run fsck, then restore the store from a backup.");
        return new(bundle, BinaryPrimitives.ReadInt32LittleEndian(marks[at..]), BinaryPrimitives.ReadInt32LittleEndian(marks[(at + 4)..]));
    }

    /// <param name="Index">The entry's index in the log.</param>
    public readonly record struct Mark(long Index, int LeafOffset, int BodyOffset);
}
