using System.Diagnostics;
using System.Globalization;

namespace Xiezhi.Ledger.Tests;

/// <summary>How often writers are killed: as often as a test can afford, or as often as <c>bench/soak</c> asks for.</summary>
internal static class Kills
{
    public static int Or(int ordinary) => Environment.GetEnvironmentVariable("XIEZHI_KILLS") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : ordinary;

    /// <summary>What was there after a kill, for whoever watches a long run.</summary>
    public static void Tell(string store, int kill, string found) => TestContext.Current.TestOutputHelper!.WriteLine($"{store}, kill {kill + 1}: {found}");

    /// <summary>Runs the crashing writer and kills it.</summary>
    /// <param name="arguments">What it is to do, and where.</param>
    /// <param name="after">How many lines it must have printed first, besides the one that it is open.</param>
    /// <param name="more">How long it then goes on.</param>
    /// <returns>The lines that it printed whole: the last one may have been cut.</returns>
    public static List<string> OfWriter(IEnumerable<string> arguments, int after, TimeSpan more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Xiezhi.Ledger.CrashingWriter.dll");
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var writer = Process.Start(new ProcessStartInfo(host, ["exec", program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        Assert.Equal("open", writer.StandardOutput.ReadLine());
        var lines = new List<string>();
        while (lines.Count < after) { lines.Add(writer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The writer ended by itself.")); }
        var output = writer.StandardOutput.ReadToEndAsync();
        Assert.False(writer.WaitForExit(more), "The writer ended by itself.");
        writer.Kill();
        writer.WaitForExit();
        lines.AddRange(output.GetAwaiter().GetResult().Split('\n')[..^1]);
        return lines;
    }
}
