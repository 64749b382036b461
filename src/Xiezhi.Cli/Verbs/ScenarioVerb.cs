using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>scenario FILE…</c></summary>
internal static class ScenarioVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of scenarios, beside the edition that they test.", Arity = ArgumentArity.OneOrMore };
        var catalogue = LawSources.Option();
        var json = Options.Json();
        var command = new Command("scenario", "Runs stories of dated acts through the law and says where they and the law part.") { files, catalogue, json };
        command.SetAction(result => Run(result.GetValue(files)!, result.GetValue(catalogue), result.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string? catalogue, bool json)
    {
        foreach (var file in files)
        {
            if (!File.Exists(file))
            {
                throw new UsageException($"there is no file '{file}'.", "Name files such as catalogue/procedures/CHAPTER/PROCEDURE/scenarios/TOPIC.yaml.");
            }
        }

        var sources = LawSources.Of(catalogue ?? CatalogueAround(files[0]));
        var diagnostics = new Diagnostics();
        var stories = files.SelectMany(file => ScenarioReader.Read(file, diagnostics)).ToList();
        if (diagnostics.HasErrors)
        {
            foreach (var diagnostic in diagnostics.InOrder) { Console.Error.WriteLine(diagnostic); }
            return Shell.No;
        }

        var addresses = stories.Select(s => s.Procedure).ToHashSet(StringComparer.Ordinal);
        var books = new Dictionary<string, LawBook>(StringComparer.Ordinal);
        var runner = new ScenarioRunner(Book("none"), city => sources.Cities.Contains(city) ? Book(city) : null);
        var results = stories.ConvertAll(runner.Run);
        var failed = results.Count(r => !r.Passed);
        if (json) { Shell.Print(JsonSerializer.SerializeToElement(new { passed = results.Count - failed, failed, scenarios = results.Select(Told) })); }
        else
        {
            foreach (var result in results)
            {
                Console.WriteLine($"{(result.Passed ? "passed" : "FAILED")}  {result.Scenario.Name}{(result.Passed ? "" : $"\n    {result.Difference}")}");
            }

            Console.WriteLine($"{results.Count - failed} passed, {failed} failed.");
        }

        return failed == 0 ? Shell.Done : Shell.No;

        LawBook Book(string city)
        {
            if (!books.TryGetValue(city, out var book))
            {
                book = LawSources.Sound(CatalogueReader.Read(sources.Catalogue, sources.City(city), addresses.Contains)).Book!;
                books.Add(city, book);
            }

            return book;
        }
    }

    // …/catalogue/procedures/chapter/procedure/scenarios/topic.yaml, or …/cities/city/local/chapter/procedure/scenarios/topic.yaml
    private static string? CatalogueAround(string file)
    {
        var procedures = Directory.GetParent(Path.GetFullPath(file))?.Parent?.Parent?.Parent;
        if (procedures?.Parent?.Parent is { Name: "cities", Parent: { } root }) { return Path.Combine(root.FullName, "catalogue"); }
        return procedures?.Name == "procedures" ? procedures.Parent?.FullName : null;
    }

    private static object Told(ScenarioResult r) => new
    {
        name = r.Scenario.Name,
        procedure = r.Scenario.Procedure,
        passed = r.Passed,
        difference = r.Difference is { } d
            ? new { file = d.At.File, line = d.At.Line, column = d.At.Column, message = d.Message, working = d.Working.AsEnumerable() }
            : null,
    };
}
