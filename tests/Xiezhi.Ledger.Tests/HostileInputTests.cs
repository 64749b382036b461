using System.Text;
using CsCheck;
using NodaTime;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Tests.Leaves;
using Xiezhi.Ledger.Tests.Published;
using Xiezhi.Ledger.Tests.Witnesses;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Tests;

/// <summary>Whatever bytes come in place of a public file, they are read or refused by the format's own exception: no crash, no hang.</summary>
public sealed class HostileInputTests
{
    private const int Tries = 3000;
    private const int MostReserved = 32 << 20;
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
    public void A_tile_a_bundle_and_the_head_of_a_published_log()
    {
        var log = new MemoryLog(600);
        var files = new MemoryFiles();
        var tree = log.Tree;
        foreach (var tile in tree.TilesGrownSince(0)) { files[TilePath.Tile(tile.Level, tile.Index, tile.Width)] = tree.Tile(tile.Level, tile.Index).ToArray(); }
        var hashes = new byte[TileTree.TileBytes];
        for (var index = 0; index < 3; index++)
        {
            var width = Math.Min(TileTree.TileWidth, 600 - (index * TileTree.TileWidth));
            var bundle = new System.Buffers.ArrayBufferWriter<byte>();
            log.ReadBundle(index, bundle);
            files[TilePath.Entries(index, width)] = bundle.WrittenSpan.ToArray();
            new EntryBundle(bundle.WrittenSpan).HashLeaves(hashes.AsSpan(0, width * TreeHash.Length));
            files[TilePath.Tile(0, index, width)] = hashes[..(width * TreeHash.Length)];
        }

        files[TilePath.Checkpoint] = Encoding.UTF8.GetBytes(log.Checkpoint.ToString());
        files[TilePath.VerifierKey] = Encoding.UTF8.GetBytes($"{MemoryLog.Signer.Verifier}\n");
        foreach (var name in files.Names)
        {
            // Of the tiles of leaves only the last one is read: the bundles lead to the others.
            Refuses<BrokenLogException>(files[name], bytes => PublishedLog.Open(files.With(name, bytes)).Read((_, _) => { }), tries: 60);
        }
    }

    [Fact]
    public void A_figures_file()
    {
        var (head, tree) = FigureFiles.Small();
        Verify(head, tree);
        JsonMutations.Of(head).Sample(json => Refused(() => Verify(json, tree)), iter: 2000);
        Refuses<FormatException>(tree, bytes =>
        {
            try { Verify(head, bytes); }
            catch (NoteUntrustedException) { }
        }, tries: 500);

        static void Verify(string head, byte[] tree)
        {
            byte[] file = [.. Encoding.UTF8.GetBytes($"{FigureFile.FirstLine}\n{head}\n"), .. tree];
            FigureFile.Verify(new MemoryStream(file), trusted: null, out _);
        }

        static void Refused(Action verify)
        {
            try { verify(); }
            catch (Exception refused) when (refused is FormatException or NoteFormatException or NoteUntrustedException) { Assert.NotEmpty(refused.Message); }
        }
    }

    [Fact]
    public void Definitions_of_figures()
    {
        var good = Encoding.UTF8.GetString(Law.Indicators.DefinitionJson.Write([FigureFiles.Applications]));
        JsonMutations.Of(good).Sample(json =>
        {
            try { Law.Indicators.DefinitionJson.Read(Encoding.UTF8.GetBytes(json)); }
            catch (FormatException refused) { Assert.NotEmpty(refused.Message); }
        }, iter: Tries);
    }

    [Fact]
    public void Every_kind_of_leaf()
    {
        (string Name, byte[] Bytes)[] alone =
        [
            ("calendar", new CalendarLeaf(0, [new Law.Time.CalendarYear(2024, "", [new Law.Time.NamedDay(new DateOnly(2024, 1, 1), "")], [new Law.Time.NamedDay(new DateOnly(2024, 2, 4), "")])], []).ToBytes()),
            ("moved", new MovedLeaf(1, 0, 0, 2024, 1, 1, (new DateOnly(2024, 4, 1), new DateOnly(2024, 4, 2))).ToBytes()),
            ("erasure", new ErasureLeaf(0, 0, 2024, 1, new DateOnly(2030, 5, 6), By: 1, Officer: 12, Approver: 1, "period-over").ToBytes()),
            ("persons", new PersonsLeaf(2, "decided", 0, 1, Convert.FromHexString("0000000000000000000000000000000100000000000000000000000000000002")).ToBytes()),
        ];
        foreach (var (_, leaf) in DocumentedLog.Leaves.Concat(alone)) { Refuses<LeafFormatException>(leaf, Read, tries: 1000); }

        // Whatever is read is written again byte for byte: there is one way to write it.
        static void Read(byte[] bytes)
        {
            var again = Leaf.KindOf(bytes) switch
            {
                LeafKind.Edition => EditionLeaf.Read(bytes).ToBytes(),
                LeafKind.Organ => OrganLeaf.Read(bytes).ToBytes(),
                LeafKind.Genesis => GenesisLeaf.Read(bytes).ToBytes(),
                LeafKind.Closing => ClosingLeaf.Read(bytes).ToBytes(),
                LeafKind.Publication => PublicationLeaf.Read(bytes).ToBytes(),
                LeafKind.Calendar => CalendarLeaf.Read(bytes).ToBytes(),
                LeafKind.Moved => MovedLeaf.Read(bytes).ToBytes(),
                LeafKind.Erasure => ErasureLeaf.Read(bytes).ToBytes(),
                LeafKind.Persons => PersonsLeaf.Read(bytes).ToBytes(),
                _ => ActOf(bytes),
            };
            Assert.Equal(bytes, again);
        }

        static byte[] ActOf(byte[] bytes)
        {
            var act = ActLeaf.Read(bytes);
            foreach (var fact in act.Facts) { _ = fact.Value; }
            foreach (var verdict in act.Verdicts) { _ = verdict.Limit; }
            foreach (var finding in act.Findings) { _ = finding.Kind; }
            return bytes;
        }
    }

    /// <summary>The files of a log in memory.</summary>
    private sealed class MemoryFiles : IPublishedFiles
    {
        private readonly Dictionary<string, byte[]> files = [];

        public IReadOnlyList<string> Names => [.. files.Keys];

        public byte[] this[string name] { get => files[name]; set => files[name] = value; }

        public MemoryFiles With(string name, byte[] bytes)
        {
            var changed = new MemoryFiles();
            foreach (var file in Names) { changed[file] = file == name ? bytes : files[file]; }
            return changed;
        }

        public byte[] Read(string name) => Find(name) ?? throw new BrokenLogException($"There is no '{name}'.");

        public byte[]? Find(string name) => files.GetValueOrDefault(name);
    }

    private static void Refuses<T>(string good, Action<byte[]> read, int tries = Tries) where T : Exception => Refuses<T>(Encoding.UTF8.GetBytes(good), read, tries);

    private static void Refuses<T>(byte[] good, Action<byte[]> read, int tries = Tries) where T : Exception
    {
        read(good);
        Mutations.Of(good).Sample(bytes =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(bytes);
            }
            catch (T refused)
            {
                Assert.NotEmpty(refused.Message);
            }

            // A length that lies reserves nothing.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostReserved);
        }, iter: tries);
    }
}
