using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>A log as its witness knows it: its key for ever, and the head that was cosigned last.</summary>
public sealed class WatchedLog
{
    private readonly string folder;
    private readonly NoteVerifier witness;

    private WatchedLog(string folder, NoteVerifier key, NoteVerifier witness)
    {
        this.folder = folder;
        this.witness = witness;
        Key = key;
    }

    public NoteVerifier Key { get; }

    /// <summary>Name of the log's folder, and of its address at the witness.</summary>
    public string Id => IdOf(Key.Name);

    /// <summary>The head that was cosigned last, with that cosignature; null when none was.</summary>
    public SignedNote? Head { get; private set; }

    public long Size { get; private set; }

    /// <summary>When a head was cosigned last.</summary>
    public Instant? Last { get; private set; }

    internal TreeHash Root { get; private set; } = TreeHash.Empty;

    internal static WatchedLog Begin(string logs, NoteVerifier key, NoteVerifier witness)
    {
        var path = Path.Combine(logs, IdOf(key.Name));
        Directory.CreateDirectory(path);
        // An empty head says that none was cosigned. A missing one says that it was lost.
        Disk.Replace(Path.Combine(path, "head"), "");
        Disk.Replace(Path.Combine(path, "vkey"), $"{key}\n");
        Disk.SyncFolder(logs);
        return new WatchedLog(path, key, witness);
    }

    /// <returns>The log; null when its first beginning was interrupted.</returns>
    /// <exception cref="FolderException">A file is missing or damaged: to go on without it could mean to cosign a second history.</exception>
    internal static WatchedLog? Open(string path, NoteVerifier witness)
    {
        var keyPath = Path.Combine(path, "vkey");
        try
        {
            var bytes = File.Exists(Path.Combine(path, "head")) || File.Exists(keyPath) ? File.ReadAllBytes(Path.Combine(path, "head")) : [];
            if (bytes.Length == 0 && !File.Exists(keyPath)) { return null; }
            var log = new WatchedLog(path, NoteVerifier.Parse(File.ReadAllText(keyPath).TrimEnd('\n')), witness);
            if (bytes.Length > 0)
            {
                var note = SignedNote.Parse(bytes);
                var head = Checkpoint.Open(note, log.Key);
                note.Verify(witness);
                log.Stand(head, note);
            }

            return log;
        }
        catch (Exception broken) when (broken is NoteFormatException or NoteUntrustedException or IOException)
        {
            throw new FolderException($"{path} is damaged: {broken.Message} Restore it from the newest backup, or end this witness and begin another under a new name.", broken);
        }
    }

    /// <summary>Keeps a head: when it returns, the head is on the disk.</summary>
    internal void Reach(Checkpoint head, SignedNote note)
    {
        Disk.Replace(Path.Combine(folder, "head"), note.ToString());
        Stand(head, note);
    }

    private void Stand(Checkpoint head, SignedNote note)
    {
        Head = note;
        Size = head.Size;
        Root = head.Root;
        Last = note.Signatures.Select(witness.TimeOf).FirstOrDefault(time => time is not null);
    }

    private static string IdOf(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 16));
}
