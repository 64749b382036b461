using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Published;

/// <summary>Writes receipts from what lies in the store; beside the writer, from any thread.</summary>
public sealed class Receipts(ILedgerStore store)
{
    /// <summary>The receipt of an entry under the newest signed head.</summary>
    /// <param name="leaf">Index of the leaf in the log.</param>
    /// <exception cref="ArgumentOutOfRangeException">No signed head reaches so far.</exception>
    public Receipt ReceiptOf(long leaf)
    {
        // The head first: what is read after it may be further on, and holds all of it.
        if (store.LatestCheckpoint() is not { } head || leaf < 0 || leaf >= head.Size) { throw new ArgumentOutOfRangeException(nameof(leaf), leaf, "No signed head of the log reaches so far."); }
        return new Receipt(leaf, [.. store.ReadLeaf(leaf)], new StoredNodes(store).Inclusion(leaf, head.Size), SignedNote.Parse(head.Note));
    }
}
