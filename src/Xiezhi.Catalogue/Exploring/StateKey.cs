using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Names a state by what can decide the answer to a question: stage, acts done, facts asked for, roles filled, marks, spans, and how clocks stand. Days are left out.</summary>
internal sealed class StateKey(Edition edition, Question question)
{
    private readonly StringBuilder text = new();
    private readonly Relevant?[] byStage = new Relevant?[edition.Stages.Length + 1];
    private readonly Dictionary<string, Relevant> byState = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Relevant> alike = new(StringComparer.Ordinal);

    /// <summary>What is relevant in the state.</summary>
    public Relevant In(CaseState state, DateOnly day)
    {
        var stage = state.IsClosed ? edition.Stages.Length : state.Stage;
        var most = byStage[stage] ??= Relevance.Of(state, question, whole: false);
        var written = Written(state, day, most);
        if (byState.TryGetValue(written, out var known)) { return known; }
        var found = Relevance.Of(state, question, whole: true);
        return byState[written] = alike.TryGetValue(found.Identity, out known) ? known : alike[found.Identity] = found;
    }

    public string Of(CaseState state, DateOnly day)
    {
        var relevant = In(state, day);
        return relevant.Identity + Written(state, day, relevant);
    }

    private string Written(CaseState state, DateOnly day, Relevant relevant)
    {
        text.Clear();
        Put(state.IsClosed ? 0 : state.Stage + 1);
        if (relevant.Outcome) { Put(state.Outcome + 1); }
        foreach (var act in relevant.Counted)
        {
            var times = edition.Acts[act].AtMostSince >= 0 ? state.Act(act).TimesSince : state.Act(act).Times;
            var most = edition.Acts[act].AtMost;
            Put((state.Done(act) ? 1 : 0) + (most == int.MaxValue ? 0 : 2 * Math.Min(times, most)));
        }

        foreach (var fact in relevant.Facts) { Put(!state.HasFact(fact) ? 0 : edition.Facts[fact].Kind is FactKind.Day or FactKind.Moment ? 1 : (int)(state.Fact(fact) % 50_000) + 1); }
        foreach (var role in relevant.Roles) { Put(state.Holder(role) != 0 ? 1 : 0); }
        foreach (var document in relevant.Made) { Put(IsMade(state, document) ? 1 : 0); }
        Put64(state.Marks & relevant.Marks);
        foreach (var limit in relevant.Limits) { Put(Standing(state, limit, day, relevant.HowEnded[limit])); }
        foreach (var span in relevant.Spans) { Put(SpanOf(state, span)); }
        return text.ToString();
    }

    /// <summary>The next last day of a clock that is relevant; null when none is known.</summary>
    public DateOnly? NextEnd(CaseState state, DateOnly day)
    {
        DateOnly? next = null;
        var relevant = In(state, day).Limits;
        foreach (ref readonly var clock in state.Clocks)
        {
            if (!clock.Runs || clock.Overdue || !clock.DueKnown || clock.Rolled < day || !relevant.Contains(clock.Limit)) { continue; }
            if (next is null || clock.Rolled < next) { next = clock.Rolled; }
        }

        return next is { } found && found.Year < 9000 ? next : null;
    }

    /// <summary>Whether something that ends its clock, or a minimum that holds an act, waits for a length that the law leaves open.</summary>
    public bool WaitsForUnknown(CaseState state)
    {
        foreach (ref readonly var clock in state.Clocks)
        {
            if (clock.Runs && clock.Length is null && edition.Limits[clock.Limit] is { IsDated: false } limit && (limit.OnExpiry.EndsClock || limit.Holds.Length > 0)) { return true; }
        }

        return false;
    }

    private bool IsMade(CaseState state, int document)
    {
        foreach (var act in edition.Acts) { if ((act.Documents.Contains(document) || act.MayAttach.Contains(document)) && state.Act(act.Index).Times > 0) { return true; } }
        return false;
    }

    // 0 nothing; 1 to 5 as a clock can stand; running ones with whether they are overdue, extended, or over as a minimum.
    private static int Standing(CaseState state, int limit, DateOnly day, bool howEnded)
    {
        var standing = 0;
        foreach (ref readonly var clock in state.Clocks)
        {
            if (clock.Limit != limit) { continue; }
            if (!clock.Runs) { standing = Math.Max(standing, howEnded ? (int)clock.State : 0); continue; }
            var over = clock.Overdue || clock.Rolled < day;
            var extended = clock.Extension.Amount > 0 || clock.ExtendedTo != DateOnly.MinValue;
            standing = 8 + (over ? 1 : 0) + (extended ? 2 : 0) + (clock.DueKnown ? 4 : 0);
        }

        return standing;
    }

    private static int SpanOf(CaseState state, int span)
    {
        foreach (var run in state.Spans) { if (run.Span == span && run.Open) { return run.NeededOn == DateOnly.MinValue ? 1 : 2; } }
        return 0;
    }

    private void Put(int number) => text.Append((char)number);

    private void Put64(ulong bits)
    {
        for (var i = 0; i < 4; i++) { text.Append((char)(bits >> (16 * i))); }
    }
}
