using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Indicators;

public static partial class DefinitionJson
{
    /// <summary>Reads what <see cref="Write(IEnumerable{Indicator})"/> has written.</summary>
    /// <exception cref="FormatException">The bytes are no definitions; the message names which figure is wrong, and in what.</exception>
    public static ImmutableArray<Indicator> Read(ReadOnlyMemory<byte> definitions)
    {
        try
        {
            using var json = JsonDocument.Parse(definitions);
            return [.. json.RootElement.EnumerateArray().Select(Read)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The definitions are no list of objects: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads one definition.</summary>
    /// <exception cref="FormatException">The object is no definition; the message names the figure and what is wrong.</exception>
    public static Indicator Read(JsonElement json)
    {
        var id = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("id", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "?";
        try
        {
            return new Indicator(id, TitleOf(json, "title"), TitleOf(json, "definition"), MeasureOf(json), PrintOf(json.GetProperty("print")))
            {
                Chapter = Text(json, "chapter"),
                Persons = json.TryGetProperty("persons", out var role) ? role.GetString() : null,
                ByOrgan = Text(json, "byOrgan") switch { "acting" => OrganGrouping.Acting, "register" => OrganGrouping.Register, var other => throw Unknown("byOrgan", other) },
            };
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException or FormatException)
        {
            throw new FormatException($"The definition of '{id}' cannot be read: {wrong.Message}", wrong);
        }
    }

    private static Measure MeasureOf(JsonElement json)
    {
        if (json.TryGetProperty("count", out var counted)) { return new Measure.Count(SelectionOf(counted)); }
        if (json.TryGetProperty("sum", out var summed)) { return new Measure.Sum(SelectionOf(summed), Text(json, "fact")); }
        return new Measure.Rate(Named<RateBasis>(json, "basis"), SelectionOf(json.GetProperty("numerator")), SelectionOf(json.GetProperty("denominator")), Named<ZeroRule>(json, "zero"));
    }

    private static Selection SelectionOf(JsonElement json) => new(Text(json, "procedure"), OccasionOf(json.GetProperty("on")))
    {
        When = [.. json.GetProperty("when").EnumerateArray().Select(ConditionOf)],
        Level = json.GetProperty("level").GetString(),
        Organs = Texts(json.GetProperty("organs")),
    };

    private static Occasion OccasionOf(JsonElement json) => Only(json) switch
    {
        { Name: "first" } acts => new Occasion.First(Acts(acts.Value)),
        { Name: "each" } acts => new Occasion.Each(Acts(acts.Value)),
        { Name: "closed" } outcomes => new Occasion.Closed(Texts(outcomes.Value)),
        { Name: "open" } => new Occasion.Open(),
        var other => throw Unknown("on", other.Name),
    };

    private static UnitCondition ConditionOf(JsonElement json) => json.EnumerateObject().FirstOrDefault().Name switch
    {
        "fact" => json.TryGetProperty("in", out var values)
            ? new UnitCondition.FactIn(Text(json, "fact"), Texts(values))
            : new UnitCondition.FactBetween(Text(json, "fact"), Number(json.GetProperty("atLeast")), Number(json.GetProperty("atMost"))),
        "done" => new UnitCondition.Done(Acts(json.GetProperty("done"))),
        "notDone" => new UnitCondition.NotDone(Acts(json.GetProperty("notDone"))),
        "closedBy" => new UnitCondition.ClosedBy(Texts(json.GetProperty("closedBy"))),
        "limit" => new UnitCondition.ClockIs(Text(json, "limit"), Named<ClockOutcome>(json, "is")),
        "finding" => new UnitCondition.Found(Text(json, "finding"), json.GetProperty("present").GetBoolean()),
        "openedInPeriod" => new UnitCondition.OpenedInPeriod(),
        var other => throw Unknown("when", other),
    };

    private static PrintRule PrintOf(JsonElement json) =>
        new(Text(json, "unit"), json.GetProperty("decimals").GetInt32(), Named<Scale>(json, "scale"), Named<Qualifier>(json, "qualifier"))
        {
            UnitEn = Text(json, "unitEn"),
            Step = json.GetProperty("step").GetInt32() is > 0 and var step ? step : throw Unknown("step", "a number below 1"),
            Rounding = Named<Rounding>(json, "rounding"),
            Numerals = Named<Numerals>(json, "numerals"),
        };

    private static Title TitleOf(JsonElement json, string name) => new(Text(json, name), json.GetProperty(name + "En").GetString()!);

    private static ImmutableArray<string> Acts(JsonElement json) => Texts(json) is { IsEmpty: false } acts ? acts : throw new FormatException("a list of acts is empty.");

    private static ImmutableArray<string> Texts(JsonElement json) => [.. json.EnumerateArray().Select(t => t.GetString() ?? throw new FormatException("a list holds null."))];

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static decimal? Number(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : json.GetDecimal();

    private static JsonProperty Only(JsonElement json) => json.EnumerateObject().ToList() is [var only] ? only : throw new FormatException("an occasion is one thing.");

    private static T Named<T>(JsonElement json, string name) where T : struct, Enum
    {
        var text = Text(json, name);
        foreach (var value in Enum.GetValues<T>())
        {
            if (Name(value) == text) { return value; }
        }

        throw Unknown(name, text);
    }

    private static FormatException Unknown(string name, string value) => new($"'{name}' cannot be '{value}'.");
}
