namespace Xiezhi.Ledger.Folders;

/// <summary>A data folder cannot be used as it is; the message says which, why, and what to do.</summary>
public class FolderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process writes the folder.</summary>
public sealed class FolderBusyException(string folder, string? holder)
    : FolderException($"{folder} is being written by {holder ?? "another process"}. End that first, or name another folder with --data.")
{
    /// <summary>Process number and command of the writer; null when it has not said them yet.</summary>
    public string? Holder { get; } = holder;
}
