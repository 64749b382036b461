using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Spans open and end, and move the clocks that they toll.</summary>
public sealed partial class Fold
{
    private void OpenSpan(Span span, DateOnly day)
    {
        // What rests already goes on resting.
        foreach (var run in Case.spanList) { if (run.Span == span.Index && run.Open) { return; } }
        var needed = span.Needs < 0 && span.NeedsAct < 0 ? day : DateOnly.MinValue;
        Case.spanList = [.. Case.spanList, new SpanRun(span.Index, day, needed, DateOnly.MaxValue)];
        ProjectTolledBy(span.Index);
    }

    private void EndSpan(int span, DateOnly day)
    {
        var at = 0;
        while (at < Case.spanList.Length && (Case.spanList[at].Span != span || !Case.spanList[at].Open)) { at++; }
        if (at == Case.spanList.Length) { return; }
        Case.spanList = [.. Case.spanList];
        Case.spanList[at] = Case.spanList[at] with { Until = day };
        ProjectTolledBy(span);
    }

    private void NeedsMet(int act, int document, DateOnly day)
    {
        for (var i = 0; i < Case.spanList.Length; i++)
        {
            var run = Case.spanList[i];
            if (!run.Open || run.NeededOn != DateOnly.MinValue) { continue; }
            var span = Edition.Spans[run.Span];
            if ((document < 0 || span.Needs != document) && (act < 0 || span.NeedsAct != act)) { continue; }
            Case.spanList = [.. Case.spanList];
            Case.spanList[i] = run with { NeededOn = day };
            ProjectTolledBy(run.Span);
        }
    }

    private void ProjectTolledBy(int span)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Runs && (Edition.Limits[clock.Limit].TolledBy >> span & 1) != 0) { Project(ref clock); }
        }
    }
}
