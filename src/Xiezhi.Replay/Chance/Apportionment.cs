namespace Xiezhi.Replay.Chance;

/// <summary>Shares out a whole number by weights.</summary>
internal static class Apportionment
{
    /// <summary>The largest remainders get what rounding down leaves over; of equal ones the first. The shares add up to the total exactly.</summary>
    public static int[] Of(int total, ReadOnlySpan<double> weights)
    {
        var shares = new int[weights.Length];
        var sum = 0.0;
        foreach (var weight in weights) { sum += weight; }
        if (sum <= 0) { return total == 0 ? shares : throw new ArgumentException("Nothing has a weight, so nothing can be shared out.", nameof(weights)); }
        var left = total;
        var remainders = new (double Remainder, int At)[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var exact = total * (weights[i] / sum);
            shares[i] = (int)exact;
            left -= shares[i];
            remainders[i] = (weights[i] > 0 ? shares[i] - exact : 1, i);
        }

        Array.Sort(remainders);
        for (var i = 0; i < left; i++) { shares[remainders[i % remainders.Length].At]++; }
        return shares;
    }
}
