using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Reports;

/// <summary>Figures for programs: a list of objects whose names are a contract with those who read them.</summary>
public static class FigureJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>
    /// <c>[{id, value, unrounded, printed, numerator, denominator, entries, cutOff, checkpoint}]</c>: values are numbers, rates in per cent, days
    /// <c>yyyy-MM-dd</c>, the checkpoint <c>{size, root}</c>; what is not there is null. A figure that counts people has <c>persons: {counted, unidentified, atMost, attested}</c>
    /// besides, and says how often somebody came until they were counted.
    /// </summary>
    public static string Write(IEnumerable<Figure> figures, LogHead? head)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartArray();
            foreach (var figure in figures)
            {
                Write(json, figure, head);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One figure as an object.</summary>
    public static void Write(Utf8JsonWriter json, Figure figure, LogHead? head)
    {
        json.WriteStartObject();
        json.WriteString("id", figure.Id);
        Number(json, "value", figure.Value);
        Number(json, "unrounded", figure.Unrounded);
        json.WriteString("printed", figure.Printed);
        Number(json, "numerator", figure.Numerator);
        Number(json, "denominator", figure.Denominator);
        json.WriteNumber("entries", figure.Entries);
        json.WriteString("cutOff", $"{figure.CutOff:yyyy-MM-dd}");
        json.WritePropertyName("checkpoint");
        if (head is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStartObject();
            json.WriteNumber("size", head.Size);
            json.WriteString("root", head.Root);
            json.WriteEndObject();
        }

        if (figure.Indicator.Persons is not null) { WritePersons(json, figure); }
        json.WriteEndObject();
    }

    private static void WritePersons(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject("persons");
        json.WriteBoolean("counted", !figure.IsUncounted);
        Number(json, "unidentified", figure.Persons?.Unidentified);
        json.WriteNumber("atMost", figure.Entries);
        json.WriteString("attested", PersonCount.Attested.Zh);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
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
}
