using System.Text;
using CsCheck;
using NodaTime;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Tests.Leaves;
using Xiezhi.Ledger.Tests.Witnesses;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Tests;

/// <summary>Whatever bytes come in place of a public file, they are read or refused by the format's own exception: no crash, no hang.</summary>
public sealed class HostileInputTests
{
    private const int Tries = 3000;
    private static readonly SignedNote Head = TestLog.Of(50).Head(50);
    private static readonly NoteSigner Witness = NoteSigner.WitnessFromSeed("w", new byte[32]);

    [Fact]
    public void A_signed_note_and_its_checkpoint() => Refuses<NoteFormatException>(Head.With(Witness.Cosign(Head.Text, Instant.FromUnixTimeSeconds(1))).ToString(), bytes =>
    {
        var note = SignedNote.Parse(bytes);
        Assert.Equal(Encoding.UTF8.GetString(bytes), note.ToString());
        Checkpoint.Parse(note.Text);
    });

    [Fact]
    public void A_key() => Refuses<NoteFormatException>(Witness.Verifier.ToString(), bytes => NoteVerifier.Parse(Encoding.UTF8.GetString(bytes)));

    [Fact]
    public void A_receipt()
    {
        var log = TestLog.Of(50);
        var tree = new TileTree();
        for (var n = 0; n < 50; n++) { tree.AppendLeaf(Encoding.UTF8.GetBytes($"{n}")); }
        var receipt = new Receipt(7, [.. "7"u8], tree.Inclusion(7, 50, _ => default), log.Head(50));
        receipt.Verify(TestLog.Signer.Verifier);
        var good = receipt.ToString();

        Refuses<NoteFormatException>(good, bytes =>
        {
            var read = Receipt.Parse(Encoding.UTF8.GetString(bytes));
            // Text that is another proves nothing else than what it says.
            if (read.Leaf.AsSpan().SequenceEqual("7"u8) && read.Index == 7) { return; }
            Assert.ThrowsAny<Exception>(() => read.Verify(TestLog.Signer.Verifier));
        }, tries: 500);
    }

    [Fact]
    public void Evidence_of_a_fork() => Refuses<NoteFormatException>(new ForkEvidence(Head, TestLog.ForkedAt(10, 60).Head(60), TestLog.Of(60).Request(50, 60).Proof).ToString(),
        bytes => ForkEvidence.Parse(Encoding.UTF8.GetString(bytes)));

    [Fact]
    public void A_request_to_a_witness() => Refuses<NoteFormatException>(TestLog.Of(60).Request(50, 60).ToString(), bytes => CheckpointRequest.Parse(bytes));

    [Fact]
    public void A_policy() => Refuses<NoteFormatException>($"# who\nwitness a {Witness.Verifier} https://a.example\ngroup g all a\nquorum g\n", bytes => WitnessPolicy.Parse(Encoding.UTF8.GetString(bytes), "p"));

    [Fact]
    public void An_entry_bundle()
    {
        var bundle = new System.Buffers.ArrayBufferWriter<byte>();
        for (var n = 0; n < 20; n++) { EntryBundle.Append(bundle, Encoding.UTF8.GetBytes($"leaf {n}")); }
        Refuses<BrokenLogException>(bundle.WrittenSpan.ToArray(), bytes => new EntryBundle(bytes).HashLeaves(new byte[20 * TreeHash.Length]));
    }

    [Fact]
    public void A_path_of_a_tile() => Mutations.Of(Encoding.UTF8.GetBytes("tile/0/x001/x234/067.p/12")).Sample(bytes =>
    {
        // What is read is written again as it was: there is one path for each tile.
        var path = Encoding.UTF8.GetString(bytes);
        if (TilePath.Parse(path) is { Level: >= 0 } tile) { Assert.Equal(path, TilePath.Tile(tile.Level, tile.Index, tile.Width)); }
    }, iter: Tries);

    [Fact]
    public void Every_kind_of_leaf()
    {
        foreach (var (_, leaf) in DocumentedLog.Leaves) { Refuses<LeafFormatException>(leaf, Read, tries: 1000); }

        static void Read(byte[] bytes)
        {
            switch (Leaf.KindOf(bytes))
            {
                case LeafKind.Act: ActLeaf.Read(bytes); break;
                case LeafKind.Edition: EditionLeaf.Read(bytes); break;
                case LeafKind.Organ: OrganLeaf.Read(bytes); break;
                case LeafKind.Genesis: GenesisLeaf.Read(bytes); break;
                case LeafKind.Closing: ClosingLeaf.Read(bytes); break;
            }
        }
    }

    private static void Refuses<T>(string good, Action<byte[]> read, int tries = Tries) where T : Exception => Refuses<T>(Encoding.UTF8.GetBytes(good), read, tries);

    private static void Refuses<T>(byte[] good, Action<byte[]> read, int tries = Tries) where T : Exception
    {
        read(good);
        Mutations.Of(good).Sample(bytes =>
        {
            try
            {
                read(bytes);
            }
            catch (T refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }, iter: tries);
    }
}
