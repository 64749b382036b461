using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Xiezhi.Office.Events;

/// <summary>Events as CloudEvents 1.0 in structured JSON. The same event is the same bytes whenever it is sent.</summary>
/// <param name="origin">The log's name, in which a leaf index names one event for ever.</param>
/// <param name="site">Address of the site, for links; empty for addresses within it.</param>
public sealed class CloudEvent(string origin, string site)
{
    public const string MediaType = "application/cloudevents+json";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The event's id, unique in the world with its source.</summary>
    public string IdOf(CaseEvent what) => string.Create(CultureInfo.InvariantCulture, $"{origin}:{what.Leaf}");

    public byte[] Write(CaseEvent what)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", IdOf(what));
            json.WriteString("source", origin);
            json.WriteString("type", what.Type);
            json.WriteString("subject", what.Number.ToString());
            json.WriteString("datacontenttype", "application/json");
            // By the extensions of CloudEvents: events of one case share a key, and come in the order of the sequence.
            json.WriteString("partitionkey", what.Number.ToString());
            json.WriteString("sequence", what.Leaf.ToString("D19", CultureInfo.InvariantCulture));
            json.WriteStartObject("data");
            Write(json, what);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter json, CaseEvent what)
    {
        json.WriteString("number", what.Number.ToString());
        json.WriteString("procedure", what.Edition.Procedure);
        json.WriteString("edition", Iso(what.Edition.From));
        json.WriteString("keeper", what.Keeper.Id);
        json.WriteNumber("entry", what.Entry);
        json.WriteNumber("leaf", what.Leaf);
        json.WriteString("kind", what.Kind);
        json.WriteString("subject", what.Subject);
        json.WriteString("effective", Iso(what.Effective));
        json.WriteString("recorded", Iso(what.Recorded));
        json.WriteBoolean("deemed", what.Deemed);
        json.WriteString("acting", what.Acting);
        json.WriteString("outcome", what.Outcome);
        json.WriteStartArray("verdicts");
        foreach (var (limit, verdict) in what.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("limit", limit);
            json.WriteString("verdict", verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in what.Findings) { json.WriteStringValue(finding); }
        json.WriteEndArray();
        json.WriteString("case", $"{site}/api/v1/cases/{Uri.EscapeDataString(what.Number.Plain)}");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
