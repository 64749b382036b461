using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;

namespace Xiezhi.Cli.Importing;

/// <summary>An act in each row of a file: the first row names the fields as forms name them, or by the bare ids of facts and roles.</summary>
/// <param name="Line">Where the row begins.</param>
internal sealed record ActRow(int Line, ActInput Input, ImmutableArray<CsvCell> Cells);

/// <summary>The acts that a file of comma-separated values asks for.</summary>
internal sealed class ActRows
{
    private const string Case = "case";
    private static readonly string[] Plain = [Case, FieldName.When, FieldName.Outcome, FieldName.On, FieldName.Why, FieldName.By, FieldName.Follow, FieldName.Officers];
    private readonly string file;
    private readonly ImmutableArray<string> fields;

    private ActRows(string file, ImmutableArray<string> fields, ImmutableArray<ActRow> rows) => (this.file, this.fields, Rows) = (file, fields, rows);

    public ImmutableArray<ActRow> Rows { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="edition">Whose facts and roles the first row names.</param>
    /// <param name="opens">Whether each row opens a case; else a column <c>case</c> names the one it is about.</param>
    /// <param name="key">Name of the import: a row that was recorded under it is not recorded again, though other rows of the file were mended. Null for a name that follows from the
    /// whole file.</param>
    /// <exception cref="UsageException">It cannot be read; the message says where.</exception>
    public static ActRows Read(byte[] bytes, string file, Edition edition, string act, bool opens, string? key)
    {
        var rows = CsvRows.Read(bytes, file);
        if (rows.Length < 2) { throw new UsageException($"{file} has no rows below the first one, which names the fields.", $"Write, for instance: {string.Join(',', FieldsOf(edition, act))}"); }
        var named = rows[0].Select(cell => FieldOf(cell, edition, file)).ToImmutableArray();
        for (var i = 0; i < named.Length; i++) { if (named[..i].Contains(named[i])) { throw CsvRows.Wrong(file, rows[0][i].Line, rows[0][i].Column, $"the field '{named[i]}' stands there twice; keep one"); } }
        if (!opens && !named.Contains(Case)) { throw CsvRows.Wrong(file, rows[0][0].Line, rows[0][0].Column, "no column 'case' names the case of each row; add it, or open cases with --open"); }
        if (opens && named.IndexOf(Case) is >= 0 and var extra) { throw CsvRows.Wrong(file, rows[0][extra].Line, rows[0][extra].Column, "'case' names a case that there is, and --open opens new ones; keep one"); }

        var import = $"{key ?? Convert.ToHexStringLower(SHA256.HashData(bytes))}\n{edition.Procedure}\n{act}";
        var alike = new Dictionary<string, int>(StringComparer.Ordinal);
        return new ActRows(file, named, [.. rows.Skip(1).Select(row => RowOf(row, named, file, opens ? edition.Procedure : null, act, KeyOf(import, row, named, alike)))]);
    }

    /// <summary>Names a place in the file: that of the field, or where the row begins when it has no such field.</summary>
    public string At(ActRow row, string field)
    {
        var index = fields.IndexOf(field);
        var cell = row.Cells[Math.Max(index, 0)];
        return $"{file}({cell.Line},{cell.Column})";
    }

    /// <summary>The place of whatever a refusal names: a fact, a role, or the row.</summary>
    public string AtWhat(ActRow row, string? what) => At(row, fields.FirstOrDefault(f => f == FieldName.Facts + what || f == FieldName.Names + what || f == FieldName.OfPerson($"{what}")) ?? "");

    // What a row says, and which of those that say the same it is.
    private static string KeyOf(string import, ImmutableArray<CsvCell> cells, ImmutableArray<string> fields, Dictionary<string, int> alike)
    {
        var said = string.Join('\n', cells.Zip(fields).Where(c => c.First.Text.Length > 0).OrderBy(c => c.Second, StringComparer.Ordinal).Select(c => $"{c.Second}={c.First.Text.Length}:{c.First.Text}"));
        alike[said] = alike.GetValueOrDefault(said) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{import}\n{said}\n{alike[said]}")));
    }

    private static ActRow RowOf(ImmutableArray<CsvCell> cells, ImmutableArray<string> fields, string file, string? procedure, string act, string key)
    {
        if (cells.Length != fields.Length)
        {
            var at = cells[Math.Min(cells.Length, fields.Length) - 1];
            throw CsvRows.Wrong(file, at.Line, at.Column, $"the row has {cells.Length} cells, the first row names {fields.Length} fields");
        }

        var input = new ActInput { Procedure = procedure, Act = act, Key = key };
        var persons = new Dictionary<string, PersonInput>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Text is not { Length: > 0 } text) { continue; }
            var field = fields[i];
            input = field switch
            {
                Case => input with { Case = text },
                FieldName.When => input with { When = text },
                FieldName.Outcome => input with { Outcome = text },
                FieldName.On => input with { On = text },
                FieldName.Why => input with { Why = text },
                FieldName.By => input with { By = text },
                FieldName.Follow => input with { Follow = text },
                FieldName.Officers => int.TryParse(text, out var officers) && officers > 0 ? input with { Officers = officers } : throw CsvRows.Wrong(file, cells[i].Line, cells[i].Column, $"'{text}' is no number of officers"),
                _ when field.StartsWith(FieldName.Facts, StringComparison.Ordinal) => input with { Facts = input.Facts.Add(field[FieldName.Facts.Length..], text) },
                _ when field.StartsWith(FieldName.Names, StringComparison.Ordinal) => input with { Names = input.Names.Add(field[FieldName.Names.Length..], text) },
                _ when field.StartsWith(FieldName.Documents, StringComparison.Ordinal) => input with { Documents = input.Documents.Add(field[FieldName.Documents.Length..], []) },
                _ => With(persons, field[FieldName.Persons.Length..], text, input),
            };
        }

        return new ActRow(cells[0].Line, input with { Persons = persons.ToImmutableDictionary() }, cells);
    }

    private static ActInput With(Dictionary<string, PersonInput> persons, string field, string text, ActInput input)
    {
        var dot = field.LastIndexOf('.');
        var (role, part) = (field[..dot], field[dot..]);
        var known = persons.GetValueOrDefault(role) ?? new PersonInput("");
        persons[role] = part switch { FieldName.PersonName => known with { Name = text }, FieldName.PersonIdentity => known with { Identity = text }, _ => known with { Phone = text } };
        return input;
    }

    /// <summary>The field that a cell of the first row names.</summary>
    private static string FieldOf(CsvCell cell, Edition edition, string file)
    {
        var name = cell.Text;
        if (Plain.Contains(name)) { return name; }
        if (edition.FindFact(name) is not null) { return FieldName.OfFact(name); }
        if (edition.FindRole(name) is { } role) { return role.Kind == RoleKind.Party ? FieldName.OfPerson(name) : FieldName.OfName(name); }
        var known = edition.Facts.Select(f => FieldName.OfFact(f.Id)).Concat(edition.Documents.Select(d => FieldName.OfDocument(d.Id))).Concat(edition.Roles.SelectMany(r => r.Kind == RoleKind.Party
            ? new[] { FieldName.OfPerson(r.Id), FieldName.OfPerson(r.Id, FieldName.PersonIdentity), FieldName.OfPerson(r.Id, FieldName.PersonPhone) } : [FieldName.OfName(r.Id)])).ToList();
        return known.Contains(name) ? name
            : throw CsvRows.Wrong(file, cell.Line, cell.Column, $"{edition.Id} has no field '{name}'{Nearest.Suggestion(name, known.Concat(edition.Facts.Select(f => f.Id)).Concat(edition.Roles.Select(r => r.Id)).Concat(Plain))}");
    }

    private static IEnumerable<string> FieldsOf(Edition edition, string act) => edition.FindAct(act) is { } known
        ? known.Takes.Select(f => FieldName.OfFact(edition.Facts[f].Id)).Concat(known.Names.Select(r => edition.Roles[r]).Select(r => r.Kind == RoleKind.Party ? FieldName.OfPerson(r.Id) : FieldName.OfName(r.Id)))
        : [];
}
