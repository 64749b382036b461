using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Acts;

/// <summary>What an act or a service asks of whoever does it: what a form shows, and what a reading looks for.</summary>
internal sealed record ActShape
{
    /// <summary>A role that is to be filled, or may be.</summary>
    public readonly record struct Place(Role Role, bool Required);

    /// <summary>Somebody on whom a document may be served.</summary>
    /// <param name="Number">Which of several holders of the role, from 1; 0 where only one holds it.</param>
    public readonly record struct Receiver(Role Role, long Holder, int Number)
    {
        /// <summary>What is sent: the role, and the number where there are several.</summary>
        public string Id => Number == 0 ? Role.Id : $"{Role.Id}{FieldName.Several}{Number}";
    }

    public required EntryKind Kind { get; init; }
    public required string Id { get; init; }
    public required Title Title { get; init; }
    public required Edition Edition { get; init; }
    /// <summary>The act; null for a service.</summary>
    public Act? Act { get; init; }
    /// <summary>The served document; null for an act.</summary>
    public Document? Served { get; init; }
    /// <summary>Who acts; null for a party that is not known yet.</summary>
    public Actor? By { get; init; }
    /// <summary>An organ records what was done earlier, by whomever: it is brought in with a correction.</summary>
    public bool BroughtIn { get; init; }
    public bool ByParty => !BroughtIn && (By is not { } by || by.Party != 0);
    /// <summary>Whether whoever does it says which procedure follows.</summary>
    public bool Follows { get; init; }
    /// <summary>The party role that whoever opens the case takes; null where none is taken.</summary>
    public Role? Self { get; init; }
    public ImmutableArray<(Fact Fact, bool Required)> Facts { get; init; } = [];
    /// <summary>Roles of organs and officers.</summary>
    public ImmutableArray<Place> Names { get; init; } = [];
    /// <summary>Roles of parties that come into the case, <see cref="Self"/> first.</summary>
    public ImmutableArray<Place> Persons { get; init; } = [];
    public ImmutableArray<(Document Document, bool Needed)> Documents { get; init; } = [];
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];
    public ImmutableArray<Receiver> Receivers { get; init; } = [];
    public int Index => Act?.Index ?? Served?.Index ?? -1;

    /// <summary>The shape of an act or a service, or null when the edition has none of that id.</summary>
    /// <param name="id">Id of the act, or <c>serve:</c> and the id of the document.</param>
    /// <param name="state">The case; null to open one.</param>
    /// <param name="by">Who acts; null for a party that is not known yet.</param>
    public static ActShape? Of(Edition edition, CaseState? state, string id, Actor? by, City city)
    {
        if (id.StartsWith(FieldName.Serve, StringComparison.Ordinal))
        {
            return edition.FindDocument(id[FieldName.Serve.Length..]) is { To.Length: > 0 } served ? OfService(edition, state, served, by) : null;
        }

        return edition.FindAct(id) is { } act ? OfAct(edition, state, act, by, city) : null;
    }

    private static ActShape OfService(Edition edition, CaseState? state, Document served, Actor? by) => new()
    {
        Kind = EntryKind.Serve, Id = FieldName.Serve + served.Id, Title = new Title($"送达{served.Title.Zh}", $"Serve: {served.Title.En}"), Edition = edition, Served = served, By = by,
        Documents = [(served, false)],
        Receivers = ReceiversOf(edition, state, served),
    };

    private static ImmutableArray<Receiver> ReceiversOf(Edition edition, CaseState? state, Document served)
    {
        if (state is null) { return [.. served.To.Select(r => new Receiver(edition.Roles[r], 0, 0))]; }
        var all = served.To.SelectMany(r => state.HoldersOf(r).Select((holder, i) => new Receiver(edition.Roles[r], edition.Roles[r].Many ? holder : 0, i + 1))).ToList();
        ImmutableArray<Receiver> receivers = [.. all.Select(one => all.Count(other => other.Role == one.Role) > 1 ? one : one with { Number = 0 })];
        return receivers.Length == 1 && served.To.Length == 1 ? [] : receivers;
    }

    private static ActShape OfAct(Edition edition, CaseState? state, Act act, Actor? by, City city)
    {
        var c = state ?? new CaseState(edition);
        var acting = Parts.RoleOf(c, act, by ?? Actor.OfParty(long.MaxValue), city);
        var self = acting is { Kind: RoleKind.Party } && c.Holder(acting.Index) == 0 ? acting : null;
        var named = act.Names.Select(r => new Place(edition.Roles[r], c.Holder(r) == 0)).Concat(act.MayName.Select(r => new Place(edition.Roles[r], false)))
            .Where(p => p.Role != self).ToList();
        if (state is null && act.Opens && edition.Roles[edition.Number.Of] is var register && acting != register && !(acting is { Kind: RoleKind.Officer } && acting.Of == register.Index) && named.TrueForAll(p => p.Role != register)
            && Competent(register, city).Skip(1).Any())
        {
            named.Insert(0, new Place(register, true));
        }

        var needed = act.Ground >= 0 ? act.Takes.Add(act.Ground) : act.Takes;
        return new ActShape
        {
            Kind = EntryKind.Act, Id = act.Id, Title = act.Title, Edition = edition, Act = act, By = by, Self = self, Follows = act.OpensLinks.Any(link => edition.Links[link].Follows),
            Facts = [.. needed.Distinct().Select(f => (edition.Facts[f], true)), .. act.MayTake.Except(needed).Select(f => (edition.Facts[f], false))],
            Names = [.. named.Where(p => p.Role.Kind != RoleKind.Party)],
            Persons = [.. self is null ? [] : new[] { new Place(self, true) }, .. named.Where(p => p.Role.Kind == RoleKind.Party)],
            Documents = [.. act.Documents.Select(d => (edition.Documents[d], true)), .. act.MayAttach.Except(act.Documents).Select(d => (edition.Documents[d], false))],
            Outcomes = [.. act.Closes.Select(o => edition.Outcomes[o])],
        };
    }

    /// <summary>Somebody who may have done what is brought in.</summary>
    /// <param name="Id">What is sent: the role, and a number where several hold it.</param>
    public readonly record struct Doer(string Id, Role Role, Actor Actor, int Number);

    /// <summary>Who can have done an act in the case: those who hold its roles; of a role that nobody holds, whoever records it, where he may take it.</summary>
    public static ImmutableArray<Doer> DoersOf(CaseState c, Act act, Actor recorder, City city)
    {
        var doers = ImmutableArray.CreateBuilder<Doer>();
        foreach (var role in act.By.Select(index => c.Edition.Roles[index]))
        {
            var holders = c.HoldersOf(role.Index).ToList();
            for (var i = 0; i < holders.Count; i++)
            {
                var actor = role.Kind switch { RoleKind.Party => Actor.OfParty(holders[i]), RoleKind.Organ => Actor.OfOrgan((int)holders[i]), _ => Actor.FromOfficerHolder(holders[i]) };
                doers.Add(new Doer(holders.Count == 1 ? role.Id : $"{role.Id}{FieldName.Several}{i + 1}", role, actor, holders.Count == 1 ? 0 : i + 1));
            }

            if (holders.Count == 0 && role.Kind != RoleKind.Party && Parts.Fits(c, role, recorder, city)) { doers.Add(new Doer(role.Id, role, recorder, 0)); }
        }

        return doers.DrainToImmutable();
    }

    /// <summary>The organs that may take the role, in the order of the city's list.</summary>
    public static IEnumerable<Organ> Competent(Role role, City city) => city.Organs.Where(o => Parts.Competent(role, o.Number, city));
}
