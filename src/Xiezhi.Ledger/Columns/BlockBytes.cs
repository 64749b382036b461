using System.Buffers;
using System.Buffers.Binary;

namespace Xiezhi.Ledger.Columns;

/// <summary>Writes the parts of a block one after the other, numbers with their low byte first.</summary>
internal readonly ref struct BlockWriter(ArrayBufferWriter<byte> to)
{
    public void Byte(byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), value);
        to.Advance(sizeof(int));
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }

    /// <summary>Columns as they lie in memory.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        to.Write(bytes);
    }
}

/// <summary>Reads what <see cref="BlockWriter"/> wrote.</summary>
internal ref struct BlockReader(ReadOnlySpan<byte> from)
{
    private ReadOnlySpan<byte> rest = from;

    public byte Byte() => Take(1)[0];

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>A count of things that take at least one byte each.</summary>
    public int Count()
    {
        var count = Int();
        return count >= 0 && count <= rest.Length ? count : throw Broken();
    }

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public void Raw(Span<byte> into) => Take(into.Length).CopyTo(into);

    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)rest.Length)
        {
            throw Broken();
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public readonly void End()
    {
        if (!rest.IsEmpty)
        {
            throw Broken();
        }
    }

    public static InvalidDataException Broken() => new("A block of columns is broken. Columns follow from the log: run fsck, and build them anew from it.");
}
