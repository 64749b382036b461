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
    /// <param name="otherwise">Who has the roles that the section leaves out; empty when nobody.</param>
    public ImmutableArray<Part> Read(YamlMap? section, ImmutableArray<Part> otherwise)
    {
        var fields = new Fields(section ?? LoadReader.Empty, setting.Diagnostics, $"the roles of '{edition.Procedure}'", [.. edition.Roles.Select(r => r.Id)]);
        var parts = new Part[edition.Roles.Length];
        var beside = new List<(Role Role, YamlMap Map)>();
        foreach (var role in edition.Roles)
        {
            var node = fields[role.Id];
            parts[role.Index] = otherwise.IsEmpty
                ? new Part(role, role.Kind, role.Kind == RoleKind.Organ ? role.Index : role.Of, null, null)
                : otherwise[role.Index];
            if (node is null) { continue; }
            switch (role.Kind)
            {
                case RoleKind.Party: parts[role.Index] = parts[role.Index] with { People = CrowdOf(node, role) }; break;
                case RoleKind.Officer:
                    setting.Diagnostics.Error(node.At, Rule.WrongValue, $"'{role.Id}' is an officer; officers are drawn by their posts, so leave it out");
                    break;
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
                setting.Diagnostics.Error(node.At, Rule.WrongValue,
                    $"'{role.Id}' is a party: write persons, organisations, or {{ persons: 80, organisations: 20 }}");
                return new Crowd(100);
        }
    }

    /// <summary>Stands for a role whose holder could not be read: that is reported once, not at every step that needs him.</summary>
    private static Seat Unknown { get; } = new Seat.Always(1);

    private Seat SeatOf(YamlNode node, Role role)
    {
        if (node is YamlScalar { Text: "dealt" })
        {
            if (deck.Role == role.Index) { return new Seat.Dealt(deck.Organs, deck.Same, role.Index); }
            setting.Diagnostics.Error(node.At, Rule.Contradiction, $"the deck does not deal '{role.Id}'; let it say fills: {role.Id}");
            return Unknown;
        }

        var found = new OrganChoice(setting, role).Of(node is YamlMap map && map["organs"] is { } organs ? organs : node, null);
        return found.Count switch
        {
            0 => Unknown,
            1 => new Seat.Always(found[0].Organ),
            _ => new Seat.Drawn([.. found.Select(f => f.Organ)], new Weighted([.. found.Select(f => (int)f.Weight)]), role.Index),
        };
    }

    /// <summary>An organ with the competence (the role's own unless another is written) in the same region as another role's organ, never that
    /// organ itself.</summary>
    private Seat Beside(YamlMap map, Role role, Part[] parts)
    {
        var fields = new Fields(map, setting.Diagnostics, $"'{role.Id}'", "beside", "competence");
        var other = fields.Scalar("beside")!;
        var competence = fields.Text("competence") ?? role.Competence;
        if (edition.FindRole(other.Text) is not { Kind: RoleKind.Organ } of || parts[of.Index].Seat is not { } seat)
        {
            setting.Diagnostics.Error(other.At, Rule.UnknownId, $"'{other.Text}' is not an organ's role that this file has filled");
            return Unknown;
        }

        var organs = setting.Book.City.Organs;
        var kind = organs.Where(o => o.Competences.Contains(competence ?? "")).ToArray();
        if (kind.Length < 2)
        {
            setting.Diagnostics.Error(fields.At, Rule.NobodyCompetent,
                $"fewer than two organs have the competence '{competence}', so that none can be told by its region; name the organ");
            return Unknown;
        }

        var byOrgan = new int[organs.Length + 1][];
        foreach (var organ in organs)
        {
            int[] near = [.. kind.Where(o => o.Region == organ.Region && o.Number != organ.Number).Select(o => o.Number)];
            byOrgan[organ.Number] = near.Length > 0 ? near : [.. kind.Where(o => o.Number != organ.Number).Select(o => o.Number)];
        }

        return new Seat.Beside(seat, byOrgan, role.Index);
    }
}
