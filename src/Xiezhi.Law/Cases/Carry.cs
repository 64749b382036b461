using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>What a case hands to one that it opens.</summary>
internal static class Carry
{
    /// <summary>The request that opens the linked case, by the law itself: facts and roles of ours, under the names of its edition.</summary>
    /// <param name="holder">The holder to whom this case belongs, of the role of whose holders each gets one; else 0.</param>
    /// <param name="history">Our entries, asked for only when a text or a person is carried.</param>
    public static ActRequest Into(Edition edition, Act opening, Link link, CaseState ours, long holder, Entry entry, DateOnly today, Func<ImmutableArray<Entry>> history)
    {
        var facts = ImmutableArray.CreateBuilder<FactValue>();
        var names = ImmutableArray.CreateBuilder<Naming>();
        var persons = ImmutableArray.CreateBuilder<Person>();
        foreach (var carried in link.Carries)
        {
            if (carried.Fact >= 0)
            {
                if (edition.FindFact(carried.To) is { } fact && opening.MayTakeFact(fact.Index) && Value(ours, carried.Fact, fact, history) is { } value) { facts.Add(value); }
                continue;
            }

            if (edition.FindRole(carried.To) is not { } role) { continue; }
            var from = ours.Edition.Roles[carried.Role].Kind;
            foreach (var one in carried.Role == link.EachOf ? [holder] : role.Many ? ours.HoldersOf(carried.Role) : ours.HoldersOf(carried.Role).Take(1))
            {
                names.Add(new Naming(role.Index, from == RoleKind.Officer && role.Kind == RoleKind.Organ ? Actor.FromOfficerHolder(one).Organ : one));
                if (from == RoleKind.Party && history().SelectMany(e => e.Persons).LastOrDefault(p => p.Number == one) is { } person) { persons.Add(person); }
            }
        }

        return new ActRequest
        {
            Subject = opening.Index, When = entry.Happened, Today = today, Facts = facts.DrainToImmutable(), Names = names.DrainToImmutable(), Persons = persons.DrainToImmutable(),
            Outcome = opening.Closes.Length == 1 ? opening.Closes[0] : -1,
        };
    }

    /// <summary>Our value as the other edition writes it; null when we have none, or its list has no such code.</summary>
    private static FactValue? Value(CaseState ours, int fact, Fact to, Func<ImmutableArray<Entry>> history)
    {
        if (!ours.HasFact(fact)) { return null; }
        var number = ours.Fact(fact);
        var from = ours.Edition.Facts[fact];
        switch (to.Kind)
        {
            case FactKind.Text:
                return history().SelectMany(e => e.Facts).LastOrDefault(f => f.Fact == fact) is { Text: { } text } ? new FactValue(to.Index, 0, text) : null;
            case FactKind.Code:
                return from.Codes!.In(to.Codes!, (int)number) is >= 0 and var code ? new FactValue(to.Index, code) : null;
            default:
                return new FactValue(to.Index, number);
        }
    }
}
