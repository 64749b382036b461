namespace Xiezhi.Web.Features.Verify;

/// <summary>The signed head of the log.</summary>
/// <param name="Size">How many leaves it covers.</param>
/// <param name="Root">Root hash of the tree over them, in base64 as the note prints it.</param>
/// <param name="Note">The signed note, as published.</param>
/// <param name="Key">The key that checks its signature, in the text form of notes.</param>
public sealed record LogHead(long Size, string Root, string Note, string Key);
