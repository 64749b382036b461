using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What of a case can still bear on the answer to a question; two cases that agree in it are one to whoever asks.</summary>
/// <param name="Identity">Tells apart what is relevant for different reasons: acts that may come, and what of their conditions is settled.</param>
internal sealed record Relevant(string Identity, bool[] Acts, bool[] Documents, int[] Counted, int[] Facts, int[] Roles, int[] Limits, bool[] HowEnded, int[] Spans, int[] Made, ulong Marks, bool Outcome);

/// <summary>Finds what is relevant in a case as it stands: from the acts that lead on or that the question is about, back along all on which they depend. What is
/// settled for good is answered and depends on nothing.</summary>
internal sealed class Relevance
{
    private readonly Edition edition;
    private readonly Settled settled;
    private readonly Queue<Act> acts = [];
    private readonly Queue<Limit> limits = [];
    private readonly bool[] actsIn, documentsIn, counted, facts, roles, limitsIn, howEnded, spans, made;
    private readonly StringBuilder identity = new();
    private ulong marks;
    private bool outcome;

    private Relevance(Edition edition, Settled settled)
    {
        (this.edition, this.settled) = (edition, settled);
        (actsIn, counted) = (new bool[edition.Acts.Length], new bool[edition.Acts.Length]);
        (documentsIn, made) = (new bool[edition.Documents.Length], new bool[edition.Documents.Length]);
        (limitsIn, howEnded) = (new bool[edition.Limits.Length], new bool[edition.Limits.Length]);
        (facts, roles, spans) = (new bool[edition.Facts.Length], new bool[edition.Roles.Length], new bool[edition.Spans.Length]);
    }

    /// <param name="whole">False for what may be relevant from the stage on, whatever was done and said.</param>
    public static Relevant Of(CaseState state, Question question, bool whole) => new Relevance(state.Edition, new Settled(state, whole)).Find(question);

    private Relevant Find(Question question)
    {
        foreach (var act in edition.Acts) { if (LeadsOn(act)) { Need(act); } }
        foreach (var limit in edition.Limits) { if (limit.OnExpiry.Closes >= 0) { Need(limit); } }
        if (question.Act >= 0) { Need(edition.Acts[question.Act]); }
        if (question.Limit >= 0) { Need(edition.Limits[question.Limit]); }
        while (acts.Count + limits.Count > 0)
        {
            if (acts.TryDequeue(out var act)) { Trace(act); }
            else { Trace(limits.Dequeue()); }
        }

        for (var i = 0; i < actsIn.Length; i++) { identity.Append(actsIn[i] ? '1' : '0'); }
        return new Relevant(identity.ToString(), actsIn, documentsIn, Indexes(counted), Indexes(facts), Indexes(roles), Indexes(limitsIn), howEnded, Indexes(spans), Indexes(made), marks, outcome);
    }

    private static bool LeadsOn(Act act) => act.Closes.Length > 0 || (act.To >= 0 && (act.FromClosed || act.From.Any(from => from != act.To)));

    private void Trace(Act act)
    {
        if (act.AtMost != int.MaxValue) { counted[act.Index] = true; }
        if (act.AtMostSince >= 0) { Need(edition.Acts[act.AtMostSince]); }
        foreach (var before in act.After) { NeedDone(before); }
        if (act.When is { } when) { Ask(when); }
        foreach (var gate in act.Gates) { if (edition.Gates[gate].Missing == Missing.Refuse) { Ask(edition.Gates[gate]); } }
        foreach (var role in act.By) { if (edition.Roles[role].Named || act.Each) { NeedRole(role); } }
        foreach (var limit in edition.Limits)
        {
            if (limit.OnExpiry.Bars.Contains(act.Index)) { howEnded[limit.Index] = true; Need(limit); }
            if (act.HeldBy.Contains(limit.Index) || act.Extends.Contains(limit.Index) || limit.OnExpiry.Act == act.Index) { Need(limit); }
            if (limit.Length is LengthRule.SetBy set && act.MayTakeFact(set.Fact)) { Need(limit); }
        }
    }

    private void Trace(Limit limit)
    {
        foreach (var act in edition.Acts)
        {
            if (act.Starts.Contains(limit.Index) || act.Stops.Contains(limit.Index) || act.Extends.Contains(limit.Index) || act.Shortens.Contains(limit.Index) || act.Remeasures.Contains(limit.Index)
                || limit.FromFacts.Any(act.MayTakeFact) || Gives(act, limit.BeforeFact) || Gives(act, limit.StartsOn) || act.Undoes.Any(u => Starts(edition.Acts[u], limit))) { Need(act); }
        }

        if (limit.When is { } when) { Ask(when); }
        if (limit.Length is LengthRule.Choose choose) { NeedFact(choose.Fact); }
        if (limit.Length is LengthRule.Field field) { NeedFact(field.Fact); }
        if (limit.PerFact >= 0) { NeedFact(limit.PerFact); }
        if (limit.PerRole >= 0) { NeedRole(limit.PerRole); }
        if (limit.BeforeDueOf >= 0) { Need(edition.Limits[limit.BeforeDueOf]); }
        foreach (var document in edition.Documents) { if (document.Starts.Contains(limit.Index) || document.Stops.Contains(limit.Index)) { Need(document); } }
        foreach (var other in edition.Limits) { if (other.StartsAtEnd.Contains(limit.Index) || other.StopsAtEnd.Contains(limit.Index)) { Need(other); } }
        foreach (var span in edition.Spans) { if ((limit.TolledBy >> span.Index & 1) != 0) { Need(span); } }
    }

    private static bool Gives(Act act, int fact) => fact >= 0 && act.MayTakeFact(fact);

    private bool Starts(Act act, Limit limit) => act.Starts.Contains(limit.Index) || act.Documents.Any(d => edition.Documents[d].Starts.Contains(limit.Index))
        || edition.Limits.Any(l => l.StartsAtEnd.Contains(limit.Index) && l.Index != limit.Index && (act.Starts.Contains(l.Index) || act.Documents.Any(d => edition.Documents[d].Starts.Contains(l.Index))));

    private void Need(Act act)
    {
        if (actsIn[act.Index] || !settled.Possible[act.Index]) { return; }
        actsIn[act.Index] = true;
        acts.Enqueue(act);
    }

    private void Need(Limit limit)
    {
        if (limitsIn[limit.Index]) { return; }
        limitsIn[limit.Index] = true;
        limits.Enqueue(limit);
    }

    private void Need(Document document)
    {
        if (documentsIn[document.Index]) { return; }
        documentsIn[document.Index] = made[document.Index] = true;
        foreach (var act in edition.Acts) { if (act.Documents.Contains(document.Index) || act.MayAttach.Contains(document.Index)) { Need(act); } }
        foreach (var role in document.To) { NeedRole(role); }
    }

    private void Need(Span span)
    {
        if (spans[span.Index]) { return; }
        spans[span.Index] = true;
        foreach (var act in edition.Acts) { if (act.OpensSpans.Contains(span.Index) || act.EndsSpans.Contains(span.Index) || act.Index == span.NeedsAct) { Need(act); } }
        foreach (var document in edition.Documents) { if (document.Index == span.Needs || span.EndedByService.Contains(document.Index)) { Need(document); } }
    }

    private void NeedDone(int act)
    {
        if (settled.Done(act) is { } known) { identity.Append(known ? 'd' : 'n'); return; }
        counted[act] = true;
        Need(edition.Acts[act]);
        foreach (var other in edition.Acts) { if (other.Undoes.Contains(act)) { Need(other); } }
        if (edition.Acts[act].Each) { foreach (var role in edition.Acts[act].By) { NeedRole(role); } }
    }

    private void NeedFact(int fact)
    {
        facts[fact] = true;
        foreach (var act in edition.Acts) { if (act.MayTakeFact(fact) || act.Draws(fact) || act.Sets.Any(s => s.Fact == fact)) { Need(act); } }
    }

    private void NeedRole(int role)
    {
        roles[role] = true;
        foreach (var act in edition.Acts) { if (act.Names.Contains(role) || act.MayName.Contains(role) || act.Releases.Contains(role)) { Need(act); } }
    }

    // Of a condition that is settled nothing is asked any more; of any other, all that it speaks of.
    private void Ask(Condition condition)
    {
        if (settled.Holds(condition) is { } known) { identity.Append(known ? 'y' : 'n'); return; }
        identity.Append('?');
        foreach (var part in Interest.Parts(condition)) { AskPart(part); }
    }

    private void AskPart(Condition part)
    {
        if (Interest.FactOf(part) is >= 0 and var fact) { NeedFact(fact); return; }
        switch (part)
        {
            case Condition.Done done: NeedDone(done.Act); break;
            case Condition.GateIs gate: Ask(edition.Gates[gate.Gate]); break;
            case Condition.OutcomeIn: outcome = true; break;
            case Condition.ClockIs clock:
                howEnded[clock.Limit] = true;
                Need(edition.Limits[clock.Limit]);
                break;
            case Condition.Marked mark:
                marks |= 1UL << mark.Mark;
                foreach (var limit in edition.Limits) { if (limit.OnExpiry.Marks == mark.Mark || limit.OnExpiry.OpensRight == mark.Mark) { Need(limit); } }
                break;
        }
    }

    private void Ask(Gate gate)
    {
        if (settled.Gate(gate) is { } known) { identity.Append(known ? 'y' : 'n'); return; }
        identity.Append('?');
        NeedDone(gate.MetBy);
        if (gate.WaivedBy >= 0) { NeedDone(gate.WaivedBy); }
        if (gate.When is { } when) { Ask(when); }
        if (gate.DueWhen is { } due) { Ask(due); }
        if (gate.LapsesWith >= 0)
        {
            howEnded[gate.LapsesWith] = true;
            Need(edition.Limits[gate.LapsesWith]);
        }
    }

    private static int[] Indexes(bool[] set) => [.. Enumerable.Range(0, set.Length).Where(i => set[i])];
}
