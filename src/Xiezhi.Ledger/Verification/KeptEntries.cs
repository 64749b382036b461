using System.Buffers.Binary;
using System.Numerics;

namespace Xiezhi.Ledger.Verification;

/// <summary>Leaves and sealed bodies of one case, one behind the other in bytes that are used again for other cases.</summary>
internal struct KeptEntries
{
    private const int Head = 2 * sizeof(ushort);
    private byte[]? bytes;
    private int used;

    /// <summary>How many entries are kept.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body, Spare spare)
    {
        var end = used + Head + leaf.Length + body.Length;
        if (bytes is null || end > bytes.Length)
        {
            var larger = spare.Take(end);
            bytes?.AsSpan(0, used).CopyTo(larger);
            spare.Give(bytes);
            bytes = larger;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(used), checked((ushort)leaf.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(used + sizeof(ushort)), checked((ushort)body.Length));
        leaf.CopyTo(bytes.AsSpan(used + Head));
        body.CopyTo(bytes.AsSpan(used + Head + leaf.Length));
        used = end;
        Count++;
    }

    /// <summary>The entry that begins at a place, which then stands behind it; the first begins at 0.</summary>
    public readonly void Next(ref int at, out ReadOnlySpan<byte> leaf, out ReadOnlySpan<byte> body)
    {
        var rest = bytes.AsSpan(at, used - at);
        leaf = rest.Slice(Head, BinaryPrimitives.ReadUInt16LittleEndian(rest));
        body = rest.Slice(Head + leaf.Length, BinaryPrimitives.ReadUInt16LittleEndian(rest[sizeof(ushort)..]));
        at += Head + leaf.Length + body.Length;
    }

    /// <summary>Gives the bytes back; no entry is kept any more.</summary>
    public void Release(Spare spare)
    {
        spare.Give(bytes);
        (bytes, used, Count) = (null, 0, 0);
    }

    /// <summary>Bytes that no case needs at present, by size: a power of two.</summary>
    internal sealed class Spare
    {
        private const int Smallest = 8;
        private readonly Stack<byte[]>[] bySize = [.. Enumerable.Range(0, 24).Select(_ => new Stack<byte[]>())];

        public byte[] Take(int length)
        {
            var size = Math.Max(Smallest, BitOperations.Log2((uint)length - 1) + 1);
            return bySize[size - Smallest].TryPop(out var given) ? given : new byte[1 << size];
        }

        public void Give(byte[]? bytes)
        {
            if (bytes is not null) { bySize[BitOperations.Log2((uint)bytes.Length) - Smallest].Push(bytes); }
        }
    }
}
