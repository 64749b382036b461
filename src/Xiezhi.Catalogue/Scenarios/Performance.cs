using System.Collections.Immutable;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>One story being played: the case as it stands, and what has happened so far.</summary>
internal sealed class Performance
{
    private readonly Edition edition;
    private readonly LawBook law;
    private readonly List<Entry> entries = [];
    private readonly Func<CaseState, CaseState> keep;
    private CaseState? state;
    private DateOnly today;

    /// <param name="edition">The edition of the case.</param>
    /// <param name="scenario">The story.</param>
    /// <param name="law">Whence calendar and city.</param>
    /// <param name="home">The named city; null for a made-up one.</param>
    /// <param name="keep">What becomes of the case between two steps.</param>
    public Performance(Edition edition, Scenario scenario, LawBook law, City? home, Func<CaseState, CaseState> keep)
    {
        this.keep = keep;
        this.edition = edition;
        this.law = law;
        Cast = new Cast(edition, scenario, home);
        today = scenario.Steps[0].When.Day;
    }

    public Cast Cast { get; }

    /// <summary>The case after the last step; null before it is opened.</summary>
    public CaseState? Case { get; private set; }

    /// <summary>What has been recorded so far.</summary>
    public ImmutableArray<Entry> Entries => [.. entries];
    private City City => Cast.City;

    /// <summary>Plays one step; the first thing that does not follow, or null.</summary>
    public ScenarioDifference? Play(ScenarioStep step)
    {
        if (step.When.Day > today) { today = step.When.Day; }
        var recorded = step.Recorded ?? today;
        Decision? decision = null;
        if (step.Act is not null || step.Serve is not null)
        {
            var (request, problem) = step.Act is not null ? Asked(step, recorded) : Served(step, recorded);
            if (request is null) { return problem; }
            decision = Decide.On(edition, state, request, law.Calendar, City);
        }
        else if (state is not null)
        {
            decision = Decide.Sweep(state, step.When.Day, law.Calendar, City);
        }

        if (decision is Decision.Accepted accepted)
        {
            state = accepted.Case;
            entries.AddRange(accepted.Entries);
        }
        else if (decision is Decision.Refused && state is not null)
        {
            // A refusal leaves no trace, but the day has come all the same.
            var swept = Decide.Sweep(state, step.When.Day, law.Calendar, City);
            state = swept.Case;
            entries.AddRange(swept.Entries);
        }

        var difference = Judged(step, decision as Decision.Refused)
            ?? (state is null ? null : new Verification(edition, state, entries, law.Calendar, Cast).Difference(step.At, step.Then));
        Case = state;
        if (state is not null) { state = keep(state); }
        return difference;
    }

    private static ScenarioDifference? Judged(ScenarioStep step, Decision.Refused? refusal)
    {
        if (step.Then.Refused is not { } expected)
        {
            return refusal is null
                ? null
                : new ScenarioDifference(step.At,
                    $"refused: {refusal.CodeId} ({refusal.What}{(refusal.Basis is null ? "" : $", {refusal.Basis}")}): {refusal.Words}", []);
        }

        if (refusal is null) { return new ScenarioDifference(expected.At, $"expected to be refused as {expected.Text}, but it was accepted", []); }
        return refusal.CodeId == expected.Text
            ? null
            : new ScenarioDifference(expected.At, $"expected to be refused as {expected.Text}, but it was as {refusal.CodeId}: {refusal.Words}", []);
    }

    private (ActRequest? Request, ScenarioDifference? Problem) Served(ScenarioStep step, DateOnly recorded)
    {
        if (edition.FindDocument(step.Serve!.Text) is not { } document) { return Unknown(step.Serve, "document", edition.Documents.Select(d => d.Id)); }
        var (on, holder) = (-1, 0L);
        if (step.On is { } receiver)
        {
            if (edition.FindRole(receiver.Text) is { } role) { on = role.Index; }
            else if (ReceiverNamed(document, receiver.Text) is { } one) { (on, holder) = one; }
            else { return Unknown(receiver, "role or receiver", edition.Roles.Select(r => r.Id)); }
        }

        var by = step.By is null ? Actor.Law : Cast.ActorNamed(step.By.Text, []) ?? Actor.Law;
        return (new ActRequest { Kind = EntryKind.Serve, Subject = document.Index, When = step.When, Today = recorded, By = by, On = on, OnHolder = holder }, null);
    }

    private (int Role, long Holder)? ReceiverNamed(Document document, string name)
    {
        foreach (var role in document.To)
        {
            if (Cast.HolderNamed(edition.Roles[role], name) is { } holder && state?.Holds(role, holder) == true) { return (role, holder); }
        }

        return null;
    }

    private (ActRequest? Request, ScenarioDifference? Problem) Asked(ScenarioStep step, DateOnly recorded)
    {
        if (edition.FindAct(step.Act!.Text) is not { } act) { return Unknown(step.Act, "act", edition.Acts.Select(a => a.Id)); }
        var by = step.By is { } name ? Cast.ActorNamed(name.Text, act.By) : act.By.Length > 0 ? Cast.ActorOf(edition.Roles[act.By[0]]) : Actor.Law;
        if (by is null) { return (null, new ScenarioDifference(step.At, $"nobody in {City.Id} can do '{act.Id}'; say under 'by' or 'roles' who does", [])); }
        var given = ImmutableArray.CreateBuilder<FactValue>(step.With.Length);
        var outcome = act.Closes.Length == 1 ? act.Closes[0] : -1;
        foreach (var pair in step.With)
        {
            var value = $"{pair.Value}";
            if (pair.Key.Text == "outcome")
            {
                // A story may show that an outcome is not to be had.
                var found = edition.FindOutcome(value);
                if (found is null && step.Then.Refused is not { Text: "outcome-unknown" })
                {
                    return Unknown((YamlScalar)pair.Value, "outcome", edition.Outcomes.Select(o => o.Id));
                }

                outcome = found?.Index ?? -1;
                continue;
            }

            var fact = pair.Key.Text == "ground" && act.Ground >= 0 ? edition.Facts[act.Ground] : edition.FindFact(pair.Key.Text);
            if (fact is null) { return Unknown(pair.Key, "fact", edition.Facts.Select(f => f.Id)); }
            if (!FactText.TryRead(fact, value, City, out var read, out var problem)) { return (null, new ScenarioDifference(pair.Value.At, problem, [])); }
            given.Add(read);
        }

        var (namings, unknown) = Namings(step, act, by.Value);
        if (unknown is not null) { return (null, unknown); }
        var documents = act.Documents;
        if (step.Documents is { } chosen)
        {
            documents = [];
            foreach (var word in chosen)
            {
                if (edition.FindDocument(word.Text) is not { } document) { return Unknown(word, "document", edition.Documents.Select(d => d.Id)); }
                documents = documents.Add(document.Index);
            }
        }

        return (new ActRequest
        {
            Subject = act.Index, When = step.When, Today = recorded, By = by.Value, Facts = given.DrainToImmutable(), Names = namings, Documents = documents,
            Approvals = Approvals(step, act), Officers = step.Officers > 0 ? step.Officers : act.Officers, Outcome = outcome,
        }, null);
    }

    // Roles that the act must fill are filled from the cast; at the opening also the organ that keeps the register.
    private (ImmutableArray<Naming> Namings, ScenarioDifference? Problem) Namings(ScenarioStep step, Act act, Actor by)
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

        foreach (var index in act.Names)
        {
            if (namings.All(n => n.Role != index) && Cast.ActorOf(edition.Roles[index]) is { } actor)
            {
                namings.Add(new Naming(index, actor.HolderFor(edition.Roles[index].Kind)));
            }
        }

        var register = edition.Roles[edition.Number.Of];
        if (act.Opens && state is null && namings.All(n => n.Role != register.Index) && Cast.ActorOf(register) is { } keeper && keeper != by)
        {
            namings.Add(new Naming(register.Index, keeper.Organ));
        }

        return (namings.ToImmutable(), null);
    }

    private ImmutableArray<Approval> Approvals(ScenarioStep step, Act act)
    {
        if (step.ApprovedBy is { Text: "none" } || (act.ApprovedBy < 0 && step.ApprovedBy is null)) { return []; }
        var approver = step.ApprovedBy is { } name
            ? Cast.ActorNamed(name.Text, act.ApprovedBy < 0 ? [] : [act.ApprovedBy])
            : Cast.ActorOf(edition.Roles[act.ApprovedBy]);
        return approver is { } known ? [new Approval(known, step.When.Day)] : [];
    }

    private (ActRequest? Request, ScenarioDifference? Problem) Unknown(YamlScalar name, string what, IEnumerable<string> known) =>
        (null, new ScenarioDifference(name.At, $"{edition.Id} has no {what} '{name.Text}'{Nearest.Suggestion(name.Text, known)}", []));
}
