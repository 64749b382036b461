using System.Globalization;
using System.Text.RegularExpressions;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Catalogue.Tests.Reference;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Bench;

/// <summary>Changes one number, unit or article of the catalogue at a time, and asks whether anything notices: the reader, a story of the procedure,
/// the table of statutory limits, or that of cited articles.</summary>
internal sealed partial class Mutations(string root, int seed)
{
    private readonly string catalogue = Path.Combine(root, "catalogue");
    private readonly string yibin = Path.Combine(root, "cities", "yibin");

    private sealed record Mutant(string Procedure, string File, int At, int Length, string Instead, string What);

    /// <summary>Tries a sample and prints those that nothing noticed.</summary>
    /// <returns>How many were noticed, of how many.</returns>
    public (int Killed, int Tried) Run(int sample)
    {
        var all = CatalogueReader.Addresses(catalogue).SelectMany(Of).ToList();
        var random = new Random(seed);
        var chosen = all.OrderBy(_ => random.Next()).Take(sample).ToList();
        var folder = Directory.CreateTempSubdirectory("xiezhi-mutants-").FullName;
        var killed = 0;
        try
        {
            foreach (var mutant in chosen)
            {
                if (Notices(mutant, folder) is { } by) { killed++; Console.Error.WriteLine($"{by}: {mutant.What}"); }
                else { Console.WriteLine($"nothing noticed {mutant.What}"); }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{killed} of {chosen.Count} noticed ({100.0 * killed / chosen.Count:0.0} %), out of {all.Count} that there are."));
        return (killed, chosen.Count);
    }

    private IEnumerable<Mutant> Of(string procedure)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(catalogue, "procedures", procedure), "*.yaml").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file);
            foreach (Match match in LengthForm().Matches(text))
            {
                var (amount, unit) = (match.Groups["amount"], match.Groups["unit"]);
                var more = (int.Parse(amount.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                yield return Made(amount, more);
                yield return Made(unit, unit.Value.StartsWith("month", StringComparison.Ordinal) ? "years" : unit.Value.StartsWith("hour", StringComparison.Ordinal) ? "days" : "months");
            }

            foreach (Match match in ArticleForm().Matches(text))
            {
                foreach (Capture article in match.Groups["article"].Captures) { yield return Made(article, (int.Parse(article.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)); }
            }

            Mutant Made(Capture at, string instead)
            {
                var line = text.AsSpan(0, at.Index).Count('\n') + 1;
                return new Mutant(procedure, file, at.Index, at.Length, instead, $"{Path.GetRelativePath(root, file)}({line}): {at.Value} → {instead}");
            }
        }
    }

    private string? Notices(Mutant mutant, string folder)
    {
        var text = File.ReadAllText(mutant.File);
        var at = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, mutant.Procedure)).FullName, Path.GetFileName(mutant.File));
        File.WriteAllText(at, string.Concat(text.AsSpan(0, mutant.At), mutant.Instead, text.AsSpan(mutant.At + mutant.Length)));
        try
        {
            var alone = CatalogueReader.Read(catalogue, null, a => a == mutant.Procedure, folder);
            var inCity = CatalogueReader.Read(catalogue, yibin, a => a == mutant.Procedure, folder);
            if (alone.Book is null || inCity.Book is null) { return "the check"; }
            var runner = new ScenarioRunner(alone.Book, city => city == "yibin" ? inCity.Book : null);
            var stories = ScenarioReader.FilesOf(catalogue, yibin).SelectMany(f => ScenarioReader.Read(f, new Diagnostics())).Where(story => story.Procedure == mutant.Procedure);
            if (stories.Select(runner.Run).FirstOrDefault(r => !r.Passed) is { } failed) { return $"the story '{failed.Scenario.Name}'"; }
            return Differs(alone.Book, lawAlone: true) ?? Differs(inCity.Book, lawAlone: false) ?? (Citation.Differences(alone.Book, Citation.Reviewed).Any() ? "the table of articles" : null);
        }
        finally
        {
            File.Delete(at);
        }
    }

    // As the test of the table asks: what a place may settle as its city has filled it, what the law leaves open as the law alone has it.
    private static string? Differs(LawBook book, bool lawAlone) => Claim.Of(book)
        .Where(c => StatutoryLimit.All.TryGetValue(c.Row, out var row) && (row.Amount is null) == lawAlone)
        .SelectMany(c => c.Differences(StatutoryLimit.All[c.Row])).Any() ? "the table" : null;

    [GeneratedRegex(@"(?<![\w-])(?<amount>\d+) (?<unit>working-days?|calendar-days?|days?|months?|years?|working-hours?|hours?|minutes?)(?![\w-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LengthForm();

    // One article, or a list of them.
    [GeneratedRegex(@"law: (\[([a-z][a-z0-9]*( (?<article>\d+)?[^,\]]*)?(, )?)+|[a-z][a-z0-9]* (?<article>\d+))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ArticleForm();
}
