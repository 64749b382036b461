using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Cli.Verbs;

/// <summary>Compares a folder with a head or a published log that was kept elsewhere, and says which entries are missing.</summary>
internal static class AgainstLine
{
    private const int MostMissing = 1000;

    /// <param name="against">A checkpoint's file, or the folder or address of a published log.</param>
    /// <param name="erased">Takes the erasures among the missing entries; null where nobody asks.</param>
    /// <returns>Whether the folder has all of it, unchanged.</returns>
    public static bool Tell(DataFolder folder, string against, TextWriter to, ICollection<ErasureLeaf>? erased = null)
    {
        var key = NoteVerifier.Parse(File.ReadAllText(folder.VerifierKeyPath).TrimEnd('\n'));
        var isLog = Directory.Exists(against) || against.StartsWith("http://", StringComparison.Ordinal) || against.StartsWith("https://", StringComparison.Ordinal);
        var compared = isLog ? WithLog(folder, against, key, to, erased) : WithHead(folder, against, key);
        if (compared.Same is false) { to.WriteLine($"The log of {folder.Path} is another one than the head of {compared.Head.Size:N0} entries in {against}: an entry of their common beginning differs."); }
        if (compared.Missing > 0) { to.WriteLine($"{compared.Missing:N0} entries are missing: {compared.Size} to {compared.Head.Size - 1}. They were recorded after the backup was made; have them recorded again."); }
        if (compared is { Same: true, Missing: 0 }) { to.WriteLine($"The log of {folder.Path} has the {compared.Head.Size:N0} entries of the head in {against}, unchanged, and {compared.Size - compared.Head.Size:N0} more."); }
        return compared is { Same: true, Missing: 0 };
    }

    private static AgainstHead WithHead(DataFolder folder, string file, NoteVerifier key)
    {
        if (!File.Exists(file)) { throw new UsageException($"there is no {file}.", "Name the file of a checkpoint, or the folder or address of a published log."); }
        return AgainstHead.Compare(folder.Store, HeadIn(file, key));
    }

    private static Checkpoint HeadIn(string file, NoteVerifier key)
    {
        try
        {
            return Checkpoint.Open(SignedNote.Parse(File.ReadAllBytes(file)), key);
        }
        catch (NoteUntrustedException foreign)
        {
            throw new UsageException($"{file} was not signed by this folder's key: {foreign.Message}", "Name a checkpoint of this log.");
        }
    }

    private static AgainstHead WithLog(DataFolder folder, string log, NoteVerifier key, TextWriter to, ICollection<ErasureLeaf>? erased)
    {
        var told = 0;
        using var served = Directory.Exists(log) ? null : new ServedFiles(new Uri(log));
        return AgainstHead.Compare(folder.Store, PublishedLog.Open(served is null ? new FolderFiles(log) : served, key), (index, leaf) =>
        {
            if (Leaf.KindOf(leaf) == LeafKind.Erasure) { erased?.Add(ErasureLeaf.Read(leaf)); }
            if (told++ < MostMissing) { to.WriteLine($"missing {index}: {Named(leaf)}"); }
        });
    }

    private static string Named(ReadOnlySpan<byte> leaf)
    {
        if (Leaf.KindOf(leaf) != LeafKind.Act) { return $"{Leaf.KindOf(leaf)}"; }
        var act = ActLeaf.Read(leaf);
        return $"edition {act.Edition}, organ {act.Organ}, {act.Year}, case {act.Ordinal}, entry {act.Number}, recorded {act.RecordedDay:yyyy-MM-dd}";
    }
}
