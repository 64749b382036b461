using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Reading;

namespace Xiezhi.Replay.Tests;

/// <summary>The real catalogue, the real city and its real year, read once for all tests.</summary>
internal static class House
{
    private static readonly Lazy<LawBook> LazyBook = new(ReadBook);
    private static readonly Lazy<Workload> LazyYear = new(ReadYear);

    public static string Root { get; } = FindRoot();
    public static string YearFile => Path.Combine(Root, "cities", "yibin", "workload", "2023.yaml");
    public static LawBook Book => LazyBook.Value;
    public static Workload Year => LazyYear.Value;

    private static LawBook ReadBook()
    {
        var reading = CatalogueReader.Read(Path.Combine(Root, "catalogue"), Path.Combine(Root, "cities", "yibin"));
        return reading.Book ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics.Where(d => d.Severity == Severity.Error)));
    }

    private static Workload ReadYear()
    {
        var reading = WorkloadReader.Read(YearFile, Book);
        return reading.Workload ?? throw new InvalidOperationException(string.Join('\n', reading.Diagnostics));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiezhi.slnx"))) { return folder.FullName; }
        }

        throw new InvalidOperationException("the tests run inside the repository");
    }
}
