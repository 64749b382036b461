using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay.Plans;

/// <summary>Turns steps of plans into requests to the law: who acts, for whom, with which facts. Pure, and safe on several threads.</summary>
internal sealed class Requests(City city, Population population, Timetable days)
{
    /// <summary>What is asked when the step of the plan comes.</summary>
    /// <param name="moment">When it comes, as the plan's course says.</param>
    public ActRequest For(in Plan plan, int index, int moment)
    {
        var step = plan.Life.Steps[index];
        var when = days.At(moment);
        var by = ActorOf(plan, step, step.By);
        return new ActRequest
        {
            Kind = step.Kind == Happening.Serve ? EntryKind.Serve : EntryKind.Act,
            Subject = step.Subject,
            When = when,
            Today = when.Day,
            By = by,
            Facts = FactsOf(plan, step, index, moment),
            Names = NamesOf(plan, step),
            Documents = step.Documents,
            Approvals = step.ApprovedBy < 0 ? [] : [new Approval(ApproverOf(plan, step, by), when.Day)],
            Officers = step.Officers,
            Outcome = step.Outcome is { } outcome ? (int)outcome.Of(plan, Slot.Outcome(index), moment, days) : -1,
            On = step.On,
        };
    }

    /// <summary>The parties that have a part in the life.</summary>
    public ImmutableArray<PartyData> PartiesOf(in Plan plan, ulong seed)
    {
        var parties = ImmutableArray.CreateBuilder<PartyData>(plan.Life.Parties.Length);
        foreach (var role in plan.Life.Parties) { parties.Add(population.Of(seed, role, NumberOf(plan, plan.Life.Parts[role]))); }
        return parties.DrainToImmutable();
    }

    private ImmutableArray<FactValue> FactsOf(in Plan plan, Step step, int index, int moment)
    {
        if (step.With.IsEmpty) { return []; }
        var facts = new FactValue[step.With.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            var (fact, value, text) = step.With[i];
            var slot = Slot.Fact(index, i);
            facts[i] = text is null ? new FactValue(fact, value!.Of(plan, slot, moment, days)) : new FactValue(fact, 1, text.Of(plan, slot));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    private ImmutableArray<Naming> NamesOf(in Plan plan, Step step)
    {
        if (step.Names.IsEmpty) { return []; }
        var names = new Naming[step.Names.Length];
        for (var i = 0; i < names.Length; i++) { names[i] = new Naming(step.Names[i], HolderOf(plan, step, step.Names[i])); }
        return ImmutableCollectionsMarshal.AsImmutableArray(names);
    }

    private long HolderOf(in Plan plan, Step step, int role)
    {
        var part = plan.Life.Parts[role];
        return part.Kind == RoleKind.Organ ? part.Seat!.Organ(plan, step.Namings[role]) : ActorOf(plan, step, role).HolderFor(part.Kind);
    }

    private long NumberOf(in Plan plan, Part part)
    {
        var number = population.Draw(part.People!, Draw.At(plan.Key, Slot.Party(part.Role.Index)));

        // Nobody stands on both sides of a case.
        foreach (var other in plan.Life.Parts)
        {
            if (other.Role.Index >= part.Role.Index) { break; }
            if (other.People is not null && NumberOf(plan, other) == number) { number = number == 1 ? 2 : number - 1; }
        }

        return number;
    }

    private Actor ActorOf(in Plan plan, Step step, int role)
    {
        var part = plan.Life.Parts[role];
        if (part.People is not null) { return Actor.OfParty(NumberOf(plan, part)); }
        var organ = plan.Life.Parts[part.Of].Seat!.Organ(plan, step.Namings[part.Of]);
        var (first, last) = PostOf(city.Organs[organ - 1], part);
        var officer = first + Draw.Below(Draw.At(plan.Key, Slot.Officer(part.Of) + organ), last - first + 1);

        // Where two roles must be apart, the one named later in the file is the next officer's.
        foreach (var other in plan.Life.Parts)
        {
            if (other.Kind == RoleKind.Officer && other.Of == part.Of && other.Role.Index < role
                && (other.Role.ApartFrom == role || part.Role.ApartFrom == other.Role.Index) && last > first)
            {
                officer = officer == last ? first : officer + 1;
            }
        }

        return Actor.OfOrgan(organ, officer);
    }

    /// <summary>Nobody approves his own act: when the two would be one person, the next in the post does.</summary>
    private Actor ApproverOf(in Plan plan, Step step, Actor by)
    {
        var approver = ActorOf(plan, step, step.ApprovedBy);
        if (approver != by) { return approver; }
        var (first, last) = PostOf(city.Organs[approver.Organ - 1], plan.Life.Parts[step.ApprovedBy]);
        return approver with { Officer = approver.Officer == last ? first : approver.Officer + 1 };
    }

    /// <summary>The officers who hold the role's post; for a role without one, those who hold no post at all.</summary>
    private static (int First, int Last) PostOf(Organ organ, Part part)
    {
        if (part.Role.Post is { } post && organ.PostRanges.TryGetValue(post, out var range)) { return range; }
        var posts = 0;
        foreach (var taken in organ.PostRanges.Values) { posts = Math.Max(posts, taken.Last); }
        return posts < organ.Officers ? (posts + 1, organ.Officers) : (1, Math.Max(organ.Officers, 1));
    }
}
