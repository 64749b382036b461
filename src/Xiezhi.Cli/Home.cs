using Xiezhi.Catalogue;
using Xiezhi.Ledger.Columns;

namespace Xiezhi.Cli;

/// <summary>Where the law and the cities lie: beside the program, in the folder that holds it and <c>catalogue/</c>.</summary>
internal static class Home
{
    private static string? root;

    /// <summary>The nearest folder above the program that holds a catalogue.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Root => root ??= Find();

    public static string Catalogue => Path.Combine(Root, "catalogue");

    /// <exception cref="UsageException">The city is not known.</exception>
    public static string City(string id)
    {
        var cities = Path.Combine(Root, "cities");
        var path = Path.Combine(cities, id);
        if (id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && Directory.Exists(path)) { return path; }
        var known = Directory.Exists(cities) ? string.Join(", ", Directory.EnumerateDirectories(cities).Select(Path.GetFileName).Order(StringComparer.Ordinal)) : "none";
        throw new UsageException($"there is no city '{id}'.", $"Known cities: {known}. A city is a folder of {cities}.");
    }

    /// <summary>The law book with the city's overlay.</summary>
    /// <exception cref="UsageException">The catalogue has mistakes; all of them are named.</exception>
    public static CatalogueReading Read(string city)
    {
        var reading = CatalogueReader.Read(Catalogue, City(city));
        return reading.Book is not null ? reading : throw new UsageException($"the catalogue has mistakes:\n{string.Join('\n', reading.Errors)}", "Mend them, then run xiezhi catalogue check.");
    }

    /// <summary>What the columns of the city's folders keep.</summary>
    public static ColumnPlan PlanOf(CatalogueReading reading) => ColumnPlan.Of(reading.Indicators);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "catalogue", "procedures"))) { return folder.FullName; }
        }

        throw new UsageException("no folder above the program holds a catalogue.", "Run xiezhi from where it was built, or name the catalogue with --catalogue.");
    }
}

/// <summary>The command was used wrongly, or asks for what is not there: exit code 2.</summary>
/// <param name="what">What is wrong, and where.</param>
/// <param name="next">What to do.</param>
internal sealed class UsageException(string what, string next) : Exception($"{what}\n{next}");
