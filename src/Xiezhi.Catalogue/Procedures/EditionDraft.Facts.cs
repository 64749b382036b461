using Xiezhi.Catalogue.Codes;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly string[] FactKinds = ["yes-no", "code", "number", "count", "money", "day", "moment", "length", "text", "organ", "officer", "item"];
    private readonly List<Fact> factList = [];

    private void CompileFacts()
    {
        foreach (var pair in top.Section("facts")?.Pairs ?? []) { factList.Add(FactOf(factList.Count, pair)); }
        foreach (var pair in top.Section("acts")?.Pairs ?? [])
        {
            if (pair.Value is YamlMap act && act["ground"] is { } ground) { AddGround(pair.Key.Text, ground); }
        }
    }

    private Fact FactOf(int index, YamlPair pair)
    {
        var id = pair.Key.Text;
        if (pair.Value is not YamlMap map)
        {
            diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the fact '{id}' is {pair.Value.Shape}; write {{ title: …, is: … }}");
            return new Fact(index, id, new Title(id, id), FactKind.Text);
        }

        var fields = new Fields(map, diagnostics, $"the fact '{id}'", "title", "is", "list", "of", "register", "public", "once", "for", "hint", "was", "doubt");
        fields.Need("is");
        var kind = (FactKind)fields.OneOf("is", FactKinds);
        if (!fields.Has("is")) { kind = FactKind.Text; }
        var codes = kind == FactKind.Code ? CodesOf(fields, id) : null;
        var publicity = PublicityOf(fields, id, kind, codes);
        Doubt(fields, $"the fact '{id}'");
        return new Fact(index, id, fields.Title(), kind)
        {
            Codes = codes,
            Register = kind == FactKind.Item ? RegisterOf(fields, id) : null,
            Written = kind == FactKind.Item ? null : WrittenOf(fields, id, kind),
            Publicity = publicity,
            Once = fields.Flag("once"),
            Hint = fields.Hint(),
            For = roles.Resolve(fields.Words("for")),
        };
    }

    private CodeList? CodesOf(Fields fields, string id)
    {
        if (fields.Scalar("list") is { } list) { return FindList(list); }
        switch (fields["of"])
        {
            case YamlMap map: return CodeReader.ListOf(id, map, diagnostics);
            case YamlSeq: return new CodeList(id, [.. fields.Words("of").Select(w => w.Text)], [.. fields.Words("of").Select(w => new Title(w.Text, w.Text))],
                [], []);
            default:
                diagnostics.Error(fields.At, Rule.MissingKey, $"the code '{id}' needs 'list' (a file of codes/) or 'of' (its codes)");
                return null;
        }
    }

    private CodeList? FindList(YamlScalar name)
    {
        if (shelf.Codes.TryGetValue(name.Text, out var codes))
        {
            if (codes.Codes.Length == 0) { diagnostics.Error(name.At, Rule.WrongValue, $"the code list '{name.Text}' is empty"); }
            return Finer(codes);
        }

        diagnostics.Error(name.At, Rule.UnknownId, $"there is no code list '{name.Text}' in codes/{Nearest.Suggestion(name.Text, shelf.Codes.Keys)}");
        return null;
    }

    private Publicity PublicityOf(Fields fields, string id, FactKind kind, CodeList? codes)
    {
        var publicity = fields.OneOf("public", "false", "true", "coarse") switch { 1 => Publicity.Public, 2 => Publicity.Coarse, _ => Publicity.Private };
        if (publicity != Publicity.Private && kind is FactKind.Text or FactKind.Officer or FactKind.Organ or FactKind.Moment or FactKind.Length)
        {
            diagnostics.Error(fields["public"]!.At, Rule.NeverPublic,
                $"'{id}' is a {FactKinds[(int)kind]}, which never becomes public: only codes and numbers do");
        }
        else if (publicity != Publicity.Private && codes is { Sensitive: true })
        {
            diagnostics.Error(fields["public"]!.At, Rule.NeverPublic,
                $"'{id}' is a code of '{codes.Id}', a list that tells of persons (sensitive: true); it never becomes public");
        }
        else if (publicity == Publicity.Coarse && codes is not { Parents.Length: > 0 })
        {
            diagnostics.Error(fields["public"]!.At, Rule.NeverPublic,
                $"'{id}' is public: coarse, but its codes have no parents; give the list a parent-list, or write true");
        }

        return publicity;
    }

    /// <summary>The register that acts write whose items are the values of the fact: drawn numbers, or texts.</summary>
    private RegisterForm? WrittenOf(Fields fields, string id, FactKind kind)
    {
        if (fields.Scalar("register") is not { } word || Register(word) is not { } form) { return null; }
        if (kind is FactKind.Text || (kind is FactKind.Number or FactKind.Count && form.Series is not null)) { return form; }
        diagnostics.Error(word.At, Rule.Register, kind is FactKind.Number or FactKind.Count
            ? $"the register '{form.Id}' numbers nothing, so that no number is a key of it; let '{id}' be a text, or give the register 'number'"
            : $"'{id}' is a {FactKinds[(int)kind]}, which is no key of the register '{form.Id}'; let it be a number or a text");
        return null;
    }

    private string? RegisterOf(Fields fields, string id)
    {
        fields.Need("register");
        if (fields.Scalar("register") is not { } register) { return null; }
        if (shelf.City is { } city && !city.Registers.ContainsKey(register.Text))
        {
            diagnostics.Error(register.At, Rule.UnknownId,
                $"{city.Id} has no register '{register.Text}', which the fact '{id}' names{Nearest.Suggestion(register.Text, city.Registers.Keys)}");
        }

        return register.Text;
    }

    // The ground that an act asks for is kept as a fact of the case; a procedure may declare that fact itself, to make it public.
    private void AddGround(string act, YamlNode ground)
    {
        var id = $"{act}-ground";
        if (ground is not YamlScalar name)
        {
            diagnostics.Error(ground.At, Rule.WrongShape, $"the ground of '{act}' is {ground.Shape}; name a code list");
            return;
        }

        var codes = FindList(name);
        if (facts.Find(id) is var declared && declared >= 0)
        {
            if (factList[declared].Codes?.Id != name.Text)
            {
                diagnostics.Error(facts.PlaceOf(declared), Rule.Contradiction,
                    $"the fact '{id}' keeps the ground of '{act}', so it is a code of the list '{name.Text}'");
            }

            return;
        }

        factList.Add(new Fact(facts.Add(id, name.At), id, new Title($"{TitleOfAct(act).Zh}的理由", $"Ground: {TitleOfAct(act).En}"),
            FactKind.Code) { Codes = codes });
    }

    private Title TitleOfAct(string act)
    {
        var title = (top.Section("acts")?[act] as YamlMap)?["title"];
        return title switch
        {
            YamlScalar one => new Title(one.Text, one.Text),
            YamlMap map => new Title($"{map["zh"]}", $"{map["en"] ?? map["zh"]}"),
            _ => new Title(act, act),
        };
    }

    /// <summary>The number that a constant of the file is for a fact; null after reporting that it is none.</summary>
    private long? Constant(Fact fact, YamlScalar word)
    {
        if (FactText.TryRead(fact, word.Text, shelf.City, out var value, out var problem)) { return value.Number; }
        diagnostics.Error(word.At, Rule.WrongValue, problem);
        return null;
    }
}
