using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.People;

/// <summary>What a viewer may see of a case that he may see at all.</summary>
/// <param name="Edition">The edition of the case.</param>
/// <param name="Roles">Bit per role that he holds, may take, or looks over.</param>
/// <param name="Party">His own number, 0 for whoever looks for an organ.</param>
public sealed record Sight(Edition Edition, ulong Roles, long Party)
{
    /// <summary>The same sight of what was recorded under another edition of the procedure: roles are found by their ids.</summary>
    public Sight Under(Edition other)
    {
        if (ReferenceEquals(other, Edition)) { return this; }
        ulong roles = 0;
        foreach (var role in Edition.Roles) { if ((Roles >> role.Index & 1) != 0 && other.FindRole(role.Id) is { } there) { roles |= 1UL << there.Index; } }
        return this with { Edition = other, Roles = roles };
    }

    /// <summary>The number that stands in the place of a party whose identity the viewer may not know; no party has it.</summary>
    public const long SomeParty = -1;

    /// <summary>Facts for certain roles, to these; others, to every part of the case.</summary>
    public bool Shows(Fact fact) => HoldsOne(fact.For);

    /// <summary>Documents for certain roles, to these and to those on whom they are served; others, to every part of the case.</summary>
    public bool Shows(Document document) => HoldsOne(document.For) || (document.To.Length > 0 && HoldsOne(document.To));

    /// <summary>Whether the viewer may know who holds the role. Of a protected role: the roles it is shown to, and the holder himself.</summary>
    public bool Shows(Role role, long holder) =>
        role.Kind != RoleKind.Party || !role.Protected || (Party != 0 && holder == Party) || (role.ShownTo.Length > 0 && HoldsOne(role.ShownTo));

    /// <summary>A person as the viewer sees him: a party sees of another its name alone; null when he sees nothing of him.</summary>
    public Person? Of(Role role, Person person)
    {
        if (!Shows(role, person.Number)) { return null; }
        return Party == 0 || person.Number == Party ? person : person with { Identity = "", Phone = "" };
    }

    /// <summary>Whether the entry is what the viewer himself sent: of that nothing is kept from him but who others are.</summary>
    public bool IsOwn(Entry entry) => Party != 0 && entry.By.Party == Party;

    /// <summary>The entry without what the viewer may not see.</summary>
    /// <param name="parties">The role of each party that has come into the case.</param>
    public Entry Of(Entry entry, IReadOnlyDictionary<long, Role> parties) => entry with
    {
        By = Of(entry.By, parties),
        Facts = [.. entry.Facts.Where(f => IsOwn(entry) || Shows(Edition.Facts[f.Fact]))],
        Names = [.. entry.Names.Where(n => Shows(Edition.Roles[n.Role], n.Holder))],
        Persons = [.. entry.Persons.Select(p => parties.TryGetValue(p.Number, out var role) ? Of(role, p) : null).OfType<Person>()],
        Documents = [.. entry.Documents.Where(d => IsOwn(entry) || Shows(Edition.Documents[d]))],
        Papers = [.. entry.Papers.Where(p => IsOwn(entry) || Shows(Edition.Documents[p.Document]))],
        Approvals = [.. entry.Approvals.Select(a => a with { By = Of(a.By, parties) })],
    };

    private Actor Of(Actor actor, IReadOnlyDictionary<long, Role> parties) =>
        actor.Party == 0 || actor.Party == Party || (parties.TryGetValue(actor.Party, out var role) && Shows(role, actor.Party)) ? actor : Actor.OfParty(SomeParty);

    /// <summary>Empty means every role of the case.</summary>
    private bool HoldsOne(ImmutableArray<int> roles)
    {
        if (roles.Length == 0) { return true; }
        foreach (var role in roles) { if ((Roles >> role & 1) != 0) { return true; } }
        return false;
    }
}
