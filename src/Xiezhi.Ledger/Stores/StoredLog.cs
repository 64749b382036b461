using System.Buffers;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Stores;

/// <summary>The public side of a store: what is published of it.</summary>
public sealed class StoredLog(ILedgerStore store) : IEntrySource
{
    public long Size => store.Size;

    /// <exception cref="LedgerStoreException">No checkpoint has been signed yet.</exception>
    public SignedNote Checkpoint => SignedNote.Parse((store.LatestCheckpoint()
        ?? throw new LedgerStoreException("The log has no signed checkpoint yet. Let the program that writes the folder commit once.")).Note);

    public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle) => store.ReadBundle(bundleIndex, bundle);
}
