namespace Xiezhi.Ledger.Folders;

/// <summary>Files with secrets: made for their owner alone (mode 0600), refused when others may read them.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file with its first content, at once, and brings both to the disk.</summary>
    /// <exception cref="IOException">There is a file of that name.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = CreateStream(next))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(next, path);
        Disk.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Makes an empty file for its owner alone, open for writing.</summary>
    /// <exception cref="IOException">There is a file of that name.</exception>
    public static FileStream CreateStream(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        return new FileStream(path, options);
    }

    /// <exception cref="FolderException">There is no such file, or somebody besides its owner may read or write it.</exception>
    public static void RefuseOthers(string path)
    {
        if (!File.Exists(path)) throw new FolderException($"{path} is missing. Restore it from a backup of the same time as the ledger.");
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~Owner & ~UnixFileMode.UserExecute) == UnixFileMode.None) return;
        throw new FolderException($"{path} may be read by others than its owner. Run: chmod 600 {path}");
    }
}
