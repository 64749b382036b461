using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Menus;

/// <summary>Goes through a procedure at random, doing at each step something that the law may accept, with everything that it asks for.</summary>
internal sealed class Wanderer(Edition edition, LawBook law, int seed)
{
    private readonly Random chance = new(seed);

    /// <summary>Whether somebody alone can open a case: one that another case opens, and one that opens others at once, are lived through in stories of several cases.</summary>
    public static bool CanBegin(Edition edition) => edition.Acts.Any(a => a.Opens && a.By.Length > 0 && a.OpensLinks.IsEmpty);

    public CaseState? Case { get; private set; }
    public DateOnly Today { get; private set; } = edition.From.AddDays(30 + new Random(seed).Next(300));
    public Moment Now => Moment.At(Today, 10, 30);

    public void Accept(Decision.Accepted accepted) => Case = accepted.Case;

    public void PassDays() => Today = Today.AddDays(chance.Next(10) < 7 ? chance.Next(4) : chance.Next(60));

    /// <summary>Everybody who may have something to say: holders of roles, competent organs, a stranger.</summary>
    public Actor SomeActor()
    {
        var role = edition.Roles[chance.Next(edition.Roles.Length)];
        return chance.Next(12) == 0 ? Actor.OfOrgan(1 + chance.Next(law.City.Organs.Length), 1) : ActorOf(role);
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];

    /// <summary>A request with all that the act or service takes, some of what it may take, and every approval.</summary>
    public ActRequest Filled(MenuItem item, Actor by)
    {
        if (item.Kind == EntryKind.Serve) { return new ActRequest { Kind = EntryKind.Serve, Subject = item.Subject, When = Now, Today = Today, By = by, On = Pick(edition.Documents[item.Subject].To) }; }
        var act = edition.Acts[item.Subject];
        var facts = act.Takes.Concat(act.Ground >= 0 ? [act.Ground] : []).Concat(act.MayTake.Where(_ => chance.Next(2) == 0));
        return new ActRequest
        {
            Subject = act.Index, When = Now, Today = Today, By = by, Officers = Math.Max(1, act.Officers), Documents = act.Documents,
            Facts = [.. facts.Distinct().Select(Value)],
            Names = Names(act, by),
            Outcome = act.Closes.Length > 0 ? Pick(act.Closes) : -1,
            Approvals = act.ApprovedBy < 0 ? [] : Approvals(edition.Roles[act.ApprovedBy], by),
        };
    }

    private ImmutableArray<Naming> Names(Act act, Actor by)
    {
        var names = ImmutableArray.CreateBuilder<Naming>();
        foreach (var role in act.Names) { names.Add(new Naming(role, by.Party != 0 && act.By.Contains(role) && edition.Roles[role].Kind == RoleKind.Party ? by.Party : ActorOf(edition.Roles[role]).HolderFor(edition.Roles[role].Kind))); }
        var register = edition.Roles[edition.Number.Of];
        if (act.Opens && Case is null && (by.Organ == 0 || !act.By.Contains(register.Index)) && !act.Names.Contains(register.Index) && !act.By.Any(r => edition.Roles[r].Of == register.Index)) { names.Add(new Naming(register.Index, ActorOf(register).Organ)); }
        return names.DrainToImmutable();
    }

    private ImmutableArray<Approval> Approvals(Role role, Actor by)
    {
        if (role.Kind == RoleKind.Party) { return [new Approval(ActorOf(role), Today)]; }
        var organ = ActorOf(role).Organ;
        return [.. Enumerable.Range(1, law.City.FindOrgan(organ)!.Officers).Select(n => Actor.OfOrgan(organ, n)).Where(a => a != by).Select(a => new Approval(a, Today))];
    }

    private Actor ActorOf(Role role)
    {
        if (role.Kind == RoleKind.Party) { return Actor.OfParty(Case is not null && Case.Holder(role.Index) is var held and not 0 ? held : 1_000 + role.Index); }
        var organRole = role.Kind == RoleKind.Officer && role.Of >= 0 ? edition.Roles[role.Of] : role;
        var organ = Case is not null && Case.Holder(organRole.Index) is var holder and not 0 ? (int)holder : Competent(organRole);
        return Actor.OfOrgan(organ, role.Post is { } post && law.City.FindOrgan(organ)!.PostRanges.TryGetValue(post, out var range) ? range.First : 1 + chance.Next(law.City.FindOrgan(organ)!.Officers));
    }

    private int Competent(Role role)
    {
        var fit = law.City.Organs.Where(o => (role.Level is not { } level || o.Level == level) && (role.Competence is not { } c || role.Named || o.Competences.Contains(c))).ToList();
        return fit.Count == 0 ? 1 : Pick(fit).Number;
    }

    private FactValue Value(int index)
    {
        var fact = edition.Facts[index];
        if (fact.Once && Case is not null && Case.HasFact(index)) { return new FactValue(index, Case.Fact(index), fact.Kind == FactKind.Text ? "x" : null); }
        return fact.Kind switch
        {
            FactKind.YesNo => new FactValue(index, chance.Next(2)),
            FactKind.Code => new FactValue(index, chance.Next(fact.Codes!.Codes.Length)),
            FactKind.Day => new FactValue(index, Today.AddDays(chance.Next(80) - 30).DayNumber),
            FactKind.Moment => new FactValue(index, ((long)Today.DayNumber * Moment.Day24) + 600),
            FactKind.Length => new FactValue(index, ((long)(5 + chance.Next(20)) << 8) + (long)DayUnit.CalendarDay),
            FactKind.Text => new FactValue(index, 1, "x"),
            FactKind.Organ => new FactValue(index, 1),
            FactKind.Officer => new FactValue(index, Actor.OfficerHolder(1, 1)),
            FactKind.Item => new FactValue(index, chance.Next(law.City.Registers[fact.Register!].Items.Length)),
            _ => new FactValue(index, chance.Next(5_000)),
        };
    }
}
