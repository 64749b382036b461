using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Reports;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>recount (--data DIR | SOURCE)</c>: every figure again, from the public log alone.</summary>
internal static class RecountVerb
{
    public static Command Create()
    {
        var source = new Argument<string?>("SOURCE") { Description = "A folder written by log export, or the address of a served log: https://fz.example.cn/log", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string?>("--data") { Description = "A data folder: its log is recounted and compared with what the folder reports." };
        var key = Options.Key();
        var policy = new Option<string?>("--witnesses") { Description = "A file that names the witnesses you trust and their quorum (c2sp.org/tlog-policy); without it the one that lies with the log." };
        var year = Options.Year();
        var json = Options.Json();
        var command = new Command("recount", "Checks a log against its signed head and counts every figure anew from its public leaves.") { source, data, key, policy, year, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(source) is null == result.GetValue(data) is null) { result.AddError("recount takes either --data DIR or a SOURCE: a folder or an address."); }
            if (result.GetValue(source) is not null && result.GetValue(year) is not null) { result.AddError("--year goes with --data; what is published beside a log names its own days."); }
        });
        command.SetAction(result =>
        {
            try
            {
                var trusted = PolicyOf(result.GetValue(policy));
                return result.GetValue(data) is { } folder ? OfData(folder, result.GetValue(key), trusted, result.GetValue(year), result.GetValue(json))
                    : OfSource(result.GetValue(source)!, result.GetValue(key), trusted, result.GetValue(json));
            }
            catch (BrokenLogException broken)
            {
                for (Exception? why = broken; why is not null; why = why.InnerException) { Console.Error.WriteLine(why == broken ? $"xiezhi: {why.Message}" : $"  {why.Message}"); }
                return Shell.No;
            }
        });
        return command;
    }

    private static int OfData(string data, string? key, WitnessPolicy? policy, int? year, bool json)
    {
        using var city = OpenCity.Read(data);
        var period = Period.OfYear(year ?? city.Year);
        var log = Recount.Open(city.Folder.Store, Options.Verifier(key) ?? city.VerifierKey);
        if ((policy ?? city.WitnessPolicy) is { } asked)
        {
            log.Require(asked, city.Witnessed(asked)?.Note ?? throw new BrokenLogException($"No head of {data} has the quorum of the witnesses. Serve the folder until they have cosigned one, or ask why they do not."));
        }

        var recount = Bar.Run(log.Checkpoint.Size, progress => Recount.Of(log, city.Reading.Indicators, period, null, progress));
        var published = PublishedFigures.Of(city.Folder.Description.City, city.Counter.Count(city.Reading.Indicators, period), DefinitionJson.Write(city.Reading.Indicators));
        return Answer(recount, log.Witnessed, published.Figures, json);
    }

    private static int OfSource(string source, string? key, WitnessPolicy? policy, bool json)
    {
        using var served = Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? new ServedFiles(url) : null;
        if (served is null && !Directory.Exists(source)) { throw new UsageException($"there is no folder '{source}'.", "Name a folder written by: xiezhi log export --data DIR --out FOLDER, or the address of a log: https://fz.example.cn/log"); }
        IPublishedFiles files = served is null ? new FolderFiles(source) : served;
        var log = PublishedLog.Open(files, Options.Verifier(key), policy);
        var (published, definitions) = Publication(files);
        var recount = Bar.Run(log.Checkpoint.Size, progress => Recount.Of(log, definitions, published.Period, published.Size, progress));
        return Answer(recount, log.Witnessed, published.Figures, json);
    }

    private static WitnessPolicy? PolicyOf(string? path) => path is null ? null
        : WitnessPolicy.Load(path) ?? throw new UsageException($"--witnesses: there is no file '{path}'.", "Name a policy as c2sp.org/tlog-policy writes it.");

    /// <summary>What was published beside the log, and by which definitions.</summary>
    /// <exception cref="BrokenLogException">A file is missing or damaged, or the definitions are others than the figures name.</exception>
    private static (PublishedFigures Figures, ImmutableArray<Indicator> Definitions) Publication(IPublishedFiles files)
    {
        var (figures, definitions) = (files.Read(PublishedFigures.FileName), files.Read(PublishedFigures.DefinitionsFileName));
        try
        {
            var published = PublishedFigures.Parse(figures);
            return published.Definitions == DefinitionJson.Digest(definitions) ? (published, DefinitionJson.Read(definitions))
                : throw new BrokenLogException($"{PublishedFigures.DefinitionsFileName} holds other definitions than those that the figures were counted by. Get both again.");
        }
        catch (FormatException damaged)
        {
            throw new BrokenLogException($"What lies beside the log at {files} is damaged.", damaged);
        }
    }

    private static int Answer(Recount recount, WitnessedHead? witnessed, ImmutableArray<PublishedFigure> published, bool json)
    {
        var rows = recount.Figures.Select(f =>
        {
            var was = published.FirstOrDefault(p => p.Id == f.Id);
            return new { id = f.Id, published = was?.Printed, recounted = f.Printed, unrounded = f.Unrounded, equal = was?.Says(f) };
        }).ToList();
        var sound = rows.TrueForAll(r => r.equal != false) && recount.Gaps.Count == 0;
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new
            {
                checkpoint = new { origin = recount.Head.Origin, size = recount.Head.Size, root = recount.Head.Root.ToString() },
                witnesses = witnessed?.Cosigners.Select(c => new { name = c.Name, size = witnessed.Head.Size, time = c.At.ToString() }) ?? [],
                equal = sound,
                figures = rows,
                gaps = recount.Gaps.Select(g => g.ToString()),
            }));
        }
        else
        {
            Console.WriteLine($"{recount.Head.Origin}: {recount.Head.Size:N0} leaves under {recount.Head.Root}, signature and tree are sound.");
            foreach (var (name, at) in witnessed?.Cosigners ?? []) { Console.WriteLine($"{name} has witnessed {witnessed!.Head.Size:N0} leaves on {at}."); }
            if (witnessed is not null && witnessed.Head.Size < recount.Head.Size) { Console.WriteLine($"The newest {recount.Head.Size - witnessed.Head.Size:N0} leaves are not witnessed yet."); }
            foreach (var row in rows) { Console.WriteLine($"{row.id,-34} {row.published ?? "–",-14} {row.recounted,-14} {(row.equal switch { true => "equal", false => "DIFFERENT", _ => "" })}"); }
            foreach (var gap in recount.Gaps) { Console.WriteLine($"gap: {gap}"); }
        }

        return sound ? Shell.Done : Shell.No;
    }
}
