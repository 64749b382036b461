using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Indicators;

/// <summary>The words that the editions of each procedure have between them: an indicator may use what any edition has.</summary>
internal sealed class ProcedureWords(IEnumerable<Edition> editions, City? city, Diagnostics diagnostics)
{
    private readonly Dictionary<string, ImmutableArray<Edition>> byProcedure =
        editions.GroupBy(edition => edition.Procedure, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    public bool Procedure(YamlScalar name) => Known(name, "procedure", byProcedure.Keys);

    public bool Act(string procedure, YamlScalar name) =>
        Known(name, $"act in {procedure}", byProcedure[procedure].SelectMany(edition => edition.Acts.Select(act => act.Id)));

    public bool Outcome(string procedure, YamlScalar name) =>
        Known(name, $"outcome in {procedure}", byProcedure[procedure].SelectMany(edition => edition.Outcomes.Select(outcome => outcome.Id)));

    public bool Limit(string procedure, YamlScalar name) =>
        Known(name, $"limit in {procedure}", byProcedure[procedure].SelectMany(edition => edition.Limits.Select(limit => limit.Id)));

    public bool Finding(string procedure, YamlScalar name) =>
        Known(name, $"finding in {procedure}", byProcedure[procedure].SelectMany(edition => edition.Findings.Select(finding => finding.Id)));

    /// <summary>Whether one person at a time has the role, in every edition that has it.</summary>
    public bool OnePartyRole(string procedure, YamlScalar name)
    {
        var roles = byProcedure[procedure].SelectMany(edition => edition.Roles).ToList();
        if (!Known(name, $"role in {procedure}", roles.Where(role => role.Kind == RoleKind.Party).Select(role => role.Id))) { return false; }
        if (!roles.Exists(role => role.Id == name.Text && (role.Many || role.Kind != RoleKind.Party))) { return true; }
        diagnostics.Error(name.At, Rule.Contradiction, $"several may be '{name.Text}' of {procedure} at once, so that the number of cases does not bound how many people there are; name a role that one party has");
        return false;
    }

    /// <summary>Organs are the city's; without a city nobody can tell.</summary>
    public bool Organ(YamlScalar name) => city is null || Known(name, "organ in the city", city.Organs.Select(organ => organ.Id));

    /// <summary>Whether the fact can have one of the values.</summary>
    public bool FactValue(string procedure, YamlScalar fact, YamlScalar value)
    {
        var facts = PublicFacts(procedure, fact);
        if (facts.IsEmpty)
        {
            return false;
        }

        var codes = facts.SelectMany(Codes).ToList();
        if (codes.Count > 0)
        {
            return Known(value, $"code of '{fact.Text}' in public leaves", codes);
        }

        if (facts.Any(found => Fits(found, value.Text)))
        {
            return true;
        }

        diagnostics.Error(value.At, Rule.WrongValue, $"'{value.Text}' is no value of the fact '{fact.Text}', which is a {facts[0].Kind}");
        return false;
    }

    /// <summary>Whether the fact is a public number that can be compared or summed.</summary>
    public bool NumberFact(string procedure, YamlScalar fact)
    {
        var facts = PublicFacts(procedure, fact);
        if (facts.IsEmpty || facts.All(found => found.Kind is FactKind.Number or FactKind.Count or FactKind.Money))
        {
            return !facts.IsEmpty;
        }

        diagnostics.Error(fact.At, Rule.WrongValue, $"the fact '{fact.Text}' is a {facts[0].Kind}; a number, count or amount of money belongs here");
        return false;
    }

    private ImmutableArray<Fact> PublicFacts(string procedure, YamlScalar name)
    {
        var facts = byProcedure[procedure].SelectMany(edition => edition.Facts).ToList();
        if (!Known(name, $"fact in {procedure}", facts.Select(fact => fact.Id)))
        {
            return [];
        }

        if (facts.Find(fact => fact.Id == name.Text && fact.Publicity == Publicity.Private) is not null)
        {
            diagnostics.Error(name.At, Rule.NeverPublic,
                $"the fact '{name.Text}' of {procedure} is not public in every edition, and figures are counted from public leaves; write public: true at the fact");
            return [];
        }

        return [.. facts.Where(fact => fact.Id == name.Text)];
    }

    private IEnumerable<string> Codes(Fact fact) => fact.Kind switch
    {
        FactKind.Code when fact.Codes is { } list => fact.Publicity == Publicity.Coarse ? list.ParentIds : list.Codes,
        FactKind.Item when city is not null && city.Registers.TryGetValue(fact.Register ?? "", out var register) => register.Items.Select(item => item.Id),
        _ => [],
    };

    private static bool Fits(Fact fact, string value) => fact.Kind switch
    {
        FactKind.YesNo => value is "true" or "false",
        FactKind.Day => Fields.TryDay(value, out _),
        FactKind.Item => true,
        _ => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
    };

    private bool Known(YamlScalar name, string what, IEnumerable<string> known)
    {
        var all = known.Distinct(StringComparer.Ordinal).ToList();
        if (all.Contains(name.Text))
        {
            return true;
        }

        diagnostics.Error(name.At, Rule.UnknownId, $"there is no {what} '{name.Text}'{Nearest.Suggestion(name.Text, all)}");
        return false;
    }
}
