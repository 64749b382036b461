using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Reports;
using Xiezhi.Web.Features.Verify;

namespace Xiezhi.Web.Features.Api.Models;

/// <param name="Year">The year that is counted.</param>
internal sealed record FigureList(int Year, CheckpointBrief Checkpoint, ImmutableArray<FigureModel> Items);

/// <summary>A counted value with its definition.</summary>
/// <param name="Value">As printed, written out in full; a rate in per cent. Null where nothing was recorded, which is not zero.</param>
/// <param name="Unrounded">The exact value.</param>
/// <param name="Printed">As the report prints it.</param>
/// <param name="Numerator">Of a rate.</param>
/// <param name="Denominator">Of a rate.</param>
/// <param name="Entries">How many entries open a counted unit.</param>
/// <param name="LogSize">Leaves of the log that it was counted from.</param>
/// <param name="Persons">How people were counted; null where cases or acts are.</param>
/// <param name="Doubt">Why the formula is a choice that others may make differently.</param>
internal sealed record FigureModel(string Id, string Chapter, TextModel Title, TextModel Definition, decimal? Value, decimal? Unrounded, TextModel Printed, long? Numerator, long? Denominator, long Entries,
    DateOnly From, DateOnly CutOff, long LogSize, TextModel? Doubt, TextModel? Note, PersonsModel? Persons)
{
    public static FigureModel Of(Figure figure) => new(figure.Id, figure.Indicator.Chapter, TextModel.Of(figure.Indicator.Title), TextModel.Of(figure.Indicator.Definition), figure.Value,
        figure.Unrounded, new TextModel(figure.Printed, figure.PrintedEn), figure.Numerator, figure.Denominator, figure.Entries, figure.Period.From, figure.CutOff, figure.LogSize,
        figure.Indicator.Doubt is { } doubt ? TextModel.Of(doubt) : null, figure.Indicator.Note is { } note ? TextModel.Of(note) : null,
        PersonsModel.Of(figure));
}

/// <summary>How a figure counts people.</summary>
/// <param name="Role">The role that they held.</param>
/// <param name="Counted">False until the report was published: the value then says how often somebody came.</param>
/// <param name="Unidentified">Those who gave no identity number, counted beside the value; null until people were counted.</param>
/// <param name="AtMost">How often somebody came: no more people than that, as the log proves.</param>
/// <param name="Attested">What the log does not prove.</param>
internal sealed record PersonsModel(string Role, bool Counted, long? Unidentified, long AtMost, TextModel Attested)
{
    public static PersonsModel? Of(Figure figure) => figure.Indicator.Persons is { } role
        ? new(role, !figure.IsUncounted, figure.Persons?.Unidentified, figure.Entries, TextModel.Of(PersonCount.Attested)) : null;
}

/// <summary>A figure in its parts; each list adds up to the whole.</summary>
/// <param name="Months">January first; empty for a stock.</param>
internal sealed record FigureParts(FigureModel Figure, ImmutableArray<PartModel> Months, ImmutableArray<PartModel> Organs, ImmutableArray<PartModel> Counties);

/// <param name="Of">The month (2023-05) or the organ's id.</param>
/// <param name="Amount">Units, or the sum of their fact; for a rate the units of its denominator. Null where the part counts too few cases to be shown, or would give such a one away.</param>
internal sealed record PartModel(string Of, TextModel? Title, decimal? Amount, long? Numerator, decimal? Rate);

/// <param name="Next">Address of the page after this one; null on the last.</param>
internal sealed record EvidenceList(string Figure, int Year, ImmutableArray<EvidenceModel> Items, string? Next);

/// <summary>One counted unit: the entry that makes it count, and its case.</summary>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Day">The effective day on which it counts.</param>
internal sealed record EvidenceModel(long Leaf, string Number, string Procedure, string Organ, DateOnly Day, string Case);

/// <summary>The yearly report: sentences with figures.</summary>
/// <param name="Synthetic">The acts were generated and are no records of the city.</param>
internal sealed record ReportModel(int Year, string Title, string Language, bool Synthetic, double Scale, CheckpointBrief? Checkpoint, ImmutableArray<ChapterModel> Chapters, ImmutableArray<FigureModel> Figures)
{
    public static ReportModel Of(Reports.Report report) => new(report.Context.Year, report.Title, report.English ? "en" : "zh-CN", report.Context.Synthetic, report.Context.Scale,
        report.Context.Head is { } head ? new CheckpointBrief(head.Size, head.Root) : null, [.. report.Chapters.Select(ChapterModel.Of)], [.. report.Figures.Select(FigureModel.Of)]);
}

/// <param name="Paragraphs">Each a list of runs.</param>
internal sealed record ChapterModel(string Id, string Title, ImmutableArray<ImmutableArray<RunModel>> Paragraphs)
{
    public static ChapterModel Of(Chapter chapter) => new(chapter.Id, chapter.Title, [.. chapter.Blocks.SelectMany(block => block switch
    {
        Block.Items items => items.Texts,
        Block.Paragraph paragraph => [paragraph.Runs],
        _ => [],
    }).Select(runs => (ImmutableArray<RunModel>)[.. runs.Select(run => run switch
    {
        Run.FigureLink figure => new RunModel(figure.Printed, [.. figure.Of.Select(each => each.Id)]),
        Run.Words words => new RunModel(words.Text, []),
        _ => new RunModel("", []),
    })])]);
}

/// <param name="Figures">The figures that are printed here; empty for plain words.</param>
internal sealed record RunModel(string Text, ImmutableArray<string> Figures);

/// <param name="Size">Leaves of the log.</param>
/// <param name="Root">Root hash in Base64.</param>
internal sealed record CheckpointBrief(long Size, string Root)
{
    public static CheckpointBrief Of(SignedHead head) => new(head.Head.Size, head.Head.Root);
}

/// <summary>The newest signed head of the log.</summary>
/// <param name="Note">The signed note, as published.</param>
/// <param name="Key">The key that checks its signature, in the text form of notes.</param>
internal sealed record CheckpointModel(string Origin, long Size, string Root, string Note, string Key);
