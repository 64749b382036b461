using System.Text;

namespace Xiezhi.Ledger.Folders;

/// <summary>
/// Says that this process writes the folder. The lock is the system's, so it ends with the process however that ends; who holds it is written beside it, in a
/// file that others can read while the lock is held.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const int LinuxWouldBlock = 11, MacWouldBlock = 35, WindowsSharing = unchecked((int)0x80070020);
    private readonly FileStream file;

    private WriterLock(FileStream held) => file = held;

    /// <param name="command">What the process does, in words for whoever finds the folder busy.</param>
    /// <exception cref="FolderBusyException">Another process, or another part of this one, writes the folder.</exception>
    public static WriterLock Take(string folder, string command)
    {
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharing)
        {
            throw new FolderBusyException(folder, Holder(folder));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new FolderException($"{folder} cannot be written. Check who owns it, or name another folder with --data.", denied);
        }
        File.WriteAllText(HolderFile(folder), $"process {Environment.ProcessId} ({command})\n", Encoding.UTF8);
        return new WriterLock(held);
    }

    /// <summary>Process number and command of the last writer; null when there was none.</summary>
    public static string? Holder(string folder)
    {
        try
        {
            var holder = File.ReadAllText(HolderFile(folder), Encoding.UTF8).Trim();
            return holder.Length > 0 ? holder : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();

    private static string HolderFile(string folder) => Path.Combine(folder, "lock.holder");
}
