using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Verification;

/// <summary>Holds every published number of people against the cases in which they may have come, counted from the same leaves. That tokens ascend and are as many as the
/// publication says, the columns have seen when they took them in.</summary>
internal static class PersonsCheck
{
    /// <param name="columns">Made from the log, as far as it is counted.</param>
    /// <param name="indicators">The definitions; a publication that was counted by others is not checked, for only those say which cases it means.</param>
    /// <exception cref="BrokenLogException">A publication states more people than there were occasions, or people without their tokens.</exception>
    public static void Run(VerifiedLog log, ColumnStore columns, IReadOnlyCollection<Indicator> indicators)
    {
        var people = indicators.Where(i => i.Persons is not null).ToDictionary(i => i.Id, StringComparer.Ordinal);
        if (people.Count == 0 || columns.Publications.Count == 0) { return; }
        var definitions = Convert.FromHexString(DefinitionJson.Digest(DefinitionJson.Write(indicators)));
        var stated = columns.Publications.Where(p => p.Definitions.Span.SequenceEqual(definitions) && p.Figures.Any(f => people.ContainsKey(f.Id)));
        // Few: a report is published once a year, and put right seldom.
        foreach (var sameLeaves in stated.GroupBy(p => p.Size))
        {
            using var then = Recount.ReadTo(log, sameLeaves.Key, people.Values, null);
            var counter = new FigureCounter(then);
            foreach (var publication in sameLeaves)
            {
                foreach (var value in publication.Figures)
                {
                    if (people.TryGetValue(value.Id, out var indicator)) { Hold(publication, value, columns.PersonsOf(publication.Number, value.Id), counter.Count(indicator, new Period(publication.From, publication.To))); }
                }
            }
        }
    }

    private static void Hold(PublicationLeaf publication, PublishedValue value, PersonCount? said, Figure cases)
    {
        var possible = cases.IsUncounted && cases.Unrounded is null ? value.Is is ExactValue.None && said is null
            : value.Is is ExactValue.Number number && said is not null && number.Scaled + said.Unidentified <= cases.Entries;
        if (!possible)
        {
            throw new BrokenLogException($"Publication {publication.Number} states as '{value.Id}' more people than came, or people without their tokens: " +
                $"{(value.Is as ExactValue.Number)?.Scaled.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} and {said?.Unidentified ?? 0} who gave no number, in {cases.Entries} cases or acts.");
        }
    }
}
