using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>The file of a data folder with the newest head that its witnesses have cosigned.</summary>
public static class CosignedHead
{
    /// <summary>Reads the head; null when there is none, or when it does not have the quorum of the policy, as after the policy was changed: the next round makes it anew.</summary>
    public static WitnessedHead? Read(string path, WitnessPolicy policy, NoteVerifier key)
    {
        try
        {
            if (!File.Exists(path)) { return null; }
            var note = SignedNote.Parse(File.ReadAllBytes(path));
            var head = Checkpoint.Open(note, key);
            return policy.IsMet(note) ? new WitnessedHead(head, policy, note) : null;
        }
        catch (Exception broken) when (broken is NoteFormatException or NoteUntrustedException)
        {
            return null;
        }
    }
}
