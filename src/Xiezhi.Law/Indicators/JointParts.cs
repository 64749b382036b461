using System.Collections.Immutable;

namespace Xiezhi.Law.Indicators;

/// <summary>The months of one organ.</summary>
/// <param name="Organ">Number of the organ in the log.</param>
/// <param name="Units">How many units each month counts; for a rate those of its denominator.</param>
/// <param name="Numerators">The same of a rate's numerator; empty for other measures.</param>
public sealed record OrganMonths(int Organ, ImmutableArray<long> Units, ImmutableArray<long> Numerators);

/// <summary>What may be shown of organs and months together, where few cases point at somebody.</summary>
/// <remarks>
/// An organ's months are shown all or not at all, so that nothing is taken from its sum. Of those that are not shown a reader knows the sums of organs and of months, at most. From such
/// sums a number lies between max(0, organ + month − all) and min(organ, month), and each number between can be (Fréchet); it is safe when there are two of them at least.
/// </remarks>
public static class JointParts
{
    /// <summary>The organs whose months may be shown, by their numbers in the log.</summary>
    /// <param name="organs">Every organ that has a unit.</param>
    /// <param name="fewest">The smallest number of cases above zero that may be shown; 1 or less hides nothing.</param>
    public static ImmutableHashSet<int> Shown(ImmutableArray<OrganMonths> organs, int fewest)
    {
        var hidden = organs.Where(o => o.Units.Any(n => IsFew(n, fewest)) || o.Numerators.Any(n => IsFew(n, fewest))).ToList();
        // The smallest are hidden with them first: what is large is asked for most.
        var shown = new Queue<OrganMonths>(organs.Except(hidden).OrderBy(o => o.Units.Sum()).ThenBy(o => o.Organ));
        while (shown.Count > 0 && !(IsSafe([.. hidden.Select(o => o.Units)], fewest) && IsSafe([.. hidden.Select(o => o.Numerators)], fewest))) { hidden.Add(shown.Dequeue()); }
        return [.. shown.Select(o => o.Organ)];
    }

    private static bool IsSafe(ImmutableArray<ImmutableArray<long>> hidden, int fewest)
    {
        var all = hidden.Sum(months => months.Sum());
        for (var month = 0; hidden.Length > 0 && month < hidden[0].Length; month++)
        {
            var inMonth = hidden.Sum(months => months[month]);
            foreach (var months in hidden)
            {
                var ofOrgan = months.Sum();
                if (IsFew(months[month], fewest) && Math.Max(0, ofOrgan + inMonth - all) >= Math.Min(ofOrgan, inMonth)) { return false; }
            }
        }

        return true;
    }

    private static bool IsFew(long units, int fewest) => units > 0 && units < fewest;
}
