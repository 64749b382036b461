namespace Xiezhi.Office.Store;

/// <summary>The office could not keep something; the message says what and what to do.</summary>
public sealed class OfficeException(string message, Exception? inner = null) : Exception(message, inner);
