using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Scenarios;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>catalogue check [DIR] [--city DIR] [--json]</c>, and what else is asked of the law as data.</summary>
internal static class CatalogueVerb
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The catalogue; without it the one beside the program.", Arity = ArgumentArity.ZeroOrOne };
        var city = new Option<string?>("--city") { Description = "A city's id or folder, or none; without it every city beside the catalogue." };
        var json = Options.Json();
        var coverage = new Option<bool>("--coverage") { Description = "Runs the stories too, and lists what no story shows yet." };
        var check = new Command("check", "Reads the whole catalogue and says every mistake with its place and a way out; doubts and open values are warnings.")
        {
            folder, city, coverage, json,
        };
        check.SetAction(result => Check(LawSources.Of(result.GetValue(folder)), result.GetValue(city), result.GetValue(coverage), result.GetValue(json)));
        return new Command("catalogue", "The law as data.") { check, ExploreVerb.Create(), DiffVerb.Create(), DrawVerb.Create() };
    }

    private static int Check(LawSources sources, string? city, bool coverage, bool json)
    {
        ImmutableArray<string?> cities = city is not null || sources.Cities.IsEmpty ? [sources.City(city)] : [.. sources.Cities.Select(sources.City)];
        var stories = new Diagnostics();
        foreach (var file in sources.Stories) { _ = ScenarioReader.Read(file, stories); }
        var found = cities.SelectMany(c => CatalogueReader.Read(sources.Catalogue, c).Diagnostics).Concat(stories.InOrder).Distinct().ToList();
        if (coverage && !found.Exists(d => d.Severity == Severity.Error)) { found.AddRange(Untold(sources)); }
        var (errors, warnings) = (found.FindAll(d => d.Severity == Severity.Error), found.FindAll(d => d.Severity == Severity.Warning));
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new { ok = errors.Count == 0, errors = errors.Select(Told), warnings = warnings.Select(Told) }));
        }
        else
        {
            foreach (var diagnostic in errors.Concat(warnings)) { Console.WriteLine(diagnostic); }
            Console.WriteLine($"{errors.Count} errors, {warnings.Count} warnings.");
        }

        return errors.Count == 0 ? Shell.Done : Shell.No;
    }

    // Stories that name a city are told in it; all others in none.
    private static ImmutableArray<Diagnostic> Untold(LawSources sources)
    {
        var alone = CatalogueReader.Read(sources.Catalogue);
        var cities = sources.Cities.ToDictionary(c => c, c => CatalogueReader.Read(sources.Catalogue, sources.City(c)), StringComparer.Ordinal);
        var runner = new ScenarioRunner(alone.Sound(), city => cities.GetValueOrDefault(city)?.Sound());
        List<ScenarioResult> told = [.. sources.Stories.SelectMany(file => ScenarioReader.Read(file, new Diagnostics())).Select(runner.Run)];
        return [.. Coverage.Missing(alone, told), .. cities.Values.SelectMany(city => Coverage.Missing(city, told, alone.Sound().Procedures))];
    }

    private static object Told(Diagnostic d) => new { file = d.File, line = d.Line, column = d.Column, code = d.Code, message = d.Message };
}
