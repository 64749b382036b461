using System.Buffers;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;
using Xiezhi.Reports;

namespace Xiezhi.Cli.Tests;

/// <summary>A log in whose organ three cases were decided publishes how many people that were. Whoever recounts, in either language, believes it no more than the leaves allow.</summary>
public sealed class PersonsReadersTests
{
    private const string Origin = "log.example/yibin", Id = "applicants";
    private static readonly NoteSigner Signer = NoteSigner.FromSeed(Origin, new byte[32]);
    private static readonly Indicator People = new(Id, new Title("申请人", "Applicants"), new Title("甲", "a"),
        new Measure.Count(new Selection("disputes/matter", new Occasion.First(["apply"]))), new PrintRule("人") { UnitEn = "people" }) { Chapter = "disputes", Persons = "applicant" };

    [Theory]
    [InlineData("honest", "01 02", 1, 2, null, null)]
    [InlineData("nobody gave a number", "", 3, 0, null, null)]
    [InlineData("not ascending", "02 01", 1, 2, "cannot be counted", "do not ascend")]
    [InlineData("one token twice", "01 01", 1, 2, "cannot be counted", "do not ascend")]
    [InlineData("another number published", "01 02", 0, 3, "cannot be counted", "other numbers of people")]
    [InlineData("more people than came", "01 02 03", 1, 3, "more people than came", "more people than came")]
    [InlineData("no tokens at all", null, 0, 3, "without their tokens", "without their tokens")]
    [InlineData("tokens of no publication", "01", 0, null, null, null)]
    public void Both_readers_hold_people_to_their_tokens_and_to_the_cases(string _, string? tokens, int unidentified, int? published, string? ours, string? theirs)
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary["log"];
        var definitions = DefinitionJson.Write([People]);
        var log = new SignedLeaves(Leaves(tokens, unidentified, published, definitions));
        LogExport.Write(log, Signer.Verifier, folder, null, null, CancellationToken.None);
        var printed = published is { } people ? $"{people}人" : "3人次";
        File.WriteAllBytes(Path.Combine(folder, PublishedFigures.DefinitionsFileName), definitions);
        File.WriteAllBytes(Path.Combine(folder, PublishedFigures.FileName),
            new PublishedFigures("yibin", Period.OfYear(2024), log.Size, DefinitionJson.Digest(definitions), [new PublishedFigure(Id, published ?? 3, null, null, printed)]).ToJson());

        var second = Answer.Of("python3", Path.Combine(Answer.Root, "verify", "recount.py"), folder);
        var open = PublishedLog.Open(new FolderFiles(folder), Signer.Verifier);
        if (ours is null)
        {
            Assert.Equal(printed, Assert.Single(Recount.Of(open, [People], Period.OfYear(2024)).Figures).Printed);
            Assert.Equal((0, ""), (second.ExitCode, second.Errors));
            return;
        }

        var broken = Assert.Throws<BrokenLogException>(() => Recount.Of(open, [People], Period.OfYear(2024)));
        Assert.Matches(ours, broken.Message);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(theirs!, second.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<byte[]> Leaves(string? tokens, int unidentified, int? published, byte[] definitions)
    {
        yield return new GenesisLeaf(Origin, "yibin", Synthetic: true, new DateOnly(2024, 1, 1)).ToBytes();
        yield return new OrganLeaf(0, "yibin", OrganLevel.City, null, []).ToBytes();
        yield return new EditionLeaf(0, 0, "disputes/matter@2024-01-01", new byte[32]) { Acts = ["apply"], Outcomes = [], Limits = [], Findings = [], Documents = [], Facts = [] }.ToBytes();
        // Three acts of 2024-02-05, one a case, as docs/leaf-format.md writes them.
        for (byte ordinal = 1; ordinal <= 3; ordinal++) { yield return [0x11, 0, 0, 0, 0, 24, ordinal, 1, 0, 0xc2, 0x89, 0x01, .. new byte[32]]; }
        if (tokens is not null)
        {
            byte[][] all = [.. tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => (byte[])[.. new byte[15], .. Convert.FromHexString(t)])];
            // Written as an honest writer would not, where they do not ascend.
            var header = new PersonsLeaf(0, Id, 0, unidentified, default).ToBytes();
            yield return [.. header[..^1], (byte)all.Length, .. all.SelectMany(t => t)];
        }

        if (published is { } people)
        {
            yield return new PublicationLeaf(0, "yearly", new(2024, 1, 1), new(2024, 12, 31), 6, new(2025, 1, 20), 0, 12, 1,
                Convert.FromHexString(DefinitionJson.Digest(definitions)), null, [new PublishedValue(Id, new ExactValue.Number(people, 0), null)]).ToBytes();
        }
    }

    /// <summary>Leaves under the key of their log, whatever they say.</summary>
    private sealed class SignedLeaves : IEntrySource
    {
        private readonly byte[][] leaves;

        public SignedLeaves(IEnumerable<byte[]> leaves)
        {
            this.leaves = [.. leaves];
            var tree = new TileTree();
            foreach (var leaf in this.leaves) { tree.AppendLeaf(leaf); }
            Checkpoint = new Checkpoint(Origin, tree.Size, tree.Root).Sign(Signer);
        }

        public long Size => leaves.Length;

        public SignedNote Checkpoint { get; }

        public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle)
        {
            foreach (var leaf in leaves) { EntryBundle.Append(bundle, leaf); }
        }
    }
}
