using System.Collections.Immutable;
using Xiezhi.Catalogue.Laws;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private sealed record CitedEdition(LawText Law, LawEdition Edition);

    private void ReadLaws()
    {
        top.Need("law");
        foreach (var pair in top.Section("law")?.Pairs ?? [])
        {
            if (pair.Value is not YamlScalar reference) { diagnostics.Error(pair.Value.At, Rule.WrongShape, "write alias: law@edition"); continue; }
            var at = reference.Text.LastIndexOf('@');
            var name = at < 0 ? reference.Text : reference.Text[..at];
            if (!shelf.Laws.TryGetValue(name, out var law))
            {
                diagnostics.Error(reference.At, Rule.UnknownLaw, $"no file in law/ has the id '{name}'{Nearest.Suggestion(name, shelf.Laws.Keys)}");
                continue;
            }

            if (at < 0 || !law.Editions.TryGetValue(reference.Text[(at + 1)..], out var edition))
            {
                diagnostics.Error(reference.At, Rule.UnknownLaw,
                    $"'{reference.Text}' is no edition of that law; there is "
                    + $"{string.Join(", ", law.Editions.Keys.Order(StringComparer.Ordinal).Select(e => $"{name}@{e}"))}");
                continue;
            }

            if (!edition.Covers(from) && edition.Doubt is null && top["doubt"] is null)
            {
                diagnostics.Error(reference.At, Rule.LawNotInForce,
                    $"{reference.Text} is not in force on {from:yyyy-MM-dd}; cite the edition that is, or say why in 'doubt'");
            }

            laws.Add(pair.Key.Text, new CitedEdition(law, edition));
        }
    }

    /// <summary>The article that an item rests on: of several the first, which decides how it counts. Null when the item cites none.</summary>
    private Citation? Cite(Fields item)
    {
        Citation? first = null;
        var further = ImmutableArray.CreateBuilder<Basis>();
        foreach (var word in item.Words("law"))
        {
            var gap = word.Text.IndexOf(' ');
            var alias = gap < 0 ? word.Text : word.Text[..gap];
            if (!laws.TryGetValue(alias, out var law))
            {
                diagnostics.Error(word.At, Rule.UnknownLaw, $"'law' at the top does not define '{alias}'{Nearest.Suggestion(alias, laws.Keys)}");
                first ??= new Citation(new Basis(alias, "", ""), LawCounting.Assumed, []);
                continue;
            }

            var basis = new Basis(law.Law.Id, law.Edition.Name, gap < 0 ? "" : word.Text[(gap + 1)..].Trim());
            if (first is null) { first = new Citation(basis, law.Edition.Counting, []); }
            else { further.Add(basis); }
        }

        return first is null ? null : first with { Further = further.DrainToImmutable() };
    }

    private string? Doubt(Fields fields, string what)
    {
        if (fields.Text("doubt") is not { } doubt) { return null; }
        diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"{what}: {doubt}");
        return doubt;
    }
}
