namespace Xiezhi.Replay.Chance;

/// <summary>A whole number between two ends, both included; a usual value is the likeliest, and the chance falls off evenly to both sides of it.</summary>
internal sealed class Spread
{
    private const int Fineness = 1024;
    private readonly int[]? quantiles;

    public Spread(int low, int high)
    {
        Low = low;
        High = high >= low ? high : throw new ArgumentOutOfRangeException(nameof(high), high, "A spread ends where it begins or later.");
    }

    public Spread(int low, int usual, int high)
        : this(low, high)
    {
        if (usual < low || usual > high) { throw new ArgumentOutOfRangeException(nameof(usual), usual, "What is usual lies between the ends."); }
        Usual = usual;
        quantiles = new int[Fineness];

        // The triangle over the stretches that round to whole numbers. A square root is rounded alike on every machine.
        var (begin, peak, end) = (low - 0.5, (double)usual, high + 0.5);
        var upToPeak = (peak - begin) / (end - begin);
        for (var i = 0; i < Fineness; i++)
        {
            var part = (i + 0.5) / Fineness;
            var at = part < upToPeak ? begin + Math.Sqrt(part * (end - begin) * (peak - begin)) : end - Math.Sqrt((1 - part) * (end - begin) * (end - peak));
            quantiles[i] = Math.Clamp((int)Math.Round(at, MidpointRounding.AwayFromZero), low, high);
        }
    }

    public int Low { get; }

    /// <summary>The likeliest; null when all are equally likely.</summary>
    public int? Usual { get; }

    public int High { get; }

    public int Of(ulong bits) => quantiles is null ? Low + Draw.Below(bits, High - Low + 1) : quantiles[bits >> 54];

    /// <summary>Reads <c>3</c>, <c>1..5</c> or <c>1..2..5</c>: the ends, and what is usual between them.</summary>
    public static Spread? Parse(ReadOnlySpan<char> text)
    {
        Span<int> numbers = stackalloc int[3];
        var count = 0;
        foreach (var range in text.Split(".."))
        {
            if (count == 3 || !int.TryParse(text[range].Trim(), out numbers[count]) || numbers[count] < 0) { return null; }
            if (count > 0 && numbers[count] < numbers[count - 1]) { return null; }
            count++;
        }

        return count switch
        {
            1 => new Spread(numbers[0], numbers[0]),
            2 => new Spread(numbers[0], numbers[1]),
            _ => new Spread(numbers[0], numbers[1], numbers[2]),
        };
    }
}

/// <summary>One of several by their weights.</summary>
internal sealed class Weighted
{
    private readonly int[] sums;

    /// <param name="weights">Not negative, and not all zero.</param>
    public Weighted(ReadOnlySpan<int> weights)
    {
        sums = new int[weights.Length];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weights[i], nameof(weights));
            sum = checked(sum + weights[i]);
            sums[i] = sum;
        }

        if (sum == 0) { throw new ArgumentException("Nothing has a weight.", nameof(weights)); }
    }

    /// <summary>The place of the one drawn.</summary>
    public int Pick(ulong bits)
    {
        var below = Draw.Below(bits, sums[^1]);
        if (sums.Length > 12)
        {
            var found = Array.BinarySearch(sums, below);
            if (found < 0) { return ~found; }
            while (sums[found] <= below) { found++; }
            return found;
        }

        var at = 0;
        while (sums[at] <= below) { at++; }
        return at;
    }
}
