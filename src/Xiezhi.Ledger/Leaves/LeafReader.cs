using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Xiezhi.Ledger.Leaves;

/// <summary>Reads the parts of a leaf in order, and refuses every byte that a canonical writer would not have written.</summary>
public ref struct LeafReader
{
    private const int MaxVarintLength = 10;

    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    internal LeafReader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>A reader of one whole leaf of the given kind, standing after its first byte.</summary>
    internal static LeafReader Of(ReadOnlySpan<byte> leaf, LeafKind expected)
    {
        if (leaf.IsEmpty || leaf[0] != Leaf.FirstByte(expected))
            RefuseKind(leaf, expected);
        return new LeafReader(leaf) { at = 1 };
    }

    internal readonly int Offset => at;

    /// <summary>Whether all of the leaf has been read.</summary>
    internal readonly bool AtEnd => at == bytes.Length;

    internal byte Byte()
    {
        if ((uint)at >= (uint)bytes.Length)
            Refuse(at, "the leaf ends early.");
        return bytes[at++];
    }

    /// <summary>An unsigned varint of at most 31 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Number()
    {
        if ((uint)at < (uint)bytes.Length)
        {
            int first = bytes[at];
            if (first < 0x80)
            {
                at++;
                return first;
            }
        }
        return LongNumber();
    }

    private int LongNumber()
    {
        var start = at;
        var value = Wide();
        if (value > int.MaxValue)
            Refuse(start, "the number is larger than 31 bits.");
        return (int)value;
    }

    /// <summary>A zigzag varint of at most 64 bits.</summary>
    internal long Signed()
    {
        var value = (uint)at < (uint)bytes.Length && bytes[at] < 0x80 ? bytes[at++] : Wide();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Wide()
    {
        var start = at;
        var rest = bytes[at..];
        ulong value = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            ulong next = rest[i];
            if (i == MaxVarintLength - 1 && next > 1)
                Refuse(start, "the number is larger than 64 bits.");
            value |= (next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                if (next == 0 && i > 0)
                    Refuse(start, "the number is written longer than it needs to be.");
                at = start + i + 1;
                return value;
            }
        }
        Refuse(bytes.Length, "the leaf ends early.");
        return 0;
    }

    /// <summary>A number that must be at least one, such as an ordinal.</summary>
    internal int Positive(string what)
    {
        var start = at;
        var value = Number();
        if (value == 0)
            Refuse(start, $"{what} is zero, but counts from one.");
        return value;
    }

    internal int Year()
    {
        var start = at;
        var year = Number();
        if (year > DateOnly.MaxValue.Year - ActLeaf.FirstYear)
            Refuse(start, "the year lies after 9999.");
        return ActLeaf.FirstYear + year;
    }

    /// <summary>Days from a base day, which is <see cref="Leaf.DayZero"/> or another day of the leaf.</summary>
    internal DateOnly Day(DateOnly from)
    {
        var start = at;
        var day = from.DayNumber + Signed();
        if ((ulong)day > (ulong)DateOnly.MaxValue.DayNumber)
            Refuse(start, "the day lies outside the years 1 to 9999.");
        return DateOnly.FromDayNumber((int)day);
    }

    internal ReadOnlySpan<byte> Bytes(int count)
    {
        if (bytes.Length - at < count)
            Refuse(bytes.Length, "the leaf ends early.");
        var taken = bytes.Slice(at, count);
        at += count;
        return taken;
    }

    /// <summary>An id: a length from 1 to 255, then as many visible ASCII characters.</summary>
    internal string Id()
    {
        var start = at;
        var length = Number();
        if (length is < 1 or > LeafId.MaxLength)
            Refuse(start, "an id has 1 to 255 characters.");
        var text = Bytes(length);
        if (!LeafId.IsVisible(text))
            Refuse(start, "an id holds visible ASCII characters only.");
        return System.Text.Encoding.ASCII.GetString(text);
    }

    internal string[] Ids()
    {
        var start = at;
        var count = Number();
        // Each id takes two bytes or more, so that a lying count is refused before anything is reserved for it.
        if (count > (bytes.Length - at) / 2)
            Refuse(start, "the list is longer than the leaf.");
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            var idStart = at;
            ids[i] = Id();
            if (Array.IndexOf(ids, ids[i], 0, i) >= 0)
                Refuse(idStart, $"the id '{ids[i]}' stands twice in one list.");
        }
        return ids;
    }

    /// <summary>The bytes from an earlier offset up to here.</summary>
    internal readonly ReadOnlySpan<byte> Since(int start) => bytes[start..at];

    internal readonly void End()
    {
        if (at != bytes.Length)
            Refuse(at, $"{bytes.Length - at} bytes follow the end of the leaf.");
    }

    [DoesNotReturn]
    internal static void Refuse(int offset, string problem) => throw new LeafFormatException(offset, problem);

    [DoesNotReturn]
    private static void RefuseKind(ReadOnlySpan<byte> leaf, LeafKind expected) =>
        throw new LeafFormatException(0, $"this is a leaf of kind {Leaf.KindOf(leaf)}, not {expected}.");
}
