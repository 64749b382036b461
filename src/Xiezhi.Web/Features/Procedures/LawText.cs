using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Procedures;

/// <summary>What an edition prescribes, in sentences of the page's language. It reads the compiled edition; it knows no procedure.</summary>
public sealed partial class LawText(Edition edition, View view)
{
    private Words Words => view.Words;

    public string Law(CitedLaw law) => Words.LawWithNumber(view.In(law.Title), law.Number);

    /// <summary>The article with its law; empty when there is none.</summary>
    public string Basis(Basis? basis)
    {
        if (basis is null) { return ""; }
        var law = edition.Laws.FirstOrDefault(cited => cited.Law == basis.Law && cited.Edition == basis.Edition);
        return Words.Article(law is null ? basis.Law : view.In(law.Title), basis.Article);
    }

    public string Roles(ImmutableArray<Role> roles) => roles.IsEmpty ? Words.ByLaw : Joined(roles.Select(role => view.In(role.Title)));

    public string From(Act act) => act.Opens ? Words.OpensCase
        : act.FromAny ? Words.AnyStage
        : act.FromClosed && act.From.IsEmpty ? Words.Closed
        : Joined(act.From.Select(stage => view.In(edition.Stages[stage].Title)).Concat(act.FromClosed ? [Words.Closed] : []));

    public string To(Act act) => act.Closes.Length > 0 ? Words.Closes(Joined(act.Closes.Select(Outcome)))
        : act.To >= 0 ? "→ " + view.In(edition.Stages[act.To].Title)
        : Words.StaysPut;

    /// <summary>What the act asks for besides the right stage and the right person.</summary>
    public IEnumerable<string> Requirements(Act act)
    {
        if (act.After.Length > 0) { yield return Words.OnlyAfter(Joined(act.After.Select(Act))); }
        if (act.When is { } when) { yield return Words.OnlyWhen(Condition(when)); }
        foreach (var gate in act.Gates) { yield return Words.NeedsGate(view.In(edition.Gates[gate].Title)); }
        if (act.HeldBy.Length > 0) { yield return Words.HeldUntil(Joined(act.HeldBy.Select(Limit))); }
        if (act.ApprovedBy >= 0) { yield return Words.ApprovedBy(view.In(edition.Roles[act.ApprovedBy].Title)); }
        if (act.Officers > 1) { yield return Words.SignedByOfficers(act.Officers); }
        if (act.Ground >= 0) { yield return Words.NeedsGround(Joined(edition.Facts[act.Ground].Codes?.Titles.Select(view.In) ?? [])); }
        if (act.AtMostSince >= 0) { yield return Words.AtMostSince(act.AtMost, Act(act.AtMostSince)); }
        else if (act.AtMost != int.MaxValue) { yield return Words.AtMostTimes(act.AtMost); }
        if (act.Documents.Length > 0) { yield return Words.WithDocuments(Joined(act.Documents.Select(Document))); }
        if (act.Undoes.Length > 0) { yield return Words.TakesBack(Joined(act.Undoes.Select(Act))); }
        if (act.AsOf.Length > 0) { yield return Words.CountsFrom(Joined(act.AsOf.Select(Act))); }
        if (act.OpensLinks.Length > 0) { yield return Words.OpensCases(Joined(act.OpensLinks.Select(link => view.In(edition.Links[link].Title)))); }
        if (act.Inside) { yield return Words.InsideAct; }
    }

    public string Span(Span span)
    {
        var opens = Joined(edition.Acts.Where(act => act.OpensSpans.Contains(span.Index)).Select(act => view.In(act.Title)));
        var ends = Joined(edition.Acts.Where(act => act.EndsSpans.Contains(span.Index)).Select(act => view.In(act.Title))
            .Concat(span.EndedByService.Select(document => Words.ServiceOf(Document(document)))));
        var needs = span.Needs >= 0 ? Words.ServiceOf(Document(span.Needs)) : span.NeedsAct >= 0 ? Act(span.NeedsAct) : null;
        return Words.SpanRuns(span.Kind == SpanKind.Suspension, opens, ends, needs, span.UpTo is { } upTo ? Words.Length(upTo) : null);
    }

    public string Gate(Gate gate) => Words.GateRule(
        Act(gate.MetBy), gate.When is { } when ? Condition(when) : null, gate.DueWhen is { } due ? Condition(due) : null,
        gate.WaivedBy >= 0 ? Act(gate.WaivedBy) : null, gate.LapsesWith >= 0 ? Limit(gate.LapsesWith) : null, gate.Missing == Missing.Refuse);

    private string Joined(IEnumerable<string> parts) => string.Join(Words.Comma, parts);
    private string Act(int index) => view.In(edition.Acts[index].Title);
    private string Limit(int index) => view.In(edition.Limits[index].Title);
    private string Document(int index) => view.In(edition.Documents[index].Title);
    private string Outcome(int index) => view.In(edition.Outcomes[index].Title);
}
