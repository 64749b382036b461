using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Cli.Folders;

/// <summary>The figures as they were published beside an exported log, for whoever recounts to compare: <c>figures.json</c>.</summary>
internal sealed record PublishedFigures(string City, int Year, ImmutableArray<(string Id, decimal? Unrounded, string? Printed)> Figures)
{
    private const string Name = "figures.json";

    public static void Write(string folder, string city, int year, IEnumerable<Figure> figures)
    {
        using var file = File.Create(Path.Combine(folder, Name));
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonSerializer.SerializeToElement(new { city, year, figures = figures.Select(f => new { id = f.Id, unrounded = f.Unrounded, printed = f.Printed }) }).WriteTo(json);
    }

    /// <returns>Null when nothing was published with the log.</returns>
    /// <exception cref="UsageException">The file is damaged, or speaks of another year.</exception>
    public static PublishedFigures? Read(string folder, int? year)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) { return null; }
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            var of = root.GetProperty("year").GetInt32();
            if (year is { } asked && asked != of) { throw new UsageException($"{path} speaks of {of}, not of {asked}.", "Leave --year out."); }
            return new PublishedFigures(root.GetProperty("city").GetString() ?? "", of,
                [.. root.GetProperty("figures").EnumerateArray().Select(f => (f.GetProperty("id").GetString() ?? "", f.GetProperty("unrounded").ValueKind == JsonValueKind.Number ? f.GetProperty("unrounded").GetDecimal() : (decimal?)null, f.GetProperty("printed").GetString()))]);
        }
        catch (Exception damaged) when (damaged is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{path} is damaged: {damaged.Message}", "Export the log again.");
        }
    }
}
