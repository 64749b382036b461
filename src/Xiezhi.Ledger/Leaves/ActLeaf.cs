namespace Xiezhi.Ledger.Leaves;

/// <summary>What kind of entry an act leaf stands for. It decides what <see cref="ActLeaf.Subject"/> names.</summary>
public enum EntryKind : byte
{
    /// <summary>An act of the procedure; the subject is its index in the edition.</summary>
    Act = 0,

    /// <summary>Service of a document; the subject is the document's index.</summary>
    Serve = 1,

    /// <summary>A limit ran out; the subject is its index.</summary>
    Expiry = 2,

    /// <summary>The case passed to another officer or organ; the subject is the number of the organ that has it now.</summary>
    HandOver = 3,

    /// <summary>A wrong entry was put right; the subject is its number in the case.</summary>
    Amend = 4,

    /// <summary>A wrong entry was struck out; the subject is its number in the case.</summary>
    Annul = 5,

    /// <summary>The case moved to another edition; the subject is that edition's number.</summary>
    Move = 6,

    /// <summary>Something inside the organ that is nobody else's business; says nothing but its days, the subject is zero.</summary>
    Inside = 7,

    /// <summary>Another case has closed or opened again, or has taken this one with it; the subject says which of them, never which case.</summary>
    Linked = 8,
}

/// <summary>The public record of one entry of one case: codes, days and a commitment, never a word of text.</summary>
/// <remarks>A view: the lists and the commitment lie in buffers that must outlive it.</remarks>
public readonly ref partial struct ActLeaf
{
    /// <summary>Bytes that hold any act leaf.</summary>
    public const int MaxLength = 4096;

    /// <summary>Length of the commitment, the last bytes of the leaf.</summary>
    public const int CommitmentLength = 32;

    /// <summary>The first year that a register can belong to.</summary>
    public const int FirstYear = 2000;

    /// <summary>Number of the case's edition, as an edition leaf declared it.</summary>
    public required int Edition { get; init; }

    /// <summary>Number of the organ whose register holds the case, as an organ leaf declared it.</summary>
    public required int Organ { get; init; }

    /// <summary>Year of the register, such as 2023.</summary>
    public required int Year { get; init; }

    /// <summary>Ordinal of the case in its register; counts from one without a gap.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Number of this entry in its case; counts from one without a gap.</summary>
    public required int Number { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>What the entry is about; see <see cref="EntryKind"/>.</summary>
    public required int Subject { get; init; }

    /// <summary>The day from which the entry counts in law; the first of its month where the edition shows months only.</summary>
    public required DateOnly EffectiveDay { get; init; }

    /// <summary>The day on which it was entered; as coarse as the effective day.</summary>
    public required DateOnly RecordedDay { get; init; }

    /// <summary>The law itself did it: silence, or the end of a period.</summary>
    public bool Deemed { get; init; }

    /// <summary>The case had ended and is open again from this entry on.</summary>
    public bool Reopens { get; init; }

    /// <summary>Number of the organ that acted, when it is not <see cref="Organ"/>; else null.</summary>
    public int? ActingOrgan { get; init; }

    /// <summary>Index of the outcome with which this entry closed the case; null when it did not.</summary>
    public int? Outcome { get; init; }

    /// <summary>Clocks that this entry stopped or let run out, in the order in which that happened; one limit may stand twice.</summary>
    public LeafList<ClockVerdict> Verdicts { get; init; }

    /// <summary>Findings that this entry made, in the order in which they arose; one kind may stand twice.</summary>
    public LeafList<FindingMark> Findings { get; init; }

    /// <summary>Public facts that this entry set, in ascending order of <see cref="FactMark.Fact"/>, each once.</summary>
    public LeafList<FactMark> Facts { get; init; }

    /// <summary>The commitment to the private body; exactly <see cref="CommitmentLength"/> bytes.</summary>
    public required ReadOnlySpan<byte> Commitment { get; init; }
}
