using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay;
using Xiezhi.Replay.Drafts;
using Xiezhi.Replay.Reading;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>replay --draft DIR</c>: a year's cases under drafts, before anybody signs them.</summary>
internal static class DraftRun
{
    public static int Run(string draft, string city, int year, decimal scale, long seed, bool json, CancellationToken ct)
    {
        if (!Directory.Exists(draft)) { throw new UsageException($"there is no folder '{draft}'.", "Name a folder with drafts: CHAPTER/PROCEDURE/yyyy-MM-dd.yaml."); }
        var inForce = Home.Read(city).Sound();
        var drafts = Drafts(draft, city);
        var file = Path.Combine(Home.City(city), "workload", $"{year}.yaml");
        if (!File.Exists(file)) { throw new UsageException($"{city} has no workload for {year}.", $"Write one: {file}"); }
        var workload = WorkloadReader.Read(file, inForce).Workload ?? throw new UsageException("the workload has mistakes.", "Replay the year without --draft; it says which.");
        var unplayed = drafts.Keys.Except(workload.Procedures, StringComparer.Ordinal).ToList();
        foreach (var procedure in unplayed) { Console.Error.WriteLine($"{procedure}: the year {year} of {city} has no cases of it."); }
        var comparisons = new DraftTrial(new Replayer(workload, inForce, (ulong)seed, (double)scale), inForce.Calendar, inForce.City, workload.Until.Day).Run(drafts, ct);
        if (json) { Shell.Print(JsonSerializer.SerializeToElement(comparisons.Select(Told))); }
        else { foreach (var comparison in comparisons) { Print(comparison); } }
        return Shell.Done;
    }

    // The last edition that the folder holds of each procedure, with what the city lays over it.
    private static Dictionary<string, Edition> Drafts(string folder, string city)
    {
        var drafted = CatalogueReader.AddressesUnder(Path.GetFullPath(folder)).ToHashSet(StringComparer.Ordinal);
        if (drafted.Count == 0) { throw new UsageException($"'{folder}' holds no drafts.", "Put them at CHAPTER/PROCEDURE/yyyy-MM-dd.yaml in it."); }
        var book = LawSources.Sound(CatalogueReader.Read(Home.Catalogue, Home.City(city), _ => true, folder)).Book!;
        return drafted.ToDictionary(address => address, address => book.EditionsOf(address).Last(e => File.Exists(Path.Combine(folder, address, $"{e.From:yyyy-MM-dd}.yaml"))), StringComparer.Ordinal);
    }

    private static void Print(DraftComparison comparison)
    {
        Console.WriteLine($"{comparison.Draft} instead of {comparison.InForce}: {comparison.Cases} cases, {comparison.Different} of them fare otherwise.");
        foreach (var count in comparison.Counts.Where(c => c.Now != c.Then || !c.First.IsEmpty))
        {
            var what = $"{count.Effect.ToString().ToLowerInvariant()} {count.Subject}{(count.Why.Length > 0 ? $" ({count.Why})" : "")}";
            Console.WriteLine($"  {what}: {count.Now} → {count.Then}");
            foreach (var first in count.First) { Console.WriteLine($"      case {first.Plan}, {first.Life}, opened {first.Opened:yyyy-MM-dd}"); }
        }
    }

    private static object Told(DraftComparison c) => new
    {
        procedure = c.Procedure, inForce = c.InForce, draft = c.Draft, cases = c.Cases, different = c.Different,
        counts = c.Counts.Select(n => new { effect = n.Effect.ToString().ToLowerInvariant(), subject = n.Subject, why = n.Why, now = n.Now, draft = n.Then,
            first = n.First.Select(f => new { plan = f.Plan, life = f.Life, opened = $"{f.Opened:yyyy-MM-dd}" }) }),
    };
}
