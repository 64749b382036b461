using System.Buffers;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Published;

/// <summary>A published log in a folder or at an address, laid out as c2sp.org/tlog-tiles serves it.</summary>
public sealed class PublishedLog : IEntrySource
{
    private readonly IPublishedFiles files;

    private PublishedLog(IPublishedFiles files, NoteVerifier key, SignedNote note, long size)
    {
        this.files = files;
        Key = key;
        Checkpoint = note;
        Size = size;
    }

    /// <summary>The key with which the checkpoint was verified.</summary>
    public NoteVerifier Key { get; }

    public long Size { get; }

    public SignedNote Checkpoint { get; }

    /// <summary>Opens a log and checks its checkpoint and its tiles of level 1 and above; leaves are checked as they are read.</summary>
    /// <param name="files">Where it was published.</param>
    /// <param name="trusted">The key that the reader had before; null takes the one that lies with the log, which proves only that the log agrees with itself.</param>
    /// <param name="policy">The witnesses that the reader trusts; null takes the policy that lies with the log, if one does.</param>
    /// <exception cref="BrokenLogException">A file is missing, cut or changed, another key signed the checkpoint, or too few witnesses have cosigned a head of this log.</exception>
    public static VerifiedLog Open(IPublishedFiles files, NoteVerifier? trusted = null, WitnessPolicy? policy = null)
    {
        try
        {
            var key = trusted ?? NoteVerifier.Parse(System.Text.Encoding.UTF8.GetString(files.Read(TilePath.VerifierKey)).TrimEnd('\n'));
            var note = SignedNote.Parse(files.Read(TilePath.Checkpoint));
            var checkpoint = Notes.Checkpoint.Open(note, key);
            var published = new PublishedLog(files, key, note, checkpoint.Size);
            var log = VerifiedLog.Open(published, published.ReadTree(), key);
            published.CompareUpperTiles(log.Tree);
            if ((policy ?? PolicyOf(files)) is { } asked) { log.Require(asked, files.Find(TilePath.Cosigned) is { } cosigned ? SignedNote.Parse(cosigned) : note); }
            return log;
        }
        catch (Exception problem) when (problem is NoteFormatException or NoteUntrustedException)
        {
            throw new BrokenLogException($"The log at {files} cannot be trusted.", problem);
        }
    }

    public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle) =>
        bundle.Write(files.Read(TilePath.Entries(bundleIndex, WidthOf(Size, bundleIndex))));

    private static WitnessPolicy? PolicyOf(IPublishedFiles files) =>
        files.Find(TilePath.WitnessPolicy) is { } text ? WitnessPolicy.Parse(System.Text.Encoding.UTF8.GetString(text), TilePath.WitnessPolicy) : null;

    private TileTree ReadTree()
    {
        var level1 = new MemoryStream();
        var count = Size / TileTree.TileWidth;
        for (long index = 0; index * TileTree.TileWidth < count; index++)
            level1.Write(ReadTile(1, index, WidthOf(count, index)));
        var last = (int)(Size % TileTree.TileWidth);
        return TileTree.Restore(Size, level1.ToArray(), last == 0 ? [] : ReadTile(0, count, last));
    }

    // Level 1 and the last leaf hashes already lead to the signed root; the tiles above must say the same as they do.
    private void CompareUpperTiles(TileTree tree)
    {
        for (var level = 2; level < tree.Levels; level++)
        {
            for (long index = 0; index * TileTree.TileWidth < tree.CountAt(level); index++)
            {
                var width = WidthOf(tree.CountAt(level), index);
                if (!tree.Tile(level, index).SequenceEqual(ReadTile(level, index, width)))
                    throw new BrokenLogException($"The tile {TilePath.Tile(level, index, width)} does not follow from those below it. Get it again.");
            }
        }
    }

    private byte[] ReadTile(int level, long index, int width)
    {
        var name = TilePath.Tile(level, index, width);
        var tile = files.Read(name);
        return tile.Length == width * TreeHash.Length
            ? tile
            : throw new BrokenLogException($"The tile {name} has {tile.Length} bytes instead of {width * TreeHash.Length}. Get it again from the log.");
    }

    private static int WidthOf(long count, long index) => (int)Math.Min(TileTree.TileWidth, count - (index * TileTree.TileWidth));
}
