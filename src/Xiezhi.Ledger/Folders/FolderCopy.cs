using SQLitePCL;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Folders;

/// <summary>
/// A whole copy of a data folder, which is a data folder itself: a backup is one whose ledger lies in it as SQLite, whatever store it was taken from, and restoring is copying
/// it back into either store. The folder that is copied may be written all the while; the copy shows the ledger as it stood at one moment.
/// </summary>
public static class FolderCopy
{
    /// <summary>Copied in a way of their own, or made anew by whoever opens the copy.</summary>
    private static readonly string[] NotAsTheyLie = ["folder.json", "lock", "lock.holder", "local.token", "keys", "ledger.db", "office.db"];

    /// <param name="from">The folder, open for reading.</param>
    /// <param name="to">A new or empty folder.</param>
    /// <param name="store">The address of the PostgreSQL for the copy's ledger; null for SQLite in the folder.</param>
    /// <param name="newestKeys">The file of keys that is left of a later time: what was destroyed in it stays destroyed, and a copy that was made without keys takes them from
    /// it. Null when none is.</param>
    /// <param name="withKeys">False leaves the keys of the cases out: nobody can read a body of the copy, and what is erased later need not be erased in it.</param>
    /// <param name="command">What this process does, in words for whoever finds the folder busy.</param>
    /// <returns>The size of the log in the copy.</returns>
    /// <exception cref="FolderException">Something lies at <paramref name="to"/> already.</exception>
    /// <exception cref="LedgerStoreException">A row is not what was written, or the store of the copy cannot be made.</exception>
    public static long Write(DataFolder from, string to, string? store, string? newestKeys, string command, bool withKeys = true)
    {
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any()) throw new FolderException($"{to} is not empty. Name a new folder.");
        MakePrivate(to);
        using var held = WriterLock.Take(to, command);
        using (var copy = new StorePlace(to, store).Copy())
        {
            from.Store.CopyTo(copy);
            copy.Finish();
        }

        // After the store: each key lies on the disk before the entries that need it.
        CopyKeys(from, to, store, newestKeys, withKeys);
        CopyOffice(Path.Combine(from.Path, "office.db"), Path.Combine(to, "office.db"));
        CopyAllElse(from.Path, to);
        Disk.SyncFolder(to);
        // Last: without it the copy is not opened.
        Disk.Replace(Path.Combine(to, "folder.json"), (from.Description with { Store = store }).ToJson());
        using var made = new StorePlace(to, store).OpenForReading();
        return made.Size;
    }

    private static void CopyKeys(DataFolder from, string to, string? store, string? newestKeys, bool withKeys)
    {
        var path = Path.Combine(to, "keys");
        if (withKeys && from.Keys.Slots > 0) { CopyFile(Path.Combine(from.Path, "keys"), path); }
        using var made = new StorePlace(to, store).OpenForReading();
        using var keys = CaseKeys.OpenForWriting(path);
        if (newestKeys is not null)
        {
            using var newest = CaseKeys.OpenForReading(newestKeys);
            if (from.Keys.Slots == 0) { Take(keys, newest, made.Progress(LogState.SlotsProgress)); }
            else { Forget(keys, newest); }
        }

        // What the log of the copy says was erased has no key in it, whatever the file of keys had.
        _ = ErasedKeys.Destroy(made, keys, ErasedKeys.In(made));
    }

    /// <summary>Takes the keys of the cases that the copy has: a key behind them belongs to a case that is lost, and must not become another's.</summary>
    private static void Take(CaseKeys restored, CaseKeys later, long slots)
    {
        Span<byte> key = stackalloc byte[CaseKeys.KeyLength];
        for (var slot = 0L; slot < Math.Min(slots, later.Slots); slot++)
        {
            if (later.Read(slot, key)) restored.Write(slot, key);
        }

        restored.Flush();
    }

    private static void Forget(CaseKeys restored, CaseKeys later)
    {
        Span<byte> key = stackalloc byte[CaseKeys.KeyLength];
        for (var slot = 0L; slot < Math.Min(restored.Slots, later.Slots); slot++)
        {
            if (restored.Read(slot, key) && !later.Read(slot, key)) restored.Destroy(slot);
        }
    }

    private static void CopyOffice(string from, string to)
    {
        if (!File.Exists(from)) return;
        using (var office = new Database(from, raw.SQLITE_OPEN_READONLY)) office.Execute($"VACUUM INTO '{to.Replace("'", "''", StringComparison.Ordinal)}'");
        SameMode(from, to);
    }

    private static void CopyAllElse(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from))
        {
            var name = Path.GetFileName(path);
            if (NotAsTheyLie.Contains(name) || name.EndsWith(".new", StringComparison.Ordinal) || name.EndsWith("-wal", StringComparison.Ordinal) || name.EndsWith("-shm", StringComparison.Ordinal)) continue;
            CopyFile(path, Path.Combine(to, name));
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            var inner = Path.Combine(to, Path.GetFileName(folder));
            MakePrivate(inner);
            CopyAllElse(folder, inner);
            Disk.SyncFolder(inner);
        }
    }

    private static void CopyFile(string from, string to)
    {
        try
        {
            using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = PrivateFile.CreateStream(to);
            source.CopyTo(copy);
            copy.Flush(flushToDisk: true);
        }
        catch (FileNotFoundException)
        {
            // Whoever writes the folder has removed it meanwhile.
            return;
        }

        SameMode(from, to);
    }

    private static void SameMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(from)) File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
