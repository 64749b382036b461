using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads who has each role of a procedure.</summary>
internal sealed class PartReader(Edition edition, Setting setting, Deck deck)
{
    public ImmutableArray<Part> Read(YamlMap? section)
    {
        var fields = new Fields(section ?? LoadReader.Empty, setting.Diagnostics, $"the roles of '{edition.Procedure}'", [.. edition.Roles.Select(r => r.Id)]);
        var parts = new Part[edition.Roles.Length];
        var beside = new List<(Role Role, YamlMap Map)>();
        foreach (var role in edition.Roles)
        {
            var node = fields[role.Id];
            parts[role.Index] = new Part(role, role.Kind, role.Kind == RoleKind.Organ ? role.Index : role.Of, null, null);
            if (node is null) { continue; }
            switch (role.Kind)
            {
                case RoleKind.Party: parts[role.Index] = parts[role.Index] with { People = CrowdOf(node, role) }; break;
                case RoleKind.Officer: setting.Diagnostics.Error(node.At, Rule.WrongValue, $"'{role.Id}' is an officer; the officers of '{edition.Roles[role.Of].Id}' are drawn by their posts"); break;
                default:
                    if (node is YamlMap map && map["beside"] is not null) { beside.Add((role, map)); }
                    else { parts[role.Index] = parts[role.Index] with { Seat = SeatOf(node, role) }; }
                    break;
            }
        }

        foreach (var (role, map) in beside) { parts[role.Index] = parts[role.Index] with { Seat = Beside(map, role, parts) }; }
        return [.. parts];
    }

    private Crowd CrowdOf(YamlNode node, Role role)
    {
        switch (node)
        {
            case YamlScalar { Text: "persons" }: return new Crowd(100);
            case YamlScalar { Text: "organisations" }: return new Crowd(0);
            case YamlMap map:
                var fields = new Fields(map, setting.Diagnostics, $"'{role.Id}'", "persons", "organisations");
                var persons = fields.Number("persons", 0);
                return new Crowd(persons * 100 / Math.Max(1, persons + fields.Number("organisations", 0)));
            default:
                setting.Diagnostics.Error(node.At, Rule.WrongValue, $"'{role.Id}' is a party: write persons, organisations, or {{ persons: 80, organisations: 20 }}");
                return new Crowd(100);
        }
    }

    private Seat? SeatOf(YamlNode node, Role role)
    {
        if (node is YamlScalar { Text: "dealt" })
        {
            if (deck.Role == role.Index) { return new Seat.Dealt(deck.Organs, deck.Same, role.Index); }
            setting.Diagnostics.Error(node.At, Rule.Contradiction, $"the deck does not deal '{role.Id}'; let it say fills: {role.Id}");
            return null;
        }

        var found = new OrganChoice(setting, role).Of(node is YamlMap map && map["organs"] is { } organs ? organs : node, null);
        return found.Count switch
        {
            0 => null,
            1 => new Seat.Always(found[0].Organ),
            _ => new Seat.Drawn([.. found.Select(f => f.Organ)], new Weighted([.. found.Select(f => (int)f.Weight)]), role.Index),
        };
    }

    /// <summary>The organ with the competence in the same region as another role's organ; where it has none, the first of the nearest organ above.</summary>
    private Seat.Beside? Beside(YamlMap map, Role role, Part[] parts)
    {
        var fields = new Fields(map, setting.Diagnostics, $"'{role.Id}'", "beside", "competence");
        var other = fields.Scalar("beside")!;
        var competence = fields.Text("competence") ?? role.Competence;
        if (edition.FindRole(other.Text) is not { Kind: RoleKind.Organ } of || parts[of.Index].Seat is not { } seat)
        {
            setting.Diagnostics.Error(other.At, Rule.UnknownId, $"'{other.Text}' is not an organ's role that this file has filled");
            return null;
        }

        var organs = setting.Book.City.Organs;
        var byOrgan = new int[organs.Length + 1];
        foreach (var organ in organs)
        {
            var found = organs.FirstOrDefault(o => o.Region == organ.Region && o.Number != organ.Number && o.Competences.Contains(competence ?? ""))
                ?? organs.FirstOrDefault(o => o.Competences.Contains(competence ?? "") && o.Number != organ.Number);
            byOrgan[organ.Number] = found?.Number ?? 0;
        }

        if (Array.TrueForAll(byOrgan, o => o == 0))
        {
            setting.Diagnostics.Error(fields.At, Rule.NobodyCompetent, $"no organ has the competence '{competence}'");
            return null;
        }

        return new Seat.Beside(seat, byOrgan);
    }
}
