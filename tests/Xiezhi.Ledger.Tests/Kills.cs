using System.Globalization;

namespace Xiezhi.Ledger.Tests;

/// <summary>How often writers are killed: as often as a test can afford, or as often as <c>bench/soak</c> asks for.</summary>
internal static class Kills
{
    public static int Or(int ordinary) => Environment.GetEnvironmentVariable("XIEZHI_KILLS") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : ordinary;

    /// <summary>What was there after a kill, for whoever watches a long run.</summary>
    public static void Tell(string store, int kill, string found) => TestContext.Current.TestOutputHelper!.WriteLine($"{store}, kill {kill + 1}: {found}");
}
