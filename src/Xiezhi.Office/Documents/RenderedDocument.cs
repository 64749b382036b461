using System.Collections.Immutable;

namespace Xiezhi.Office.Documents;

/// <summary>A document of a case, made from its template, ready for a page or a file. Official documents are Chinese.</summary>
/// <param name="Issuer">Who issues it, over the title; the party's name for what a party hands in.</param>
/// <param name="Number">Number of the case.</param>
/// <param name="Recipient">On whom it is served; null when on nobody.</param>
/// <param name="Signature">Who signs.</param>
/// <param name="Day">The day of the act that made it.</param>
/// <param name="Notice">What must be said under it, such as that its city is made up; null for nothing.</param>
public sealed record RenderedDocument(string Title, string Issuer, string Number, string? Recipient, ImmutableArray<DocumentLine> Lines, string Signature, DateOnly Day, string? Notice);

/// <summary>A paragraph, or a heading between paragraphs.</summary>
public readonly record struct DocumentLine(bool Heading, string Text);
