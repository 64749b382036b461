namespace Xiezhi.Replay.Chance;

/// <summary>Numbers drawn from a key: the same key and slot give the same bits on any machine, whatever else was drawn before.</summary>
internal static class Draw
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The key of everything that is drawn under a name.</summary>
    public static ulong Key(ulong seed, string name)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var letter in name) { hash = (hash ^ letter) * 0x100000001B3; }
        return Mix(Mix(seed + Golden) ^ hash);
    }

    /// <summary>The bits in one slot of a key.</summary>
    public static ulong At(ulong key, int slot) => Mix(key + (Golden * ((ulong)slot + 1)));

    /// <summary>The key of the n-th thing under a key.</summary>
    public static ulong Of(ulong key, long n) => Mix(key ^ Mix((ulong)n + Golden));

    /// <summary>A number from 0 to one below the given one, all equally likely.</summary>
    public static int Below(ulong bits, int n) => (int)(((bits >> 32) * (ulong)n) >> 32);

    /// <inheritdoc cref="Below(ulong, int)"/>
    public static long Below(ulong bits, long n) => (long)Math.BigMul(bits, (ulong)n, out _);

    /// <summary>A number from 0 to below 1.</summary>
    public static double Part(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts the items in an order that depends on the key alone.</summary>
    public static void Shuffle<T>(Span<T> items, ulong key)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Below(Of(key, i), (long)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // The finaliser of SplitMix64: each bit of the input moves each bit of the output.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>The slots of a case's key. Each thing that is drawn has its own, so that none depends on whether another was asked for.</summary>
internal static class Slot
{
    public const int Arrival = 0;

    public static int Party(int role) => 100 + role;

    public static int Officer(int role) => 200 + role;

    /// <summary>The organ of a role when it is named for the n-th time.</summary>
    public static int Seat(int role, int nth) => 300 + (role * 8) + nth;

    /// <summary>How long the step lets wait for it; the slot after it places it within its day.</summary>
    public static int Wait(int step) => 1000 + (step * 64);

    public static int Outcome(int step) => Wait(step) + 2;

    public static int Fact(int step, int fact) => Wait(step) + 4 + fact;
}
