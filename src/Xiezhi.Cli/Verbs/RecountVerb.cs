using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>recount (--data DIR | SOURCE)</c>: every figure again, from the public log alone.</summary>
internal static class RecountVerb
{
    public static Command Create()
    {
        var source = new Argument<string?>("SOURCE") { Description = "A folder written by log export.", Arity = ArgumentArity.ZeroOrOne };
        var data = new Option<string?>("--data") { Description = "A data folder: its log is recounted and compared with what the folder reports." };
        var key = new Option<string?>("--key") { Description = "The log's key as you know it (a vkey); without it the one that lies with the log." };
        var year = Options.Year();
        var json = Options.Json();
        var command = new Command("recount", "Checks a log against its signed head and counts every figure anew from its public leaves.") { source, data, key, year, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(source) is null == result.GetValue(data) is null) { result.AddError("recount takes either --data DIR or a SOURCE folder."); }
        });
        command.SetAction(result =>
        {
            try
            {
                return result.GetValue(data) is { } folder ? OfData(folder, result.GetValue(key), result.GetValue(year), result.GetValue(json)) : OfSource(result.GetValue(source)!, result.GetValue(key), result.GetValue(year), result.GetValue(json));
            }
            catch (BrokenLogException broken)
            {
                for (Exception? why = broken; why is not null; why = why.InnerException) { Console.Error.WriteLine(why == broken ? $"xiezhi: {why.Message}" : $"  {why.Message}"); }
                return Shell.No;
            }
        });
        return command;
    }

    private static int OfData(string data, string? key, int? year, bool json)
    {
        using var city = OpenCity.Read(data);
        var period = Period.OfYear(year ?? city.Year);
        var verifier = Verifier(key) ?? city.VerifierKey;
        var recount = Recount.Of(Recount.Open(city.Folder.Store, verifier), city.Reading.Indicators, period);
        var published = city.Counter.Count(city.Reading.Indicators, period);
        return Answer(recount, [.. published.Select(f => (f.Id, f.Unrounded, (string?)f.Printed))], json);
    }

    private static int OfSource(string source, string? key, int? year, bool json)
    {
        if (!Directory.Exists(source)) { throw new UsageException($"there is no folder '{source}'.", "Name a folder written by: xiezhi log export --data DIR --out FOLDER"); }
        var log = LogFolder.Open(source, Verifier(key));
        var published = PublishedFigures.Read(source, year);
        var indicators = published?.City is { } city ? Home.Read(city).Indicators : CatalogueReader.Read(Home.Catalogue, Home.City("yibin")).Indicators;
        var recount = Recount.Of(log, indicators, Period.OfYear(published?.Year ?? year ?? throw new UsageException($"'{source}' holds no published figures, so the year is not known.", "Name it with --year.")));
        return Answer(recount, published?.Figures ?? [], json);
    }

    private static NoteVerifier? Verifier(string? text)
    {
        try
        {
            return text is null ? null : NoteVerifier.Parse(text);
        }
        catch (NoteFormatException wrong)
        {
            throw new UsageException($"--key: {wrong.Message}", "A vkey reads name+8 hexadecimal digits+base64.");
        }
    }

    private static int Answer(Recount recount, ImmutableArray<(string Id, decimal? Unrounded, string? Printed)> published, bool json)
    {
        var rows = recount.Figures.Select(f =>
        {
            var was = published.FirstOrDefault(p => p.Id == f.Id);
            return new { id = f.Id, published = was.Printed, recounted = f.Printed, unrounded = f.Unrounded, equal = was.Id is null ? (bool?)null : was.Unrounded == f.Unrounded && was.Printed == f.Printed };
        }).ToList();
        var sound = rows.TrueForAll(r => r.equal != false) && recount.Gaps.Count == 0;
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new
            {
                checkpoint = new { origin = recount.Head.Origin, size = recount.Head.Size, root = recount.Head.Root.ToString() },
                equal = sound,
                figures = rows,
                gaps = recount.Gaps.Select(g => g.ToString()),
            }));
        }
        else
        {
            Console.WriteLine($"{recount.Head.Origin}: {recount.Head.Size:N0} leaves under {recount.Head.Root}, signature and tree are sound.");
            foreach (var row in rows) { Console.WriteLine($"{row.id,-34} {row.published ?? "–",-14} {row.recounted,-14} {(row.equal switch { true => "equal", false => "DIFFERENT", _ => "" })}"); }
            foreach (var gap in recount.Gaps) { Console.WriteLine($"gap: {gap}"); }
        }

        return sound ? Shell.Done : Shell.No;
    }
}
