using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>What acts and limits write into registers, the numbers that they draw, and the registers that qualify officers.</summary>
internal sealed partial class EditionDraft
{
    private RegisterForm? LicenceOf(Fields fields, string role)
    {
        if (fields.Scalar("licence") is not { } word || Register(word) is not { } form) { return null; }
        if (fields.Scalar("is")?.Text != "officer")
        {
            diagnostics.Error(word.At, Rule.Register, $"'{role}' is no officer, and only an officer is qualified by a register; leave 'licence' out");
        }

        if (form.Holder >= 0) { return form; }
        diagnostics.Error(word.At, Rule.Register, $"the register '{form.Id}' must have exactly one field of the kind officer to qualify anybody; name another, or mend registers/{form.Id}.yaml");
        return null;
    }

    private ImmutableArray<Allotment> AllotsOf(Fields fields, string of)
    {
        var allots = ImmutableArray.CreateBuilder<Allotment>();
        foreach (var pair in fields.Section("allots")?.Pairs ?? [])
        {
            if (facts.Resolve(pair.Key) is not (>= 0 and var fact)) { continue; }
            if (pair.Value is not YamlScalar word) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' is drawn from {pair.Value.Shape}; name a register"); continue; }
            if (Register(word) is not { } form) { continue; }
            if (form.Series is null) { diagnostics.Error(word.At, Rule.Register, $"the register '{form.Id}' numbers nothing; give it 'number' in registers/{form.Id}.yaml"); }
            if (factList[fact].Kind is not (FactKind.Number or FactKind.Count))
            {
                diagnostics.Error(pair.Key.At, Rule.Register, $"the fact '{pair.Key.Text}' is no number, so {of} cannot draw it; let it be a number");
            }

            if (fields.Words("takes").Concat(fields.Words("may-take")).Any(w => w.Text == pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.Contradiction, $"{of} draws '{pair.Key.Text}', so nobody gives it; take it out of 'takes' and 'may-take'");
            }

            allots.Add(new Allotment(fact, form));
        }

        return allots.DrainToImmutable();
    }

    private ImmutableArray<Writing> WritesOf(Fields fields, string of)
    {
        var writes = ImmutableArray.CreateBuilder<Writing>();
        foreach (var node in fields["writes"] switch { null => [], YamlSeq list => list.Items, var one => [one] })
        {
            if (node is YamlMap map) { if (WritingOf(new Fields(map, diagnostics, $"'writes' of {of}", "register", "key", "set", "ends")) is { } writing) { writes.Add(writing); } }
            else { diagnostics.Error(node.At, Rule.WrongShape, $"'writes' of {of} is {node.Shape}; write {{ register: …, key: …, set: {{ … }} }}"); }
        }

        return writes.DrainToImmutable();
    }

    private Writing? WritingOf(Fields writing)
    {
        writing.Need("register");
        writing.Need("key");
        var form = writing.Scalar("register") is { } register ? Register(register) : null;
        var key = writing.Scalar("key") is { } word ? facts.Resolve(word) : -1;
        var ends = writing.Flag("ends");
        if (form is null || key < 0) { return null; }
        var fields = new Ids($"field of the register '{form.Id}'", new Diagnostics());
        foreach (var field in form.Fields) { fields.Add(field.Id, writing.At); }
        var set = ImmutableArray.CreateBuilder<Setting>();
        foreach (var pair in writing.Section("set")?.Pairs ?? [])
        {
            if (form.Find(pair.Key.Text) is not { } field)
            {
                diagnostics.Error(pair.Key.At, Rule.UnknownId, $"the register '{form.Id}' has no field '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, fields.Names)}");
            }
            else if (pair.Value is not YamlScalar source) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' is {pair.Value.Shape}; write a fact, a role or a value"); }
            else if (SettingOf(form, field, source) is { } setting) { set.Add(setting); }
        }

        if (!writing.Has("set") && !ends) { diagnostics.Error(writing.At, Rule.Register, $"nothing is written into '{form.Id}'; add 'set', or 'ends: true' when the item ends"); }
        return new Writing(form, key, set.DrainToImmutable(), ends);
    }

    /// <summary>A fact or a role of that name; else a value of the field itself.</summary>
    private Setting? SettingOf(RegisterForm form, RegisterField field, YamlScalar source)
    {
        if (facts.Find(source.Text) is >= 0 and var fact)
        {
            if (Fits(field, factList[fact])) { return new Setting(field.Index, fact, -1, default); }
            diagnostics.Error(source.At, Rule.Register, $"the fact '{source.Text}' does not fit the field '{field.Id}' of '{form.Id}', which is a {KindWord(field.Kind)}{(field.Codes is null ? "" : " of other codes")}");
            return null;
        }

        if (roles.Find(source.Text) is >= 0 and var role)
        {
            if (!IsMany(role) && (field.Kind, KindOf(role)) is (FactKind.Organ, RoleKind.Organ) or (FactKind.Officer, RoleKind.Officer)) { return new Setting(field.Index, -1, role, default); }
            diagnostics.Error(source.At, Rule.Register, $"the role '{source.Text}' does not fit the field '{field.Id}' of '{form.Id}': an organ or officer whom one alone can be goes into a field of its kind");
            return null;
        }

        if (field.Kind is FactKind.Code or FactKind.YesNo or FactKind.Number or FactKind.Count or FactKind.Length)
        {
            var like = new Fact(-1, field.Id, field.Title, field.Kind) { Codes = field.Codes };
            if (FactText.TryRead(like, source.Text, shelf.City, out var value, out var problem)) { return new Setting(field.Index, -1, -1, new FieldValue(value.Number)); }
            diagnostics.Error(source.At, Rule.WrongValue, $"there is no fact or role '{source.Text}', and as a value of '{field.Id}': {problem}");
            return null;
        }

        diagnostics.Error(source.At, Rule.UnknownId, $"there is no fact or role '{source.Text}'{Nearest.Suggestion(source.Text, facts.Names.Concat(roles.Names))}");
        return null;
    }

    private static bool Fits(RegisterField field, Fact fact) => field.Kind == fact.Kind && (field.Codes is not { } codes || fact.Codes is { } own && Enumerable.Range(0, own.Codes.Length).All(c => own.In(codes, c) >= 0));

    private static string KindWord(FactKind kind) => FactKinds[(int)kind];

    private RegisterForm? Register(YamlScalar name)
    {
        if (shelf.Registers.TryGetValue(name.Text, out var form)) { return form; }
        diagnostics.Error(name.At, Rule.UnknownId, $"there is no register '{name.Text}' in registers/{Nearest.Suggestion(name.Text, shelf.Registers.Keys)}");
        return null;
    }
}
