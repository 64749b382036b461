using CsCheck;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Tests.Leaves;

/// <summary>An act leaf's values outside any buffer, so that tests can generate, change and compare them.</summary>
internal sealed record Act
{
    public int Edition { get; init; } = 3;

    public int Organ { get; init; } = 17;

    public int Year { get; init; } = 2023;

    public int Ordinal { get; init; } = 2_112_900;

    public int Number { get; init; } = 5;

    public EntryKind Kind { get; init; } = EntryKind.Act;

    public int Subject { get; init; } = 4;

    public DateOnly Effective { get; init; } = new(2023, 6, 9);

    public DateOnly Recorded { get; init; } = new(2023, 6, 9);

    public bool Deemed { get; init; }

    public bool Reopens { get; init; }

    public int? Acting { get; init; }

    public int? Outcome { get; init; }

    public ClockVerdict[] Verdicts { get; init; } = [];

    public FindingMark[] Findings { get; init; } = [];

    public FactMark[] Facts { get; init; } = [];

    public byte[] Commitment { get; init; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public byte[] ToBytes()
    {
        var leaf = new ActLeaf
        {
            Edition = Edition,
            Organ = Organ,
            Year = Year,
            Ordinal = Ordinal,
            Number = Number,
            Kind = Kind,
            Subject = Subject,
            EffectiveDay = Effective,
            RecordedDay = Recorded,
            Deemed = Deemed,
            Reopens = Reopens,
            ActingOrgan = Acting,
            Outcome = Outcome,
            Verdicts = Verdicts,
            Findings = Findings,
            Facts = Facts,
            Commitment = Commitment,
        };
        Span<byte> buffer = stackalloc byte[ActLeaf.MaxLength];
        return buffer[..leaf.Write(buffer)].ToArray();
    }

    public static Act Read(ReadOnlySpan<byte> bytes)
    {
        var leaf = ActLeaf.Read(bytes);
        return new Act
        {
            Edition = leaf.Edition,
            Organ = leaf.Organ,
            Year = leaf.Year,
            Ordinal = leaf.Ordinal,
            Number = leaf.Number,
            Kind = leaf.Kind,
            Subject = leaf.Subject,
            Effective = leaf.EffectiveDay,
            Recorded = leaf.RecordedDay,
            Deemed = leaf.Deemed,
            Reopens = leaf.Reopens,
            Acting = leaf.ActingOrgan,
            Outcome = leaf.Outcome,
            Verdicts = leaf.Verdicts.ToArray(),
            Findings = leaf.Findings.ToArray(),
            Facts = leaf.Facts.ToArray(),
            Commitment = leaf.Commitment.ToArray(),
        };
    }

    /// <summary>Every value in words; two acts with the same words are equal, lists included.</summary>
    public string Words => string.Join('|', Edition, Organ, Year, Ordinal, Number, Kind, Subject, Effective, Recorded, Deemed, Reopens, Acting, Outcome,
        string.Join(',', Verdicts), string.Join(',', Findings), string.Join(',', Facts), Convert.ToHexString(Commitment));
}

internal static class LeafSamples
{
    private static readonly Gen<int> AnyNumber = Gen.OneOf(Gen.Int[0, 200], Gen.Int[0, int.MaxValue]);
    private static readonly Gen<DateOnly> AnyDay = Gen.OneOf(
        Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber),
        Gen.Int[Leaf.DayZero.DayNumber, Leaf.DayZero.DayNumber + 10_000].Select(DateOnly.FromDayNumber));

    private static readonly Gen<ClockVerdict[]> AnyVerdicts =
        Gen.Select(Gen.Int[0, ClockVerdict.MaxLimit], Gen.Int[0, (int)Verdict.Void], (limit, verdict) => new ClockVerdict(limit, (Verdict)verdict)).Array[0, 9];

    private static readonly Gen<FactMark[]> AnyFacts =
        Gen.Select(AnyNumber, Gen.OneOf(Gen.Long, Gen.Long[-70, 70]), (fact, value) => new FactMark(fact, value)).Array[0, 9]
            .Select(facts => facts.DistinctBy(fact => fact.Fact).OrderBy(fact => fact.Fact).ToArray());

    private static readonly Gen<Act> AnyCase = Gen.Select(AnyNumber, AnyNumber, Gen.Int[2000, 9999], Gen.Int[1, int.MaxValue], Gen.Int[1, 300],
        (edition, organ, year, ordinal, number) => new Act { Edition = edition, Organ = organ, Year = year, Ordinal = ordinal, Number = number });

    private static readonly Gen<Act> AnyInside = Gen.Select(AnyCase, AnyDay, AnyDay, (act, effective, recorded) =>
        act with { Kind = EntryKind.Inside, Subject = 0, Effective = effective, Recorded = recorded });

    private static readonly Gen<Act> AnyOutside = Gen.Select(AnyCase, Gen.Int[0, 6], AnyNumber, AnyDay, AnyDay, Gen.Bool, AnyVerdicts, AnyFacts)
        .Select(Gen.Select(Gen.Bool, AnyNumber.Nullable(), AnyNumber.Nullable(), AnyNumber.Array[0, 5], Gen.Byte.Array[32]), (outer, more) => outer.Item1 with
        {
            Kind = (EntryKind)outer.Item2,
            Subject = outer.Item3,
            Effective = outer.Item4,
            Recorded = outer.Item6 ? outer.Item4 : outer.Item5,
            Verdicts = outer.Item7,
            Facts = outer.Item8,
            Deemed = more.Item1,
            Reopens = outer.Item6,
            Acting = more.Item2 == outer.Item1.Organ ? null : more.Item2,
            Outcome = more.Item3,
            Findings = [.. more.Item4.Select(kind => new FindingMark(kind))],
            Commitment = more.Item5,
        });

    public static Gen<Act> AnyAct { get; } = Gen.Frequency((9, AnyOutside), (1, AnyInside));

    public static EditionLeaf Reconsideration { get; } = new(1, 1, "disputes/administrative-reconsideration@2024-01-01", new byte[32])
    {
        Days = DayCoarseness.Month,
        Organs = OrganCoarseness.Above,
        Acts = ["apply", "accept", "decide"],
        Outcomes = ["upheld", "annulled"],
        Limits = ["acceptance", "decision"],
        Findings = ["overdue"],
        Documents = ["decision"],
        Facts =
        [
            new PublicFact("matter", PublicFactKind.Code, 0, ["permit", "penalty"]),
            new PublicFact("amount", PublicFactKind.Money, 2, []),
            new PublicFact("track-simplified", PublicFactKind.YesNo, 0, []),
        ],
    };
}
