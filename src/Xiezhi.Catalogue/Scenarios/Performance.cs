using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>One story being played: the case as it stands, and what has happened so far.</summary>
internal sealed partial class Performance
{
    private readonly List<Decision.Refused> refusals = [];
    private LawBook law;
    private readonly StoryCases cases;
    private readonly StoryRegisters registers;
    private readonly Dictionary<string, long> named = new(StringComparer.Ordinal);
    private readonly Cast principal;
    private Edition edition;
    private long number;
    private DateOnly today;

    /// <param name="edition">The edition of the case.</param>
    /// <param name="scenario">The story.</param>
    /// <param name="law">Whence calendar and city.</param>
    /// <param name="home">The named city; null for a made-up one.</param>
    /// <param name="keep">What becomes of the case between two steps.</param>
    public Performance(Edition edition, Scenario scenario, LawBook law, City? home, Func<CaseState, CaseState> keep)
    {
        this.edition = edition;
        this.law = law;
        registers = new StoryRegisters(law, [.. scenario.Asks.Select(a => a.Text)]);
        cases = new StoryCases(law, keep) { Registers = registers };
        principal = Cast = new Cast(edition, scenario, home, law);
        today = scenario.Steps[0].When.Day;
    }

    public Cast Cast { get; private set; }

    /// <summary>The first case of the story, after the last step; null before it is opened.</summary>
    public CaseState? Case => cases[1]?.State;

    /// <summary>What the law has refused in the story's first case.</summary>
    public ImmutableArray<Decision.Refused> Refusals => [.. refusals];

    /// <summary>What has been recorded of it so far.</summary>
    public ImmutableArray<Entry> Entries => cases[1] is { } first ? [.. first.Entries] : [];

    /// <summary>The calendars that came while it was played, each with how many entries the first case had until then.</summary>
    public ImmutableArray<(int Entries, WorkingCalendar Calendar)> Calendars { get; private set; } = [];

    /// <summary>The other cases of the story, with what was recorded of them.</summary>
    public ImmutableArray<PlayedCase> Others => [.. cases.All.Skip(1).Select(c => new PlayedCase(c.State, [.. c.Entries]))];

    private City City => Cast.City;
    private CaseState? state => cases[number]?.State;

    /// <summary>Plays one step; the first thing that does not follow, or null.</summary>
    public ScenarioDifference? Play(ScenarioStep step)
    {
        if (step.When.Day > today) { today = step.When.Day; }
        var recorded = step.Recorded ?? today;
        if (step.Outage is { } outage) { Attest(outage); }
        TakeOver(step.When.Day);
        if (Choose(step) is { } nowhere) { return nowhere; }
        Decision? decision = null;
        if (step.Asks)
        {
            var (request, problem) = Request(step, recorded);
            if (request is null) { return problem; }
            (decision, var at) = cases.Take(Decide.On(edition, state, request, law.Calendar, City, cases, number), number);
            if (number == 0 && decision is Decision.Accepted)
            {
                number = at;
                named[step.Case?.Text ?? ""] = at;
            }
        }

        // A refusal leaves no trace, but the day has come all the same.
        if (decision is not Decision.Accepted) { SweepAll(step.When); }
        if (decision is Decision.Refused refused && number <= 1) { refusals.Add(refused); }
        var difference = Judged(step, decision as Decision.Refused);
        return difference ?? RegistersStand(step) ?? (cases[number] is { } one ? new Verification(one.State.Edition, one.State, Correcting.Standing([.. one.Entries]), cases, law.Calendar, Cast).Difference(step.At, step.Then) : null);
    }

    /// <summary>Cases of an edition whose successor takes them over go into it on its first day, after what has run out before.</summary>
    private void TakeOver(DateOnly day)
    {
        foreach (var one in cases.All.ToList())
        {
            while (one.State.IsOpen && law.TakesOver(one.State.Edition, day, OpenCases.Move) is { } to)
            {
                cases.Take(Decide.Sweep(one.State, Moment.On(to.From), law.Calendar, City, cases, one.Number), one.Number);
                if (one.State.IsClosed || cases.Take(Decide.On(one.State.Edition, one.State, Decide.TakingOver(to, to.From), law.Calendar, City, cases, one.Number), one.Number).Decision is not Decision.Accepted) { break; }
            }
        }
    }

    // Carried through the cases before anything runs out, as the ledger does when it is opened with it.
    private void Attest(Outage outage)
    {
        law = law with { Calendar = law.Calendar.With(outage) };
        Calendars = Calendars.Add((Entries.Length, law.Calendar));
        foreach (var one in cases.All) { one.State = Fold.Reckon(one.State, law.Calendar, City); }
    }

    private void SweepAll(Moment now)
    {
        foreach (var one in cases.All.ToList()) { cases.Take(Decide.Sweep(one.State, now, law.Calendar, City, cases, one.Number), one.Number); }
    }

    /// <summary>The case of which the step tells: the story's first, one that a step has named, or the n-th that a link has opened.</summary>
    private ScenarioDifference? Choose(ScenarioStep step)
    {
        var name = step.Case?.Text ?? "";
        number = named.GetValueOrDefault(name, 0);
        if (number == 0 && step.Case is { } word && Linked(word.Text) is { } linked) { number = linked; }
        if (number != 0 && cases[number] is { } one)
        {
            edition = one.State.Edition;
            Cast = number == 1 ? principal : principal.Among(edition, one.State);
            return null;
        }

        if (step.Procedure is { } procedure)
        {
            if (law.InForce(procedure.Text, step.When.Day) is not { } other) { return Unknown(procedure, $"procedure in force on {step.When.Day:yyyy-MM-dd}", law.Procedures).Problem; }
            edition = other;
        }
        else if (step.Case is not null) { edition = law.InForce(edition.Procedure, step.When.Day) ?? edition; }

        Cast = step.Case is null ? principal : principal.Among(edition, null);
        return step.Case is { } unknown && step.Act is { } act && edition.FindAct(act.Text) is { Opens: false }
            ? new ScenarioDifference(unknown.At, $"no case '{unknown.Text}' has been opened yet: name one with the act that opens it, or a link (steps, steps-2)", [])
            : null;
    }

    // steps: the first case that the link has opened; steps-2: the second.
    private long? Linked(string name)
    {
        foreach (var one in cases.All)
        {
            foreach (var link in one.State.Edition.Links)
            {
                var nth = name == link.Id ? 1 : name.StartsWith($"{link.Id}-", StringComparison.Ordinal) && int.TryParse(name.AsSpan(link.Id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
                if (nth == 0) { continue; }
                foreach (var run in one.State.Links) { if (run.Link == link.Index && --nth == 0) { return run.Case; } }
            }
        }

        return null;
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
            Approvals = Approvals(step, act), Follow = step.Follow?.Text, Officers = step.Officers > 0 ? step.Officers : act.Officers, Outcome = outcome,
        }, null);
    }

    // Roles that the act must fill are filled from the cast; at the opening also the organ that keeps the register.
    private (ImmutableArray<Naming> Namings, ScenarioDifference? Problem) Namings(ScenarioStep step, Act act, Actor by)
    {
        var (given, problem) = NamedIn(step);
        if (problem is not null) { return ([], problem); }
        var namings = given.ToBuilder();
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
