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

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiezhi.slnx"))) { return folder.FullName; }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
