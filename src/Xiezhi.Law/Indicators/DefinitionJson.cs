using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Xiezhi.Law.Indicators;

/// <summary>Definitions of figures for readers that do not know the catalogue's files, as docs/recount.md describes them. Equal definitions have equal bytes.</summary>
public static partial class DefinitionJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definitions in the order given, as UTF-8.</summary>
    public static byte[] Write(IEnumerable<Indicator> indicators)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var indicator in indicators)
            {
                Write(json, indicator);
            }

            json.WriteEndArray();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>What names a set of definitions: SHA-256 of its bytes, in hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> definitions) => Convert.ToHexStringLower(SHA256.HashData(definitions));

    /// <summary>One definition as an object.</summary>
    public static void Write(Utf8JsonWriter json, Indicator indicator)
    {
        json.WriteStartObject();
        json.WriteString("id", indicator.Id);
        json.WriteString("title", indicator.Title.Zh);
        json.WriteString("titleEn", indicator.Title.En);
        json.WriteString("definition", indicator.Definition.Zh);
        json.WriteString("definitionEn", indicator.Definition.En);
        json.WriteString("chapter", indicator.Chapter);
        json.WriteString("byOrgan", indicator.ByOrgan == OrganGrouping.Acting ? "acting" : "register");
        switch (indicator.Measure)
        {
            case Measure.Count count:
                Write(json, "count", count.Of);
                break;
            case Measure.Sum sum:
                Write(json, "sum", sum.Of);
                json.WriteString("fact", sum.Fact);
                break;
            case Measure.Rate rate:
                json.WriteString("basis", Name(rate.Basis));
                Write(json, "numerator", rate.Numerator);
                Write(json, "denominator", rate.Denominator);
                json.WriteString("zero", Name(rate.Zero));
                break;
        }

        if (indicator.Persons is { } role) { json.WriteString("persons", role); }
        Write(json, indicator.Print);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Selection selection)
    {
        json.WriteStartObject(name);
        json.WriteString("procedure", selection.Procedure);
        json.WriteStartObject("on");
        switch (selection.On)
        {
            case Occasion.First first: Write(json, "first", first.Acts); break;
            case Occasion.Each each: Write(json, "each", each.Acts); break;
            case Occasion.Closed closed: Write(json, "closed", closed.Outcomes); break;
            default: json.WriteBoolean("open", true); break;
        }

        json.WriteEndObject();
        json.WriteStartArray("when");
        foreach (var condition in selection.When)
        {
            json.WriteStartObject();
            Write(json, condition);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("level", selection.Level);
        Write(json, "organs", selection.Organs);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnitCondition condition)
    {
        switch (condition)
        {
            case UnitCondition.FactIn fact:
                json.WriteString("fact", fact.Fact);
                Write(json, "in", fact.Values);
                break;
            case UnitCondition.FactBetween fact:
                json.WriteString("fact", fact.Fact);
                Write(json, "atLeast", fact.AtLeast);
                Write(json, "atMost", fact.AtMost);
                break;
            case UnitCondition.Done done: Write(json, "done", done.Acts); break;
            case UnitCondition.NotDone done: Write(json, "notDone", done.Acts); break;
            case UnitCondition.ClosedBy closed: Write(json, "closedBy", closed.Outcomes); break;
            case UnitCondition.ClockIs clock:
                json.WriteString("limit", clock.Limit);
                json.WriteString("is", Name(clock.Outcome));
                break;
            case UnitCondition.Found found:
                json.WriteString("finding", found.Finding);
                json.WriteBoolean("present", found.Present);
                break;
            case UnitCondition.OpenedInPeriod: json.WriteBoolean("openedInPeriod", true); break;
            default: throw new ArgumentException($"{condition} has no form for readers.", nameof(condition));
        }
    }

    private static void Write(Utf8JsonWriter json, PrintRule print)
    {
        json.WriteStartObject("print");
        json.WriteString("unit", print.Unit);
        json.WriteString("unitEn", print.UnitEn);
        json.WriteNumber("decimals", print.Decimals);
        json.WriteString("scale", Name(print.Scale));
        json.WriteString("qualifier", Name(print.Qualifier));
        json.WriteNumber("step", print.Step);
        json.WriteString("rounding", Name(print.Rounding));
        json.WriteString("numerals", Name(print.Numerals));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
