using System.Diagnostics.CodeAnalysis;

namespace Xiezhi.Ledger.Leaves;

public readonly ref partial struct ActLeaf
{
    // The parts byte: which optional parts follow, in the order of their bits.
    private const int DeemedPart = 1 << 0;
    private const int ReopensPart = 1 << 1;
    private const int RecordedPart = 1 << 2;
    private const int ActingOrganPart = 1 << 3;
    private const int OutcomePart = 1 << 4;
    private const int VerdictsPart = 1 << 5;
    private const int FindingsPart = 1 << 6;
    private const int FactsPart = 1 << 7;

    /// <summary>Writes the leaf and returns its length. Any leaf fits into <see cref="MaxLength"/> bytes.</summary>
    /// <exception cref="ArgumentException">A value has no place in a leaf, or the buffer is too short.</exception>
    public int Write(Span<byte> destination)
    {
        Check();
        var parts = Parts();
        var writer = new LeafWriter(destination, LeafKind.Act);
        writer.Byte((byte)Kind);
        writer.Byte((byte)parts);
        writer.Number(Edition);
        writer.Number(Organ);
        writer.Number(Year - FirstYear);
        writer.Number(Ordinal);
        writer.Number(Number);
        writer.Number(Subject);
        writer.Day(EffectiveDay, Leaf.DayZero);
        if ((parts & RecordedPart) != 0)
            writer.Day(RecordedDay, EffectiveDay);
        if (ActingOrgan is { } acting)
            writer.Number(acting);
        if (Outcome is { } outcome)
            writer.Number(outcome);
        if (Verdicts.Count > 0)
            Verdicts.Write(ref writer);
        if (Findings.Count > 0)
            Findings.Write(ref writer);
        if (Facts.Count > 0)
            Facts.Write(ref writer);
        writer.Bytes(Commitment);
        return writer.Length;
    }

    /// <summary>Reads exactly one act leaf.</summary>
    /// <exception cref="LeafFormatException">The bytes are not the one way in which this leaf can be written.</exception>
    public static ActLeaf Read(ReadOnlySpan<byte> leaf) => new(leaf);

    [SetsRequiredMembers]
    private ActLeaf(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Act);
        Kind = (EntryKind)reader.Byte();
        if (Kind > EntryKind.Linked)
            LeafReader.Refuse(1, $"entry kind {(int)Kind} is not known.");
        int parts = reader.Byte();
        Edition = reader.Number();
        Organ = reader.Number();
        Year = reader.Year();
        Ordinal = reader.Positive("the ordinal of the case");
        Number = reader.Positive("the number of the entry");
        Subject = reader.Number();
        EffectiveDay = reader.Day(Leaf.DayZero);
        RecordedDay = (parts & RecordedPart) != 0 ? ReadRecorded(ref reader, EffectiveDay) : EffectiveDay;
        Deemed = (parts & DeemedPart) != 0;
        Reopens = (parts & ReopensPart) != 0;
        if ((parts & ActingOrganPart) != 0)
            ActingOrgan = ReadActing(ref reader, Organ);
        if ((parts & OutcomePart) != 0)
            Outcome = reader.Number();
        if ((parts & VerdictsPart) != 0)
            Verdicts = LeafList<ClockVerdict>.Read(ref reader);
        if ((parts & FindingsPart) != 0)
            Findings = LeafList<FindingMark>.Read(ref reader);
        if ((parts & FactsPart) != 0)
            Facts = LeafList<FactMark>.Read(ref reader);
        Commitment = reader.Bytes(CommitmentLength);
        reader.End();
        if (Kind == EntryKind.Inside && (Subject != 0 || (parts & ~RecordedPart) != 0))
            LeafReader.Refuse(2, "an inside entry says more than its days.");
    }

    private int Parts() =>
        (Deemed ? DeemedPart : 0)
        | (Reopens ? ReopensPart : 0)
        | (RecordedDay != EffectiveDay ? RecordedPart : 0)
        | (ActingOrgan is null ? 0 : ActingOrganPart)
        | (Outcome is null ? 0 : OutcomePart)
        | (Verdicts.Count > 0 ? VerdictsPart : 0)
        | (Findings.Count > 0 ? FindingsPart : 0)
        | (Facts.Count > 0 ? FactsPart : 0);

    private void Check()
    {
        if (Commitment.Length != CommitmentLength)
            throw new ArgumentException($"The commitment has {CommitmentLength} bytes, not {Commitment.Length}.");
        if (Year < FirstYear || Ordinal < 1 || Number < 1)
            throw new ArgumentException($"Case {Ordinal} of {Year} with entry {Number} cannot be: years begin with {FirstYear}, both numbers with 1.");
        if (Kind > EntryKind.Linked)
            throw new ArgumentException($"Entry kind {(int)Kind} is not known.");
        if (ActingOrgan == Organ)
            throw new ArgumentException("The acting organ is stated only when it is not the organ of the case.");
        if (Kind == EntryKind.Inside && (Subject != 0 || (Parts() & ~RecordedPart) != 0))
            throw new ArgumentException("An inside entry says nothing but its days.");
    }

    private static DateOnly ReadRecorded(ref LeafReader reader, DateOnly effective)
    {
        var start = reader.Offset;
        var recorded = reader.Day(effective);
        if (recorded == effective)
            LeafReader.Refuse(start, "a recorded day is stated only when it is not the effective day.");
        return recorded;
    }

    private static int ReadActing(ref LeafReader reader, int organ)
    {
        var start = reader.Offset;
        var acting = reader.Number();
        if (acting == organ)
            LeafReader.Refuse(start, "an acting organ is stated only when it is not the organ of the case.");
        return acting;
    }
}
