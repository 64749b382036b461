using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Comparing;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>catalogue diff BEFORE AFTER [--english] [--json]</c>: two editions by their addresses, or two files.</summary>
internal static class DiffVerb
{
    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = "An edition, chapter/procedure@yyyy-MM-dd, or a file." };
        var after = new Argument<string>("AFTER") { Description = "The edition or file to compare it with." };
        var (catalogue, english, json) = (LawSources.Option(), Options.English(), Options.Json());
        var command = new Command("diff", "Says in words what one edition says otherwise than another: acts, limits, roles, documents, effects, gates, guards.") { before, after, catalogue, english, json };
        command.SetAction(result => Diff(LawSources.Of(result.GetValue(catalogue)), result.GetValue(before)!, result.GetValue(after)!, result.GetValue(english), result.GetValue(json)));
        return command;
    }

    private static int Diff(LawSources sources, string before, string after, bool english, bool json)
    {
        var reading = LawSources.Sound(CatalogueReader.Read(sources.Catalogue));
        var comparison = Comparison.Of(EditionOf(sources, reading.Book!, before), EditionOf(sources, reading.Book!, after));
        if (json) { Shell.Print(JsonSerializer.SerializeToElement(Told(comparison))); }
        else { Console.Write(ComparisonText.Write(comparison, english)); }
        return Shell.Done;
    }

    private static Edition EditionOf(LawSources sources, LawBook book, string which)
    {
        if (!File.Exists(which)) { return LawSources.Editions(book, which) is [var only] ? only : throw new UsageException($"'{which}' has several editions.", $"Name one: {string.Join(", ", book.EditionsOf(which).Select(e => e.Id))}."); }
        var (edition, diagnostics) = CatalogueReader.ReadEdition(sources.Catalogue, which);
        return edition ?? throw new UsageException($"the file has mistakes:\n{string.Join('\n', diagnostics.Where(d => d.Severity == Severity.Error))}", "Mend them, then compare again.");
    }

    private static object Told(Comparison comparison) => new
    {
        before = comparison.Before.Id,
        after = comparison.After.Id,
        changes = comparison.Changes.Select(c => new
        {
            part = c.Part.ToString().ToLowerInvariant(), id = c.Id, title = Both(c.Title), change = c.Kind.ToString().ToLowerInvariant(),
            aspects = c.Aspects.Select(a => new { aspect = Both(a.Aspect), before = a.Before is { } b ? Both(b) : null, after = a.After is { } n ? Both(n) : null }),
        }),
    };

    private static object Both(Title title) => new { zh = title.Zh, en = title.En };
}
