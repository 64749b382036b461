using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Makes a case out of its entries: the only code that changes a case. It checks nothing; <see cref="Xiezhi.Law.Cases.Decide"/> has checked before an entry exists.</summary>
public sealed class Fold
{
    private readonly WorkingCalendar calendar;
    private readonly City city;
    private readonly List<Verdict> verdicts = [];
    private readonly List<int> findings = [];
    // Bit per limit whose clock this entry started.
    private ulong startedNow;

    internal Fold(CaseState working, WorkingCalendar calendar, City city)
    {
        Case = working;
        this.calendar = calendar;
        this.city = city;
    }

    internal CaseState Case { get; }
    private Edition Edition => Case.Edition;

    /// <summary>The case after one more entry. Verdicts and findings of the entry are not read but made again; compare them with <see cref="ApplyTo"/>'s second result.</summary>
    public static (CaseState Case, Entry Entry) ApplyTo(CaseState before, Entry entry, WorkingCalendar calendar, City city)
    {
        var fold = new Fold(before.Copy(), calendar, city);
        if (entry.Kind == EntryKind.Act) { fold.LayFacts(entry.Facts, entry.Happened); }
        return (fold.Case, fold.Apply(entry));
    }

    /// <summary>Lays facts over the case and starts the clocks that run from a day fact, before anything is judged.
    /// Those already over have their marks and bars for this very act.</summary>
    internal void LayFacts(ImmutableArray<FactValue> given, Moment when)
    {
        foreach (var value in given)
        {
            Case.facts[value.Fact] = value.Text is null ? value.Number : 1;
        }

        foreach (var value in given)
        {
            if (Edition.Facts[value.Fact].Kind != FactKind.Day) { continue; }
            foreach (var limit in Edition.Limits)
            {
                if (limit.BeforeFact == value.Fact) { StartBefore(limit, value.Number); }
                if (!limit.FromFacts.Contains(value.Fact)) { continue; }
                Start(limit, new Moment(DateOnly.FromDayNumber((int)value.Number), -1), EntryKind.Act, -1);
                var at = Case.clockList.Length - 1;
                if (at >= 0 && Case.clockList[at].Limit == limit.Index && Case.clockList[at].Runs && Case.clockList[at].Rolled < when.Day) { RunOut(ref Case.clockList[at], withFinding: false); }
            }
        }
    }

    /// <summary>Steps 8 to 17 of the language: the entry becomes part of the case.</summary>
    internal Entry Apply(Entry entry)
    {
        Case.Entries = entry.Number;
        startedNow = 0;
        if (entry.Happened.Day > Case.LastDay && !(entry.Kind == EntryKind.Act && Edition.Acts[entry.Subject].Inside)) { Case.LastDay = entry.Happened.Day; }
        if (Edition.Traits.HasMinimums) { EndMinimums(entry.Happened.Day); }
        foreach (var naming in entry.Names) { Case.holders[naming.Role] = naming.Holder; }
        switch (entry.Kind)
        {
            case EntryKind.Act: ApplyAct(entry); break;
            case EntryKind.Serve: ApplyService(entry); break;
            default: ApplyExpiry(entry); break;
        }

        var made = entry with { Verdicts = [.. verdicts], Findings = [.. findings] };
        verdicts.Clear();
        findings.Clear();
        return made;
    }

    private void ApplyAct(Entry entry)
    {
        var act = Edition.Acts[entry.Subject];
        if (entry.Deemed) { EndDeemed(entry); }
        foreach (var set in act.Sets) { Case.facts[set.Fact] = set.Number; }
        foreach (var role in act.Releases) { Case.holders[role] = 0; }
        foreach (var gate in act.Gates)
        {
            if (Edition.Gates[gate].Missing == Missing.Mark && !Judge.GateHolds(Case, Edition.Gates[gate], city)) { Find(WellKnown.GateMissing); }
        }

        ref var done = ref Case.acts[act.Index];
        done = new ActDone((short)(done.Times + 1), (short)(done.TimesSince + 1), true, entry.Effective);
        foreach (var other in Edition.Traits.CountedSince)
        {
            if (Edition.Acts[other].AtMostSince == act.Index) { Case.acts[other] = Case.acts[other] with { TimesSince = 0 }; }
        }

        // A document made anew is served anew.
        foreach (var document in entry.Documents) { ForgetPartServices(document); }
        foreach (var span in act.EndsSpans) { EndSpan(span, entry.Effective); }
        foreach (var span in act.OpensSpans) { OpenSpan(Edition.Spans[span], entry.Effective); }
        NeedsMet(act: act.Index, document: -1, entry.Effective);

        var closing = entry.Outcome >= 0;
        foreach (var limit in act.Stops) { Stop(limit, entry.Happened, entry.Effective); }
        if (closing)
        {
            foreach (var limit in Edition.Traits.StoppedByClosing) { Stop(limit, entry.Happened, entry.Effective); }
        }

        foreach (var undone in act.Undoes) { Undo(undone); }
        foreach (var limit in act.Extends) { Extend(Edition.Limits[limit], entry); }
        foreach (var limit in act.Shortens) { EndRunning(limit, ClockState.Met, entry.Effective); }
        foreach (var limit in act.Remeasures) { Remeasure(limit, entry.Effective); }

        if (closing) { Close(entry.Outcome, entry.Effective); }
        else if (act.To >= 0)
        {
            Case.Stage = act.To;
            Case.Outcome = -1;
        }

        var start = new Moment(entry.Effective, entry.Effective == entry.Happened.Day ? entry.Happened.Minute : (short)-1);
        foreach (var limit in act.Starts) { Start(Edition.Limits[limit], start, EntryKind.Act, act.Index); }
        RecountBefore();
        if (act.Finding >= 0) { findings.Add(act.Finding); }
    }

    private void ApplyService(Entry entry)
    {
        var document = Edition.Documents[entry.Subject];
        if (document.To.Length > 1 && !ServedOnAll(document, entry.On)) { return; }
        foreach (var span in Edition.Spans)
        {
            if (span.EndedByService.Contains(document.Index)) { EndSpan(span.Index, entry.Effective); }
        }

        NeedsMet(act: -1, document.Index, entry.Effective);
        foreach (var limit in document.Stops) { Stop(limit, entry.Happened, entry.Effective); }
        foreach (var limit in document.Starts) { Start(Edition.Limits[limit], new Moment(entry.Effective, entry.Happened.Minute), EntryKind.Serve, document.Index); }
        RecountBefore();
    }

    /// <summary>Whether every present receiver now has the document: only then is it served.</summary>
    private bool ServedOnAll(Document document, int on)
    {
        var at = Array.FindIndex(Case.partServices, p => p.Document == document.Index);
        var roles = (at < 0 ? 0 : Case.partServices[at].Roles) | (1UL << on);
        var all = true;
        foreach (var role in document.To) { all &= Case.Holder(role) == 0 || (roles >> role & 1) != 0; }
        ForgetPartServices(document.Index);
        if (!all) { Case.partServices = [.. Case.partServices, new PartService(document.Index, roles)]; }
        return all;
    }

    private void ForgetPartServices(int document)
    {
        if (Case.partServices.Length > 0) { Case.partServices = Array.FindAll(Case.partServices, p => p.Document != document); }
    }

    private void ApplyExpiry(Entry entry)
    {
        var limit = Edition.Limits[entry.Subject];
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit.Index || !clock.Runs || clock.Overdue) { continue; }
            RunOut(ref clock, withFinding: true);
            break;
        }

        if (limit.OnExpiry.Closes >= 0) { Close(limit.OnExpiry.Closes, entry.Effective); }
    }

    /// <summary>A deemed act first ends the clock whose expiry called for it.</summary>
    private void EndDeemed(Entry entry)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (!clock.Runs || clock.Overdue || clock.Rolled != entry.Happened.Day || Edition.Limits[clock.Limit].OnExpiry.Act != entry.Subject) { continue; }
            RunOut(ref clock, withFinding: true);
            return;
        }
    }

    /// <summary>The effects of an expiry that live in the case: marks, bars, findings, and what becomes of the clock.</summary>
    private void RunOut(ref Clock clock, bool withFinding)
    {
        var expiry = Edition.Limits[clock.Limit].OnExpiry;
        if (expiry.Marks >= 0) { Case.markBits |= 1UL << expiry.Marks; }
        if (expiry.OpensRight >= 0) { Case.markBits |= 1UL << expiry.OpensRight; }
        foreach (var act in expiry.Bars) { Case.barBits |= 1UL << act; }
        if (withFinding && expiry.Finding >= 0) { findings.Add(expiry.Finding); }
        if (expiry.EndsClock)
        {
            clock.State = ClockState.Ended;
            clock.Stopped = clock.Rolled;
            verdicts.Add(new Verdict(clock.Limit, VerdictKind.Ended));
        }
        else
        {
            clock.Overdue = true;
            verdicts.Add(new Verdict(clock.Limit, VerdictKind.Overdue));
        }
    }

    private void Find(string kind)
    {
        foreach (var finding in Edition.Findings) { if (finding.Id == kind) { findings.Add(finding.Index); } }
    }

    private void EndMinimums(DateOnly today)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Runs && clock.DueKnown && clock.Rolled < today && Edition.Limits[clock.Limit].Kind == LimitKind.AtLeast)
            {
                clock.State = ClockState.Met;
                clock.Stopped = clock.Rolled;
            }
        }
    }

    private void Stop(int limit, Moment happened, DateOnly effective)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs) { continue; }
            var late = IsAfter(happened, effective, clock.Rolled, clock.DueMinute);
            clock.State = late || clock.Overdue ? ClockState.Late : ClockState.Met;
            clock.Stopped = effective;
            verdicts.Add(new Verdict(limit, clock.State == ClockState.Late ? VerdictKind.Late : IsAfter(happened, effective, clock.Strict, clock.DueMinute) ? VerdictKind.MetRolled : VerdictKind.Met));
        }
    }

    private static bool IsAfter(Moment happened, DateOnly effective, DateOnly due, short dueMinute)
    {
        var day = effective < happened.Day ? effective : happened.Day;
        return day > due || (day == due && dueMinute >= 0 && happened.Minute > dueMinute);
    }

    private void EndRunning(int limit, ClockState state, DateOnly day)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs) { continue; }
            clock.State = state;
            clock.Stopped = day;
        }
    }

    /// <summary>The act no longer counts as done; running clocks that it or the service of its documents started become void, and their bars are lifted.</summary>
    private void Undo(int act)
    {
        Case.acts[act] = Case.acts[act] with { Counts = false };
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            var started = clock.StartedByKind == EntryKind.Act ? clock.StartedBy == act : Edition.Acts[act].Documents.Contains(clock.StartedBy);
            if (!started) { continue; }
            foreach (var barred in Edition.Limits[clock.Limit].OnExpiry.Bars) { Case.barBits &= ~(1UL << barred); }
            if (clock.Runs) { clock.State = ClockState.Void; }
        }
    }

    private void Extend(Limit limit, Entry entry)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit.Index || !clock.Runs) { continue; }
            if (limit.ExtendedBy!.ToFact >= 0) { clock.ExtendedTo = DateOnly.FromDayNumber((int)Case.facts[limit.ExtendedBy.ToFact]); }
            else if (limit.ExtendedBy.UpTo is { } more) { clock.Extension = new Length(more.Amount + clock.Extension.Amount, more.Unit); }
            Project(ref clock);
            if (clock.Overdue && clock.Rolled >= entry.Effective) { clock.Overdue = false; }
        }
    }

    private void Remeasure(int limit, DateOnly day)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs) { continue; }
            clock.Length = Measure.LengthOf(Edition.Limits[limit].Length, Case, city, clock.Start.Day);
            Project(ref clock);
            // A new due day that is already past runs out today, never backwards.
            if (clock.Rolled < day)
            {
                clock.Strict = day;
                clock.Rolled = day;
            }
        }
    }

    /// <summary>Ends the case: clocks that wait for the closing have been stopped, every other running clock becomes void unless it runs on.</summary>
    private void Close(int outcome, DateOnly day)
    {
        Case.Stage = CaseState.Closed;
        Case.Outcome = outcome;
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (!clock.Runs || Edition.Limits[clock.Limit].RunsAfterClosing) { continue; }
            if (Edition.Limits[clock.Limit].StopsOnClosing)
            {
                Stop(clock.Limit, new Moment(day, -1), day);
                continue;
            }

            clock.State = ClockState.Void;
            clock.Stopped = day;
        }
    }

    internal void Start(Limit limit, Moment from, EntryKind kind, int by)
    {
        if (limit.StartsOn >= 0)
        {
            if (!Case.HasFact(limit.StartsOn)) { return; }
            from = new Moment(DateOnly.FromDayNumber((int)Case.facts[limit.StartsOn]), -1);
        }

        if (limit.When is { } when && !Judge.Holds(Case, when, city)) { return; }
        for (var i = 0; i < Case.clockList.Length; i++)
        {
            ref var running = ref Case.clockList[i];
            if (running.Limit != limit.Index || !running.Runs) { continue; }
            if (limit.Again == Again.Keep) { return; }
            running.State = ClockState.Void;
        }

        // Of the clocks that have ended only the latest of each limit is remembered: history is in the entries.
        var at = IndexOf(limit.Index);
        if (at >= 0) { Case.clockList = [.. Case.clockList.AsSpan(0, at), .. Case.clockList.AsSpan(at + 1), default]; }
        else { Array.Resize(ref Case.clockList, Case.clockList.Length + 1); }
        startedNow |= 1UL << limit.Index;
        ref var clock = ref Case.clockList[^1];
        clock = new Clock { Limit = limit.Index, Start = from, StartedByKind = kind, StartedBy = by, ExtendedTo = DateOnly.MinValue, Stopped = DateOnly.MinValue };
        if (limit.Kind == LimitKind.ByDay)
        {
            var due = Due.NextByDay(calendar, from.Day, limit.ByDay.Month, limit.ByDay.Day, limit.ByDay.Exclusive);
            (clock.Strict, clock.Rolled, clock.DueMinute, clock.Provisional) = (due.Strict, due.Rolled, due.Minute, due.Provisional);
            return;
        }

        clock.Length = Measure.LengthOf(limit.Length, Case, city, from.Day);
        Project(ref clock);
    }

    private void StartBefore(Limit limit, long target)
    {
        EndRunning(limit.Index, ClockState.Void, DateOnly.FromDayNumber((int)target));
        Start(limit, new Moment(DateOnly.FromDayNumber((int)target), -1), EntryKind.Act, -1);
    }

    /// <summary>Clocks that count back from another limit's due day start with it and follow it; one that was met, missed or has ended stays so until the other starts anew.</summary>
    private void RecountBefore()
    {
        foreach (var limit in Edition.Traits.CountedBack) { RecountBefore(Edition.Limits[limit]); }
    }

    private void RecountBefore(Limit limit)
    {
        var target = IndexOf(limit.BeforeDueOf, running: true);
        var own = IndexOf(limit.Index, running: true);
        if (target < 0 || !Case.clockList[target].DueKnown)
        {
            if (own >= 0) { Case.clockList[own].State = ClockState.Void; }
            return;
        }

        var day = Case.clockList[target].Rolled;
        if (own >= 0 && Case.clockList[own].Start.Day == day) { return; }
        if (own >= 0) { Case.clockList[own].State = ClockState.Void; }
        else if ((startedNow >> limit.BeforeDueOf & 1) == 0 && IndexOf(limit.Index) is >= 0 and var before && Case.clockList[before].State != ClockState.Void) { return; }
        Start(limit, new Moment(day, -1), Case.clockList[target].StartedByKind, Case.clockList[target].StartedBy);
    }

    /// <summary>Place of the limit's clock, or -1. A loop: a search by lambda would allocate at every entry.</summary>
    private int IndexOf(int limit, bool running = false)
    {
        var clocks = Case.clockList;
        for (var i = 0; i < clocks.Length; i++)
        {
            if (clocks[i].Limit == limit && (!running || clocks[i].Runs)) { return i; }
        }

        return -1;
    }

    private void OpenSpan(Span span, DateOnly day)
    {
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

    private void Project(ref Clock clock) => Measure.Project(ref clock, Case, calendar, city);
}
