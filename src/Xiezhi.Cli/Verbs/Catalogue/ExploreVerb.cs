using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Exploring;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>catalogue explore [PROCEDURE[@EDITION]] [--catalogue DIR] [-o DIR] [--json]</c></summary>
internal static class ExploreVerb
{
    public static Command Create()
    {
        var which = new Argument<string?>("PROCEDURE") { Description = "A procedure, or one edition of it: chapter/procedure@yyyy-MM-dd; without it all of them.", Arity = ArgumentArity.ZeroOrOne };
        var catalogue = LawSources.Option();
        var stories = new Option<string?>("-o") { Description = "Folder for the courses that were found wrong, each a file that xiezhi scenario runs." };
        var json = Options.Json();
        var command = new Command("explore", "Tries every course that a case can take: each must be able to end, no clock may pass its cap or run on in a closed case.") { which, catalogue, stories, json };
        command.SetAction(result => Explore(LawSources.Of(result.GetValue(catalogue)), result.GetValue(which), result.GetValue(stories), result.GetValue(json)));
        return command;
    }

    private static int Explore(LawSources sources, string? which, string? stories, bool json)
    {
        var reading = LawSources.Sound(CatalogueReader.Read(sources.Catalogue));
        var explorations = Explorer.Explore(which is null ? reading.Book!.Editions : LawSources.Editions(reading.Book!, which), reading.Book!.Calendar);
        var faults = explorations.SelectMany(e => e.Faults.Select(f => (e.Edition, Fault: f))).ToList();
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(explorations.Select(e => new
            {
                edition = e.Edition.Id, states = e.States, moves = e.Moves, whole = e.Whole, neverDone = e.NeverDone.Select(a => a.Id),
                faults = e.Faults.Select(f => new { code = $"XZ{(int)f.Rule:000}", subject = f.Subject, message = f.Message, story = f.Story }),
            })));
        }
        else
        {
            foreach (var e in explorations)
            {
                var never = e.NeverDone.IsEmpty ? "" : $"; never done: {string.Join(", ", e.NeverDone.Select(a => a.Id))}";
                Console.WriteLine($"{e.Edition.Id}: {e.States} states, {e.Moves} moves{(e.Whole ? "" : ", not whole")}{never}");
            }

            foreach (var mistake in reading.Mistakes(explorations)) { Console.WriteLine(mistake); }
            foreach (var (_, fault) in faults) { Console.WriteLine(fault.Story); }
            Console.WriteLine($"{faults.Count} faults.");
        }

        if (stories is not null) { Write(stories, faults); }
        return faults.Count == 0 ? Shell.Done : Shell.No;
    }

    // The folders that a scenario lies in say which procedure it tests.
    private static void Write(string folder, IEnumerable<(Edition Edition, ExplorationFault Fault)> faults)
    {
        foreach (var (edition, fault) in faults)
        {
            var beside = Directory.CreateDirectory(Path.Combine(folder, edition.Procedure, "scenarios"));
            File.WriteAllText(Path.Combine(beside.FullName, $"found-{edition.From:yyyy-MM-dd}-{(int)fault.Rule}-{fault.Subject}.yaml"), fault.Story);
        }
    }
}
