using System.Collections.Immutable;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Something that can happen next: an act with its facts, the service of a document, or (neither) that time passes.</summary>
/// <param name="Subject">Index of the act or the document; -1 when time passes.</param>
/// <param name="WithNames">Whether roles that the act may fill, but need not, are filled.</param>
internal sealed record Move(EntryKind Kind, int Subject, ImmutableArray<Chosen> Facts, int Outcome, bool WithNames)
{
    public static Move Wait { get; } = new(EntryKind.Expiry, -1, [], -1, WithNames: false);
}

/// <summary>Makes requests of moves, with a cast of one for each role, as a story without a city would be played.</summary>
internal sealed class Moves
{
    private const short Ten = 600;
    private static readonly bool[] Without = [false];
    private static readonly bool[] WithAndWithout = [false, true];
    private readonly Edition edition;
    private readonly Cast cast;

    public Moves(Edition edition, Interest interest, WorkingCalendar calendar)
    {
        this.edition = edition;
        cast = new Cast(edition, Story(edition), home: null, new LawBook([edition], calendar, City.Nowhere));
        var representatives = new Representatives(edition, interest);
        All =
        [
            .. from act in edition.Acts
               from facts in representatives.For(act)
               from outcome in Outcomes(act, interest.Outcomes)
               from names in act.MayName.IsEmpty ? Without : WithAndWithout
               select new Move(EntryKind.Act, act.Index, facts, outcome, names),
            .. edition.Documents.Where(d => d.To.Length > 0 && MattersWhenServed(d)).Select(d => new Move(EntryKind.Serve, d.Index, [], -1, WithNames: false)),
        ];
    }

    public ImmutableArray<Move> All { get; }
    public City City => cast.City;

    /// <summary>The requests that carry out a move, one for each who has to act or to receive.</summary>
    public IEnumerable<ActRequest> Requests(Move move, CaseState? state, DateOnly day)
    {
        if (move.Kind == EntryKind.Serve)
        {
            if (state is null || (state.IsClosed && !MadeAtTheEnd(move.Subject))) { return []; }
            return from role in edition.Documents[move.Subject].To
                   from holder in state.HoldersOf(role)
                   select new ActRequest { Kind = EntryKind.Serve, Subject = move.Subject, When = new Moment(day, Ten), Today = day, By = Actor.Law, On = role, OnHolder = edition.Roles[role].Many ? holder : 0 };
        }

        var act = edition.Acts[move.Subject];
        return Actors(act, state).Select(by => new ActRequest
        {
            Subject = act.Index, When = new Moment(day, act.ToTheMinute ? Ten : Moment.NoMinute), Today = day, By = by, Facts = [.. move.Facts.Select(f => f.On(day))], Names = Names(act, state, by, move.WithNames),
            Documents = act.Documents, Officers = act.Officers, Outcome = move.Outcome,
            Approvals = act.ApprovedBy >= 0 && cast.ActorOf(edition.Roles[act.ApprovedBy]) is { } approver ? [new Approval(approver, day)] : [],
        });
    }

    // Each holder where each acts for itself; else the first who may.
    private IEnumerable<Actor> Actors(Act act, CaseState? state)
    {
        if (act.Each && state is not null)
        {
            foreach (var role in act.By)
            {
                foreach (var holder in state.HoldersOf(role)) { yield return ActorOf(edition.Roles[role].Kind, holder); }
            }

            yield break;
        }

        foreach (var role in act.By)
        {
            if (state is { } there && there.Holder(role) != 0 && edition.Roles[role].Kind != RoleKind.Officer) { yield return ActorOf(edition.Roles[role].Kind, there.Holder(role)); yield break; }
            if (edition.Roles[role].Named && state?.Holder(role) == 0) { continue; }
            if (cast.ActorOf(edition.Roles[role]) is { } actor) { yield return actor; yield break; }
        }

        if (act.ByLaw) { yield return Actor.Law; }
    }

    private static Actor ActorOf(RoleKind kind, long holder) => kind switch
    {
        RoleKind.Party => Actor.OfParty(holder),
        RoleKind.Organ => Actor.OfOrgan((int)holder),
        _ => Actor.FromOfficerHolder(holder),
    };

    private ImmutableArray<Naming> Names(Act act, CaseState? state, Actor by, bool optional)
    {
        var names = ImmutableArray.CreateBuilder<Naming>();
        foreach (var index in optional ? act.Names.Concat(act.MayName) : act.Names)
        {
            if (cast.ActorOf(edition.Roles[index]) is { } actor) { names.Add(new Naming(index, actor.HolderFor(edition.Roles[index].Kind))); }
        }

        var register = edition.Roles[edition.Number.Of];
        if (act.Opens && state is null && names.All(n => n.Role != register.Index) && cast.ActorOf(register) is { } keeper && keeper != by) { names.Add(new Naming(register.Index, keeper.Organ)); }
        return names.ToImmutable();
    }

    private static IEnumerable<int> Outcomes(Act act, bool matters) => act.Closes.IsEmpty ? [-1] : matters ? act.Closes : act.Closes.Take(1);

    private bool MattersWhenServed(Document document) =>
        document.Starts.Length > 0 || document.Stops.Length > 0 || edition.Spans.Any(s => s.Needs == document.Index || s.EndedByService.Contains(document.Index));

    // Of a closed case what its closing made is still served; a paper that was overtaken by the end is not.
    private bool MadeAtTheEnd(int document) => edition.Acts.Any(a => (a.Closes.Length > 0 || a.FromClosed) && (a.Documents.Contains(document) || a.MayAttach.Contains(document)));

    // Items and organs that facts name exist in a city that is made up because a story mentions them.
    private static Scenario Story(Edition edition)
    {
        var nowhere = Place.Whole("");
        var mentioned = edition.Facts.Where(f => f.Kind is FactKind.Item or FactKind.Organ)
            .Select(f => new YamlPair(new YamlScalar(nowhere, f.Id, quoted: false), new YamlScalar(nowhere, Named(f), quoted: false)));
        return new Scenario(nowhere, "", edition.Procedure, "none", [], [new ScenarioStep(nowhere, new Moment(edition.From, -1)) { With = [.. mentioned] }]);
    }

    public static string Named(Fact fact) => fact.Kind == FactKind.Item ? "事项" : "某机关";
}
