using System.Collections.Immutable;
using System.Text;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>What one act, limit, span or gate of an edition cites.</summary>
/// <param name="Item">As in the file: <c>acts/accept</c>.</param>
/// <param name="Cites">Law, edition and article of each citation, in their order.</param>
/// <param name="Doubt">In the table: why the reviewer is not sure; empty when the article was confirmed.</param>
public sealed record Citation(string Edition, string Item, string Cites, string Doubt)
{
    /// <summary>Stands as the doubt of a row that nobody has looked at.</summary>
    public const string NotReviewed = "未复核";

    /// <summary>The table as somebody has reviewed it.</summary>
    public static ImmutableArray<Citation> Reviewed { get; } = [.. Table.Rows("citations.csv").Select(cells => new Citation(cells[0], cells[1], cells[2], cells[3]))];

    /// <summary>All that a law book cites, in the order of its files.</summary>
    public static IEnumerable<Citation> Of(LawBook book) =>
        from edition in book.Editions
        from item in edition.Spans.Select(s => (At: $"spans/{s.Id}", s.Basis, s.Further))
            .Concat(edition.Gates.Select(g => (At: $"gates/{g.Id}", g.Basis, g.Further)))
            .Concat(edition.Acts.Select(a => (At: $"acts/{a.Id}", a.Basis, a.Further)))
            .Concat(edition.Limits.Select(l => (At: $"limits/{l.Id}", l.Basis, l.Further)))
        where item.Basis is not null
        select new Citation(edition.Id, item.At, string.Join('；', item.Further.Prepend(item.Basis)), "");

    /// <summary>Where a law book and a table part, of the editions that the book has.</summary>
    public static IEnumerable<string> Differences(LawBook book, IEnumerable<Citation> table)
    {
        var editions = book.Editions.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var rows = table.Where(row => editions.Contains(row.Edition)).ToDictionary(row => (row.Edition, row.Item), row => row.Cites);
        foreach (var citation in Of(book))
        {
            if (!rows.Remove((citation.Edition, citation.Item), out var cites)) { yield return $"{citation.Edition} {citation.Item} cites {citation.Cites}; the table has no such row"; }
            else if (cites != citation.Cites) { yield return $"{citation.Edition} {citation.Item} cites {citation.Cites}; the table says {cites}"; }
        }

        foreach (var (row, cites) in rows) { yield return $"{row.Edition} {row.Item} cites nothing; the table says {cites}"; }
    }

    /// <summary>The table as it would be for a law book: what was reviewed stays, what is new or otherwise waits for a reviewer.</summary>
    public static string TableOf(LawBook book, IEnumerable<Citation> reviewed)
    {
        var doubts = reviewed.ToDictionary(row => row with { Doubt = "" }, row => row.Doubt);
        var text = new StringBuilder("edition,item,cites,doubt\n");
        foreach (var citation in Of(book)) { text.AppendJoin(',', [citation.Edition, citation.Item, Quoted(citation.Cites), Quoted(doubts.GetValueOrDefault(citation, NotReviewed))]).Append('\n'); }
        return text.ToString();
    }

    private static string Quoted(string cell) => cell.Contains(',', StringComparison.Ordinal) ? $"\"{cell}\"" : cell;
}
