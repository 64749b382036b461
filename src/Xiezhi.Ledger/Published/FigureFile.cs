using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Published;

/// <summary>
/// A figure that proves itself without the log: its definition, its value, the leaves that make it count with the tree that they stand in, and the signed head of that
/// tree (docs/recount.md). It proves soundness, that what it shows is in the log and counts; that nothing else counts, and that no other entry of the same cases takes them
/// out again, only a recount of the whole log proves.
/// </summary>
/// <param name="City">Id of the city.</param>
/// <param name="Figure">What it says; unproven before <see cref="Verify"/>.</param>
/// <param name="Head">The signed head.</param>
/// <param name="Key">The key that the file names for it, as vkey.</param>
public sealed record FigureFile(string City, Figure Figure, SignedNote Head, string Key)
{
    /// <summary>How a figure's file begins.</summary>
    public const string FirstLine = "xiezhi-figure/1";

    private const string Day = "yyyy-MM-dd";
    private const int LongestHead = 1 << 20;

    /// <summary>Reads a figure's file and proves it.</summary>
    /// <param name="input">The file, from its beginning; read to its end.</param>
    /// <param name="trusted">The key that the reader knows; null takes the file's own, which proves only that the file agrees with itself.</param>
    /// <param name="shown">How many leaves it shows.</param>
    /// <exception cref="FormatException">It is no such file, or is cut.</exception>
    /// <exception cref="NoteFormatException">Its head is no checkpoint.</exception>
    /// <exception cref="NoteUntrustedException">The key did not sign the head, the leaves do not lead to it, or they do not count what the file says.</exception>
    public static FigureFile Verify(Stream input, NoteVerifier? trusted, out long shown)
    {
        var file = ReadHead(input);
        var head = Checkpoint.Open(file.Head, trusted ?? NoteVerifier.Parse(file.Key));
        if (file.Figure.LogSize > head.Size || head.Size == 0) { throw new NoteUntrustedException($"The figure was counted from {file.Figure.LogSize} leaves, but {head.Size} are signed."); }
        using var columns = new ColumnStore(ColumnPlan.Of([file.Figure.Indicator]));
        var (count, origin) = (0L, "");
        TreeHash root;
        using (columns.Writing())
        {
            try
            {
                root = PartialTree.Read(input, head.Size, (index, leaf) =>
                {
                    if (index >= file.Figure.LogSize) { throw new FormatException($"leaf {index} lies behind those that were counted."); }
                    if (index == 0) { origin = GenesisLeaf.Read(leaf).Origin; }
                    // Columns want every leaf of a log; what is not shown counts nothing, and so the shown ones close up.
                    columns.Add(count++, leaf);
                });
            }
            catch (Exception wrong) when (wrong is FormatException or InvalidDataException)
            {
                throw new FormatException($"The file cannot be read: {wrong.Message}", wrong);
            }
        }

        shown = count;
        if (input.ReadByte() >= 0) { throw new FormatException("Something follows the tree of the file."); }
        if (root != head.Root) { throw new NoteUntrustedException("The leaves of the file do not lead to the signed head: one of them, or a hash, was changed."); }
        if (origin != head.Origin) { throw new NoteUntrustedException($"The leaves are of the log '{origin}', the head is of '{head.Origin}'."); }
        var counted = new FigureCounter(columns).Count(file.Figure.Indicator, file.Figure.Period);
        return counted.Unrounded == file.Figure.Unrounded && counted.Numerator == file.Figure.Numerator && counted.Denominator == file.Figure.Denominator
            && counted.Entries == file.Figure.Entries
            ? file with { Figure = counted with { LogSize = file.Figure.LogSize } }
            : throw new NoteUntrustedException($"The file says {file.Figure.Printed}, but its leaves count {counted.Printed} ({counted.Unrounded?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}).");
    }

    internal static void WriteHead(Stream output, FigureFile file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var figure = file.Figure;
            json.WriteStartObject();
            json.WriteString("city", file.City);
            json.WritePropertyName("definition");
            DefinitionJson.Write(json, figure.Indicator);
            json.WriteString("from", figure.Period.From.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteString("to", figure.Period.To.ToString(Day, CultureInfo.InvariantCulture));
            json.WriteNumber("size", figure.LogSize);
            Number(json, "unrounded", figure.Unrounded);
            Number(json, "numerator", figure.Numerator);
            Number(json, "denominator", figure.Denominator);
            json.WriteString("printed", figure.Printed);
            json.WriteNumber("entries", figure.Entries);
            json.WriteString("proves", "Every entry shown is in the log and counts. That no other counts is proven by a recount of the whole log: xiezhi recount."
                + (figure.Indicator.Persons is null ? "" : $" {PersonCount.Attested.En}."));
            json.WriteString("key", file.Key);
            json.WriteString("head", file.Head.ToString());
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetBytes(FirstLine + "\n"));
        output.Write(buffer.WrittenSpan);
        output.WriteByte((byte)'\n');
    }

    private static FigureFile ReadHead(Stream input)
    {
        if (Line(input) != FirstLine) { throw new FormatException($"A figure's file begins with the line '{FirstLine}'."); }
        try
        {
            using var json = JsonDocument.Parse(Line(input));
            var root = json.RootElement;
            var period = new Period(DayOf(root, "from"), DayOf(root, "to"));
            return new FigureFile(Text(root, "city"), new Figure(DefinitionJson.Read(root.GetProperty("definition")), period, root.GetProperty("size").GetInt64())
            {
                Unrounded = Number(root, "unrounded"),
                Numerator = (long?)Number(root, "numerator"),
                Denominator = (long?)Number(root, "denominator"),
                Entries = root.GetProperty("entries").GetInt64(),
            }, SignedNote.Parse(Encoding.UTF8.GetBytes(Text(root, "head"))), Text(root, "key"));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The second line of a figure's file says what the figure is, in JSON: {wrong.Message}", wrong);
        }
    }

    private static string Line(Stream input)
    {
        var bytes = new List<byte>();
        for (var next = input.ReadByte(); next >= 0 && next != '\n'; next = input.ReadByte())
        {
            if (bytes.Count == LongestHead) { throw new FormatException($"A line of the file is longer than {LongestHead} bytes."); }
            bytes.Add((byte)next);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) { json.WriteNumber(name, number); }
        else { json.WriteNull(name); }
    }

    private static DateOnly DayOf(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), Day, CultureInfo.InvariantCulture);

    private static decimal? Number(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } number ? number.GetDecimal() : null;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
