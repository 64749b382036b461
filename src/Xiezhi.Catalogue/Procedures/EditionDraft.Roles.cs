using System.Collections.Immutable;
using Xiezhi.Catalogue.Templates;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private ImmutableArray<Role> CompileRoles()
    {
        var list = ImmutableArray.CreateBuilder<Role>(roles.Count);
        foreach (var pair in top.Section("roles")?.Pairs ?? []) { list.Add(RoleOf(list.Count, pair)); }
        var all = list.DrainToImmutable();
        foreach (var role in all)
        {
            if (role.Of >= 0 && all[role.Of].Kind != RoleKind.Organ)
            {
                diagnostics.Error(roles.PlaceOf(role.Index), Rule.WrongValue, $"the officer '{role.Id}' belongs to '{all[role.Of].Id}', which is no organ");
            }

            CheckCompetence(role, all);
            CheckApart(role, all);
        }

        return all;
    }

    private Role RoleOf(int index, YamlPair pair)
    {
        var id = pair.Key.Text;
        if (pair.Value is YamlScalar kind) { return new Role(index, id, new Title(id, id), KindOf(kind)); }
        if (pair.Value is not YamlMap map)
        {
            NotAMapping(pair);
            return new Role(index, id, new Title(id, id), RoleKind.Party);
        }

        var fields = new Fields(map, diagnostics, $"the role '{id}'", "title", "is", "of", "many", "competence", "level", "post", "licence", "apart-from",
            "protected", "shown-to", "was", "doubt");
        fields.Need("is");
        var apart = ApartFrom(fields, id);
        var hidden = fields.Flag("protected");
        if (hidden != fields.Has("shown-to"))
        {
            diagnostics.Error(fields.At, Rule.Protection, hidden
                ? $"the role '{id}' is protected, but 'shown-to' does not say who may see it"
                : $"the role '{id}' has 'shown-to' but is not protected: true");
        }

        return new Role(index, id, fields.Has("title") ? fields.Title() : new Title(id, id), fields.Scalar("is") is { } word ? KindOf(word) : RoleKind.Party)
        {
            Of = fields.Scalar("of") is { } of ? roles.Resolve(of) : -1,
            Competence = fields.Text("competence") is { } named && !named.Contains('.', StringComparison.Ordinal) ? named : null,
            ByItem = CompetenceByItem(fields, id),
            Level = fields.Text("level"),
            Post = fields.Text("post"),
            Licence = LicenceOf(fields, id),
            Many = fields.Flag("many"),
            Protected = hidden,
            ShownTo = roles.Resolve(fields.Words("shown-to")),
            ApartFrom = apart.Role,
            ApartAsOrgan = apart.AsOrgan,
        };
    }

    private (int Role, bool AsOrgan) ApartFrom(Fields fields, string id)
    {
        switch (fields["apart-from"])
        {
            case null: return (-1, false);
            case YamlScalar role: return (roles.Resolve(role), false);
            case YamlMap map:
                var inner = new Fields(map, diagnostics, $"apart-from of '{id}'", "role", "as");
                inner.Need("role");
                inner.OneOf("as", "organ");
                return (inner.Scalar("role") is { } word ? roles.Resolve(word) : -1, inner.Has("as"));
            case var other:
                diagnostics.Error(other.At, Rule.WrongShape, "write a role, or { role: …, as: organ }");
                return (-1, false);
        }
    }

    private RoleKind KindOf(YamlScalar word)
    {
        switch (word.Text)
        {
            case "party": return RoleKind.Party;
            case "organ": return RoleKind.Organ;
            case "officer": return RoleKind.Officer;
            default:
                diagnostics.Error(word.At, Rule.WrongValue,
                    $"a role is party, organ or officer, not '{word.Text}'{Nearest.Suggestion(word.Text, ["party", "organ", "officer"])}");
                return RoleKind.Party;
        }
    }

    private RoleKind KindOf(int role)
    {
        var node = top.Section("roles")!.Pairs[role].Value;
        var word = node as YamlScalar ?? (node as YamlMap)?["is"] as YamlScalar;
        return word?.Text switch { "organ" => RoleKind.Organ, "officer" => RoleKind.Officer, _ => RoleKind.Party };
    }

    private bool IsMany(int role) => (top.Section("roles")!.Pairs[role].Value as YamlMap)?["many"] is YamlScalar { Text: "true" };

    /// <summary>The organ role that a role belongs to or is; -1 for a party.</summary>
    private int OrganBehind(int role) => KindOf(role) switch
    {
        RoleKind.Organ => role,
        RoleKind.Officer when (top.Section("roles")!.Pairs[role].Value as YamlMap)?["of"] is YamlScalar of => roles.Find(of.Text),
        _ => -1,
    };

    private int OrganRole(YamlScalar word)
    {
        var role = roles.Resolve(word);
        if (role >= 0 && IsMany(role))
        {
            diagnostics.Error(word.At, Rule.Contradiction, $"several may be '{word.Text}' at once, but one organ keeps the register of cases");
            return role;
        }

        if (role < 0 || KindOf(role) == RoleKind.Organ) { return role; }
        diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is no organ; an organ keeps the register of cases");
        return -1;
    }

    // Apart is who can be somebody else: a role from itself never, a party from an organ always.
    private void CheckApart(Role role, ImmutableArray<Role> all)
    {
        if (role.ApartFrom < 0) { return; }
        var other = all[role.ApartFrom];
        var why = role.Index == other.Index ? "which is the same role"
            : role.ApartAsOrgan && (role.Kind == RoleKind.Party || other.Kind == RoleKind.Party) ? "but a party is no organ"
            : !role.ApartAsOrgan && role.Kind != other.Kind ? "but they are of different kinds: write { role: …, as: organ }"
            : role is { Kind: RoleKind.Organ, Named: false } && other is { Kind: RoleKind.Organ, Named: false } && OnlyOne(role) is { } one && OnlyOne(other) == one
                ? $"but in {shelf.City!.Id} only '{one.Id}' can be either"
            : null;
        if (why is null) { return; }
        var at = (top.Section("roles")![role.Id] as YamlMap)?["apart-from"]?.At ?? roles.PlaceOf(role.Index);
        diagnostics.Error(at, Rule.CannotDiffer, $"'{role.Id}' must be apart from '{other.Id}', {why}");

        Organ? OnlyOne(Role of) => shelf.City?.Organs.Where(o => Competence.Allows(of, o)).Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>A competence that the case's register item names: <c>item.field</c>. Every opening act takes that fact, so that it is known who may keep the case.</summary>
    private ItemCompetence? CompetenceByItem(Fields fields, string role)
    {
        if (fields.Scalar("competence") is not { } word || word.Text.IndexOf('.') is not (> 0 and var dot)) { return null; }
        if (facts.Resolve(new YamlScalar(word.At, word.Text[..dot], word.Quoted)) is not (>= 0 and var fact)) { return null; }
        if (factList[fact].Kind != FactKind.Item) { diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text[..dot]}' names no item of a register; the competence of '{role}' comes from a field of one, or is a kind of organ"); }
        foreach (var act in top.Section("acts")?.Pairs ?? [])
        {
            if (act.Value is not YamlMap map || map["from"] is not null || Raw(map, "takes").Contains(word.Text[..dot])) { continue; }
            diagnostics.Error(word.At, Rule.Contradiction, $"'{act.Key.Text}' opens a case without taking '{word.Text[..dot]}', so that nobody would know who can be '{role}'; add it to its 'takes'");
        }

        return new ItemCompetence(fact, word.Text[(dot + 1)..]);
    }

    private void CheckItems(Role role, ItemCompetence by, City city)
    {
        if (factList[by.Fact].Register is not { } name || !city.Registers.TryGetValue(name, out var register)) { return; }
        foreach (var item in register.Items)
        {
            if (!item.Fields.TryGetValue(by.Field, out var competence))
            {
                diagnostics.Error(roles.PlaceOf(role.Index), Rule.NobodyCompetent, $"the item '{item.Id}' of '{name}' has no field '{by.Field}', which says who can be '{role.Id}'; add it there");
                return;
            }

            if (city.Organs.Any(o => Competence.Allows(role, o) && o.Competences.Contains(competence))) { continue; }
            diagnostics.Error(roles.PlaceOf(role.Index), Rule.NobodyCompetent, $"no organ of {city.Id}{(role.Level is null ? "" : $" at the level {role.Level}")} has the competence '{competence}', which the item '{item.Id}' of '{name}' asks of '{role.Id}'");
            return;
        }
    }

    private void CheckCompetence(Role role, ImmutableArray<Role> all)
    {
        if (shelf.City is not { } city || role.Kind == RoleKind.Party) { return; }
        if (role.ByItem is { } by) { CheckItems(role, by, city); }
        if (role.Kind == RoleKind.Organ)
        {
            if (role.Competence is not { } competence || role.Named || city.Organs.Any(o => Competence.Allows(role, o))) { return; }
            var known = city.Organs.SelectMany(o => o.Competences).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            diagnostics.Error(roles.PlaceOf(role.Index), Rule.NobodyCompetent,
                $"no organ of {city.Id}{(role.Level is null ? "" : $" at the level {role.Level}")} has the competence "
                + $"'{competence}'{Nearest.Suggestion(competence, known)}");
        }
        else if (role.Post is { } post && !city.Organs.Any(o => o.Posts.ContainsKey(post) && (role.Of < 0 || Competence.Allows(all[role.Of], o))))
        {
            diagnostics.Error(roles.PlaceOf(role.Index), Rule.NobodyCompetent,
                $"no organ of {city.Id} that '{role.Id}' may belong to has the post '{post}'; add it in organs.yaml");
        }
    }

    /// <summary>The items of a section that have nothing but a title.</summary>
    private IEnumerable<(string Id, Title Title)> Titled(string section) =>
        (top.Section(section)?.Pairs ?? []).Select(pair => (pair.Key.Text, Fields.TitleOf(pair.Value, diagnostics, $"'{pair.Key.Text}'")));

    private ImmutableArray<Document> CompileDocuments()
    {
        var list = ImmutableArray.CreateBuilder<Document>(documents.Count);
        foreach (var pair in top.Section("documents")?.Pairs ?? [])
        {
            var (index, id) = (list.Count, pair.Key.Text);
            if (pair.Value is not YamlMap map || map["zh"] is not null)
            {
                list.Add(new Document(index, id, Fields.TitleOf(pair.Value, diagnostics, $"the document '{id}'"), []));
            }
            else
            {
                var fields = new Fields(map, diagnostics, $"the document '{id}'", "title", "to", "for", "public", "hint", "template", "was", "doubt");
                list.Add(new Document(index, id, fields.Title(), roles.Resolve(fields.Words("to")))
                {
                    For = roles.Resolve(fields.Words("for")),
                    Public = fields.Flag("public"),
                    Hint = fields.Hint(),
                    Template = TemplateOf(fields),
                });
            }

            list[index] = list[index] with { Starts = served[index].Starts.InOrder, Stops = served[index].Stops.InOrder };
        }

        return list.DrainToImmutable();
    }

    private string? TemplateOf(Fields fields)
    {
        if (fields.Scalar("template") is not { } name) { return null; }
        if (!shelf.Templates.TryGetValue(name.Text, out var template))
        {
            diagnostics.Error(name.At, Rule.UnknownId, $"there is no template '{name.Text}' in templates/{Nearest.Suggestion(name.Text, shelf.Templates.Keys)}");
            return null;
        }

        foreach (var (root, member) in template.Members)
        {
            var ids = root switch { TemplateWords.Facts => facts, TemplateWords.Roles => roles, _ => limits };
            if (ids.Find(member) >= 0) { continue; }
            diagnostics.Error(name.At, Rule.Template,
                $"the template '{name.Text}' speaks of '{root}.{member}', which this procedure does not have{Nearest.Suggestion(member, ids.Names)}");
        }

        return name.Text;
    }

    private void NotAMapping(YamlPair pair) =>
        diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here");
}
