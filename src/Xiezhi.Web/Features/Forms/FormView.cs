using System.Collections.Immutable;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;

namespace Xiezhi.Web.Features.Forms;

/// <summary>The form of an act as a page shows it: the fields of the edition, with what was typed so far and what is wrong with it.</summary>
/// <param name="ForOrgan">Filled in by an officer: documents may be made from their templates.</param>
/// <param name="Key">The idempotency key that the form carries: sent twice, it acts once.</param>
internal sealed record FormView(ActForm Form, SentForm Sent, ImmutableArray<InputProblem> Problems, bool ForOrgan, string Key)
{
    private const string Document = "document.";
    private const string Without = "without.";

    public static FormView New(ActForm form, bool forOrgan) => new(form, SentForm.Empty, [], forOrgan, NewKey());

    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>What stands in the field: what was typed, else what the form begins with.</summary>
    public string? ValueOf(FormField field) => Sent.Has(field.Name) ? Sent[field.Name] : field.Value;

    public string? ErrorOf(FormField field, View view) => Problems.FirstOrDefault(p => p.Field == field.Name) is { } problem ? view.In(problem.Words) : null;

    public IReadOnlyList<UploadedPaper> PapersOf(FormField field) =>
        [.. Sent.Papers.Where(paper => Document + paper.Document == field.Name).Select(paper => paper.Paper)];

    /// <summary>Whether the document goes without a file: as sent; at first, for an officer whose act needs it.</summary>
    public bool IsWithout(FormField field) => ReferenceEquals(Sent, SentForm.Empty) ? ForOrgan && field.Required : Sent.Has(Without + field.Name[Document.Length..]);

    /// <summary>Problems as the summary lists them, those of known fields with a way to the field.</summary>
    public IReadOnlyList<FieldError> Errors(View view) =>
        [.. Problems.Select(p => new FieldError(Form.Fields.Any(f => f.Name == p.Field) ? p.Field : "", view.In(p.Words)))];

    /// <summary>The form as an input for the one reader of inputs.</summary>
    public static ActInput InputOf(SentForm sent, ActForm form, string? number, string key)
    {
        var documents = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var field in form.Fields.Where(f => f.Kind == FieldKind.Paper))
        {
            var id = field.Name[Document.Length..];
            ImmutableArray<string> papers = [.. sent.Papers.Where(p => p.Document == id).Select(p => p.Paper.Id)];
            if (papers.Length > 0 || sent.Has(Without + id)) { documents[id] = papers; }
        }

        return new ActInput
        {
            Case = number,
            Procedure = number is null ? form.Edition.Procedure : null,
            Act = form.Act,
            Facts = Named(sent, "fact."),
            Names = Named(sent, "name."),
            Persons = Named(sent, "person.").Keys.Select(key => key.Split('.')[0]).Distinct()
                .Select(role => (Role: role, Person: PersonOf(sent, role))).Where(p => p.Person is not { Name: "", Identity: "", Phone: "" })
                .ToImmutableDictionary(p => p.Role, p => p.Person),
            Documents = documents.ToImmutable(),
            Outcome = NullIfEmpty(sent["outcome"]),
            On = NullIfEmpty(sent["on"]),
            Officers = int.TryParse(sent["officers"], out var officers) ? officers : 1,
            When = NullIfEmpty(sent["when"].Trim()),
            Key = key,
            Seen = int.TryParse(sent["seen"], out var seen) ? seen : null,
        };
    }

    private static PersonInput PersonOf(SentForm sent, string role) =>
        new(sent[$"person.{role}.name"].Trim(), sent[$"person.{role}.identity"].Trim(), sent[$"person.{role}.phone"].Trim());

    private static ImmutableDictionary<string, string> Named(SentForm sent, string start) => sent.Values.Where(v => v.Key.StartsWith(start, StringComparison.Ordinal) && v.Value.Trim().Length > 0)
        .ToImmutableDictionary(v => v.Key[start.Length..], v => v.Value.Trim());

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
