namespace Xiezhi.Ledger.Leaves;

/// <summary>The level of an organ in the state.</summary>
public enum OrganLevel : byte
{
    National = 0,
    Province = 1,
    City = 2,
    County = 3,
    Township = 4,
}

/// <summary>Declares an organ, or states anew one that was declared before under the same number and id.</summary>
/// <param name="Number">Numbers are declared from zero without a gap.</param>
/// <param name="Id">Such as <c>yibin/justice</c>; never a name.</param>
/// <param name="Level">Where it stands in the state.</param>
/// <param name="Parent">Number of the organ above it, declared before it; null for an organ whose superior is not in this log.</param>
/// <param name="Competences">Ids of what it is competent for; may be empty.</param>
public sealed record OrganLeaf(int Number, string Id, OrganLevel Level, int? Parent, IReadOnlyList<string> Competences)
{
    public int Number { get; } = Number >= 0 ? Number : throw new ArgumentOutOfRangeException(nameof(Number));

    public string Id { get; } = LeafId.Checked(Id);

    public OrganLevel Level { get; } = Level <= OrganLevel.Township ? Level : throw new ArgumentOutOfRangeException(nameof(Level));

    public int? Parent { get; } = Parent is null || (Parent >= 0 && Parent < Number)
        ? Parent
        : throw new ArgumentOutOfRangeException(nameof(Parent), Parent, "An organ is declared after the organ above it.");

    public IReadOnlyList<string> Competences { get; } = LeafId.Checked(Competences);

    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Organ, (ref LeafWriter writer) =>
    {
        writer.Number(Number);
        writer.Id(Id);
        writer.Byte((byte)Level);
        writer.Number(Parent + 1 ?? 0);
        writer.Ids(Competences);
    });

    /// <exception cref="LeafFormatException">The bytes are no organ leaf.</exception>
    public static OrganLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Organ);
        var number = reader.Number();
        var id = reader.Id();
        var level = (OrganLevel)reader.Byte();
        if (level > OrganLevel.Township)
            LeafReader.Refuse(reader.Offset - 1, $"organ level {(int)level} is not known.");
        var parentAt = reader.Offset;
        var parent = reader.Number();
        if (parent > number)
            LeafReader.Refuse(parentAt, "an organ is declared after the organ above it.");
        var read = new OrganLeaf(number, id, level, parent == 0 ? null : parent - 1, reader.Ids());
        reader.End();
        return read;
    }
}
