using System.Collections.Immutable;
using System.CommandLine;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Cli;

/// <summary>Where a verb reads the law: a catalogue, and the cities in the folder beside it.</summary>
internal sealed class LawSources
{
    private LawSources(string catalogue) => Catalogue = catalogue;

    public string Catalogue { get; }

    /// <summary>The ids of the cities beside the catalogue, in order.</summary>
    public ImmutableArray<string> Cities =>
        Directory.Exists(CitiesFolder)
            ? [.. Directory.EnumerateDirectories(CitiesFolder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>All files of stories, those of the cities among them.</summary>
    public ImmutableArray<string> Stories => ScenarioReader.FilesOf(Catalogue, Cities.Select(city => Path.Combine(CitiesFolder, city)));

    private string CitiesFolder => Path.Combine(Path.GetDirectoryName(Catalogue) ?? Catalogue, "cities");

    public static Option<string?> Option() => new("--catalogue") { Description = "The catalogue to read; without it the one beside the program." };

    /// <summary>The catalogue that was named, or the one beside the program.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static LawSources Of(string? named)
    {
        var catalogue = Path.GetFullPath(named ?? Home.Catalogue);
        return Directory.Exists(catalogue) ? new LawSources(catalogue)
            : throw new UsageException($"there is no folder '{named}'.", "Name the folder that holds procedures/, law/ and calendars/.");
    }

    /// <summary>The folder of a city; null for <c>none</c>, and for null where there is not exactly one city.</summary>
    /// <exception cref="UsageException">There is no such city.</exception>
    public string? City(string? id)
    {
        if (id is null && Cities is [var only]) { return Path.Combine(CitiesFolder, only); }
        if (id is null or "none") { return null; }
        if (Cities.Contains(id)) { return Path.Combine(CitiesFolder, id); }
        if (Directory.Exists(id)) { return Path.GetFullPath(id); }
        throw new UsageException($"there is no city '{id}'.", Cities.IsEmpty
            ? "Name a city's folder, or none."
            : $"Known: {string.Join(", ", Cities)}; or name a city's folder, or none.");
    }

    /// <summary>All editions of a procedure, or the one that was named: <c>chapter/procedure@yyyy-MM-dd</c>.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ImmutableArray<Edition> Editions(LawBook book, string which)
    {
        var at = which.IndexOf('@', StringComparison.Ordinal);
        var procedure = at < 0 ? which : which[..at];
        if (book.EditionsOf(procedure) is not { IsEmpty: false } editions)
        {
            throw new UsageException($"there is no procedure '{procedure}'{Nearest.Suggestion(procedure, book.Procedures)}", "Name it by its folders, such as services/citizen-appeal.");
        }

        if (at < 0) { return editions; }
        return book.FindEdition(which) is { } one ? [one]
            : throw new UsageException($"'{procedure}' has no edition '{which[(at + 1)..]}'.", $"There is {string.Join(", ", editions.Select(e => e.Id))}.");
    }

    /// <summary>A reading without mistakes.</summary>
    /// <exception cref="UsageException">It has some; all of them are named.</exception>
    public static CatalogueReading Sound(CatalogueReading reading) => reading.Book is not null ? reading
        : throw new UsageException($"the catalogue has mistakes:\n{string.Join('\n', reading.Errors)}", "Mend them, then run xiezhi catalogue check.");
}
