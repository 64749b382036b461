using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Verification;

/// <summary>Every figure counted anew from the public log alone: signature, tree and each leaf checked on the way.</summary>
/// <param name="Head">What the log's key has signed.</param>
/// <param name="Gaps">What the log ought to hold and does not.</param>
public sealed record Recount(Checkpoint Head, ImmutableArray<Figure> Figures, IReadOnlyList<Gap> Gaps)
{
    /// <summary>Counts from a log that has been opened against its checkpoint. All of it is checked, whatever part is counted.</summary>
    /// <param name="size">Leaves to count, as a publication names them; null for all.</param>
    /// <param name="progress">Hears how many leaves have been checked, once for each bundle.</param>
    /// <exception cref="BrokenLogException">A leaf does not fit the signed tree, or the log declares itself wrongly.</exception>
    public static Recount Of(VerifiedLog log, IReadOnlyCollection<Indicator> indicators, Period period, long? size = null, IProgress<long>? progress = null)
    {
        if (size > log.Checkpoint.Size) { throw new BrokenLogException($"The figures were counted from {size} leaves, but only {log.Checkpoint.Size} are signed. Get a newer checkpoint."); }
        using var columns = ReadTo(log, size ?? log.Checkpoint.Size, indicators, progress);
        PersonsCheck.Run(log, columns, indicators);
        return new Recount(log.Checkpoint, new FigureCounter(columns).Count(indicators, period), columns.Gaps());
    }

    /// <summary>The columns that the first leaves of a log make; all of it is checked.</summary>
    /// <exception cref="BrokenLogException">A leaf does not fit the signed tree, or the log declares itself wrongly.</exception>
    internal static ColumnStore ReadTo(VerifiedLog log, long size, IReadOnlyCollection<Indicator> indicators, IProgress<long>? progress)
    {
        var columns = new ColumnStore(ColumnPlan.Of(indicators));
        try
        {
            using var held = columns.Writing();
            log.Read((index, leaf) =>
            {
                if (index < size) { columns.Add(index, leaf); }
                if ((index + 1) % TileTree.TileWidth == 0) { progress?.Report(index + 1); }
            });
            columns.SettleFrom(take => log.Read((index, leaf) => take(index, leaf)));
            return columns;
        }
        catch (Exception broken)
        {
            var at = columns.Size;
            columns.Dispose();
            if (broken is InvalidDataException or Leaves.LeafFormatException) { throw new BrokenLogException($"Leaf {at} cannot be counted.", broken); }
            throw;
        }
    }

    /// <summary>Opens the log of a store: its leaves alone, no case row and no saved column.</summary>
    /// <exception cref="BrokenLogException">The checkpoint is not signed by the key, or the tiles have another root.</exception>
    public static VerifiedLog Open(ILedgerStore store, NoteVerifier key)
    {
        var source = new StoredLog(store);
        var size = Checkpoint.Parse(source.Checkpoint.Text).Size;
        var level1 = new byte[(size >> 8) * TreeHash.Length];
        store.ReadTiles((level, index, hashes) =>
        {
            // A writer beside may have grown the tree since its head was read.
            var at = (int)Math.Min(index * TileTree.TileWidth * TreeHash.Length, level1.Length);
            if (level == 1) { hashes[..Math.Min(hashes.Length, level1.Length - at)].CopyTo(level1.AsSpan(at)); }
        });
        var last = new byte[size % TileTree.TileWidth * TreeHash.Length];
        var filled = 0;
        store.ReadLeaves(size - (size % TileTree.TileWidth), size % TileTree.TileWidth, (_, leaf) =>
        {
            TreeHashing.HashLeaf(leaf, last.AsSpan(filled, TreeHash.Length));
            filled += TreeHash.Length;
            return true;
        });
        return VerifiedLog.Open(source, TileTree.Restore(size, level1, last), key);
    }
}
