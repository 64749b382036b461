using System.Buffers;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Stores;

/// <summary>The public side of a store as its last head states it: what is published of it. A writer beside may go on.</summary>
/// <exception cref="BrokenLogException">No head has been signed.</exception>
public sealed class StoredLog(ILedgerStore store) : IEntrySource
{
    public long Size => store.Size;

    public SignedNote Checkpoint { get; } = SignedNote.Parse((store.LatestCheckpoint()
        ?? throw new BrokenLogException("The log has no signed head. Let the program that writes the folder commit once, or run fsck.")).Note);

    public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle) => store.ReadBundle(bundleIndex, bundle);
}
