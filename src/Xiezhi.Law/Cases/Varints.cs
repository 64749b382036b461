namespace Xiezhi.Law.Cases;

/// <summary>Writes numbers as unsigned LEB128, signed ones zigzagged.</summary>
public ref struct VarintWriter(Span<byte> output)
{
    private readonly Span<byte> output = output;

    public int Length { get; private set; }

    public void Number(int value) => Long((uint)(value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a number below zero has its own form")));

    public void Signed(long value) => Long((ulong)((value << 1) ^ (value >> 63)));

    public void Long(ulong value)
    {
        while (value >= 0x80)
        {
            output[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        output[Length++] = (byte)value;
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        bytes.CopyTo(output[Length..]);
        Length += bytes.Length;
    }
}

/// <summary>Reads what <see cref="VarintWriter"/> wrote.</summary>
public ref struct VarintReader(ReadOnlySpan<byte> input)
{
    private readonly ReadOnlySpan<byte> input = input;
    private int at;

    public readonly bool AtEnd => at == input.Length;
    public readonly ReadOnlySpan<byte> Rest => input[at..];

    public int Number() => Long() is var value && value <= int.MaxValue ? (int)value : throw new FormatException($"a number at byte {at} is too large");

    /// <summary>A number that indexes a list of the given length.</summary>
    public int Below(int length) => Number() is var value && value < length ? value : throw new FormatException($"an index at byte {at} is outside its list");

    public long Signed()
    {
        var value = Long();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Long()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at == input.Length) { throw new FormatException("the bytes end within a number"); }
            var next = input[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) { return value; }
        }

        throw new FormatException($"a number at byte {at} does not end");
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Number();
        if (length > input.Length - at) { throw new FormatException("the bytes end within a text"); }
        var bytes = input.Slice(at, length);
        at += length;
        return bytes;
    }

    public readonly void End()
    {
        if (at != input.Length) { throw new FormatException($"{input.Length - at} bytes stand behind the end"); }
    }
}
