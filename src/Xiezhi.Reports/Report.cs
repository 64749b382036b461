using System.Collections.Immutable;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Reports;

/// <summary>What a report says of itself: whose it is, from what log it was counted and what kind of log that is.</summary>
/// <param name="City">Name of the city in the language of the report.</param>
/// <param name="Synthetic">The acts were generated and are no records of the city.</param>
/// <param name="Scale">1 for a whole year; less when the numerous procedures were thinned to a sample.</param>
/// <param name="Head">The signed head of the log; null where nothing has been signed yet.</param>
public sealed record ReportContext(string City, int Year, bool Synthetic, double Scale, LogHead? Head)
{
    public bool Sampled => Scale < 1;
}

/// <summary>A signed head of the log.</summary>
/// <param name="Size">Leaves that it speaks of.</param>
/// <param name="Root">Root hash in Base64, as the checkpoint states it.</param>
public sealed record LogHead(long Size, string Root);

/// <summary>A report in one language, ready for a page, a file or a document.</summary>
/// <param name="Figures">Every figure that was counted, printed in the text or not.</param>
public sealed record Report(string Title, bool English, ReportContext Context, ImmutableArray<Chapter> Chapters, ImmutableArray<Figure> Figures);

public sealed record Chapter(string Id, string Title, ImmutableArray<Block> Blocks);

/// <summary>What stands in a chapter.</summary>
public abstract record Block
{
    private Block() { }

    public sealed record Paragraph(ImmutableArray<Run> Runs) : Block;

    public sealed record Items(ImmutableArray<ImmutableArray<Run>> Texts) : Block;
}

/// <summary>A stretch of a sentence.</summary>
public abstract record Run
{
    private Run() { }

    public sealed record Words(string Text) : Run;

    /// <summary>A printed figure, which opens to the first of these.</summary>
    /// <param name="Of">One figure, or several that print the same.</param>
    public sealed record FigureLink(string Printed, ImmutableArray<Figure> Of) : Run;
}
