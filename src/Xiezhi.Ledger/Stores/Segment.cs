using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xiezhi.Ledger.Stores;

/// <summary>
/// A run of entries that are stored as one: their leaves and sealed bodies, each framed by its length as a big-endian uint16 (the framing of entry bundles),
/// and marks that say where in both each entry lies whose index in the log is a multiple of 256.
/// </summary>
public sealed class Segment : IDisposable
{
    /// <summary>The most entries that a segment holds.</summary>
    public const int Capacity = 4096;

    /// <summary>Entries in a bundle of the log, and so between two marks.</summary>
    public const int BundleSize = 256;

    private readonly PooledBuffer leaves, bodies;
    private readonly PooledBuffer marks = new(256);

    internal Segment(long first, int room)
    {
        First = first;
        leaves = new PooledBuffer(room);
        bodies = new PooledBuffer(room);
    }

    /// <summary>Index in the log of the first entry.</summary>
    public long First { get; }
    public int Count { get; private set; }
    public ReadOnlySpan<byte> Leaves => leaves.Written;
    public ReadOnlySpan<byte> Bodies => bodies.Written;
    public ReadOnlySpan<byte> Marks => marks.Written;

    /// <summary>Writes SHA-256 of the bodies, by which a damaged body is found even when its key is destroyed.</summary>
    public void HashBodies(Span<byte> hash) => SHA256.HashData(Bodies, hash);

    internal void Append(ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body)
    {
        if ((First + Count) % BundleSize == 0) SegmentMarks.Write(marks.Take(SegmentMarks.Width), leaves.Length, bodies.Length);
        Frame(leaves, leaf);
        Frame(bodies, body);
        Count++;
    }

    public void Dispose()
    {
        leaves.Dispose();
        bodies.Dispose();
        marks.Dispose();
    }

    private static void Frame(PooledBuffer blob, ReadOnlySpan<byte> item)
    {
        var frame = blob.Take(2 + item.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)item.Length);
        item.CopyTo(frame[2..]);
    }
}
