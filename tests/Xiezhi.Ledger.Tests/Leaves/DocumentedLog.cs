using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Leaves;

/// <summary>The small log that docs/leaf-format.md shows byte for byte.</summary>
internal static class DocumentedLog
{
    private static readonly byte[] CountingBytes = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly Act Apply = new()
    {
        Edition = 0,
        Organ = 0,
        Year = 2024,
        Ordinal = 1,
        Number = 1,
        Kind = EntryKind.Act,
        Subject = 0,
        Effective = new DateOnly(2024, 2, 5),
        Recorded = new DateOnly(2024, 2, 5),
        Facts = [new(0, 1), new(1, -1)],
        Commitment = CountingBytes,
    };

    private static readonly Act Silence = Apply with { Effective = new(2024, 2, 18), Recorded = new(2024, 2, 20), Facts = [] };

    public static readonly NoteSigner Signer = NoteSigner.FromSeed("log.example/yibin", CountingBytes);

    private static readonly PublicationLeaf Publication = new(0, "yearly", new(2024, 1, 1), new(2024, 12, 31), 10, new(2025, 1, 20), Organ: 1, Publisher: 12, Approver: 1, CountingBytes, null,
    [
        new("decided", new ExactValue.Number(1, 0), null),
        new("amount", new ExactValue.Number(-1, 2), null),
        new("on_time_rate", new ExactValue.Rate(0, 1), null),
        new("heard_rate", new ExactValue.None(), null),
    ]);

    /// <summary>Name in the document and bytes of each leaf, in the order of the log.</summary>
    public static readonly (string Name, byte[] Bytes)[] Leaves =
    [
        ("genesis", new GenesisLeaf("log.example/yibin", "yibin", Synthetic: true, new DateOnly(2024, 1, 1)).ToBytes()),
        ("organ-0", new OrganLeaf(0, "yibin", OrganLevel.City, null, []).ToBytes()),
        ("organ-1", new OrganLeaf(1, "yibin/justice", OrganLevel.City, 0, ["reconsideration-office"]).ToBytes()),
        ("edition-0", new EditionLeaf(0, 0, "disputes/administrative-reconsideration@2024-01-01", CountingBytes)
        {
            Acts = ["apply", "accept", "decide"],
            Outcomes = ["upheld", "annulled"],
            Limits = ["acceptance", "decision"],
            Findings = ["overdue"],
            Documents = ["ruling"],
            Facts =
            [
                new PublicFact("matter", PublicFactKind.Code, 0, ["permit", "penalty"]),
                new PublicFact("amount", PublicFactKind.Money, 2, []),
            ],
        }.ToBytes()),
        ("apply", Apply.ToBytes()),
        ("acceptance-expires", (Silence with { Number = 2, Kind = EntryKind.Expiry, Verdicts = [new(0, Verdict.Ended)] }).ToBytes()),
        ("accept-deemed", (Silence with { Number = 3, Subject = 1, Deemed = true }).ToBytes()),
        ("inside", (Apply with { Number = 4, Kind = EntryKind.Inside, Effective = new(2024, 3, 1), Recorded = new(2024, 3, 1), Facts = [] }).ToBytes()),
        ("decide", (Apply with
        {
            Number = 5,
            Subject = 2,
            Effective = new(2024, 4, 22),
            Recorded = new(2024, 4, 22),
            Facts = [],
            Acting = 1,
            Outcome = 1,
            Verdicts = [new(1, Verdict.Late)],
            Findings = [new(0)],
        }).ToBytes()),
        ("closing", new ClosingLeaf(0, 0, 2024, 1, new DateOnly(2024, 12, 31)).ToBytes()),
        ("publication", Publication.ToBytes()),
        ("correction", (Publication with
        {
            Number = 1,
            Size = 11,
            Day = new(2025, 2, 3),
            Corrects = new Correction(0, "late-records"),
            Figures = [new("decided", new ExactValue.Number(2, 0), new ExactValue.Number(1, 0))],
        }).ToBytes()),
    ];

    public static TileTree Tree
    {
        get
        {
            var tree = new TileTree();
            foreach (var (_, leaf) in Leaves)
                tree.AppendLeaf(leaf);
            return tree;
        }
    }

    public static string Checkpoint => new Checkpoint("log.example/yibin", Tree.Size, Tree.Root).Sign(Signer).ToString();
}
