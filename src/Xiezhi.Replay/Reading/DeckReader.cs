using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Replay.Reading;

/// <summary>What is dealt to each case: the value of a fact, an organ, or both.</summary>
/// <param name="Fact">Index of the fact, or −1.</param>
/// <param name="Role">Index of the organ role, or −1.</param>
/// <param name="Values">Of the fact, by row.</param>
/// <param name="Organs">By row; 0 when the row deals no organ.</param>
/// <param name="Same">By row, the first row of the same value and how many there are.</param>
internal sealed record Deck(int Fact, int Role, double[] Weights, long[] Values, int[] Organs, (int First, int Count)[] Same)
{
    public static Deck None { get; } = new(-1, -1, [1], [0], [0], [(0, 1)]);
}

/// <summary>Reads a deck: each row stands for a value of a fact, for every organ with a competence, or for both together.</summary>
internal sealed class DeckReader(Edition edition, Setting setting)
{
    private const int MostRows = 60_000;
    private readonly List<(double Weight, long Value, int Organ, int Same)> rows = [];

    public Deck Read(YamlMap? section)
    {
        if (section is null) { return Deck.None; }
        var fields = new Fields(section, setting.Diagnostics, $"the deck of '{edition.Procedure}'", "sets", "fills", "organs", "rows");
        var fact = fields.Scalar("sets") is { } sets ? Find(sets, "fact", edition.FindFact(sets.Text)?.Index, edition.Facts.Select(f => f.Id)) : -1;
        var role = fields.Scalar("fills") is { } fills ? Find(fills, "role", edition.FindRole(fills.Text)?.Index, edition.Roles.Select(r => r.Id)) : -1;
        if (fact < 0 && fields.Has("rows")) { fields.Need("sets"); }
        if (role >= 0 && edition.Roles[role].Kind != RoleKind.Organ)
        {
            setting.Diagnostics.Error(fields["fills"]!.At, Rule.WrongValue, $"'{edition.Roles[role].Id}' is not an organ's role; a deck deals organs");
            return Deck.None;
        }

        if (fact >= 0) { Rows(fields, edition.Facts[fact], role); }
        else if (fields.Need("organs") is { } organs) { Organs(organs, 1, null, role, 0, 0); }
        if (rows.Count == 0) { return Deck.None; }
        if (rows.Count > MostRows) { setting.Diagnostics.Error(fields.At, Rule.TooMany, $"the deck makes {rows.Count} rows; {MostRows} are the most"); }
        var same = rows.Select((r, i) => (r.Same, i)).GroupBy(r => r.Same).ToDictionary(g => g.Key, g => (g.Min(r => r.i), g.Count()));
        return new Deck(fact, role, [.. rows.Select(r => r.Weight)], [.. rows.Select(r => r.Value)], [.. rows.Select(r => r.Organ)],
            [.. rows.Select(r => same[r.Same])]);
    }

    private int Find(YamlScalar name, string what, int? found, IEnumerable<string> known)
    {
        if (found is { } index) { return index; }
        setting.Diagnostics.Error(name.At, Rule.UnknownId, $"'{edition.Procedure}' has no {what} '{name.Text}'{Nearest.Suggestion(name.Text, known)}");
        return -1;
    }

    private void Rows(Fields fields, Fact fact, int role)
    {
        var register = setting.RegisterOf(fact);
        foreach (var (name, node) in (fields.Need("rows") as YamlMap)?.Pairs ?? [])
        {
            var value = register is not null ? register.Items.FirstOrDefault(i => i.Id == name.Text)?.Index ?? -1 : fact.Codes?.IndexOf(name.Text) ?? -1;
            if (value < 0)
            {
                setting.Diagnostics.Error(name.At, Rule.UnknownId,
                    $"'{fact.Id}' knows no '{name.Text}'{Nearest.Suggestion(name.Text, register?.Items.Select(i => i.Id) ?? fact.Codes?.Codes ?? [])}");
                continue;
            }

            var organs = fields["organs"];
            var weight = node;
            if (node is YamlMap map)
            {
                var row = new Fields(map, setting.Diagnostics, $"the row '{name.Text}'", "weight", "organs");
                weight = row.Need("weight") ?? node;
                organs = row["organs"] ?? organs;
            }

            var item = register?.Items[value];
            var share = Numbers.Weight(weight, $"the row '{name.Text}'", setting.Diagnostics);
            if (role < 0) { rows.Add((share, value, 0, value)); }
            else if (organs is null) { setting.Diagnostics.Error(name.At, Rule.MissingKey, $"the row '{name.Text}' needs 'organs', or the deck does"); }
            else { Organs(organs, share, item, role, value, value); }
        }
    }

    /// <summary>Shares a row out over organs: those named, those with a competence, or those with the competence that a field of the item names.</summary>
    private void Organs(YamlNode node, double weight, RegisterItem? item, int role, long value, int same)
    {
        var found = new OrganChoice(setting, edition.Roles[role]).Of(node, item);
        var sum = found.Sum(f => f.Weight);
        foreach (var (organ, share) in found) { rows.Add((weight * share / sum, value, organ, same)); }
    }
}

/// <summary>Organs as a workload names them: by id, by competence (<c>government@county</c>: of that level only), or by a field of a register item that
/// is a competence.</summary>
internal sealed class OrganChoice(Setting setting, Role role)
{
    /// <summary>The organs with their weights: written beside an id, else that of the organ's region.</summary>
    public List<(int Organ, double Weight)> Of(YamlNode node, RegisterItem? item)
    {
        var found = new List<(int Organ, double Weight)>();
        if (node is YamlMap map)
        {
            foreach (var (name, weight) in map.Pairs)
            {
                if (Named(name) is { } organ) { found.Add((organ, Numbers.Weight(weight, $"'{name.Text}'", setting.Diagnostics))); }
            }
        }
        else
        {
            foreach (var word in Fields.WordsOf(node, setting.Diagnostics, "'organs'")) { Add(found, word, item); }
        }

        if (found.Count == 0) { return []; }
        if (found.Sum(f => f.Weight) <= 0)
        {
            setting.Diagnostics.Error(node.At, Rule.NobodyCompetent, $"no organ with a weight can be '{role.Id}' here");
            return [];
        }

        return found;
    }

    private int? Named(YamlScalar name)
    {
        if (setting.Book.City.FindOrgan(name.Text) is not { } organ)
        {
            setting.Diagnostics.Error(name.At, Rule.UnknownId,
                $"the city has no organ '{name.Text}'{Nearest.Suggestion(name.Text, setting.Book.City.Organs.Select(o => o.Id))}");
            return null;
        }

        if (Fits(organ)) { return organ.Number; }
        setting.Diagnostics.Error(name.At, Rule.NobodyCompetent, $"'{name.Text}' cannot be '{role.Id}': that asks for {role.Competence} {role.Level}");
        return null;
    }

    private void Add(List<(int Organ, double Weight)> found, YamlScalar word, RegisterItem? item)
    {
        var (what, level) = word.Text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? (word.Text[..at], word.Text[(at + 1)..]) : (word.Text, null);
        var competence = what.StartsWith("item.", StringComparison.Ordinal) ? item?.Fields.GetValueOrDefault(what[5..]) ?? "" : what;
        var any = false;
        foreach (var organ in setting.Book.City.Organs)
        {
            if (organ.Id != competence && (!organ.Competences.Contains(competence) || !Fits(organ))) { continue; }
            if (level is not null && organ.Level != level) { continue; }
            any = true;
            if (setting.Regions.TryGetValue(organ.Region, out var weight)) { found.Add((organ.Number, weight)); }
            else if (organ.Id == competence) { found.Add((organ.Number, 1)); }
            else { setting.Diagnostics.Error(word.At, Rule.MissingKey, $"the region '{organ.Region}' of '{organ.Id}' has no weight under 'regions'"); }
        }

        if (!any)
        {
            setting.Diagnostics.Error(word.At, Rule.NobodyCompetent,
                $"no organ has the id or the competence '{competence}' and can be '{role.Id}'{Nearest.Suggestion(competence, Known())}");
        }
    }

    private IEnumerable<string> Known() => setting.Book.City.Organs.SelectMany(o => o.Competences.Append(o.Id)).Distinct(StringComparer.Ordinal);

    private bool Fits(Organ organ) =>
        (role.Level is not { } level || organ.Level == level)
        && (role.Competence is not { } competence || role.Named || organ.Competences.Contains(competence));
}
