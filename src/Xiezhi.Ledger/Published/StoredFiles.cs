using System.Buffers;
using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Published;

/// <summary>The files of a store's log, made when they are asked for; byte for byte those that an export writes. A writer beside may go on.</summary>
/// <param name="vkey">The key that verifies its heads, in the text form of notes.</param>
/// <param name="witnessed">The newest head that the log's witnesses have cosigned; null for none.</param>
public sealed class StoredFiles(ILedgerStore store, string vkey, WitnessedHead? witnessed = null)
{
    /// <summary>A file of the log by its name, or null when the log has none of that name: what no signed head states is not published.</summary>
    public byte[]? Find(string name)
    {
        if (name == TilePath.VerifierKey) { return Encoding.UTF8.GetBytes($"{vkey}\n"); }
        if (name == TilePath.WitnessPolicy) { return witnessed is null ? null : Encoding.UTF8.GetBytes(witnessed.Policy.Text); }
        if (name == TilePath.Cosigned) { return witnessed is null ? null : Encoding.UTF8.GetBytes(witnessed.Note.ToString()); }
        // The head first: what is read after it may be further on, and holds all of it.
        if (store.LatestCheckpoint() is not { } head) { return null; }
        if (name == TilePath.Checkpoint) { return Encoding.UTF8.GetBytes(StoredLog.Published(store, witnessed?.Note)!.ToString()); }
        if (TilePath.Parse(name) is not { } tile || !Has(tile, head.Size)) { return null; }
        if (tile.Level > 0) { return store.ReadTile(tile.Level, tile.Index) is { } hashes && hashes.Length >= tile.Width * TreeHash.Length ? hashes[..(tile.Width * TreeHash.Length)] : null; }
        var bundle = new ArrayBufferWriter<byte>();
        store.ReadBundle(tile.Index, bundle);
        var leafHashes = new byte[tile.Width * TreeHash.Length];
        // Leaves beyond the asked width are not part of a partial bundle.
        var length = new EntryBundle(bundle.WrittenSpan).HashLeaves(leafHashes);
        return tile.Level == 0 ? leafHashes : bundle.WrittenSpan[..length].ToArray();
    }

    private static bool Has(TileName tile, long size)
    {
        var bits = TileTree.TileHeight * Math.Max(tile.Level, 0);
        return bits < sizeof(long) * 8 - 1 && tile.Index <= size / TileTree.TileWidth && (tile.Index * TileTree.TileWidth) + tile.Width <= size >> bits;
    }
}
