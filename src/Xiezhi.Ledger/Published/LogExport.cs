using System.Buffers;
using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Published;

/// <summary>Writes a log into a folder that can be served or copied as it is: checkpoint, key, entry bundles and tiles.</summary>
public static class LogExport
{
    /// <summary>Writes all leaves up to the source's checkpoint. The checkpoint comes last, so that a broken-off export is no log.</summary>
    /// <param name="source">The log.</param>
    /// <param name="key">Key that verifies its checkpoint.</param>
    /// <param name="folder">A folder that is empty or not there yet.</param>
    /// <param name="witnessed">The newest head that the log's witnesses have cosigned; null for none.</param>
    /// <param name="progress">Hears how many leaves are written, once for each bundle.</param>
    /// <param name="ct">Stops between two bundles.</param>
    /// <exception cref="IOException">The folder holds something already.</exception>
    /// <exception cref="BrokenLogException">The leaves of the source do not lead to its signed root; nothing that could pass for a log was written.</exception>
    public static void Write(IEntrySource source, NoteVerifier key, string folder, WitnessedHead? witnessed, IProgress<long>? progress, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"The folder {folder} is not empty. Name a new one: an export never mixes with older files.");
        var checkpoint = Checkpoint.Open(source.Checkpoint, key);
        var tree = WriteLeaves(source, checkpoint.Size, folder, progress, ct);
        if (tree.Root != checkpoint.Root)
            throw new BrokenLogException($"The leaves lead to root {tree.Root}, but the checkpoint states {checkpoint.Root}. Run fsck on the data folder.");
        foreach (var tile in tree.TilesGrownSince(0))
            WriteFile(folder, TilePath.Tile(tile.Level, tile.Index, tile.Width), tree.Tile(tile.Level, tile.Index));
        WriteFile(folder, TilePath.VerifierKey, Encoding.UTF8.GetBytes($"{key}\n"));
        if (witnessed is not null)
        {
            WriteFile(folder, TilePath.WitnessPolicy, Encoding.UTF8.GetBytes(witnessed.Policy.Text));
            WriteFile(folder, TilePath.Cosigned, Encoding.UTF8.GetBytes(witnessed.Note.ToString()));
        }

        WriteFile(folder, TilePath.Checkpoint, Encoding.UTF8.GetBytes(source.Checkpoint.ToString()));
    }

    private static TileTree WriteLeaves(IEntrySource source, long size, string folder, IProgress<long>? progress, CancellationToken ct)
    {
        var tree = new TileTree();
        var bundle = new ArrayBufferWriter<byte>();
        var hashes = new byte[TileTree.TileBytes];
        for (long index = 0; tree.Size < size; index++)
        {
            ct.ThrowIfCancellationRequested();
            bundle.ResetWrittenCount();
            source.ReadBundle(index, bundle);
            var width = (int)Math.Min(TileTree.TileWidth, size - tree.Size);
            var tile = hashes.AsSpan(0, width * TreeHash.Length);
            // Leaves beyond the checkpoint are not published yet.
            var length = new EntryBundle(bundle.WrittenSpan).HashLeaves(tile);
            WriteFile(folder, TilePath.Entries(index, width), bundle.WrittenSpan[..length]);
            WriteFile(folder, TilePath.Tile(0, index, width), tile);
            tree.Append(tile);
            progress?.Report(tree.Size);
        }
        return tree;
    }

    private static void WriteFile(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
