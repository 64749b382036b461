using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Reports;

/// <summary>The figures as they lie beside a published log, for whoever recounts to compare.</summary>
/// <param name="City">Id of the city.</param>
/// <param name="Period">The days that were counted.</param>
/// <param name="Size">Leaves that they were counted from: the first ones of the log.</param>
/// <param name="Definitions">Digest of the definitions that they were counted by.</param>
public sealed record PublishedFigures(string City, Period Period, long Size, string Definitions, ImmutableArray<PublishedFigure> Figures)
{
    /// <summary>Names of the two files beside the log.</summary>
    public const string FileName = "figures.json", DefinitionsFileName = "definitions.json";

    private const string Day = "yyyy-MM-dd";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="figures">All for one period and from one state of the log.</param>
    /// <param name="definitions">The bytes of their definitions.</param>
    public static PublishedFigures Of(string city, IReadOnlyList<Figure> figures, ReadOnlySpan<byte> definitions) =>
        new(city, figures[0].Period, figures[0].LogSize, DefinitionJson.Digest(definitions),
            [.. figures.Select(f => new PublishedFigure(f.Id, f.Unrounded, f.Numerator, f.Denominator, f.Printed))]);

    /// <summary>The file: <c>{city, from, to, size, definitions, figures: [{id, unrounded, numerator, denominator, printed}]}</c>.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(new
    {
        city = City,
        from = Period.From.ToString(Day, CultureInfo.InvariantCulture),
        to = Period.To.ToString(Day, CultureInfo.InvariantCulture),
        size = Size,
        definitions = Definitions,
        figures = Figures.Select(f => new { id = f.Id, unrounded = f.Unrounded, numerator = f.Numerator, denominator = f.Denominator, printed = f.Printed }),
    }, Readable), (byte)'\n'];

    /// <exception cref="FormatException">The bytes are no such file.</exception>
    public static PublishedFigures Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var json = JsonDocument.Parse(file);
            var root = json.RootElement;
            return new PublishedFigures(Text(root, "city"), new Period(DayOf(root, "from"), DayOf(root, "to")), root.GetProperty("size").GetInt64(), Text(root, "definitions"),
                [.. root.GetProperty("figures").EnumerateArray().Select(FigureOf)]);
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }

    private static PublishedFigure FigureOf(JsonElement json) =>
        new(Text(json, "id"), Number(json, "unrounded"), (long?)Number(json, "numerator"), (long?)Number(json, "denominator"), Text(json, "printed"));

    private static DateOnly DayOf(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), Day, CultureInfo.InvariantCulture);

    private static decimal? Number(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } number ? number.GetDecimal() : null;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}

/// <summary>One of them.</summary>
/// <param name="Unrounded">Exact; null when there is no value.</param>
/// <param name="Printed">As the Chinese report prints it.</param>
public sealed record PublishedFigure(string Id, decimal? Unrounded, long? Numerator, long? Denominator, string Printed)
{
    /// <summary>Whether a recount came to the same.</summary>
    public bool Says(Figure counted) => Id == counted.Id && Unrounded == counted.Unrounded && Numerator == counted.Numerator && Denominator == counted.Denominator && Printed == counted.Printed;
}
