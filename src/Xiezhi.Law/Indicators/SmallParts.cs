using System.Collections.Immutable;

namespace Xiezhi.Law.Indicators;

/// <summary>Takes the parts out of a breakdown that count so few cases that they point at somebody, and so many others that nobody can work them out from the sums.</summary>
/// <remarks>
/// What a reader knows of hidden parts is their sum, and that a listed organ has one case at least. They are safe when there are two of them or more and their sum leaves room: then each
/// can be two values at least. Counties are sums of organs, so a hidden county hides all its organs, and the hidden organs of a county that is shown are safe among themselves.
/// </remarks>
public static class SmallParts
{
    /// <summary>The breakdown as it may be published. What cannot be made safe is left out as a whole.</summary>
    /// <param name="fewest">The smallest number of cases above zero that may be shown; 1 or less hides nothing.</param>
    public static Breakdown Shown(this Breakdown whole, int fewest)
    {
        if (fewest <= 1) { return whole; }
        if (IsFew(whole.Organs.Sum(o => o.Part.Units), fewest)) { return new Breakdown([], [], []); }
        var months = Choose([.. whole.Months.Select(m => new Cell(m, 0))], fewest);
        var (organs, counties) = Organs(whole, fewest);
        return new Breakdown(
            months is null ? [] : [.. whole.Months.Select((part, i) => months[i] ? Part.NotShown : part)],
            Apply(whole.Organs, organs), Apply(whole.Counties, counties));
    }

    private static (bool[]? Organs, bool[]? Counties) Organs(Breakdown whole, int fewest)
    {
        var forced = new HashSet<int>();
        while (Choose([.. whole.Counties.Select(c => new Cell(c.Part, whole.Organs.Count(o => o.County == c.Number)) { Forced = forced.Contains(c.Number) })], fewest) is { } counties)
        {
            var hidden = new bool[whole.Organs.Length];
            var unsafeCounty = -1;
            for (var c = 0; c < counties.Length && unsafeCounty < 0; c++)
            {
                var county = whole.Counties[c].Number;
                var its = Enumerable.Range(0, hidden.Length).Where(o => whole.Organs[o].County == county).ToArray();
                var chosen = counties[c] ? [.. its.Select(_ => true)] : Choose([.. its.Select(o => new Cell(whole.Organs[o].Part, 1))], fewest);
                if (chosen is null) { unsafeCounty = county; }
                else { for (var i = 0; i < its.Length; i++) { hidden[its[i]] = chosen[i]; } }
            }

            if (unsafeCounty < 0) { return (hidden, counties); }
            forced.Add(unsafeCounty);
        }

        return (Choose([.. whole.Organs.Select(o => new Cell(o.Part, 1))], fewest), null);
    }

    /// <summary>Which parts of a list with a known sum are hidden; null when they cannot be safe.</summary>
    private static bool[]? Choose(ImmutableArray<Cell> cells, int fewest)
    {
        var hidden = cells.Select(c => c.Forced || IsFew(c.Part.Units, fewest) || IsFew(c.Part.Numerator ?? 0, fewest)).ToArray();
        if (!hidden.Contains(true)) { return hidden; }
        while (!IsSafe(cells, hidden))
        {
            // The smallest that is left; a month without a case only when there is nothing else.
            var next = -1;
            for (var i = 0; i < hidden.Length; i++)
            {
                if (!hidden[i] && (next < 0 || Weight(cells[i]) < Weight(cells[next]))) { next = i; }
            }

            if (next < 0) { return null; }
            hidden[next] = true;
        }

        return hidden;
    }

    private static bool IsSafe(ImmutableArray<Cell> cells, bool[] hidden)
    {
        var (count, room) = (0, 0L);
        for (var i = 0; i < hidden.Length; i++)
        {
            if (!hidden[i]) { continue; }
            count++;
            room += cells[i].Part.Units - cells[i].Least;
        }

        return count >= 2 && room >= 1;
    }

    private static long Weight(in Cell cell) => cell.Part.Units > 0 ? cell.Part.Units : long.MaxValue;

    private static bool IsFew(long units, int fewest) => units > 0 && units < fewest;

    // Those that are hidden come last and by their numbers: a place in the order of size would tell how many they are.
    private static ImmutableArray<OrganPart> Apply(ImmutableArray<OrganPart> parts, bool[]? hidden) => hidden is null ? [] :
        [.. parts.Where((_, i) => !hidden[i]), .. parts.Where((_, i) => hidden[i]).OrderBy(p => p.Number).Select(p => p with { Part = Part.NotShown })];

    /// <param name="Least">The fewest units that a reader knows it to have.</param>
    private readonly record struct Cell(Part Part, long Least)
    {
        /// <summary>Hidden though it is not small itself.</summary>
        public bool Forced { get; init; }
    }
}
