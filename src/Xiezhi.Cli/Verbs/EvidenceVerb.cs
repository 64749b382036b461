using System.CommandLine;
using System.Text.Json;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>evidence --data DIR --figure ID [--take N | --out FILE]</c></summary>
internal static class EvidenceVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var figure = new Option<string>("--figure") { Description = "Id of the figure.", Required = true };
        var take = new Option<int>("--take") { Description = "Most entries to list.", DefaultValueFactory = _ => 20 };
        var skip = new Option<long>("--skip") { Description = "Entries to pass over first." };
        var year = Options.Year();
        var json = Options.Json();
        var to = new Option<string?>("--out") { Description = "Write the figure's file: definition, value, entries and their proofs. Check it with: xiezhi verify FILE" };
        var command = new Command("evidence", "Lists the entries behind a figure: where each lies in the log, and whose case it is.") { data, figure, take, skip, year, json, to };
        command.SetAction((result, ct) => Task.FromResult(Act(result, ct)));
        return command;

        int Act(ParseResult result, CancellationToken ct)
        {
            if (result.GetValue(to) is { } path) { return WriteFile(result.GetValue(data)!, result.GetValue(figure)!, path, result.GetValue(year), ct); }
            var (most, first) = (result.GetValue(take), result.GetValue(skip));
            if (most < 1 || first < 0) { throw new UsageException("--take is 1 or more and --skip 0 or more.", "Example: xiezhi evidence --data data --figure appeals_accepted --take 20"); }
            return Run(result.GetValue(data)!, result.GetValue(figure)!, most, first, result.GetValue(year), result.GetValue(json));
        }
    }

    private static int WriteFile(string data, string id, string path, int? year, CancellationToken ct)
    {
        using var city = OpenCity.Read(data);
        var indicator = city.Indicator(id);
        var writer = new FigureFileWriter(city.Folder.Store, city.Counter, city.Folder.Description.City, city.VerifierKey.ToString());
        using (var file = new BufferedStream(File.Create(path), 1 << 20))
        {
            Bar.Run(city.Head.Size, progress =>
            {
                writer.Write(file, indicator, Period.OfYear(year ?? city.Year), progress, ct);
                return true;
            });
        }

        Console.Error.WriteLine($"Written: {path}, {new FileInfo(path).Length:N0} bytes. Check it anywhere: xiezhi verify {path}");
        return Shell.Done;
    }

    private static int Run(string data, string id, int take, long skip, int? year, bool json)
    {
        using var city = OpenCity.Read(data);
        var indicator = city.Indicator(id);
        var period = Period.OfYear(year ?? city.Year);
        var figure = city.Counter.Count(indicator, period);
        var units = city.Counter.Evidence(indicator, period, skip: skip, take: take);
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new
            {
                figure = figure.Id,
                printed = figure.Printed,
                entries = figure.Entries,
                evidence = units.Select(u => new { leaf = u.Leaf, @case = city.Cases.NumberOf(u.Procedure, u.Organ, u.Year, u.Ordinal), procedure = u.Procedure, organ = u.OrganId, day = $"{u.Day:yyyy-MM-dd}" }),
            }));
            return Shell.Done;
        }

        Console.WriteLine($"{indicator.Title.Zh} {figure.Printed}: {figure.Entries:N0} entries");
        foreach (var unit in units) { Console.WriteLine($"{unit.Leaf,12}  {unit.Day:yyyy-MM-dd}  {city.Cases.NumberOf(unit.Procedure, unit.Organ, unit.Year, unit.Ordinal)}"); }
        return Shell.Done;
    }
}
