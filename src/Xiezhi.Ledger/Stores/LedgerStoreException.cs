namespace Xiezhi.Ledger.Stores;

/// <summary>The store cannot be trusted or cannot go on; the message says what to do next.</summary>
public sealed class LedgerStoreException(string message, Exception? inner = null) : Exception(message, inner);
