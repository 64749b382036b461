using System.Text.Json;
using Xiezhi.Catalogue;

[assembly: AssemblyFixture(typeof(Xiezhi.Cli.Tests.ReplayedCity))]

namespace Xiezhi.Cli.Tests;

/// <summary>Yibin's year 2023 at scale 0.01, replayed once for all tests, with the law that it was made under. Nobody changes it.</summary>
public sealed class ReplayedCity : IDisposable
{
    public const int Year = 2023;
    private readonly TemporaryFolder temporary = new();
    private readonly Lazy<string> export;
    private readonly Lazy<string> peopled;

    public ReplayedCity()
    {
        Answer.Done("replay", "--city", "yibin", "--year", $"{Year}", "--data", Data, "--scale", Scale, "--seed", Seed);
        export = new Lazy<string>(() =>
        {
            Answer.Done("log", "export", "--data", Data, "--out", temporary["log"]);
            return temporary["log"];
        });
        peopled = new Lazy<string>(() =>
        {
            CopyTo(temporary["peopled"], Data);
            using var serving = Answer.Start("serve", "--data", temporary["peopled"], "--urls", "http://127.0.0.1:0");
            _ = serving.StandardOutput.ReadToEndAsync();
            var said = serving.StandardError.ReadLine();
            serving.Kill();
            serving.WaitForExit();
            Assert.Contains("serves", said, StringComparison.Ordinal);
            File.Delete(Path.Combine(temporary["peopled"], "local.token"));
            return temporary["peopled"];
        });
    }

    public string Data => temporary["city"];
    public string Scale => "0.01";
    public string Seed => "2023";

    /// <summary>The public log, written out.</summary>
    public string Export => export.Value;

    /// <summary>A folder of its own with the replayed year.</summary>
    /// <param name="peopled">Whether it has the city's first accounts, which the first serving makes.</param>
    public void CopyTo(string folder, bool peopled = false) => CopyTo(folder, peopled ? this.peopled.Value : Data);

    public CatalogueReading Reading { get; } = CatalogueReader.Read(Path.Combine(Answer.Root, "catalogue"), Path.Combine(Answer.Root, "cities", "yibin"));

    /// <summary>The figures as the program reports them, by id.</summary>
    public IReadOnlyDictionary<string, JsonElement> Report() => ReportOf(Data);

    public static IReadOnlyDictionary<string, JsonElement> ReportOf(string data) =>
        Answer.Done("report", "--data", data, "--year", $"{Year}", "--json").Json().EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!);

    /// <summary>The root of a folder's log.</summary>
    public static string RootOf(string data) => ReportOf(data).Values.First().GetProperty("checkpoint").GetProperty("root").GetString()!;

    public void Dispose() => temporary.Dispose();

    private static void CopyTo(string folder, string from)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(from)) { File.Copy(file, Path.Combine(folder, Path.GetFileName(file))); }
    }
}

/// <summary>A folder of its own for one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xiezhi-").FullName;
    public string this[string file] => System.IO.Path.Combine(Path, file);
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
