using System.Text;

namespace Xiezhi.Web.Hosting;

/// <summary>All that a page loads besides itself: one style sheet, put together from the features' sections, and the seal.</summary>
internal static class StaticFiles
{
    private const string ShellFolder = "Features/Shell/";

    public static Asset Style { get; } = new("xiezhi", "css", "text/css; charset=utf-8", StyleText());

    public static Asset Seal { get; } = new("seal", "svg", "image/svg+xml", Read("seal.svg"));

    public static IEnumerable<Asset> All => [Style, Seal];

    // The shell first, so that a feature's section may build on it; then by name, so that every build gives the same bytes.
    private static string StyleText()
    {
        var sections = typeof(StaticFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".css", StringComparison.Ordinal))
            .Select(name => (Name: name, Key: name.Replace('\\', '/')))
            .OrderBy(section => !section.Key.StartsWith(ShellFolder, StringComparison.Ordinal))
            .ThenBy(section => section.Key, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (name, _) in sections) { text.Append(Read(name)); }
        return text.Append(Catalogue.Drawing.ProcedureDrawing.Style).Append('\n').ToString();
    }

    private static string Read(string name)
    {
        using var stream = typeof(StaticFiles).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
