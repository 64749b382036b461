using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Verification;

/// <summary>Compares every head that was ever signed with the tree as it was at its size, while the leaves go by.</summary>
/// <param name="keys">Each must have signed every head. None when they are lost: the heads are then compared, and nobody can say who signed them.</param>
internal sealed class HeadCheck(IReadOnlyList<NoteVerifier> keys, Action<string, string> report)
{
    private readonly List<(long Size, TreeHash Root)> heads = [];
    private int next;
    private long sound;
    private bool broken;

    /// <summary>Takes the next stored head, in the order of their sizes.</summary>
    public void Expect(StoredCheckpoint stored)
    {
        try
        {
            var note = SignedNote.Parse(stored.Note);
            foreach (var key in keys) { note.Verify(key); }
            var head = Checkpoint.Parse(note.Text);
            if (head.Size != stored.Size) { report($"checkpoint {stored.Size}", $"The head under this size states {head.Size} entries."); }
            else if (note.ToString() != stored.Note) { report($"checkpoint {stored.Size}", "It is not written as the ledger writes a head."); }
            heads.Add((head.Size, head.Root));
        }
        catch (Exception unsound) when (unsound is NoteFormatException or NoteUntrustedException)
        {
            report($"checkpoint {stored.Size}", unsound.Message);
        }
    }

    /// <summary>The tree has grown by a leaf.</summary>
    public void Reach(TileTree tree)
    {
        while (next < heads.Count && heads[next].Size < tree.Size) { next++; }
        if (broken || next == heads.Count || heads[next].Size != tree.Size) { return; }
        var (size, root) = heads[next++];
        broken = tree.Root != root;
        if (!broken) { sound = size; }
        else
        {
            report($"segment, leaves {sound}–{size - 1}",
                $"They lead to the root {tree.Root}, the head signed at {size} entries states {root}: one of them was changed.");
        }
    }

    /// <summary>All leaves have gone by.</summary>
    public void Finish(TileTree tree)
    {
        var last = heads.Count > 0 ? heads[^1].Size : 0;
        if (last != tree.Size)
        {
            report("checkpoint", heads.Count == 0 ? "The log has entries but no signed head."
                : $"The last signed head states {last} entries, the log has {tree.Size}.");
        }
    }
}
