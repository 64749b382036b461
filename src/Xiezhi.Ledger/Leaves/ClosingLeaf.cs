namespace Xiezhi.Ledger.Leaves;

/// <summary>Closes one register of cases: no case of this procedure, organ and year has a higher ordinal, and each lower one exists.</summary>
/// <param name="Procedure">Number of the procedure, as edition leaves declared it.</param>
/// <param name="Organ">Number of the organ that keeps the register.</param>
/// <param name="Year">Year of the register.</param>
/// <param name="LastOrdinal">Ordinal of its last case; zero when it has none.</param>
/// <param name="Day">The day of the closing.</param>
public sealed record ClosingLeaf(int Procedure, int Organ, int Year, int LastOrdinal, DateOnly Day)
{
    public int Procedure { get; } = Procedure >= 0 ? Procedure : throw new ArgumentOutOfRangeException(nameof(Procedure));

    public int Organ { get; } = Organ >= 0 ? Organ : throw new ArgumentOutOfRangeException(nameof(Organ));

    public int Year { get; } = Year >= ActLeaf.FirstYear && Year <= DateOnly.MaxValue.Year ? Year : throw new ArgumentOutOfRangeException(nameof(Year));

    public int LastOrdinal { get; } = LastOrdinal >= 0 ? LastOrdinal : throw new ArgumentOutOfRangeException(nameof(LastOrdinal));

    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Closing, (ref LeafWriter writer) =>
    {
        writer.Number(Procedure);
        writer.Number(Organ);
        writer.Number(Year - ActLeaf.FirstYear);
        writer.Number(LastOrdinal);
        writer.Day(Day, Leaf.DayZero);
    });

    /// <exception cref="LeafFormatException">The bytes are no closing leaf.</exception>
    public static ClosingLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Closing);
        var read = new ClosingLeaf(reader.Number(), reader.Number(), reader.Year(), reader.Number(), reader.Day(Leaf.DayZero));
        reader.End();
        return read;
    }
}
