namespace Xiezhi.Ledger.Leaves;

/// <summary>The first leaf of every log: whose it is, and whether its acts were generated.</summary>
/// <param name="Origin">The origin line of the log's checkpoints.</param>
/// <param name="City">Id of the city.</param>
/// <param name="Synthetic">The acts were generated and are no records of the city; for ever, since no later leaf can change it.</param>
/// <param name="Created">The day on which the log began, by the city's clock.</param>
public sealed record GenesisLeaf(string Origin, string City, bool Synthetic, DateOnly Created)
{
    public string Origin { get; } = LeafId.Checked(Origin);

    public string City { get; } = LeafId.Checked(City);

    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Genesis, (ref LeafWriter writer) =>
    {
        writer.Byte((byte)(Synthetic ? 1 : 0));
        writer.Day(Created, Leaf.DayZero);
        writer.Id(Origin);
        writer.Id(City);
    });

    /// <exception cref="LeafFormatException">The bytes are no genesis leaf.</exception>
    public static GenesisLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Genesis);
        var flags = reader.Byte();
        if (flags > 1)
            LeafReader.Refuse(1, "a flag is set that is not known.");
        var created = reader.Day(Leaf.DayZero);
        var read = new GenesisLeaf(reader.Id(), reader.Id(), flags == 1, created);
        reader.End();
        return read;
    }
}
