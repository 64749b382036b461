using System.Collections.Immutable;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>The players of a story: who stands behind each role and each name.</summary>
internal sealed class Cast
{
    private readonly Edition edition;
    private readonly Scenario scenario;
    private readonly Dictionary<string, long> parties = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Organ, string Name), int> officers = [];
    private readonly bool isMadeUp;
    private readonly CaseState? held;

    /// <param name="home">The named city; null makes one up in which each organ of the story has every competence and post.</param>
    /// <param name="law">Where the procedures of linked cases are found.</param>
    public Cast(Edition edition, Scenario scenario, City? home, LawBook law)
    {
        Others = Linked(edition, scenario, law);
        this.edition = edition;
        this.scenario = scenario;
        isMadeUp = home is null;
        City = home ?? MadeUpCity.For([edition, .. Others], scenario);
        foreach (var role in edition.Roles.Where(r => r.Kind == RoleKind.Officer).OrderByDescending(r => r.Post is not null)) { _ = ActorOf(role); }
    }

    private Cast(Cast whole, Edition edition, CaseState? held)
    {
        (this.edition, this.held) = (edition, held);
        (scenario, parties, officers, isMadeUp, City, Others) = (whole.scenario, whole.parties, whole.officers, whole.isMadeUp, whole.City, whole.Others);
    }

    public City City { get; }

    /// <summary>Editions of the cases to which links may lead from the story's own.</summary>
    public ImmutableArray<Edition> Others { get; }

    /// <summary>The same players in another case of the story: whoever has a part there plays it.</summary>
    /// <param name="case">Null for a case that is yet to be opened.</param>
    public Cast Among(Edition other, CaseState? @case) => new(this, other, @case);

    private static ImmutableArray<Edition> Linked(Edition edition, Scenario scenario, LawBook law)
    {
        var found = new List<Edition>();
        var ahead = new Queue<string>(scenario.Steps.SelectMany(s => new[] { s.Procedure?.Text, s.Follow?.Text }).OfType<string>());
        foreach (var link in edition.Links) { if (link.Opens is { } opens) { ahead.Enqueue(opens); } }
        while (ahead.TryDequeue(out var address))
        {
            foreach (var other in law.EditionsOf(address))
            {
                if (other == edition || found.Contains(other)) { continue; }
                found.Add(other);
                foreach (var link in other.Links) { if (link.Opens is { } opens) { ahead.Enqueue(opens); } }
            }
        }

        return [.. found];
    }

    /// <summary>Who plays the role; null when nobody in the city can.</summary>
    public Actor? ActorOf(Role role)
    {
        if (held?.Holder(role.Index) is { } holder and not 0)
        {
            return role.Kind switch { RoleKind.Party => Actor.OfParty(holder), RoleKind.Organ => Actor.OfOrgan((int)holder), _ => Actor.FromOfficerHolder(holder) };
        }

        var name = scenario.NameOf(role.Id);
        switch (role.Kind)
        {
            case RoleKind.Party: return Actor.OfParty(Party(name ?? role.Id));
            case RoleKind.Organ: return OrganOf(role, name) is { } organ ? Actor.OfOrgan(organ) : null;
            default: return OfficerOf(role, name);
        }
    }

    /// <summary>Who bears the name, as far as possible in one of the roles that may do what is asked.</summary>
    public Actor? ActorNamed(string name, ImmutableArray<int> preferred)
    {
        if (name == "law") { return Actor.Law; }
        var inOrder = preferred.Select(r => edition.Roles[r]).Concat(edition.Roles).ToList();
        var role = inOrder.Find(r => scenario.NameOf(r.Id) == name) ?? inOrder.Find(r => r.Id == name);
        var officer = inOrder.Take(preferred.Length)
            .FirstOrDefault(r => r.Kind == RoleKind.Officer && r.Of >= 0 && scenario.NameOf(edition.Roles[r.Of].Id) == name);
        if (officer is not null && role?.Kind == RoleKind.Organ && !preferred.Contains(role.Index)) { return ActorOf(officer); }
        if (role is not null) { return ActorOf(role); }
        return City.FindOrgan(name) is { } organ ? Actor.OfOrgan(organ.Number) : Actor.OfParty(Party(name));
    }

    /// <summary>The holder of a role by name: a party, an organ, or an officer.</summary>
    public long? HolderNamed(Role role, string name) => role.Kind switch
    {
        RoleKind.Party => Party(name),
        RoleKind.Organ => (City.FindOrgan(name) ?? City.FindOrgan(scenario.NameOf(name) ?? name))?.Number,
        _ => ActorNamed(name, [role.Index])?.HolderFor(RoleKind.Officer),
    };

    private long Party(string name)
    {
        if (!parties.TryGetValue(name, out var number)) { parties.Add(name, number = parties.Count + 1); }
        return number;
    }

    private int? OrganOf(Role role, string? name)
    {
        if (name is not null || isMadeUp) { return City.FindOrgan(name ?? role.Id)?.Number; }
        return role.Named ? null : City.Organs.FirstOrDefault(o => Competence.Allows(role, o))?.Number;
    }

    private Actor? OfficerOf(Role role, string? name)
    {
        var organ = name is not null && City.FindOrgan(name) is { } own ? own
            : role.Of >= 0 ? City.FindOrgan(ActorOf(edition.Roles[role.Of])?.Organ ?? 0)
            : City.Organs.FirstOrDefault(o => role.Post is null || o.Posts.ContainsKey(role.Post));
        if (organ is null) { return null; }
        var key = (organ.Number, name ?? role.Id);
        if (!officers.TryGetValue(key, out var number))
        {
            number = role.Post is { } post && organ.PostRanges.TryGetValue(post, out var range) ? range.First : organ.Posts.Values.Sum() + 1 + officers.Count;
            officers.Add(key, Math.Min(number, Math.Max(organ.Officers, 1)));
        }

        return Actor.OfOrgan(organ.Number, officers[key]);
    }
}
