using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Published;

/// <summary>Writes receipts from what lies in the store; beside the writer, from any thread.</summary>
/// <param name="cosigned">The newest head that has the quorum of the witnesses; null while none has.</param>
public sealed class Receipts(ILedgerStore store, SignedNote? cosigned = null)
{
    /// <summary>The receipt of an entry: under the head that the witnesses have cosigned when it reaches so far, else under the newest signed head.</summary>
    /// <param name="leaf">Index of the leaf in the log.</param>
    /// <exception cref="ArgumentOutOfRangeException">No signed head reaches so far.</exception>
    public Receipt ReceiptOf(long leaf)
    {
        if (cosigned is not null && leaf >= 0 && Checkpoint.Parse(cosigned.Text).Size is var size && leaf < size)
        {
            return new Receipt(leaf, [.. store.ReadLeaf(leaf)], new StoredNodes(store).Inclusion(leaf, size), cosigned);
        }

        // The head first: what is read after it may be further on, and holds all of it.
        if (store.LatestCheckpoint() is not { } head || leaf < 0 || leaf >= head.Size) { throw new ArgumentOutOfRangeException(nameof(leaf), leaf, "No signed head of the log reaches so far."); }
        return new Receipt(leaf, [.. store.ReadLeaf(leaf)], new StoredNodes(store).Inclusion(leaf, head.Size), SignedNote.Parse(head.Note));
    }
}
