using System.Text;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Ledger.Notes;

/// <summary>The file that keeps a signing key, readable by its owner alone.</summary>
public static class SigningKeyFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Writes the key into a new file of mode 0600 and forces it to the disk.</summary>
    /// <exception cref="IOException">The file exists already: a key is never overwritten.</exception>
    public static void Create(string path, NoteSigner signer)
    {
        // At once: a process killed while it writes leaves no half key, which nobody could load or replace.
        PrivateFile.Create(path, Encoding.UTF8.GetBytes(signer.ToPrivateText() + "\n"));
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
