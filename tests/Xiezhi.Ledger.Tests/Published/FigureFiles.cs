using System.Buffers;
using System.Text;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Tests.Leaves;

namespace Xiezhi.Ledger.Tests.Published;

/// <summary>A figure's file over the log of the document, in its two parts.</summary>
internal static class FigureFiles
{
    /// <summary>Whatever a definition can ask for, over the procedure of the document.</summary>
    public static readonly Indicator Applications = new("applications", new Title("申请", "Applications"), new Title("甲", "a"),
        new Measure.Rate(RateBasis.Cohort,
            new Selection("disputes/administrative-reconsideration", new Occasion.First(["apply"]))
            {
                When =
                [
                    new UnitCondition.FactIn("matter", ["penalty"]), new UnitCondition.FactBetween("amount", -1, 1), new UnitCondition.Done(["accept"]), new UnitCondition.NotDone(["nothing"]),
                    new UnitCondition.ClosedBy(["annulled"]), new UnitCondition.ClockIs("decision", ClockOutcome.Late), new UnitCondition.Found("overdue", true), new UnitCondition.OpenedInPeriod(),
                ],
                Level = "city",
                Organs = ["yibin"],
            },
            new Selection("disputes/administrative-reconsideration", new Occasion.First(["apply"])), ZeroRule.None),
        new PrintRule("%", 2)) { Chapter = "disputes" };

    /// <returns>The JSON of the second line, and the tree.</returns>
    public static (string Head, byte[] Tree) Small()
    {
        var tree = new ArrayBufferWriter<byte>();
        var hashes = new byte[DocumentedLog.Leaves.Length * TreeHash.Length];
        for (var n = 0; n < DocumentedLog.Leaves.Length; n++) { TreeHash.OfLeaf(DocumentedLog.Leaves[n].Bytes).CopyTo(hashes.AsSpan(n * TreeHash.Length)); }
        var shown = DocumentedLog.Leaves.Select((_, n) => n < 10).ToArray();
        PartialTree.Write(tree, hashes, shown, n => PartialTree.WriteShown(tree, DocumentedLog.Leaves[n].Bytes));
        var figure = new Figure(Applications, Period.OfYear(2024), 10) { Unrounded = 100m, Numerator = 1, Denominator = 1, Entries = 1 };
        using var output = new MemoryStream();
        FigureFile.WriteHead(output, new FigureFile("yibin", figure, SignedNote.Parse(DocumentedLog.Checkpoint), $"{DocumentedLog.Signer.Verifier}"));
        return (Encoding.UTF8.GetString(output.ToArray()).Split('\n')[1], tree.WrittenSpan.ToArray());
    }
}
