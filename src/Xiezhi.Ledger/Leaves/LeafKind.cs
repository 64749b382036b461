namespace Xiezhi.Ledger.Leaves;

/// <summary>What a leaf says; the low four bits of its first byte.</summary>
public enum LeafKind : byte
{
    Genesis = 0,
    Act = 1,
    Edition = 2,
    Organ = 3,
    Closing = 4,
    Publication = 5,

    /// <summary>A working calendar.</summary>
    Calendar = 6,

    /// <summary>The last day of a clock, moved by a calendar.</summary>
    Moved = 7,

    /// <summary>The content of a case was erased.</summary>
    Erasure = 8,

    /// <summary>How many people a figure of the next publication counts.</summary>
    Persons = 9,
}

/// <summary>The first byte of every leaf: format version in the high four bits, <see cref="LeafKind"/> in the low four.</summary>
public static class Leaf
{
    /// <summary>The version of the format that this house writes and reads.</summary>
    public const int FormatVersion = 1;

    /// <summary>Longest leaf in bytes: an entry bundle states lengths in sixteen bits.</summary>
    public const int MaxLength = ushort.MaxValue;

    /// <summary>The day that leaves count their days from.</summary>
    public static DateOnly DayZero { get; } = new(2000, 1, 1);

    /// <exception cref="LeafFormatException">The leaf is empty, or of a version or kind that is not known.</exception>
    public static LeafKind KindOf(ReadOnlySpan<byte> leaf)
    {
        if (leaf.IsEmpty)
            throw new LeafFormatException(0, "the leaf is empty.");
        if (leaf[0] >> 4 != FormatVersion)
            throw new LeafFormatException(0, $"format version {leaf[0] >> 4} is not known; this reader knows version {FormatVersion}.");
        var kind = (LeafKind)(leaf[0] & 0x0F);
        return kind <= LeafKind.Persons ? kind : throw new LeafFormatException(0, $"leaf kind {(int)kind} is not known.");
    }

    internal static byte FirstByte(LeafKind kind) => (byte)((FormatVersion << 4) | (int)kind);
}
