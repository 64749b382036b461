using System.Globalization;
using System.Text.RegularExpressions;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>One row of the table of statutory limits, as the law has it.</summary>
/// <param name="Amount">Null where the law has no number.</param>
/// <param name="Unit">As in the table: working_day, month.</param>
/// <param name="Extension">A number, <c>unspecified</c>, or nothing.</param>
/// <param name="Direction">max, min, backward, recurring, fixed, or none for an order of steps.</param>
/// <param name="From">What starts it; of a fixed date the date itself.</param>
public sealed partial record StatutoryLimit(string Procedure, string Stage, int? Amount, string Unit, string Extension, string ExtensionUnit, string Direction, string From, string Law,
    string Article, DateOnly InForceFrom, DateOnly InForceTo)
{
    /// <summary>As the catalogue names the row: <c>permit/decision</c>.</summary>
    public string Id => $"{Procedure}/{Stage}";

    public static IReadOnlyDictionary<string, StatutoryLimit> All { get; } = Table.Rows("statutory-limits.csv").Select(Read).ToDictionary(row => row.Id, StringComparer.Ordinal);

    /// <summary>Rules of a place are named without a text of their own, so that nobody can cite them.</summary>
    private bool NamesNoLaw => Law.StartsWith("地方", StringComparison.Ordinal) || Law.StartsWith("各地", StringComparison.Ordinal);

    /// <summary>Whether what is cited is the law, the edition and the article of the row.</summary>
    public bool Cites(Basis basis) => NamesNoLaw || (IsLaw(basis) && IsArticle(basis.Article));

    private bool IsLaw(Basis basis)
    {
        foreach (var name in Law.Split('；', '/'))
        {
            var plain = Bare(name).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            var known = plain.Length == 0 ? name : plain;
            if (!known.Contains(basis.Law, StringComparison.Ordinal) && !basis.Law.Contains(known, StringComparison.Ordinal)) { continue; }
            var edition = EditionOf().Match(name);
            if (!edition.Success || edition.Groups["edition"].Value == basis.Edition) { return true; }
        }

        return false;
    }

    private bool IsArticle(string article)
    {
        if (article == Article) { return true; }
        var numbers = Numbers(Bare(Article)).Concat(Law.Split('；').Select(name => TrailingNumber().Match(Bare(name))).Where(m => m.Success)
            .Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))).ToHashSet();
        return numbers.Count == 0 ? article.Length == 0 || Article.Length == 0 : Numbers(article).Any(numbers.Contains);
    }

    private static IEnumerable<int> Numbers(string text)
    {
        foreach (Match match in NumberOrRange().Matches(text))
        {
            var first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
            var last = match.Groups["last"].Success ? int.Parse(match.Groups["last"].Value, CultureInfo.InvariantCulture) : first;
            for (var number = first; number <= last; number++) { yield return number; }
        }
    }

    // Paragraphs, items, editions and numbers of documents stand in brackets.
    private static string Bare(string text) => Bracketed().Replace(text, "");

    private static StatutoryLimit Read(string[] cells) => new(cells[0], cells[1], cells[2].Length == 0 ? null : int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4], cells[5],
        cells[6], cells[7], cells[8], cells[9], Day(cells[10], first: true) ?? DateOnly.MinValue, Day(cells[11], first: false) ?? DateOnly.MaxValue);

    // Some days are known to the month or to the year.
    private static DateOnly? Day(string text, bool first)
    {
        var parts = text.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (parts.Length == 0) { return null; }
        var month = parts.Length > 1 ? parts[1] : first ? 1 : 12;
        return new DateOnly(parts[0], month, parts.Length > 2 ? parts[2] : first ? 1 : DateTime.DaysInMonth(parts[0], month));
    }

    [GeneratedRegex(@"[(（][^)）]*[)）]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracketed();
    [GeneratedRegex(@"\((?<edition>\d{4})\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EditionOf();
    [GeneratedRegex(@"(?<first>\d+)(-(?<last>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NumberOrRange();
    [GeneratedRegex(@"\d+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TrailingNumber();
}
