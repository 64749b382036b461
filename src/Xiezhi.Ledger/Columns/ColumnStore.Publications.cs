using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

public sealed partial class ColumnStore
{
    private readonly List<PublicationLeaf> publications = [];
    private readonly Dictionary<(int Publication, string Figure), PersonCount> persons = [];
    // Lists of people whose publication has not come yet: the last leaf of each.
    private readonly Dictionary<string, PersonsLeaf> counted = new(StringComparer.Ordinal);

    /// <summary>The publications so far, by their number.</summary>
    internal IReadOnlyList<PublicationLeaf> Publications => publications;

    /// <summary>What a publication states of people beside the value of a figure; null when it states none.</summary>
    internal PersonCount? PersonsOf(int publication, string figure) => persons.GetValueOrDefault((publication, figure));

    /// <summary>The figure with the number of people that the log states for its days, where it states one.</summary>
    internal Figure WithPersons(Figure figure)
    {
        for (var n = publications.Count - 1; n >= 0; n--)
        {
            var publication = publications[n];
            if (publication.From == figure.Period.From && publication.To == figure.Period.To && PersonsOf(n, figure.Id) is { } said)
            {
                return publication.Figures.First(f => f.Id == figure.Id).Is.Put(figure) with { Persons = said };
            }
        }

        return figure;
    }

    /// <summary>Places of the leaves that say how many people a figure counts.</summary>
    internal IEnumerable<long> PersonsPlaces(string figure) =>
        declarations.Where(d => Leaf.KindOf(d.Leaf) == LeafKind.Publication || (Leaf.KindOf(d.Leaf) == LeafKind.Persons && PersonsLeaf.Read(d.Leaf).Figure == figure)).Select(d => d.Index);

    private void Declare(PersonsLeaf people)
    {
        var goesOn = counted.TryGetValue(people.Figure, out var before);
        if (people.Publication != publications.Count || (goesOn ? !people.Follows(before!) : people.Before > 0))
        {
            throw OutOfLine(people.Figure, $"people of publication {people.Publication} behind {people.Before} others");
        }

        counted[people.Figure] = people;
    }

    private void Declare(PublicationLeaf publication)
    {
        if (publication.Number != publications.Count) { throw OutOfLine(publication.Report, $"publication {publication.Number}"); }
        if (publication.Organ >= organs.Count) { throw Undeclared(Size, "organ", publication.Organ); }
        foreach (var (figure, last) in counted)
        {
            if (publication.Figures.FirstOrDefault(f => f.Id == figure)?.Is is not ExactValue.Number { Decimals: 0 } number || number.Scaled != last.Before + last.Count)
            {
                throw new InvalidDataException($"Leaf {Size} does not state as '{figure}' that there are {last.Before + last.Count} tokens of people before it. The log cannot be counted; run fsck.");
            }

            persons.Add((publication.Number, figure), new PersonCount(publication.Number, last.Unidentified));
        }

        counted.Clear();
        publications.Add(publication);
    }
}
