namespace Xiezhi.Ledger.Published;

/// <summary>A log cannot be trusted: something was changed, is missing or was cut. The message names what and where, and what to do next.</summary>
public sealed class BrokenLogException(string message, Exception? cause = null)
    : Exception(cause is null or FileNotFoundException or DirectoryNotFoundException ? message : $"{message} {cause.Message}", cause);
