using System.Buffers;
using System.Runtime.CompilerServices;

namespace Xiezhi.Ledger.Leaves;

/// <summary>Writes the parts of a leaf in order into a buffer that the caller owns.</summary>
public ref struct LeafWriter
{
    private readonly Span<byte> buffer;
    private int at;

    internal LeafWriter(Span<byte> buffer, LeafKind kind)
    {
        this.buffer = buffer;
        Byte(Leaf.FirstByte(kind));
    }

    internal readonly int Length => at;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Byte(byte value)
    {
        if ((uint)at >= (uint)buffer.Length)
            throw TooShort();
        buffer[at++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Number(int value)
    {
        if ((uint)value < 0x80)
            Byte((byte)value);
        else if (value < 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, "A number in a leaf is not negative.");
        else
            Wide((ulong)value);
    }

    internal void Signed(long value) => Wide((ulong)(value << 1) ^ (ulong)(value >> 63));

    private void Wide(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    internal void Day(DateOnly day, DateOnly from) => Signed(day.DayNumber - from.DayNumber);

    internal void Bytes(scoped ReadOnlySpan<byte> value)
    {
        if (buffer.Length - at < value.Length)
            throw TooShort();
        value.CopyTo(buffer[at..]);
        at += value.Length;
    }

    internal void Id(string id)
    {
        Number(id.Length);
        foreach (var character in id)
            Byte((byte)character);
    }

    internal void Ids(IReadOnlyList<string> ids)
    {
        Number(ids.Count);
        foreach (var id in ids)
            Id(id);
    }

    private static ArgumentException TooShort() => new("The leaf does not fit into the buffer.");

    internal delegate void Parts(ref LeafWriter writer);

    /// <summary>A whole leaf of a rare kind, written by <paramref name="parts"/>.</summary>
    /// <exception cref="ArgumentException">The leaf would be longer than <see cref="Leaf.MaxLength"/>.</exception>
    internal static byte[] Whole(LeafKind kind, Parts parts)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Leaf.MaxLength);
        try
        {
            var writer = new LeafWriter(rented.AsSpan(0, Leaf.MaxLength), kind);
            parts(ref writer);
            return rented.AsSpan(0, writer.Length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
