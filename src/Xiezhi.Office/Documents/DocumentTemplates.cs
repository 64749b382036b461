using System.Collections.Frozen;
using System.Collections.Immutable;
using Fluid;
using Fluid.Values;
using Xiezhi.Catalogue.Templates;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Documents;

/// <summary>The parsed templates of a law book.</summary>
/// <remarks>Safe for several threads.</remarks>
public sealed class DocumentTemplates
{
    private static readonly FluidParser Parser = new();
    private readonly FrozenDictionary<string, IFluidTemplate> templates;
    // Nothing that a template may do reaches beyond the words it is given.
    private readonly TemplateOptions options = new() { MaxSteps = 100_000, MaxRecursion = 20 };

    /// <exception cref="ArgumentException">A template cannot be parsed; reading the catalogue would have told.</exception>
    public DocumentTemplates(LawBook book) =>
        templates = book.Templates.ToFrozenDictionary(t => t.Key, t => Parser.TryParse(t.Value, out var parsed, out var error) ? parsed
            : throw new ArgumentException($"the template '{t.Key}' cannot be read: {error}", nameof(book)), StringComparer.Ordinal);

    /// <summary>The document as it was made, or null when it has no template or no act has made it yet.</summary>
    /// <param name="case">What the reader may see of the case.</param>
    public RenderedDocument? Render(DocumentCase @case, Document document, LawBook book)
    {
        if (document.Template is not { } id || !templates.TryGetValue(id, out var template)) { return null; }
        if (@case.MakingOf(document, book) is not { } making) { return null; }
        var words = new DocumentModel(@case, making, document, book);
        var context = new TemplateContext(options);
        foreach (var (word, value) in words.Values()) { context.SetValue(word, FluidValue.Create(value, options)); }
        var (title, lines) = Parts(template.Render(context), document.Title.Zh);
        return new RenderedDocument(title, words.By, @case.Number.ToString(), words.Recipient.Length > 0 ? words.Recipient : null, lines, words.By, making.Entry.Happened.Day, @case.Notice);
    }

    /// <summary>A template's text: <c># </c> begins the title, <c>## </c> a heading, every other line is a paragraph.</summary>
    private static (string Title, ImmutableArray<DocumentLine> Lines) Parts(string text, string otherwise)
    {
        var title = otherwise;
        var lines = ImmutableArray.CreateBuilder<DocumentLine>();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0) { continue; }
            if (line.StartsWith("## ", StringComparison.Ordinal)) { lines.Add(new DocumentLine(true, line[3..].Trim())); }
            else if (line.StartsWith("# ", StringComparison.Ordinal)) { title = line[2..].Trim(); }
            else { lines.Add(new DocumentLine(false, line)); }
        }

        return (title, lines.DrainToImmutable());
    }
}
