using System.Collections.Immutable;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Published;

/// <summary>A report as the log states it: its first publication, and over it each correction, in their order.</summary>
public sealed record PublishedReport(ImmutableArray<PublicationLeaf> Publications)
{
    /// <summary>The publication that the corrections put right.</summary>
    public PublicationLeaf First => Publications[0];

    public PublicationLeaf Last => Publications[^1];

    /// <summary>All reports of a log, the earliest published first.</summary>
    public static ImmutableArray<PublishedReport> Of(IEnumerable<PublicationLeaf> publications)
    {
        var reports = new List<PublishedReport>();
        foreach (var publication in publications)
        {
            var at = publication.Corrects is { } corrects ? reports.FindIndex(r => r.First.Number == corrects.Number) : -1;
            if (at < 0) { reports.Add(new PublishedReport([publication])); }
            else { reports[at] = new PublishedReport(reports[at].Publications.Add(publication)); }
        }

        return [.. reports];
    }

    /// <summary>The value of a figure that is in force; null when the report has no such figure.</summary>
    public ExactValue? Value(string figure) => History(figure).Select(h => h.Value.Is).LastOrDefault();

    /// <summary>Each publication that says something of a figure, with what it says, the first one first.</summary>
    public IEnumerable<(PublicationLeaf Publication, PublishedValue Value)> History(string figure) =>
        from publication in Publications from value in publication.Figures where value.Id == figure select (publication, value);
}
