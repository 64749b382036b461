using System.Buffers;
using System.Runtime.ExceptionServices;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Published;

/// <summary>Takes one leaf of a log; the span is valid during the call only.</summary>
public delegate void LeafVisitor(long index, ReadOnlySpan<byte> leaf);

/// <summary>A log whose signed checkpoint fits its tree, and whose leaves are handed out only after they were found to fit that tree.</summary>
public sealed class VerifiedLog
{
    private const int WaveWidth = 64;

    private readonly IEntrySource source;

    private VerifiedLog(IEntrySource source, TileTree tree, Checkpoint checkpoint)
    {
        this.source = source;
        Tree = tree;
        Checkpoint = checkpoint;
    }

    /// <summary>What the log's key has signed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The head that was found to have the quorum of witnesses; null while none was asked for.</summary>
    public WitnessedHead? Witnessed { get; private set; }

    /// <summary>The tree at the size of the checkpoint.</summary>
    public TileTree Tree { get; }

    /// <summary>Opens a log by its checkpoint; leaves beyond the checkpoint are not part of it.</summary>
    /// <param name="source">Where the leaves are.</param>
    /// <param name="tree">The tree as its holder keeps it, at exactly the size of the checkpoint.</param>
    /// <param name="key">The key that the reader trusts.</param>
    /// <exception cref="BrokenLogException">The checkpoint is not signed by the key, or the tree has another root.</exception>
    public static VerifiedLog Open(IEntrySource source, TileTree tree, NoteVerifier key)
    {
        Checkpoint checkpoint;
        try
        {
            checkpoint = Checkpoint.Open(source.Checkpoint, key);
        }
        catch (Exception problem) when (problem is NoteUntrustedException or NoteFormatException)
        {
            throw new BrokenLogException("The checkpoint of the log cannot be trusted.", problem);
        }
        if (source.Size < checkpoint.Size)
            throw new BrokenLogException($"The log was cut: its checkpoint states {checkpoint.Size} leaves, but {source.Size} are there. Get all of it.");
        if (tree.Size != checkpoint.Size || tree.Root != checkpoint.Root)
        {
            throw new BrokenLogException(
                $"The tree of {tree.Size} leaves has root {tree.Root}, but the checkpoint of {checkpoint.Size} leaves states {checkpoint.Root}. "
                + "A tile was changed; compare with another copy of the log.");
        }
        return new VerifiedLog(source, tree, checkpoint);
    }

    /// <summary>Finds that witnesses have cosigned a head, and that this log begins with all that they have seen; it may be some leaves ahead of them.</summary>
    /// <exception cref="BrokenLogException">The head lacks the quorum, states more leaves than the log shows, or states others.</exception>
    public void Require(WitnessPolicy policy, SignedNote cosigned)
    {
        Checkpoint head;
        try
        {
            policy.Require(cosigned);
            head = Checkpoint.Parse(cosigned.Text);
        }
        catch (Exception problem) when (problem is NoteUntrustedException or NoteFormatException)
        {
            throw new BrokenLogException("The witnesses do not vouch for this log.", problem);
        }

        if (head.Origin != Checkpoint.Origin) { throw new BrokenLogException($"The witnesses have cosigned the log '{head.Origin}', not '{Checkpoint.Origin}'."); }
        if (head.Size > Checkpoint.Size) { throw new BrokenLogException($"The witnesses have cosigned {head.Size} leaves, but the log shows {Checkpoint.Size}: its tail was cut. Get all of it, or ask its keeper."); }
        if (RootAt(head.Size) != head.Root) { throw new BrokenLogException($"The witnesses have cosigned another log of {head.Size} leaves under this name: there are two histories. Keep both heads, and ask its keeper."); }
        Witnessed = new WitnessedHead(head, policy, cosigned);
    }

    /// <exception cref="BrokenLogException">A bundle does not fit the tree.</exception>
    private TreeHash RootAt(long size)
    {
        try
        {
            return Tree.RootAt(size, bundleIndex =>
            {
                var bundle = new ArrayBufferWriter<byte>();
                source.ReadBundle(bundleIndex, bundle);
                var hashes = new byte[TileTree.TileBytes];
                new EntryBundle(bundle.WrittenSpan).HashLeaves(hashes);
                return hashes;
            });
        }
        catch (TreeMismatchException changed)
        {
            throw new BrokenLogException("A leaf of the log was changed.", changed);
        }
    }

    /// <summary>Hands out every leaf in order, each after its whole bundle was hashed and found in the tree.</summary>
    /// <exception cref="BrokenLogException">A bundle is missing, cut or changed. Nothing of it was handed out, but what came before it was.</exception>
    public void Read(LeafVisitor visit)
    {
        var bundles = (Checkpoint.Size + TileTree.TileWidth - 1) / TileTree.TileWidth;
        var (current, next) = (new Wave(this, bundles), new Wave(this, bundles));
        var filling = next.FillAsync(0);
        for (long first = 0; first < bundles; first += WaveWidth)
        {
            // While this wave is visited, the other cores read and hash the next one.
            filling.GetAwaiter().GetResult();
            (current, next) = (next, current);
            filling = next.FillAsync(first + WaveWidth);
            try
            {
                current.Visit(visit);
            }
            catch
            {
                filling.GetAwaiter().GetResult();
                throw;
            }
        }
        filling.GetAwaiter().GetResult();
    }

    /// <summary>Reads one bundle, hashes it, and compares with the tree.</summary>
    private int ReadChecked(long bundleIndex, ArrayBufferWriter<byte> bundle)
    {
        var first = bundleIndex * TileTree.TileWidth;
        var width = (int)Math.Min(TileTree.TileWidth, Checkpoint.Size - first);
        Span<byte> hashes = stackalloc byte[TileTree.TileBytes];
        hashes = hashes[..(width * TreeHash.Length)];
        int length;
        try
        {
            source.ReadBundle(bundleIndex, bundle);
            length = new EntryBundle(bundle.WrittenSpan).HashLeaves(hashes);
        }
        catch (BrokenLogException problem)
        {
            throw new BrokenLogException($"Leaves {first} to {first + width - 1} cannot be read:", problem);
        }
        if (length != bundle.WrittenCount && source.Size == Checkpoint.Size)
            throw new BrokenLogException($"{bundle.WrittenCount - length} bytes follow the last leaf of the log, {first + width - 1}.");
        if (width == TileTree.TileWidth)
            TreeHashing.FoldInPlace(hashes);
        var expected = width == TileTree.TileWidth
            ? Tree.Level(1).Slice(checked((int)bundleIndex) * TreeHash.Length, TreeHash.Length)
            : Tree.Tile(0, bundleIndex);
        return hashes[..expected.Length].SequenceEqual(expected)
            ? length
            : throw new BrokenLogException($"One of the leaves {first} to {first + width - 1} was changed: the signed root needs others. Compare another copy.");
    }

    /// <summary>Neighbouring bundles that are read and checked at once.</summary>
    private sealed class Wave(VerifiedLog log, long bundles)
    {
        private readonly ArrayBufferWriter<byte>[] buffers = [.. Enumerable.Range(0, WaveWidth).Select(_ => new ArrayBufferWriter<byte>())];
        private readonly int[] lengths = new int[WaveWidth];
        private readonly ExceptionDispatchInfo?[] problems = new ExceptionDispatchInfo?[WaveWidth];
        private long first;
        private int width;

        public Task FillAsync(long from)
        {
            first = from;
            width = (int)Math.Clamp(bundles - from, 0, WaveWidth);
            return width == 0 ? Task.CompletedTask : Task.Run(() => Parallel.For(0, width, Fill));
        }

        private void Fill(int slot)
        {
            // A problem waits here for its turn, so that readers always hear of the first one.
            problems[slot] = null;
            buffers[slot].ResetWrittenCount();
            try
            {
                lengths[slot] = log.ReadChecked(first + slot, buffers[slot]);
            }
            catch (Exception problem)
            {
                problems[slot] = ExceptionDispatchInfo.Capture(problem);
            }
        }

        public void Visit(LeafVisitor visit)
        {
            for (var slot = 0; slot < width; slot++)
            {
                problems[slot]?.Throw();
                var index = (first + slot) * TileTree.TileWidth;
                foreach (var leaf in new EntryBundle(buffers[slot].WrittenSpan[..lengths[slot]]))
                    visit(index++, leaf);
            }
        }
    }
}
