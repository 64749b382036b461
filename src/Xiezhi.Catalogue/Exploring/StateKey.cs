using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Names a state by what can decide its future: stage, acts done, facts asked for, roles filled, marks, spans, and how clocks stand. Days are left out.</summary>
internal sealed class StateKey(Edition edition, Interest interest)
{
    private readonly StringBuilder text = new();
    private readonly bool[] howEnded = [.. edition.Limits.Select(l => interest.AsksHowEnded(l.Index))];

    public string Of(CaseState state, DateOnly day)
    {
        text.Clear();
        Put(state.IsClosed ? 0 : state.Stage + 1);
        var alive = interest.In(state);
        if (interest.Outcomes) { Put(state.Outcome + 1); }
        foreach (var act in alive.Acts)
        {
            var times = edition.Acts[act].AtMostSince >= 0 ? state.Act(act).TimesSince : state.Act(act).Times;
            var most = edition.Acts[act].AtMost;
            Put((state.Done(act) ? 1 : 0) + (most == int.MaxValue ? 0 : 2 * Math.Min(times, most)));
        }

        foreach (var fact in alive.Facts) { Put(!state.HasFact(fact) ? 0 : edition.Facts[fact].Kind is FactKind.Day or FactKind.Moment ? 1 : (int)(state.Fact(fact) % 50_000) + 1); }
        foreach (var role in edition.Roles) { Put(state.Holder(role.Index) != 0 ? 1 : 0); }
        Put64(state.Marks);
        foreach (var limit in interest.Limits) { Put(Standing(state, limit, day)); }
        foreach (var span in edition.Spans) { Put(SpanOf(state, span.Index)); }
        return text.ToString();
    }

    /// <summary>The next last day of a clock that does more than record a finding; null when none is known.</summary>
    public DateOnly? NextEnd(CaseState state, DateOnly day)
    {
        DateOnly? next = null;
        foreach (ref readonly var clock in state.Clocks)
        {
            if (!clock.Runs || clock.Overdue || !clock.DueKnown || !interest.Limits.Contains(clock.Limit)) { continue; }
            if (clock.Rolled < day) { continue; }
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

    // 0 nothing; 1 to 5 as a clock can stand; running ones with whether they are overdue, extended, or over as a minimum.
    private int Standing(CaseState state, int limit, DateOnly day)
    {
        var standing = 0;
        foreach (ref readonly var clock in state.Clocks)
        {
            if (clock.Limit != limit) { continue; }
            if (!clock.Runs) { standing = Math.Max(standing, howEnded[limit] ? (int)clock.State : 0); continue; }
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
