using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiezhi.Bench;

/// <summary>One run of the command line as a process of its own, timed as a whole.</summary>
internal sealed partial record ChildRun(double Seconds, double CpuSeconds, long PeakBytes, string Output)
{
    public static ChildRun Of(string root, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "xiezhi"), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        long peak = 0;
        var cpu = TimeSpan.Zero;
        while (!process.WaitForExit(20))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
                cpu = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                break;
            }
        }

        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        var text = string.Concat(output.GetAwaiter().GetResult());
        return process.ExitCode == 0
            ? new ChildRun(seconds, cpu.TotalSeconds, peak, text)
            : throw new InvalidOperationException($"xiezhi {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
    }

    /// <summary>The number that stands before the words.</summary>
    public double Number(string before) => double.Parse(Digits().Matches(Output[..Output.IndexOf(before, StringComparison.Ordinal)])[^1].Value, NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[0-9][0-9,.]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}

/// <summary>The site started on the folder, until its report page is there.</summary>
internal static class FirstPage
{
    public static (double Seconds, long Bytes) After(string root, string data)
    {
        const string Url = "http://localhost:18099";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(root, "xiezhi"), ["serve", "--data", data, "--urls", Url]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient();
        try
        {
            while (true)
            {
                try
                {
                    using var page = client.GetAsync(new Uri($"{Url}/report/2023")).GetAwaiter().GetResult();
                    page.EnsureSuccessStatusCode();
                    var seconds = watch.Elapsed.TotalSeconds;
                    process.Refresh();
                    return (seconds, process.WorkingSet64);
                }
                catch (HttpRequestException) when (!process.HasExited && watch.Elapsed < TimeSpan.FromSeconds(120))
                {
                    process.WaitForExit(20);
                }
            }
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }
}

internal static class Machine
{
    public static string Facts()
    {
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null;
        return $"{cpu ?? "unknown processor"}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB, .NET {Environment.Version}.";
    }
}
