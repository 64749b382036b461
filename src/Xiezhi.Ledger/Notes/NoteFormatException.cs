namespace Xiezhi.Ledger.Notes;

/// <summary>A text is no signed note, key or checkpoint of the C2SP formats; the message says where it departs from them.</summary>
public sealed class NoteFormatException(string message) : FormatException(message);

/// <summary>A note is well formed, but no signature makes it trustworthy. Its text must not be used.</summary>
public sealed class NoteUntrustedException(string message) : Exception(message);
