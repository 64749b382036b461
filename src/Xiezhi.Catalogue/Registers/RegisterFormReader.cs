using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Catalogue.Codes;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Registers;

/// <summary>Reads what a register holds whose items acts write: <c>registers/&lt;id&gt;.yaml</c>.</summary>
internal sealed class RegisterFormReader(FrozenDictionary<string, CodeList> codes, Diagnostics diagnostics)
{
    // A party is nobody's item: what is known of persons stays in the cases.
    private static readonly string[] Kinds = ["yes-no", "code", "number", "count", "money", "day", "moment", "length", "text", "organ", "officer"];
    private readonly Dictionary<string, RegisterForm> forms = new(StringComparer.Ordinal);

    /// <summary>The registers read so far.</summary>
    public FrozenDictionary<string, RegisterForm> Forms => forms.ToFrozenDictionary(StringComparer.Ordinal);

    public void Read(YamlMap file, string name)
    {
        var fields = new Fields(file, diagnostics, "a register that acts write", "id", "title", "number", "fields", "source", "doubt");
        fields.Need("id");
        fields.Need("fields");
        if (fields.Scalar("id") is { } id && id.Text != name) { diagnostics.Error(id.At, Rule.FileName, $"the register '{id.Text}' lies in registers/{name}.yaml; let them agree"); }
        var ids = new Ids("field", diagnostics).AddKeys(fields.Section("fields"));
        var list = ImmutableArray.CreateBuilder<RegisterField>(ids.Count);
        foreach (var pair in fields.Section("fields")?.Pairs ?? []) { list.Add(FieldOf(list.Count, pair)); }
        forms[name] = new RegisterForm(name, fields.Title(), list.DrainToImmutable()) { Series = Series(fields) };
    }

    private NumberSeries? Series(Fields register)
    {
        if (register.Section("number") is not { } section) { return null; }
        var fields = new Fields(section, diagnostics, "number of a register", "prefix", "digits");
        return new NumberSeries(fields.Scalar("prefix")?.Text ?? "", fields.Number("digits", 1, atLeast: 1));
    }

    private RegisterField FieldOf(int index, YamlPair pair)
    {
        var id = pair.Key.Text;
        if (pair.Value is not YamlMap map)
        {
            diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the field '{id}' is {pair.Value.Shape}; write {{ title: …, is: … }}");
            return new RegisterField(index, id, new Title(id, id), FactKind.Text);
        }

        var fields = new Fields(map, diagnostics, $"the field '{id}'", "title", "is", "of", "list", "public");
        fields.Need("is");
        var kind = (FactKind)fields.OneOf("is", Kinds);
        return new RegisterField(index, id, fields.Title(), kind) { Codes = kind == FactKind.Code ? CodesOf(fields, id) : null, Public = fields.Flag("public") };
    }

    private CodeList? CodesOf(Fields fields, string id)
    {
        if (fields.Scalar("list") is { } list)
        {
            if (codes.TryGetValue(list.Text, out var known)) { return known; }
            diagnostics.Error(list.At, Rule.UnknownId, $"there is no code list '{list.Text}' in codes/{Nearest.Suggestion(list.Text, codes.Keys)}");
            return null;
        }

        if (fields.Section("of") is { } map) { return CodeReader.ListOf(id, map, diagnostics); }
        diagnostics.Error(fields.At, Rule.MissingKey, $"the code '{id}' needs 'list' (a file of codes/) or 'of' (its codes)");
        return null;
    }
}
