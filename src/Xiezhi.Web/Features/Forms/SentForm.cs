using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;

namespace Xiezhi.Web.Features.Forms;

/// <summary>What came with a form: values by the names of their fields, and the papers that were uploaded with it or with an earlier try.</summary>
public sealed class SentForm
{
    private const int MostFields = 400;
    private const int LongestValue = 100_000;
    private const string Document = "document.";
    private const string Kept = "paper.";
    private const string Dropped = "drop.";
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    private readonly List<SentPaper> papers = [];
    private readonly List<InputProblem> problems = [];

    private SentForm() { }

    public static SentForm Empty { get; } = new();

    /// <summary>The first value of a field; empty when it was not sent.</summary>
    public string this[string field] => values.TryGetValue(field, out var all) ? all[0] : "";

    public IReadOnlyList<string> All(string field) => values.TryGetValue(field, out var all) ? all : [];

    public bool Has(string field) => values.ContainsKey(field);

    /// <summary>Fields with their first values, but for those by which papers are carried along.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values =>
        values.Where(v => !v.Key.StartsWith(Kept, StringComparison.Ordinal) && !v.Key.StartsWith(Dropped, StringComparison.Ordinal)).Select(v => KeyValuePair.Create(v.Key, v.Value[0]));

    /// <summary>The papers that go with the form, in the order in which they came.</summary>
    public IReadOnlyList<SentPaper> Papers => papers;

    /// <summary>What is wrong with papers that were not taken.</summary>
    public ImmutableArray<InputProblem> Problems => [.. problems];

    /// <summary>A form as it was saved.</summary>
    public static SentForm Of(IEnumerable<KeyValuePair<string, string>> saved, PaperStore store)
    {
        var form = new SentForm();
        foreach (var (field, value) in saved)
        {
            // A document may have several papers; they are saved under one name.
            foreach (var one in field.StartsWith(Kept, StringComparison.Ordinal) ? value.Split(' ') : [value]) { form.Add(field, one); }
        }

        form.TakeKept(store);
        return form;
    }

    /// <summary>The form as it is saved: values, and the ids of the papers.</summary>
    public IEnumerable<KeyValuePair<string, string>> Saved() =>
        Values.Concat(papers.GroupBy(paper => paper.Document, paper => paper.Paper.Id).Select(ids => KeyValuePair.Create(Kept + ids.Key, string.Join(' ', ids))));

    /// <param name="store">Takes uploads in as they come; null where none are taken.</param>
    /// <exception cref="BadHttpRequestException">What was sent is no form, or was cut off.</exception>
    public static async Task<SentForm> ReadAsync(HttpContext context, PaperStore? store, CancellationToken ct)
    {
        var form = new SentForm();
        try
        {
            if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            {
                await form.ReadPartsAsync(context.Request.Body, HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "", store, ct);
            }
            else
            {
                foreach (var (field, sent) in await context.Request.ReadFormAsync(ct))
                {
                    foreach (var value in sent) { form.Add(field, value ?? ""); }
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form was cut off, or is none.", StatusCodes.Status400BadRequest, broken);
        }
        catch (InvalidOperationException noForm)
        {
            throw new BadHttpRequestException("What was sent is no form.", StatusCodes.Status415UnsupportedMediaType, noForm);
        }

        if (store is not null) { form.TakeKept(store); }
        return form;
    }

    private async Task ReadPartsAsync(Stream body, string boundary, PaperStore? store, CancellationToken ct)
    {
        if (boundary.Length is 0 or > 200) { throw new InvalidDataException("There is no boundary between the parts of the form."); }
        var reader = new MultipartReader(boundary, body);
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } part; parts++)
        {
            if (parts >= MostFields) { throw new InvalidDataException("The form has too many parts."); }
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var says)) { continue; }
            var field = HeaderUtilities.RemoveQuotes(says.Name).Value ?? "";
            if (part.AsFileSection() is { } file) { await TakeAsync(field, file.FileName, part.Body, store, ct); }
            else { Add(field, await TextAsync(part.Body, ct)); }
        }
    }

    private async Task TakeAsync(string field, string name, Stream content, PaperStore? store, CancellationToken ct)
    {
        // A browser sends a part without a name where no file was chosen.
        if (store is null || name.Length == 0 || !field.StartsWith(Document, StringComparison.Ordinal)) { return; }
        switch (await store.ReceiveAsync(content, name, null, ct))
        {
            case PaperAnswer.Received received: papers.Add(new SentPaper(field[Document.Length..], received.Paper)); break;
            case PaperAnswer.NotTaken not: problems.Add(new InputProblem(field, new($"“{name}”：{not.Words.Zh}", $"'{name}': {not.Words.En}"))); break;
        }
    }

    private void TakeKept(PaperStore store)
    {
        foreach (var (field, ids) in values.Where(v => v.Key.StartsWith(Kept, StringComparison.Ordinal)))
        {
            var document = field[Kept.Length..];
            foreach (var id in ids.Distinct().Where(id => !All(Dropped + document).Contains(id)))
            {
                if (store.Find(id) is { } paper) { papers.Add(new SentPaper(document, paper)); }
            }
        }
    }

    private void Add(string field, string value)
    {
        if (field.Length is 0 or > 200) { return; }
        if (values.Count >= MostFields || value.Length > LongestValue) { throw new InvalidDataException("The form is too large."); }
        if (!values.TryGetValue(field, out var all)) { values[field] = all = []; }
        all.Add(value.ReplaceLineEndings("\n"));
    }

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        // A character has at most four bytes.
        var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent((LongestValue * 4) + 1);
        var read = await part.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return read <= LongestValue * 4 ? Encoding.UTF8.GetString(bytes, 0, read) : throw new InvalidDataException("A field of the form is too long.");
    }
}

/// <param name="Document">Id of the document that it is.</param>
public sealed record SentPaper(string Document, UploadedPaper Paper);

/// <summary>What is wrong with a field, in the language of the page.</summary>
/// <param name="Field">Its name, which is also its id on the page; empty for the whole form.</param>
public sealed record FieldError(string Field, string Text);
