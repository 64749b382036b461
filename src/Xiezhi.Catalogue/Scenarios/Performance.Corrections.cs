using System.Collections.Immutable;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>Steps of a story that every procedure has: hand-over, an entry put right or struck out, the move to another edition.</summary>
internal sealed partial class Performance
{
    private (ActRequest? Request, ScenarioDifference? Problem) Request(ScenarioStep step, DateOnly recorded) => step switch
    {
        { Act: not null } => Asked(step, recorded),
        { Serve: not null } => Served(step, recorded),
        _ when state is null => (null, new ScenarioDifference(step.At, "there is no case yet", [])),
        { Move: { } day } => Moved(step, day, recorded),
        { HandOver: { } role } => HandedOver(step, role, recorded),
        _ => Corrected(step, recorded),
    };

    private (ActRequest? Request, ScenarioDifference? Problem) Corrected(ScenarioStep step, DateOnly recorded)
    {
        var entries = cases[number]!.Entries;
        var subject = Math.Max(step.Amend, step.Annul);
        if (subject > entries.Count) { return (null, new ScenarioDifference(step.At, $"the case has {entries.Count} entries, and no entry {subject}", [])); }
        var entry = entries[subject - 1];
        var right = step.To is { } day ? new Moment(day, -1) : entry.Happened;
        ActRequest? missed = null;
        if (step.Missed is { } late)
        {
            (missed, var problem) = late.Serve is not null ? Served(late, recorded) : Asked(late, recorded);
            if (missed is null) { return (null, problem); }
        }

        var facts = step.Amend > 0 ? entry.Facts.ToDictionary(f => f.Fact) : [];
        foreach (var pair in step.With)
        {
            var fact = pair.Key.Text == "ground" && entry.Kind == EntryKind.Act && edition.Acts[entry.Subject].Ground is >= 0 and var ground ? edition.Facts[ground] : edition.FindFact(pair.Key.Text);
            if (fact is null) { return Unknown(pair.Key, "fact", edition.Facts.Select(f => f.Id)); }
            if (!FactText.TryRead(fact, $"{pair.Value}", City, out var read, out var problem)) { return (null, new ScenarioDifference(pair.Value.At, problem, [])); }
            facts[fact.Index] = read;
        }

        return (BuiltIn(step, recorded) with
        {
            Kind = step.Amend > 0 ? EntryKind.Amend : EntryKind.Annul, Subject = subject, When = step.Amend > 0 ? right : step.When, Facts = [.. facts.Values], Missed = missed,
        }, null);
    }

    private (ActRequest? Request, ScenarioDifference? Problem) HandedOver(ScenarioStep step, YamlScalar word, DateOnly recorded)
    {
        if (edition.FindRole(word.Text) is not { } role) { return Unknown(word, "role", edition.Roles.Select(r => r.Id)); }
        var (namings, problem) = NamedIn(step);
        if (problem is not null) { return (null, problem); }
        var now = namings.FirstOrDefault(n => n.Role == role.Index).Holder;
        var from = step.On is { } before && Cast.HolderNamed(role, before.Text) is { } holder ? holder : 0;
        var organ = role.Kind == RoleKind.Organ ? (int)now : Actor.FromOfficerHolder(now).Organ;
        return (BuiltIn(step, recorded) with { Kind = EntryKind.HandOver, Subject = organ, Names = namings, OnHolder = from }, null);
    }

    private (ActRequest? Request, ScenarioDifference? Problem) Moved(ScenarioStep step, DateOnly day, DateOnly recorded) =>
        law.EditionsOf(edition.Procedure).FirstOrDefault(e => e.From == day) is { } to
            ? (BuiltIn(step, recorded) with { Kind = EntryKind.Move, Subject = day.DayNumber, To = to }, null)
            : (null, new ScenarioDifference(step.At, $"there is no edition of {edition.Procedure} from {day:yyyy-MM-dd}", []));

    // Done by the organ that keeps the register, with a reason and the approval of another officer, unless the story says otherwise.
    private ActRequest BuiltIn(ScenarioStep step, DateOnly recorded)
    {
        var keeper = (int)state!.Holder(edition.Number.Of);
        var by = step.By is { } name ? Cast.ActorNamed(name.Text, []) ?? Actor.Law : Actor.OfOrgan(keeper, 1);
        var approver = step.ApprovedBy switch
        {
            null => Actor.OfOrgan(keeper, by.Officer == 2 ? 1 : 2),
            { Text: "none" } => default,
            var who => Cast.ActorNamed(who.Text, []) ?? default,
        };
        return new ActRequest
        {
            Subject = 0, When = step.When, Today = recorded, By = by, Why = step.Why is "none" ? null : step.Why ?? "记录有误",
            Approvals = approver == default ? [] : [new Approval(approver, recorded)],
        };
    }

    private (ImmutableArray<Naming> Namings, ScenarioDifference? Problem) NamedIn(ScenarioStep step)
    {
        var namings = ImmutableArray.CreateBuilder<Naming>();
        foreach (var pair in step.Names)
        {
            if (edition.FindRole(pair.Key.Text) is not { } role) { return ([], Unknown(pair.Key, "role", edition.Roles.Select(r => r.Id)).Problem); }
            foreach (var name in pair.Words)
            {
                if (Cast.HolderNamed(role, name.Text) is { } holder) { namings.Add(new Naming(role.Index, holder)); }
                else { return ([], new ScenarioDifference(name.At, $"{City.Id} has no organ '{name.Text}'{Nearest.Suggestion(name.Text, City.Organs.Select(o => o.Id))}", [])); }
            }
        }

        return (namings.ToImmutable(), null);
    }
}
