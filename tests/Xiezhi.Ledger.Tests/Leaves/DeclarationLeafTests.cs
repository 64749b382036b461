using CsCheck;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Tests.Leaves;

public sealed class DeclarationLeafTests
{
    private static readonly GenesisLeaf Genesis = new("log.example/yibin", "yibin", Synthetic: true, new DateOnly(2023, 1, 1));
    private static readonly OrganLeaf Organ = new(7, "yibin/justice", OrganLevel.City, 0, ["reconsideration-office", "legality-review"]);
    private static readonly ClosingLeaf Closing = new(2, 7, 2023, 184, new DateOnly(2023, 12, 31));

    [Fact]
    public void A_genesis_is_read_as_written() => Assert.Equal(Genesis, GenesisLeaf.Read(Genesis.ToBytes()));

    [Fact]
    public void A_closing_is_read_as_written() => Assert.Equal(Closing, ClosingLeaf.Read(Closing.ToBytes()));

    [Fact]
    public void An_organ_is_read_as_written()
    {
        var read = OrganLeaf.Read(Organ.ToBytes());

        Assert.Equal((Organ.Number, Organ.Id, Organ.Level, Organ.Parent), (read.Number, read.Id, read.Level, read.Parent));
        Assert.Equal(Organ.Competences, read.Competences);
        Assert.Null(OrganLeaf.Read(new OrganLeaf(0, "yibin", OrganLevel.City, null, []).ToBytes()).Parent);
    }

    [Fact]
    public void An_edition_is_read_as_written_with_all_its_words()
    {
        var edition = LeafSamples.Reconsideration;

        var read = EditionLeaf.Read(edition.ToBytes());

        Assert.Equal(edition.ToBytes(), read.ToBytes());
        Assert.Equal("disputes/administrative-reconsideration", read.ProcedureId);
        Assert.Equal(new DateOnly(2024, 1, 1), read.InForce);
        Assert.Equal(["permit", "penalty"], read.Facts[0].Codes);
        Assert.Equal((PublicFactKind.Money, 2), (read.Facts[1].Kind, read.Facts[1].Decimals));
        Assert.Equal((DayCoarseness.Month, OrganCoarseness.Above), (read.Days, read.Organs));
        Assert.Equal(edition.Limits, read.Limits);
    }

    [Fact]
    public void An_organ_comes_after_the_organ_above_it() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrganLeaf(3, "yibin/cuiping", OrganLevel.County, 3, []));

    [Theory]
    [InlineData("宜宾市")]
    [InlineData("two words")]
    [InlineData("")]
    public void An_id_is_never_a_name_or_a_text(string id)
    {
        Assert.Throws<ArgumentException>(() => new GenesisLeaf("log.example/yibin", id, Synthetic: false, default));
        Assert.Throws<ArgumentException>(() => LeafSamples.Reconsideration with { Acts = [id] });
    }

    [Fact]
    public void An_edition_without_its_day_is_none() =>
        Assert.Throws<ArgumentException>(() => new EditionLeaf(0, 0, "disputes/administrative-reconsideration", new byte[32]));

    [Fact]
    public void Only_a_code_has_codes_and_only_a_number_has_decimals()
    {
        Assert.Throws<ArgumentException>(() => new PublicFact("matter", PublicFactKind.Code, 0, []));
        Assert.Throws<ArgumentException>(() => new PublicFact("matter", PublicFactKind.Count, 0, ["a"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PublicFact("matter", PublicFactKind.Day, 1, []));
    }

    [Fact]
    public void Words_that_do_not_fit_into_a_leaf_are_refused_when_it_is_written()
    {
        var large = LeafSamples.Reconsideration with { Acts = [.. Enumerable.Range(0, 10_000).Select(i => $"act-number-{i}")] };

        Assert.Throws<ArgumentException>(large.ToBytes);
    }

    [Fact]
    public void Every_declaration_that_ends_early_or_late_is_refused()
    {
        foreach (var (leaf, read) in Declarations())
        {
            for (var length = 0; length < leaf.Length; length++)
                Assert.Throws<LeafFormatException>(() => read(leaf[..length]));
            Assert.Equal(leaf.Length, Assert.Throws<LeafFormatException>(() => read([.. leaf, 0])).Offset);
        }
    }

    [Fact]
    public void A_changed_byte_gives_the_one_writing_of_another_declaration_or_a_refusal() =>
        Gen.Select(Gen.Int[0, Declarations().Length - 1], Gen.Int[0, 10_000], Gen.Byte[1, 255]).Sample((which, where, change) =>
        {
            var (leaf, read) = Declarations()[which];
            leaf[where % leaf.Length] ^= change;
            try
            {
                Assert.Equal(leaf, read(leaf));
            }
            catch (LeafFormatException)
            {
                // Refused: the reader must only not crash.
            }
        });

    [Fact]
    public void The_first_byte_tells_the_kind()
    {
        Assert.Equal(
            [LeafKind.Genesis, LeafKind.Edition, LeafKind.Organ, LeafKind.Closing, LeafKind.Publication, LeafKind.Persons],
            Declarations().Select(declaration => Leaf.KindOf(declaration.Leaf)));
        Assert.Throws<LeafFormatException>(() => Leaf.KindOf([]));
        Assert.Throws<LeafFormatException>(() => Leaf.KindOf([0x1A]));
        Assert.Throws<LeafFormatException>(() => Leaf.KindOf([0x20]));
    }

    private static (byte[] Leaf, Func<byte[], byte[]> ReadAndWrite)[] Declarations() =>
    [
        (Genesis.ToBytes(), leaf => GenesisLeaf.Read(leaf).ToBytes()),
        (LeafSamples.Reconsideration.ToBytes(), leaf => EditionLeaf.Read(leaf).ToBytes()),
        (Organ.ToBytes(), leaf => OrganLeaf.Read(leaf).ToBytes()),
        (Closing.ToBytes(), leaf => ClosingLeaf.Read(leaf).ToBytes()),
        (DocumentedLog.Leaves[^1].Bytes.ToArray(), leaf => PublicationLeaf.Read(leaf).ToBytes()),
        (new PersonsLeaf(2, "decided", 4000, 1, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2 }).ToBytes(), leaf => PersonsLeaf.Read(leaf).ToBytes()),
    ];
}
