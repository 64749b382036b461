using System.Collections.Immutable;
using Xiezhi.Catalogue.Cities;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>What a city lays over the compiled edition: what things are called there, which of its organs has a part, which papers its own organs make, its hours.</summary>
internal sealed partial class EditionDraft
{
    private Edition LaidOver(Edition edition)
    {
        if (overlay is null) { return edition; }
        ReportUnusedCodes();
        return Retitled(edition with { Acts = WithDocuments(edition), Roles = WithOrgans(edition.Roles), Hours = HoursOf(edition) });
    }

    private ImmutableArray<Act> WithDocuments(Edition edition)
    {
        var list = edition.Acts;
        foreach (var pair in overlay!.Section("documents"))
        {
            if (acts.Resolve(pair.Key) is not (>= 0 and var index)) { continue; }
            var act = list[index];
            if (act.By.IsEmpty || act.By.Any(r => edition.Roles[r].Kind == RoleKind.Party))
            {
                diagnostics.Error(pair.Key.At, Rule.Overlay, $"a city asks papers of organs only, and '{act.Id}' is done by {(act.By.IsEmpty ? "the law itself" : "a party")}; leave it out");
                continue;
            }

            foreach (var word in Fields.WordsOf(pair.Value, diagnostics, $"the documents of '{act.Id}'"))
            {
                if (documents.Resolve(word) is not (>= 0 and var document)) { continue; }
                if (act.Documents.Contains(document)) { diagnostics.Error(word.At, Rule.Overlay, $"'{act.Id}' needs '{word.Text}' already; leave it out"); }
                else { act = act with { Documents = act.Documents.Add(document), MayAttach = act.MayAttach.Remove(document) }; }
            }

            list = list.SetItem(index, act);
        }

        return list;
    }

    private ImmutableArray<Role> WithOrgans(ImmutableArray<Role> list)
    {
        foreach (var pair in overlay!.Section("organs"))
        {
            if (roles.Resolve(pair.Key) is not (>= 0 and var index)) { continue; }
            var role = list[index];
            if (pair.Value is not YamlScalar word) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{role.Id}' is {pair.Value.Shape}; name an organ of the city"); }
            else if (role.Kind != RoleKind.Organ || role.Named || role.Many) { diagnostics.Error(pair.Key.At, Rule.Overlay, $"'{role.Id}' is no organ that the law finds by its competence; leave it out"); }
            else if (shelf.City?.FindOrgan(word.Text) is not { } organ)
            {
                diagnostics.Error(word.At, Rule.UnknownId, $"the city has no organ '{word.Text}'{Nearest.Suggestion(word.Text, shelf.City?.Organs.Select(o => o.Id) ?? [])}");
            }
            else if (!Competence.Allows(role, organ)) { diagnostics.Error(word.At, Rule.Overlay, $"'{organ.Id}' lacks the level or the competence that '{role.Id}' needs; name another, or mend organs.yaml"); }
            else { list = list.SetItem(index, role with { Organ = organ.Id }); }
        }

        return list;
    }

    private Law.Time.OfficeHours? HoursOf(Edition edition)
    {
        if (overlay!.OfficeHours is not { } node) { return null; }
        if (!edition.Limits.Any(l => l.Length.MayBeByTheMinute))
        {
            diagnostics.Error(node.At, Rule.Overlay, "no limit of the procedure runs by the minute, so hours change nothing; leave them out");
        }

        return CityReader.Hours(node, diagnostics);
    }

    private Edition Retitled(Edition edition)
    {
        foreach (var pair in overlay!.Section("titles"))
        {
            if (pair.Value is not YamlMap section) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' under 'titles' is {pair.Value.Shape}; write id: title"); continue; }
            edition = pair.Key.Text switch
            {
                "acts" => edition with { Acts = Called(edition.Acts, acts, section, (a, title) => a with { Title = title }) },
                "limits" => edition with { Limits = Called(edition.Limits, limits, section, (l, title) => l with { Title = title }) },
                "stages" => edition with { Stages = Called(edition.Stages, stages, section, (s, title) => s with { Title = title }) },
                "outcomes" => edition with { Outcomes = Called(edition.Outcomes, outcomes, section, (o, title) => o with { Title = title }) },
                "documents" => edition with { Documents = Called(edition.Documents, documents, section, (d, title) => d with { Title = title }) },
                "facts" => edition with { Facts = Called(edition.Facts, facts, section, (f, title) => f with { Title = title }) },
                "roles" => edition with { Roles = Called(edition.Roles, roles, section, (r, title) => r with { Title = title }) },
                _ => NoSuchSection(edition, pair.Key),
            };
        }

        return edition;
    }

    private Edition NoSuchSection(Edition edition, YamlScalar key)
    {
        diagnostics.Error(key.At, Rule.UnknownKey, $"'titles' has no key '{key.Text}'{Nearest.Suggestion(key.Text, ["acts", "limits", "stages", "outcomes", "documents", "facts", "roles"])}");
        return edition;
    }

    private ImmutableArray<T> Called<T>(ImmutableArray<T> items, Ids ids, YamlMap titles, Func<T, Title, T> with)
    {
        foreach (var pair in titles.Pairs)
        {
            if (ids.Resolve(pair.Key) is >= 0 and var index) { items = items.SetItem(index, with(items[index], Fields.TitleOf(pair.Value, diagnostics, $"'{pair.Key.Text}'"))); }
        }

        return items;
    }

    /// <summary>Kinds of finding that the city adds, for its own steps to record.</summary>
    private void CollectLaidOverFindings()
    {
        foreach (var (step, _) in overlay?.Steps ?? [])
        {
            if (step.Value is YamlMap map && map["on-expiry"] is YamlMap expiry && expiry["finding"] is YamlScalar finding) { findings.Add(finding); }
        }

        foreach (var pair in overlay?.Section("findings") ?? [])
        {
            if (shelf.Codes.TryGetValue("findings", out var known) && known.IndexOf(pair.Key.Text) >= 0)
            {
                diagnostics.Error(pair.Key.At, Rule.DuplicateId, $"codes/findings.yaml has a finding '{pair.Key.Text}'; give the city's own another name, or leave it out");
            }
            else if (findings.Find(pair.Key.Text) < 0)
            {
                diagnostics.Error(pair.Key.At, Rule.NeverUsed, $"no step records the finding '{pair.Key.Text}'; let a step say on-expiry: {{ finding: {pair.Key.Text} }}, or leave it out");
            }
        }
    }

    private Title? LaidOverFinding(string id) =>
        overlay?.Section("findings").LastOrDefault(pair => pair.Key.Text == id) is { } own ? Fields.TitleOf(own.Value, diagnostics, $"the finding '{id}'") : null;

    private readonly Dictionary<string, CodeList> finer = new(StringComparer.Ordinal);

    /// <summary>The list with the codes that the city adds, each under one of the law.</summary>
    private CodeList Finer(CodeList list)
    {
        if (finer.TryGetValue(list.Id, out var known)) { return known; }
        var added = list;
        foreach (var section in overlay?.Section("code-lists") ?? [])
        {
            if (section.Key.Text != list.Id) { continue; }
            foreach (var pair in (section.Value as YamlMap)?.Pairs ?? [])
            {
                var under = list.IndexOf(pair.Key.Text);
                if (under < 0) { diagnostics.Error(pair.Key.At, Rule.UnknownId, $"the list '{list.Id}' has no code '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, list.Codes)}"); continue; }
                if (pair.Value is not YamlMap own) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"under '{pair.Key.Text}' stands {pair.Value.Shape}; write the city's own codes: code: title"); continue; }
                foreach (var code in own.Pairs)
                {
                    new Ids("code", diagnostics).Add(code.Key);
                    if (added.IndexOf(code.Key.Text) >= 0) { diagnostics.Error(code.Key.At, Rule.DuplicateId, $"the list '{list.Id}' has a code '{code.Key.Text}'; give the city's own another name"); }
                    else { added = added.With(code.Key.Text, Fields.TitleOf(code.Value, diagnostics, $"the code '{code.Key.Text}'"), under); }
                }
            }

            if (section.Value is not YamlMap) { diagnostics.Error(section.Value.At, Rule.WrongShape, $"'{list.Id}' under 'code-lists' is {section.Value.Shape}; write code of the law: {{ code: title }}"); }
        }

        return finer[list.Id] = added;
    }

    private void ReportUnusedCodes()
    {
        foreach (var section in overlay!.Section("code-lists"))
        {
            if (!finer.ContainsKey(section.Key.Text)) { diagnostics.Error(section.Key.At, Rule.Overlay, $"the procedure takes no code of a list '{section.Key.Text}'{Nearest.Suggestion(section.Key.Text, finer.Keys)}"); }
        }
    }
}
