using System.Buffers;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Published;

/// <summary>Writes the file of a figure from a store and its columns, beside a writer: see <see cref="FigureFile"/>.</summary>
public sealed class FigureFileWriter(ILedgerStore store, FigureCounter counter, string city, string vkey)
{
    /// <param name="output">Receives the file.</param>
    /// <param name="progress">Hears how many leaves were looked at.</param>
    /// <exception cref="BrokenLogException">No head has been signed, or the leaves are not those of the signed tree.</exception>
    public void Write(Stream output, Indicator indicator, Period period, IProgress<long>? progress, CancellationToken ct)
    {
        // The columns follow the log: whatever they have counted, the head read after it holds.
        var leaves = counter.Leaves(indicator, period);
        var note = SignedNote.Parse((store.LatestCheckpoint() ?? throw new BrokenLogException("The log has no signed head. Let the program that writes the folder commit once.")).Note);
        var head = Checkpoint.Parse(note.Text);
        var count = (int)((head.Size + TileTree.TileWidth - 1) / TileTree.TileWidth);
        var hashes = Roots(head.Size, count);
        // A bundle that shows nothing leaves no more than its hash.
        byte[]?[] parts = new byte[count][];
        var read = 0L;
        var options = new ParallelOptions { CancellationToken = ct };
        Parallel.For(0, count, options, () => new Bundle(), (index, _, bundle) =>
        {
            var width = (int)Math.Min(TileTree.TileWidth, head.Size - ((long)index * TileTree.TileWidth));
            parts[index] = bundle.Part(store, index, width, leaves, out var root);
            if (root is { } hash) { hash.CopyTo(hashes.AsSpan(index * TreeHash.Length)); }
            progress?.Report(Interlocked.Add(ref read, width));
            return bundle;
        }, _ => { });

        var shown = Array.ConvertAll(parts, part => part is not null);
        FigureFile.WriteHead(output, new FigureFile(city, leaves.Figure, note, vkey));
        var tree = new ArrayBufferWriter<byte>();
        PartialTree.Write(tree, hashes, shown, index =>
        {
            tree.Write(parts[index]);
            parts[index] = null;
            output.Write(tree.WrittenSpan);
            tree.ResetWrittenCount();
        });
        output.Write(tree.WrittenSpan);
    }

    /// <summary>The root of each full bundle, as the tiles have it; the last one, which is not full, is made from its leaves.</summary>
    private byte[] Roots(long size, int count)
    {
        var roots = new byte[count * TreeHash.Length];
        var full = (int)(size / TileTree.TileWidth) * TreeHash.Length;
        store.ReadTiles((level, index, hashes) =>
        {
            // A writer beside may have grown the tree since its head was read.
            var at = (int)Math.Min(index * TileTree.TileBytes, full);
            if (level == 1) { hashes[..Math.Min(hashes.Length, full - at)].CopyTo(roots.AsSpan(at)); }
        });
        return roots;
    }

    /// <summary>The room in which one thread looks at bundles.</summary>
    private sealed class Bundle
    {
        private readonly ArrayBufferWriter<byte> bytes = new(), part = new();
        private readonly byte[] hashes = new byte[TileTree.TileBytes];
        private readonly bool[] shown = new bool[TileTree.TileWidth];
        private readonly Range[] places = new Range[TileTree.TileWidth];

        /// <returns>The bundle's part of the tree; null when it shows nothing.</returns>
        public byte[]? Part(ILedgerStore store, int index, int width, FigureLeaves leaves, out TreeHash? root)
        {
            bytes.ResetWrittenCount();
            store.ReadBundle(index, bytes);
            var any = Look(index, width, leaves);
            root = null;
            if (!any && width == TileTree.TileWidth) { return null; }
            var row = hashes.AsSpan(0, width * TreeHash.Length);
            new EntryBundle(bytes.WrittenSpan).HashLeaves(row);
            if (!any)
            {
                root = PartialTree.Fold(row);
                return null;
            }

            part.ResetWrittenCount();
            PartialTree.Write(part, row, shown.AsSpan(0, width), at => PartialTree.WriteShown(part, bytes.WrittenSpan[places[at]]));
            return part.WrittenSpan.ToArray();
        }

        private bool Look(int index, int width, FigureLeaves leaves)
        {
            var (at, end, any) = (0, 0, false);
            foreach (var leaf in new EntryBundle(bytes.WrittenSpan))
            {
                if (at == width) { break; }
                end += EntryBundle.LengthBytes + leaf.Length;
                places[at] = (end - leaf.Length)..end;
                any |= shown[at] = leaves.Has(((long)index * TileTree.TileWidth) + at, leaf);
                at++;
            }

            return at == width ? any : throw new BrokenLogException($"The bundle {index} ends {width - at} leaves too early. Run fsck.");
        }
    }
}
