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

    public ReplayedCity()
    {
        Answer.Done("replay", "--city", "yibin", "--year", $"{Year}", "--data", Data, "--scale", Scale, "--seed", Seed);
        export = new Lazy<string>(() =>
        {
            Answer.Done("log", "export", "--data", Data, "--out", temporary["log"]);
            return temporary["log"];
        });
    }

    public string Data => temporary["city"];
    public string Scale => "0.01";
    public string Seed => "2023";

    /// <summary>The public log, written out.</summary>
    public string Export => export.Value;

    public CatalogueReading Reading { get; } = CatalogueReader.Read(Path.Combine(Answer.Root, "catalogue"), Path.Combine(Answer.Root, "cities", "yibin"));

    /// <summary>The figures as the program reports them, by id.</summary>
    public IReadOnlyDictionary<string, JsonElement> Report() => ReportOf(Data);

    public static IReadOnlyDictionary<string, JsonElement> ReportOf(string data) =>
        Answer.Done("report", "--data", data, "--year", $"{Year}", "--json").Json().EnumerateArray().ToDictionary(f => f.GetProperty("id").GetString()!);

    /// <summary>The root of a folder's log.</summary>
    public static string RootOf(string data) => ReportOf(data).Values.First().GetProperty("checkpoint").GetProperty("root").GetString()!;

    public void Dispose() => temporary.Dispose();
}

/// <summary>A folder of its own for one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xiezhi-").FullName;
    public string this[string file] => System.IO.Path.Combine(Path, file);
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
