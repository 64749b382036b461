using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>What is known of a log when it is opened: its words, its tree, its registers.</summary>
public sealed record LogState(GenesisLeaf? Genesis, LogDictionary Dictionary, TileTree Tree, IReadOnlyList<Register> Registers, long Slots, string Origin)
{
    internal const string SlotsProgress = "key-slots";
    /// <summary>Under how many calendars the open cases have been reckoned.</summary>
    internal const string CalendarsProgress = "calendars";
    private const string Declarations = "declarations";

    /// <summary>Reads the state of a store's log.</summary>
    /// <param name="origin">Name of the log; used only while the log is empty, afterwards it is the genesis leaf's.</param>
    public static LogState Read(ILedgerStore store, LawBook book, string origin)
    {
        var (genesis, dictionary) = ReadWords(store, book);
        return new LogState(genesis, dictionary, ReadTree(store), store.Registers(), store.Progress(SlotsProgress), genesis?.Origin ?? origin);
    }

    /// <summary>What the log says of itself: its first leaf and the words that it declares.</summary>
    internal static (GenesisLeaf? Genesis, LogDictionary Dictionary) ReadWords(ILedgerStore store, LawBook book)
    {
        var dictionary = new LogDictionary(book);
        GenesisLeaf? genesis = null;
        store.ReadLeaves(0, long.MaxValue, (index, leaf) =>
        {
            // The first group declares its words before any act.
            if (Leaf.KindOf(leaf) == LeafKind.Act) { return false; }
            if (Leaf.KindOf(leaf) == LeafKind.Genesis) { genesis = GenesisLeaf.Read(leaf); }
            dictionary.Read(index, leaf);
            return true;
        });
        for (var n = 0L; n < store.Progress(Declarations); n++)
        {
            var place = store.Progress($"{Declarations}-{n}");
            dictionary.Read(place, store.ReadLeaf(place));
        }

        dictionary.Link();
        return (genesis, dictionary);
    }

    /// <summary>Notes where a declaration stands that came after the first act, so that it is found without reading the whole log.</summary>
    internal static void Note(GroupCommit group, ILedgerStore store, IReadOnlyList<long> places)
    {
        var before = store.Progress(Declarations);
        for (var i = 0; i < places.Count; i++) { group.Reach($"{Declarations}-{before + i}", places[i]); }
        group.Reach(Declarations, before + places.Count);
    }

    /// <exception cref="LedgerException">The tiles are not those of the signed head: a leaf hashed into them would never be found again.</exception>
    private static TileTree ReadTree(ILedgerStore store)
    {
        var size = store.Size;
        var level1 = new byte[(size >> 8) * TreeHash.Length];
        store.ReadTiles((level, index, hashes) =>
        {
            // A writer beside may have grown the tree since its size was read.
            var from = (int)Math.Clamp(index * TileTree.TileWidth * TreeHash.Length, 0, level1.Length);
            if (level == 1) { hashes[..Math.Min(hashes.Length, level1.Length - from)].CopyTo(level1.AsSpan(from)); }
        });
        var last = new byte[size % TileTree.TileWidth * TreeHash.Length];
        var at = 0;
        store.ReadLeaves(size - (size % TileTree.TileWidth), size % TileTree.TileWidth, (_, leaf) =>
        {
            TreeHashing.HashLeaf(leaf, last.AsSpan(at, TreeHash.Length));
            at += TreeHash.Length;
            return true;
        });
        var tree = TileTree.Restore(size, level1, last);
        return store.LatestCheckpoint() is not { } head || head.Size != size || Checkpoint.Parse(SignedNote.Parse(head.Note).Text).Root == tree.Root
            ? tree
            : throw new LedgerException("The tiles of the ledger do not lead to its last signed head. Run fsck to see what was changed, then restore a backup.");
    }
}
