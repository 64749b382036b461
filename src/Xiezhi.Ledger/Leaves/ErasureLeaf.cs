namespace Xiezhi.Ledger.Leaves;

/// <summary>Says that the content of a case was erased: its key was destroyed, and no body of it can be read any more. Its leaves stay, and with them every proof and every
/// figure.</summary>
/// <param name="Procedure">Number of the procedure, as edition leaves declared it.</param>
/// <param name="Organ">Number of the organ that keeps the register of the case.</param>
/// <param name="Year">Year of the register.</param>
/// <param name="Ordinal">Of the case in the register.</param>
/// <param name="Day">The day of the erasure.</param>
/// <param name="By">Number of the organ that erased.</param>
/// <param name="Officer">Number of the officer within that organ who erased.</param>
/// <param name="Approver">Number of the officer within that organ who consented; another one.</param>
/// <param name="Ground">Id of the ground in law.</param>
public sealed record ErasureLeaf(int Procedure, int Organ, int Year, int Ordinal, DateOnly Day, int By, int Officer, int Approver, string Ground)
{
    public int Year { get; } = Year >= ActLeaf.FirstYear && Year <= DateOnly.MaxValue.Year ? Year : throw new ArgumentOutOfRangeException(nameof(Year));

    public int Ordinal { get; } = Ordinal > 0 ? Ordinal : throw new ArgumentOutOfRangeException(nameof(Ordinal));

    public int Approver { get; } = Approver != Officer ? Approver : throw new ArgumentException("Whoever consents is somebody else.", nameof(Approver));

    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Erasure, (ref LeafWriter writer) =>
    {
        writer.Number(Procedure);
        writer.Number(Organ);
        writer.Number(Year - ActLeaf.FirstYear);
        writer.Number(Ordinal);
        writer.Day(Day, Leaf.DayZero);
        writer.Number(By);
        writer.Number(Officer);
        writer.Number(Approver);
        writer.Id(Ground);
    });

    /// <exception cref="LeafFormatException">The bytes are no erasure leaf.</exception>
    public static ErasureLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Erasure);
        var (procedure, organ, year, ordinal, day) = (reader.Number(), reader.Number(), reader.Year(), reader.Positive("the ordinal of the case"), reader.Day(Leaf.DayZero));
        var (by, officer) = (reader.Number(), reader.Number());
        var at = reader.Offset;
        var approver = reader.Number();
        if (approver == officer) { LeafReader.Refuse(at, "whoever consents is somebody else than whoever erased."); }
        var ground = reader.Id();
        reader.End();
        return new ErasureLeaf(procedure, organ, year, ordinal, day, by, officer, approver, ground);
    }
}
