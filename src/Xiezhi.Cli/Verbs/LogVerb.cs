using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Reports;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>log export --data DIR --out FOLDER</c></summary>
internal static class LogVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var to = new Option<string>("--out") { Description = "A new folder for the log.", Required = true };
        var export = new Command("export", "Writes the public log as files that anybody can serve, copy and verify (C2SP tlog-tiles).") { data, to };
        export.SetAction((result, ct) => Task.FromResult(Export(result.GetValue(data)!, result.GetValue(to)!, ct)));
        return new Command("log", "The public log.") { export };
    }

    private static int Export(string data, string to, CancellationToken ct)
    {
        using var city = OpenCity.Read(data);
        var key = city.VerifierKey;
        var (policy, witnessed) = (city.WitnessPolicy, city.Witnessed(city.WitnessPolicy));
        if (policy is not null && witnessed is null) { Console.Error.WriteLine("No head has the quorum of the witnesses yet: the log is written without their policy and without cosignatures."); }
        var source = new StoredLog(city.Folder.Store, witnessed?.Note);
        LogExport.Write(source, key, to, witnessed, null, ct);
        var definitions = DefinitionJson.Write(city.Reading.Indicators);
        File.WriteAllBytes(Path.Combine(to, PublishedFigures.DefinitionsFileName), definitions);
        File.WriteAllBytes(Path.Combine(to, PublishedFigures.FileName), PublishedFigures.Of(city.Folder.Description.City, city.Figures(city.Year), definitions).ToJson());
        Console.Error.WriteLine($"{source.Size:N0} leaves written to {to}. Recount them: xiezhi recount {to}");
        return Shell.Done;
    }
}
