namespace Xiezhi.Catalogue.Tests;

/// <summary>Where the real catalogue and the real city lie.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();
    public static string Catalogue => Path.Combine(Root, "catalogue");
    /// <summary>A catalogue of made-up procedures, each small, which use what the language can do.</summary>
    public static string Trial => Path.Combine(Root, "tests", "Xiezhi.Catalogue.Tests", "trial", "catalogue");
    public static string Yibin => Path.Combine(Root, "cities", "yibin");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Xiezhi.slnx"))) { return folder.FullName; }
        }

        throw new InvalidOperationException("the tests run inside the repository");
    }
}
