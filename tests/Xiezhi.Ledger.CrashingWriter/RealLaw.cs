using System.Collections.Frozen;
using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>The law of the repository with the city of Yibin, read once.</summary>
public static class RealLaw
{
    private static readonly Lazy<CatalogueReading> Reading =
        new(() => CatalogueReader.Read(Path.Combine(Root(), "catalogue"), Path.Combine(Root(), "cities", "yibin")));

    public static LawBook Book => Reading.Value.Sound();
    public static ColumnPlan Plan { get; } = ColumnPlan.Of(Reading.Value.Indicators);

    /// <summary>Made-up procedures that try what the language can do, in a city of two organs that may do everything.</summary>
    public static LawBook Trial => TrialReading.Value;

    private static readonly Lazy<LawBook> TrialReading = new(() =>
    {
        var read = CatalogueReader.Read(Path.Combine(Root(), "tests", "Xiezhi.Catalogue.Tests", "trial", "catalogue")).Sound();
        var competences = read.Editions.SelectMany(e => e.Roles).Select(r => r.Competence).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        Organ OrganOf(int number, int above) => new(number, $"organ-{number}", new Title($"机关{number}", $"Organ {number}"), "city", above, "", number == 2 ? competences : FrozenSet<string>.Empty, 10, FrozenDictionary<string, int>.Empty)
        {
            PostRanges = FrozenDictionary<string, (int First, int Last)>.Empty,
        };
        return read with { City = City.Nowhere with { Organs = [OrganOf(1, 0), OrganOf(2, 1)] } };
    });

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiezhi.slnx"))) { return folder.FullName; }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
