using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Makes a case out of its entries: the only code that changes a case. It checks nothing; <see cref="Xiezhi.Law.Cases.Decide"/> has checked before an entry exists.</summary>
public sealed partial class Fold
{
    private readonly WorkingCalendar calendar;
    private readonly City city;
    private readonly List<Verdict> verdicts = [];
    private readonly List<int> findings = [];
    // The entry that is being applied: it says whose clocks of several it touches.
    private Entry? inHand;

    internal Fold(CaseState working, WorkingCalendar calendar, City city)
    {
        Case = working;
        this.calendar = calendar;
        this.city = city;
    }

    internal CaseState Case { get; }
    /// <summary>Whether the links that an entry opens are added after it: they are only now being opened.</summary>
    internal bool LinksFollow { get; init; }
    private Edition Edition => Case.Edition;

    /// <summary>The case after one more entry. Verdicts and findings of the entry are not read but made again; compare them with the second result.</summary>
    public static (CaseState Case, Entry Entry) ApplyTo(CaseState before, Entry entry, WorkingCalendar calendar, City city)
    {
        var fold = new Fold(before.Copy(), calendar, city);
        if (entry.Kind == EntryKind.Act) { fold.LayFacts(entry.Facts, entry.Happened); }
        return (fold.Case, fold.Apply(entry));
    }

    /// <summary>As <see cref="ApplyTo(CaseState, Entry, WorkingCalendar, City)"/>; a move finds its edition in the book.</summary>
    public static (CaseState Case, Entry Entry) ApplyTo(CaseState before, Entry entry, LawBook book, WorkingCalendar calendar)
    {
        if (entry.Kind != EntryKind.Move) { return ApplyTo(before, entry, calendar, book.City); }
        var to = book.EditionsOf(before.Edition.Procedure).First(e => e.From.DayNumber == entry.Subject);
        return (Moving.To(before, to, entry, calendar, book.City), entry);
    }

    /// <summary>The case with one more entry that is folded with a later one.</summary>
    internal static CaseState Passed(CaseState before, Entry entry)
    {
        var passed = before.Copy();
        passed.Entries = entry.Number;
        return passed;
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
            if (MomentOf(value) is not { } start) { continue; }
            foreach (var limit in Edition.Limits)
            {
                if (limit.BeforeFact == value.Fact) { StartBefore(limit, value.Number); }
                if (!limit.FromFacts.Contains(value.Fact)) { continue; }
                Start(limit, start, EntryKind.Act, -1);
                while (limit.OnExpiry.TellsAtOnce && FirstOver(c => c.Limit == limit.Index && c.IsOver(when)) is >= 0 and var at) { RunOut(at, withFinding: true); }
            }
        }
    }

    /// <summary>When a fact says that something happened; null of a fact that is neither a day nor a moment.</summary>
    private Moment? MomentOf(FactValue value) => Edition.Facts[value.Fact].Kind switch
    {
        FactKind.Day => Moment.On(DateOnly.FromDayNumber((int)value.Number)),
        FactKind.Moment => new Moment(DateOnly.FromDayNumber((int)(value.Number / Moment.Day24)), (short)(value.Number % Moment.Day24)),
        _ => null,
    };

    /// <summary>Steps 8 to 17 of the language: the entry becomes part of the case.</summary>
    internal Entry Apply(Entry entry)
    {
        var closed = Case.IsClosed;
        Case.Entries = entry.Number;
        startedNow = 0;
        inHand = entry;
        var outcomeBefore = Case.Outcome;
        if (entry.Happened.Day > Case.LastDay && !(entry.Kind == EntryKind.Act && Edition.Acts[entry.Subject].Inside)) { Case.LastDay = entry.Happened.Day; }
        if (Edition.Traits.HasMinimums) { EndMinimums(entry.Happened); }
        if (entry.Names.Length > 0 && entry.Kind != EntryKind.HandOver) { Fill(entry.Names); }
        switch (entry.Kind)
        {
            case EntryKind.Act: ApplyAct(entry); break;
            case EntryKind.Serve: ApplyService(entry); break;
            case EntryKind.Linked: ApplyLinked(entry); break;
            case EntryKind.Expiry: ApplyExpiry(entry); break;
            case EntryKind.HandOver: HandOver(entry); break;
            default: throw new ArgumentException($"an entry of kind {entry.Kind} is folded with the whole case", nameof(entry));
        }

        if (Edition.Traits.Each.Length > 0) { Reconsider(entry); }
        BeginCycles(entry.Effective, reopened: closed && Case.IsOpen);
        RecountBefore();
        var made = entry with
        {
            Verdicts = [.. verdicts], Findings = [.. findings], Closes = Case.Stage == CaseState.Closed && outcomeBefore < 0 ? Case.Outcome : -1, Reopens = closed && Case.IsOpen,
        };
        inHand = null;
        verdicts.Clear();
        findings.Clear();
        return made;
    }

    private void ApplyAct(Entry entry)
    {
        var act = Edition.Acts[entry.Subject];
        if (entry.Deemed) { EndDeemed(entry); }
        foreach (var set in act.Sets) { Case.facts[set.Fact] = set.Number; }
        foreach (var role in act.Releases) { Release(role); }
        foreach (var gate in act.Gates)
        {
            if (Edition.Gates[gate].Missing == Missing.Mark && !Judge.GateHolds(Case, Edition.Gates[gate], city)) { Find(WellKnown.GateMissing); }
        }

        ref var done = ref Case.acts[act.Index];
        if (act.Each) { DoPart(act, entry.By); }
        var whole = !act.Each || AllHaveDone(act);
        done = new ActDone((short)(done.Times + 1), (short)(done.TimesSince + 1), whole, entry.Effective);
        foreach (var other in Edition.Traits.CountedSince)
        {
            if (Edition.Acts[other].AtMostSince == act.Index) { CountAnew(other); }
        }

        // A document made anew is served anew.
        foreach (var document in entry.Documents) { ForgetPartServices(document); }
        TakeEffect(act, entry, whole);
        if (act.Finding >= 0) { findings.Add(act.Finding); }
        if (!entry.Other.IsNone) { Case.Parent = entry.Other; }
        foreach (var opened in entry.Opened) { AddLinked(opened); }
        if (!LinksFollow) { FindUnopened(act, entry); }
    }

    /// <summary>What an act does to spans, clocks and stage.</summary>
    /// <param name="whole">False while others have still to do it for themselves: then only the actor's own clocks stop and start.</param>
    private void TakeEffect(Act act, Entry entry, bool whole)
    {
        var start = new Moment(entry.Effective, entry.Effective == entry.Happened.Day ? entry.Happened.Minute : (short)-1);
        if (!whole)
        {
            foreach (var limit in act.Stops) { if (IsOwn(limit)) { Stop(limit, entry.Happened, entry.Effective); } }
            foreach (var limit in act.Starts) { if (IsOwn(limit)) { Start(Edition.Limits[limit], start, EntryKind.Act, act.Index); } }
            return;
        }

        foreach (var span in act.EndsSpans) { EndSpan(span, entry.Effective); }
        foreach (var span in act.OpensSpans) { OpenSpan(Edition.Spans[span], entry.Effective); }
        NeedsMet(act: act.Index, document: -1, entry.Effective);

        var closing = act.Closes.Length > 0 && entry.Outcome >= 0;
        foreach (var limit in act.Stops) { Stop(limit, entry.Happened, entry.Effective); }
        if (closing)
        {
            foreach (var limit in Edition.Traits.StoppedByClosing) { Stop(limit, entry.Happened, entry.Effective, all: true); }
        }

        foreach (var undone in act.Undoes) { Undo(undone); }
        foreach (var limit in act.Extends) { Extend(Edition.Limits[limit], entry); }
        foreach (var limit in act.Shortens) { Shorten(Edition.Limits[limit], entry.Effective); }
        foreach (var limit in act.Remeasures) { Remeasure(limit, entry.Effective); }

        if (closing) { Close(entry.Outcome, entry.Effective); }
        else if (act.To >= 0)
        {
            Case.Stage = act.To;
            Case.Outcome = -1;
        }

        foreach (var limit in act.Starts) { Start(Edition.Limits[limit], start, EntryKind.Act, act.Index); }
    }

    private void ApplyService(Entry entry)
    {
        var document = Edition.Documents[entry.Subject];
        var whole = (document.To.Length == 1 && !Edition.Roles[document.To[0]].Many) || ServedOnAll(document, entry);
        var start = new Moment(entry.Effective, entry.Happened.Minute);
        if (!whole)
        {
            foreach (var limit in document.Stops) { if (IsOwn(limit)) { Stop(limit, entry.Happened, entry.Effective); } }
            foreach (var limit in document.Starts) { if (IsOwn(limit)) { Start(Edition.Limits[limit], start, EntryKind.Serve, document.Index); } }
            return;
        }

        foreach (var span in Edition.Spans)
        {
            if (span.EndedByService.Contains(document.Index)) { EndSpan(span.Index, entry.Effective); }
        }

        NeedsMet(act: -1, document.Index, entry.Effective);
        foreach (var limit in document.Stops) { Stop(limit, entry.Happened, entry.Effective); }
        foreach (var limit in document.Starts) { Start(Edition.Limits[limit], start, EntryKind.Serve, document.Index); }
    }

    private void ApplyExpiry(Entry entry)
    {
        var limit = Edition.Limits[entry.Subject];
        if (FirstOver(c => c.Limit == limit.Index && (!limit.IsPer || c.Of == entry.OnHolder)) is >= 0 and var at) { RunOut(at, withFinding: true); }
        var closes = limit.WaitsForLast && Case.StillRuns(limit.Index) ? -1 : limit.OnExpiry.Closes;
        // Whoever folds leaves alone knows the outcome by the leaf.
        if (entry.Outcome >= 0) { closes = entry.Outcome; }
        if (closes >= 0) { Close(closes, entry.Effective); }
    }

    /// <summary>A deemed act first ends the clock whose expiry called for it.</summary>
    private void EndDeemed(Entry entry)
    {
        var at = FirstOver(c => Edition.Limits[c.Limit] is var limit && limit.OnExpiry.Act == entry.Subject && (limit.IsPer ? c.Of == entry.OnHolder : c.Rolled <= entry.Happened.Day));
        if (at >= 0) { RunOut(at, withFinding: true); }
    }

    /// <summary>Place of the clock that ran out first among those that an expiry may be about; -1 when there is none.</summary>
    private int FirstOver(Func<Clock, bool> about)
    {
        var first = -1;
        for (var i = 0; i < Case.clockList.Length; i++)
        {
            ref readonly var clock = ref Case.clockList[i];
            if (clock.Runs && !clock.Overdue && about(clock) && (first < 0 || clock.CompareDue(Case.clockList[first]) < 0)) { first = i; }
        }

        return first;
    }

    private void Find(string kind)
    {
        foreach (var finding in Edition.Findings) { if (finding.Id == kind) { findings.Add(finding.Index); } }
    }

    /// <summary>The act no longer counts as done; clocks that it started become void, those that ended unused too: so their bars are lifted.</summary>
    private void Undo(int act)
    {
        Case.acts[act] = Case.acts[act] with { Counts = false };
        UndoParts(act);
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if ((clock.Runs || clock.State == ClockState.Ended) && CameFrom(in clock, act)) { clock.State = ClockState.Void; }
        }
    }

    /// <summary>Whether the act started the clock: itself, by the service of a document of its, or by the end of a clock that it started.</summary>
    private bool CameFrom(in Clock clock, int act)
    {
        switch (clock.StartedByKind)
        {
            case EntryKind.Act: return clock.StartedBy == act;
            case EntryKind.Serve: return Edition.Acts[act].Documents.Contains(clock.StartedBy);
            default:
                foreach (ref readonly var ended in Case.clockList.AsSpan())
                {
                    if (ended.Limit == clock.StartedBy && ended.Limit != clock.Limit && CameFrom(in ended, act)) { return true; }
                }

                return false;
        }
    }

    /// <summary>Ends the case: clocks that wait for the closing have been stopped, every other running clock becomes void unless it runs on.</summary>
    private void Close(int outcome, DateOnly day)
    {
        Case.Stage = CaseState.Closed;
        Case.Outcome = outcome;
        EndParts();
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (!clock.Runs || Edition.Limits[clock.Limit].RunsAfterClosing) { continue; }
            if (Edition.Limits[clock.Limit].StopsOnClosing)
            {
                Stop(clock.Limit, Moment.On(day), day, all: true);
                continue;
            }

            clock.State = ClockState.Void;
            clock.Stopped = day;
            clock.Rests = Edition.Limits[clock.Limit].IsCycle;
        }
    }
}
