using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Procedures;

/// <summary>A chapter of the report with its procedures.</summary>
/// <param name="Id">Folder of the catalogue: <c>services</c>.</param>
public sealed record ChapterView(string Id, ImmutableArray<EditionsView> Procedures)
{
    public static ImmutableArray<ChapterView> AllOf(LawBook book, DateOnly today) =>
        [.. book.Procedures.Select(procedure => new EditionsView(book.InForce(procedure, today) ?? book.EditionsOf(procedure)[^1], book.EditionsOf(procedure)))
            .GroupBy(procedure => procedure.Current.Chapter)
            .Select(chapter => new ChapterView(chapter.Key, [.. chapter]))];
}

/// <param name="Current">The edition in force today, or the last one when none is.</param>
/// <param name="All">Oldest first.</param>
public sealed record EditionsView(Edition Current, ImmutableArray<Edition> All);
