using System.Collections.Immutable;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;

namespace Xiezhi.Web.Features.Forms;

/// <summary>The form of an act as a page shows it: the fields of the edition, with what was typed so far and what is wrong with it.</summary>
/// <param name="ForOrgan">Filled in by an officer: documents may be made from their templates.</param>
/// <param name="Key">The idempotency key that the form carries: sent twice, it acts once.</param>
public sealed record FormView(ActForm Form, SentForm Sent, ImmutableArray<InputProblem> Problems, bool ForOrgan, string Key)
{
    private const string Document = "document.";
    private const string Without = "without.";

    public static FormView New(ActForm form, bool forOrgan) => new(form, SentForm.Empty, [], forOrgan, NewKey());

    /// <summary>The form as it came back, with what is wrong with its papers.</summary>
    public static FormView Again(ActForm form, SentForm sent, bool forOrgan) =>
        new(form, sent, sent.Problems, forOrgan, sent["key"] is { Length: >= 8 and <= 128 } key ? key : NewKey());

    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>What stands in the field: what was typed, else what the form begins with.</summary>
    public string? ValueOf(FormField field) => Sent.Has(field.Name) ? Sent[field.Name] : field.Value;

    public string? ErrorOf(FormField field, View view) => Problems.FirstOrDefault(p => p.Field == field.Name) is { } problem ? view.In(problem.Words) : null;

    public IReadOnlyList<UploadedPaper> PapersOf(FormField field) =>
        [.. Sent.Papers.Where(paper => Document + paper.Document == field.Name).Select(paper => paper.Paper)];

    /// <summary>Whether an organ hands out the document with every such act: then it goes with it, uploaded or not.</summary>
    public bool IsMade(FormField field) => ForOrgan && Needs(Form, field.Name[Document.Length..]);

    /// <summary>Whether the document goes without a file; null where that is not asked: a party uploads, and what an organ always hands out goes by itself.</summary>
    public bool? IsWithout(FormField field) => ForOrgan && !IsMade(field) ? Sent.Has(Without + field.Name[Document.Length..]) : null;

    private static bool Needs(ActForm form, string document) =>
        form.Edition.FindDocument(document) is { Index: var index } && form.Doing is { } act && act.Documents.Contains(index);

    /// <summary>Problems as the summary lists them, those of known fields with a way to the field.</summary>
    public IReadOnlyList<FieldError> Errors(View view) =>
        [.. Problems.Select(p => new FieldError(Form.Fields.Any(f => f.Name == p.Field) ? p.Field : "", view.In(p.Words)))];

    /// <summary>The form as an input for the one reader of inputs.</summary>
    public ActInput Input(string? number)
    {
        var documents = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var field in Form.Fields.Where(f => f.Kind == FieldKind.Paper))
        {
            var id = field.Name[Document.Length..];
            ImmutableArray<string> papers = [.. Sent.Papers.Where(p => p.Document == id).Select(p => p.Paper.Id)];
            if (papers.Length > 0 || IsMade(field) || IsWithout(field) == true) { documents[id] = papers; }
        }

        return new ActInput
        {
            Case = number,
            Procedure = number is null ? Form.Edition.Procedure : null,
            Act = Form.Act,
            Facts = Named(Sent, "fact."),
            Names = Named(Sent, "name."),
            Persons = Named(Sent, "person.").Keys.Select(key => key.Split('.')[0]).Distinct()
                .Select(role => (Role: role, Person: PersonOf(Sent, role))).Where(p => p.Person is not { Name: "", Identity: "", Phone: "" })
                .ToImmutableDictionary(p => p.Role, p => p.Person),
            Documents = documents.ToImmutable(),
            Outcome = NullIfEmpty(Sent["outcome"]),
            On = NullIfEmpty(Sent["on"]),
            Why = NullIfEmpty(Sent["why"]),
            By = NullIfEmpty(Sent["by"]),
            Follow = NullIfEmpty(Sent["follow"]),
            Officers = int.TryParse(Sent["officers"], out var officers) ? officers : 1,
            When = NullIfEmpty(Sent["when"].Trim()),
            Key = Key,
            Seen = int.TryParse(Sent["seen"], out var seen) ? seen : null,
        };
    }

    private static PersonInput PersonOf(SentForm sent, string role) =>
        new(sent[$"person.{role}.name"].Trim(), sent[$"person.{role}.identity"].Trim(), sent[$"person.{role}.phone"].Trim());

    private static ImmutableDictionary<string, string> Named(SentForm sent, string start) => sent.Values.Where(v => v.Key.StartsWith(start, StringComparison.Ordinal) && v.Value.Trim().Length > 0)
        .ToImmutableDictionary(v => v.Key[start.Length..], v => v.Value.Trim());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
