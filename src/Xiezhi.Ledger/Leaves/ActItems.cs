namespace Xiezhi.Ledger.Leaves;

/// <summary>How a clock of the case stood when this entry stopped it or let it run out.</summary>
public enum Verdict : byte
{
    /// <summary>Stopped in time, on the strict day too.</summary>
    Met = 0,

    /// <summary>Stopped after its last day.</summary>
    Late = 1,

    /// <summary>Ran out with a typed effect (a deemed act, a closing, a bar, a mark), or an “at least” that is over.</summary>
    Ended = 2,

    /// <summary>Ran out and runs on as overdue until something stops it.</summary>
    Overdue = 3,

    /// <summary>Stopped in time only because the last day rolled to the next working day.</summary>
    MetByRolling = 4,

    /// <summary>Void: neither in time nor late. Written when an amendment takes back an earlier verdict.</summary>
    Void = 5,
}

/// <summary>The verdict on one clock; <paramref name="Limit"/> is the index of its limit in the edition's list.</summary>
public readonly record struct ClockVerdict(int Limit, Verdict Verdict) : ILeafItem<ClockVerdict>
{
    // Three bits hold the verdict, so that the first sixteen limits of an edition take one byte.
    private const int VerdictBits = 3;

    /// <summary>Largest index of a limit that a leaf can name.</summary>
    public const int MaxLimit = int.MaxValue >> VerdictBits;

    static ClockVerdict ILeafItem<ClockVerdict>.Read(ref LeafReader reader)
    {
        var start = reader.Offset;
        var number = reader.Number();
        var verdict = (Verdict)(number & ((1 << VerdictBits) - 1));
        if (verdict > Verdict.Void)
            LeafReader.Refuse(start, $"clock verdict {(int)verdict} is not known.");
        return new ClockVerdict(number >> VerdictBits, verdict);
    }

    void ILeafItem<ClockVerdict>.Write(ref LeafWriter writer)
    {
        if (Limit is < 0 or > MaxLimit || Verdict > Verdict.Void)
            throw new ArgumentException($"{this} cannot be written into a leaf.");
        writer.Number((Limit << VerdictBits) | (int)Verdict);
    }

    bool ILeafItem<ClockVerdict>.MayFollow(ClockVerdict before) => true;
}

/// <summary>A finding that this entry made; <paramref name="Kind"/> is an index into the edition's list of findings.</summary>
public readonly record struct FindingMark(int Kind) : ILeafItem<FindingMark>
{
    static FindingMark ILeafItem<FindingMark>.Read(ref LeafReader reader) => new(reader.Number());

    void ILeafItem<FindingMark>.Write(ref LeafWriter writer) => writer.Number(Kind);

    bool ILeafItem<FindingMark>.MayFollow(FindingMark before) => true;
}

/// <summary>A public fact that this entry set; <paramref name="Fact"/> is an index into the edition's list of public facts.</summary>
/// <param name="Fact">Index of the fact in the edition.</param>
/// <param name="Value">By the fact's kind: 0 or 1; index of a code; the number times ten to the declared decimals; days since 2000-01-01.</param>
public readonly record struct FactMark(int Fact, long Value) : ILeafItem<FactMark>
{
    static FactMark ILeafItem<FactMark>.Read(ref LeafReader reader) => new(reader.Number(), reader.Signed());

    void ILeafItem<FactMark>.Write(ref LeafWriter writer)
    {
        writer.Number(Fact);
        writer.Signed(Value);
    }

    bool ILeafItem<FactMark>.MayFollow(FactMark before) => Fact > before.Fact;
}
