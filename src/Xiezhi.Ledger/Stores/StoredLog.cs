using System.Buffers;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Stores;

/// <summary>The public side of a store as its last head states it: what is published of it. A writer beside may go on.</summary>
/// <param name="cosigned">The newest head with cosignatures, which are published with the last head when it is that one; null for none.</param>
/// <exception cref="BrokenLogException">No head has been signed.</exception>
public sealed class StoredLog(ILedgerStore store, SignedNote? cosigned = null) : IEntrySource
{
    public long Size => store.Size;

    public SignedNote Checkpoint { get; } = Published(store, cosigned)
        ?? throw new BrokenLogException("The log has no signed head. Let the program that writes the folder commit once, or run fsck.");

    /// <summary>The last head as it is published: with the cosignatures when the witnesses have seen it already. Null while none was signed.</summary>
    internal static SignedNote? Published(ILedgerStore store, SignedNote? cosigned) =>
        store.LatestCheckpoint() is not { } head ? null : SignedNote.Parse(head.Note) is var note && cosigned?.Text == note.Text ? cosigned : note;

    public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle) => store.ReadBundle(bundleIndex, bundle);
}
