namespace Xiezhi.Ledger.Leaves;

/// <summary>The last day of a running clock was moved by a calendar that came after the clock's start.</summary>
/// <param name="Calendar">Number of the calendar by which it is reckoned now; the reason.</param>
/// <param name="Edition">Number of the case's edition.</param>
/// <param name="Limit">Index of the limit in it.</param>
/// <param name="Days">The last day before and after; null where it follows from what is not public.</param>
public sealed record MovedLeaf(int Calendar, int Edition, int Organ, int Year, int Ordinal, int Limit, (DateOnly Before, DateOnly After)? Days)
{
    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Moved, (ref LeafWriter writer) =>
    {
        writer.Number(Calendar);
        writer.Number(Edition);
        writer.Number(Organ);
        writer.Number(Year - ActLeaf.FirstYear);
        writer.Number(Ordinal);
        writer.Number(Limit);
        writer.Byte((byte)(Days is null ? 0 : 1));
        if (Days is not { } days) { return; }
        writer.Day(days.Before, Leaf.DayZero);
        writer.Day(days.After, days.Before);
    });

    /// <exception cref="LeafFormatException">The bytes are no leaf of a moved day.</exception>
    public static MovedLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Moved);
        var (calendar, edition, organ, year, ordinal, limit) = (reader.Number(), reader.Number(), reader.Number(), reader.Year(), reader.Positive("the ordinal of the case"), reader.Number());
        (DateOnly, DateOnly)? days = null;
        var start = reader.Offset;
        var stated = reader.Byte();
        if (stated > 1) { LeafReader.Refuse(start, "whether days are stated is 0 or 1."); }
        if (stated == 1)
        {
            var before = reader.Day(Leaf.DayZero);
            days = (before, reader.Day(before));
        }

        reader.End();
        return new MovedLeaf(calendar, edition, organ, year, ordinal, limit, days);
    }
}
