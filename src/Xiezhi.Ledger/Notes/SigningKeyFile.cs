using System.Text;

namespace Xiezhi.Ledger.Notes;

/// <summary>The file that keeps a signing key, readable by its owner alone.</summary>
public static class SigningKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Writes the key into a new file of mode 0600 and forces it to the disk.</summary>
    /// <exception cref="IOException">The file exists already: a key is never overwritten.</exception>
    public static void Create(string path, NoteSigner signer)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(signer.ToPrivateText() + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="UnauthorizedAccessException">Others than the owner may read or write the file.</exception>
    /// <exception cref="NoteFormatException">The file holds no signing key.</exception>
    public static NoteSigner Load(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new UnauthorizedAccessException(
                $"The signing key {path} is open to others than its owner. Run 'chmod 600 {path}'; if somebody may have read it, make a new key.");
        }
        return NoteSigner.ParsePrivateText(File.ReadAllText(path).TrimEnd('\n'));
    }
}
