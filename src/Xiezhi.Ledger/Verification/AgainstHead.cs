using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Verification;

/// <summary>What a store's log is beside a head that somebody kept elsewhere, such as the last one that witnesses have signed.</summary>
/// <param name="Head">The head that was kept.</param>
/// <param name="Size">How many entries the store has.</param>
/// <param name="Same">Whether the store's log continues the history of that head: true, or false when an entry before it is another one; null while entries are missing, when
/// only those before them could tell.</param>
public sealed record AgainstHead(Checkpoint Head, long Size, bool? Same)
{
    /// <summary>How many entries the head has beyond the end of the store.</summary>
    public long Missing => Math.Max(0, Head.Size - Size);

    /// <summary>Compares with a head alone. Whether a log that is too short has the same beginning shows only with the log that was published under the head.</summary>
    public static AgainstHead Compare(ILedgerStore store, Checkpoint head)
    {
        var size = store.Size;
        return new AgainstHead(head, size, size < head.Size ? null : TreeOf(store, head.Size).Root == head.Root);
    }

    /// <summary>Compares with a published log, entry by entry.</summary>
    /// <param name="missing">Takes each leaf that the store does not have.</param>
    /// <exception cref="BrokenLogException">The published log is not what its head says.</exception>
    public static AgainstHead Compare(ILedgerStore store, VerifiedLog published, Published.LeafVisitor missing)
    {
        var size = store.Size;
        var common = new TileTree();
        published.Read((index, leaf) =>
        {
            if (index < size) common.AppendLeaf(leaf);
            else missing(index, leaf);
        });
        return new AgainstHead(published.Checkpoint, size, TreeOf(store, common.Size).Root == common.Root);
    }

    private static TileTree TreeOf(ILedgerStore store, long size)
    {
        var tree = new TileTree();
        store.ReadLeaves(0, size, (_, leaf) =>
        {
            tree.AppendLeaf(leaf);
            return true;
        });
        return tree;
    }
}
