using Xiezhi.Reports;

namespace Xiezhi.Web.Features.Verify;

/// <summary>The newest head of the log with what proves it.</summary>
/// <param name="Note">The signed note, as published.</param>
/// <param name="Key">The key that checks its signature, in the text form of notes.</param>
public sealed record SignedHead(LogHead Head, string Note, string Key);
