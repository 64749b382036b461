using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xiezhi.Ledger.Columns;

/// <summary>Numbers of which each may be unset, kept as narrow as the largest of them allows.</summary>
/// <remarks>Stored as value + 1, zero being unset; negative numbers are stored as they are, in eight bytes. So order is kept in every width.</remarks>
internal sealed class NumberColumn
{
    private const int Widest = 3;

    // One of these is in use, the one of the current width.
    private byte[] bytes = [];
    private ushort[] shorts = [];
    private uint[] ints = [];
    private long[] longs = [];
    private int width;
    private int capacity;

    public void Grow(int newCapacity)
    {
        capacity = newCapacity;
        switch (width)
        {
            case 0: Array.Resize(ref bytes, capacity); break;
            case 1: Array.Resize(ref shorts, capacity); break;
            case 2: Array.Resize(ref ints, capacity); break;
            default: Array.Resize(ref longs, capacity); break;
        }
    }

    public void Set(int row, long value)
    {
        var stored = Stored(value);
        if (width == 0 && (ulong)stored <= byte.MaxValue)
        {
            bytes[row] = (byte)stored;
            return;
        }

        SetWide(row, stored);
    }

    /// <summary>Makes the number unset.</summary>
    public void Clear(int row)
    {
        switch (width)
        {
            case 0: bytes[row] = 0; break;
            case 1: shorts[row] = 0; break;
            case 2: ints[row] = 0; break;
            default: longs[row] = 0; break;
        }
    }

    public bool TryGet(int row, out long value)
    {
        var stored = width switch { 0 => bytes[row], 1 => shorts[row], 2 => ints[row], _ => longs[row] };
        value = stored > 0 ? stored - 1 : stored;
        return stored != 0;
    }

    /// <summary>Keeps those of the chosen rows whose number lies between the two, both included, and returns how many they are.</summary>
    public int Between(Span<int> chosen, long atLeast, long atMost)
    {
        var (low, high) = (Stored(atLeast), Stored(atMost));
        if (low > high)
        {
            return 0;
        }

        return width switch
        {
            0 => Between<byte>(bytes, chosen, low, high),
            1 => Between<ushort>(shorts, chosen, low, high),
            2 => Between<uint>(ints, chosen, low, high),
            _ => Between<long>(longs, chosen, low, high),
        };
    }

    /// <summary>Keeps those of the chosen rows whose number is one of the given, and returns how many they are.</summary>
    public int In(Span<int> chosen, ReadOnlySpan<long> values)
    {
        if (values.Length == 1)
        {
            return Between(chosen, values[0], values[0]);
        }

        var kept = 0;
        foreach (var row in chosen)
        {
            if (TryGet(row, out var value) && values.Contains(value))
            {
                chosen[kept++] = row;
            }
        }

        return kept;
    }

    public void Write(ref BlockWriter writer, int rows)
    {
        writer.Byte((byte)width);
        writer.Raw(width switch
        {
            0 => bytes.AsSpan(0, rows),
            1 => MemoryMarshal.AsBytes(shorts.AsSpan(0, rows)),
            2 => MemoryMarshal.AsBytes(ints.AsSpan(0, rows)),
            _ => MemoryMarshal.AsBytes(longs.AsSpan(0, rows)),
        });
    }

    public void Read(ref BlockReader reader, int rows)
    {
        width = reader.Byte();
        if (width > Widest)
        {
            throw BlockReader.Broken();
        }

        bytes = [];
        Grow(capacity);
        reader.Raw(width switch
        {
            0 => bytes.AsSpan(0, rows),
            1 => MemoryMarshal.AsBytes(shorts.AsSpan(0, rows)),
            2 => MemoryMarshal.AsBytes(ints.AsSpan(0, rows)),
            _ => MemoryMarshal.AsBytes(longs.AsSpan(0, rows)),
        });
    }

    private void SetWide(int row, long stored)
    {
        while (width < Widest && (ulong)stored > Largest(width))
        {
            Widen();
        }

        switch (width)
        {
            case 0: bytes[row] = (byte)stored; break;
            case 1: shorts[row] = (ushort)stored; break;
            case 2: ints[row] = (uint)stored; break;
            default: longs[row] = stored; break;
        }
    }

    private void Widen()
    {
        switch (width++)
        {
            case 0: shorts = Array.ConvertAll(bytes, value => (ushort)value); bytes = []; break;
            case 1: ints = Array.ConvertAll(shorts, value => (uint)value); shorts = []; break;
            default: longs = Array.ConvertAll(ints, value => (long)value); ints = []; break;
        }
    }

    // The largest number there is stands for the one below it too: a fact that large is no measure of anything.
    private static long Stored(long value) => value < 0 ? value : value == long.MaxValue ? value : value + 1;

    private static ulong Largest(int width) => width switch { 0 => byte.MaxValue, 1 => ushort.MaxValue, _ => uint.MaxValue };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Between<T>(ReadOnlySpan<T> column, Span<int> chosen, long low, long high) where T : unmanaged, IBinaryInteger<T>
    {
        var kept = 0;
        foreach (var row in chosen)
        {
            var stored = long.CreateTruncating(column[row]);
            chosen[kept] = row;
            if (stored >= low && stored <= high && stored != 0)
            {
                kept++;
            }
        }

        return kept;
    }
}
