using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Tests.Casework;

namespace Xiezhi.Ledger.Tests.Published;

/// <summary>Receipts of a living city, checked by whoever holds nothing but the text and the published key.</summary>
public sealed class ReceiptTests : CaseworkTests
{
    [Fact]
    public async Task Whoever_holds_the_published_key_can_check_a_receipt_by_itself()
    {
        await Task.WhenAll(Enumerable.Range(0, 600).Select(n => Open($"{n}")));
        var size = city.Ledger.Store.Size;
        var key = NoteVerifier.Parse((await File.ReadAllTextAsync(temporary["city/log.vkey"], TestContext.Current.CancellationToken)).Trim());
        var tree = TreeOfLog();

        foreach (var leaf in new[] { 0, 1, 255, 256, 257, 511, 512, size - 2, size - 1 })
        {
            var text = Receipts.ReceiptOf(leaf).ToString();

            var receipt = Receipt.Parse(text);
            var head = receipt.Verify(key);
            Assert.Equal((size, leaf, tree.Root), (head.Size, receipt.Index, head.Root));
            Assert.Equal(city.Ledger.Store.ReadLeaf(leaf), receipt.Leaf);
            Assert.Equal(tree.Inclusion(leaf, size, LeafTile), receipt.Proof);
            Assert.Equal(text, receipt.ToString());
        }
    }

    [Fact]
    public async Task A_receipt_given_earlier_stays_good_and_a_later_one_reaches_the_newer_head()
    {
        var opened = Recorded(await Open("open"));
        var first = Receipts.ReceiptOf(opened.Leaf);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Open($"{n}")));

        Assert.Equal(opened.Leaf + 1, first.Verify(city.Ledger.Signer.Verifier).Size);
        Assert.Equal(city.Ledger.Store.Size, Receipts.ReceiptOf(opened.Leaf).Verify(city.Ledger.Signer.Verifier).Size);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_receipt_it_proves_nothing_any_more()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Open($"{n}")));
        var key = city.Ledger.Signer.Verifier;
        var good = Receipts.ReceiptOf(12);
        var other = Receipts.ReceiptOf(13);
        good.Verify(key);

        Receipt[] changed =
        [
            good with { Index = 13 }, good with { Leaf = other.Leaf }, good with { Leaf = good.Leaf.SetItem(5, (byte)(good.Leaf[5] ^ 1)) },
            good with { Proof = good.Proof.RemoveAt(0) }, good with { Proof = [.. good.Proof.Reverse()] }, good with { Proof = good.Proof.Add(good.Proof[0]) },
            good with { Head = new Checkpoint(city.Ledger.Genesis!.Origin, 33, TreeHash.Empty).Sign(NoteSigner.Generate(city.Ledger.Genesis.Origin)) },
        ];

        Assert.All(changed, receipt => Assert.Throws<NoteUntrustedException>(() => receipt.Verify(key)));
        Assert.Throws<NoteUntrustedException>(() => good.Verify(NoteSigner.Generate(key.Name).Verifier));
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2")]
    [InlineData("extra ", "extra !")]
    [InlineData("extra ", "leaf ")]
    [InlineData("index ", "index 0")]
    [InlineData("index ", "index -")]
    [InlineData("\n\n", "\n")]
    [InlineData("\n\n", "\nnonsense\n\n")]
    public async Task A_text_that_is_no_receipt_is_refused_with_words(string part, string instead)
    {
        var text = Receipts.ReceiptOf(Recorded(await Open("open")).Leaf).ToString();
        var at = text.IndexOf(part, StringComparison.Ordinal);

        var refused = Assert.Throws<NoteFormatException>(() => Receipt.Parse(text[..at] + instead + text[(at + part.Length)..]));

        Assert.NotEmpty(refused.Message);
    }

    [Fact]
    public async Task A_leaf_that_no_signed_head_reaches_has_no_receipt()
    {
        await Open("open");

        Assert.Throws<ArgumentOutOfRangeException>(() => Receipts.ReceiptOf(city.Ledger.Store.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => Receipts.ReceiptOf(-1));
    }

    private Receipts Receipts => new(city.Ledger.Store);
}
