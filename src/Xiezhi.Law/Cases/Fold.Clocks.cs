using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Clocks start, stop, move and run out.</summary>
public sealed partial class Fold
{
    // Bit per limit: whose clock this entry started; whose cycle it ended.
    private ulong startedNow;
    private ulong cycled;

    /// <summary>Starts the limit's clock; of a limit per role or fact, the clocks of those whom the entry in hand touches.</summary>
    internal void Start(Limit limit, Moment from, EntryKind kind, int by)
    {
        if (!limit.IsPer) { Start(limit, from, kind, by, of: 0); }
        else if (OneOf(limit) is { } one) { if (one != CaseState.Unset) { Start(limit, from, kind, by, one); } }
        else { foreach (var holder in Case.HoldersOf(limit.PerRole).ToList()) { Start(limit, from, kind, by, holder); } }
    }

    private void Start(Limit limit, Moment from, EntryKind kind, int by, long of)
    {
        if (limit.StartsOn >= 0)
        {
            if (!Case.HasFact(limit.StartsOn)) { return; }
            from = Moment.On(DateOnly.FromDayNumber((int)Case.facts[limit.StartsOn]));
        }

        if (limit.When is { } when && !Judge.Holds(Case, when, city)) { return; }
        var at = -1;
        for (var i = 0; i < Case.clockList.Length; i++)
        {
            ref var known = ref Case.clockList[i];
            if (known.Limit != limit.Index || known.Of != of) { continue; }
            if (known.Runs && limit.Again == Again.Beside) { continue; }
            if (known.Runs && limit.Again == Again.Keep && !limit.IsCycle) { return; }
            at = i;
        }

        // Of the clocks that have ended only the latest of each limit is remembered: history is in the entries.
        if (at >= 0) { Case.clockList = [.. Case.clockList.AsSpan(0, at), .. Case.clockList.AsSpan(at + 1), default]; }
        else { Array.Resize(ref Case.clockList, Case.clockList.Length + 1); }
        startedNow |= 1UL << limit.Index;
        ref var clock = ref Case.clockList[^1];
        clock = new Clock { Limit = limit.Index, Of = of, Start = from, StartedByKind = kind, StartedBy = by, ExtendedTo = DateOnly.MinValue, Stopped = DateOnly.MinValue };
        Begin(ref clock, limit, after: from.Day);
    }

    /// <summary>Chooses the length and finds the last day.</summary>
    /// <param name="after">Of a date of the year, the day after which it is looked for.</param>
    private void Begin(ref Clock clock, Limit limit, DateOnly after)
    {
        if (limit.IsDated)
        {
            var due = Due.NextByDay(calendar, after, limit.ByDay.Month, limit.ByDay.Day, limit.ByDay.Exclusive);
            (clock.Strict, clock.Rolled, clock.DueMinute, clock.Provisional) = (due.Strict, due.Rolled, due.Minute, due.Provisional);
            return;
        }

        clock.Length = Measure.LengthOf(limit, Case, calendar, city, clock.Start.Day);
        Project(ref clock);
    }

    /// <summary>The effects of an expiry that live in the case: marks, findings, what becomes of the clock, and what waits for its end. Bars follow from the clock.</summary>
    /// <param name="at">Place of the clock; places change when others start.</param>
    private void RunOut(int at, bool withFinding)
    {
        ref var clock = ref Case.clockList[at];
        var limit = Edition.Limits[clock.Limit];
        var expiry = limit.OnExpiry;
        var last = clock.Rolled;
        var (minute, of) = (clock.DueMinute, clock.Of);
        if (expiry.Marks >= 0) { Case.markBits |= 1UL << expiry.Marks; }
        if (expiry.OpensRight >= 0) { Case.markBits |= 1UL << expiry.OpensRight; }
        if (withFinding && expiry.Finding >= 0) { findings.Add(expiry.Finding); }
        var ends = expiry.EndsClock || limit.Kind == LimitKind.AtLeast;
        verdicts.Add(new Verdict(limit.Index, ends ? VerdictKind.Ended : VerdictKind.Overdue));
        if (limit.IsCycle)
        {
            // The next cycle follows the one that is over, not the day on which that was noticed; it does not drift with rest days.
            clock.Behind = true;
            clock.Start = Moment.On(clock.Strict);
            Begin(ref clock, limit, after: clock.Strict);
        }
        else if (ends)
        {
            clock.State = limit.Kind == LimitKind.AtLeast ? ClockState.Met : ClockState.Ended;
            clock.Stopped = last;
        }
        else
        {
            clock.Overdue = true;
        }

        Follow(limit, new Moment(last, minute), of);
    }

    /// <summary>Stops and starts what waits for the end of the limit's clock, from its last day.</summary>
    /// <param name="of">Whose clock it was, where each has his own.</param>
    private void Follow(Limit ended, Moment last, long of)
    {
        foreach (var limit in ended.StopsAtEnd) { Stop(limit, last, last.Day); }
        foreach (var limit in ended.StartsAtEnd)
        {
            var follower = Edition.Limits[limit];
            if (follower.IsPer && follower.PerRole == ended.PerRole && follower.PerFact == ended.PerFact) { Start(follower, last, EntryKind.Expiry, ended.Index, of); }
            else { Start(follower, last, EntryKind.Expiry, ended.Index); }
        }
    }

    private void EndMinimums(Moment now)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Runs && clock.DueKnown && clock.IsOver(now) && Edition.Limits[clock.Limit].EndsSilently)
            {
                clock.State = ClockState.Met;
                clock.Stopped = clock.Rolled;
            }
        }
    }

    /// <param name="all">Whether everybody's clocks stop, and of clocks beside each other not the oldest alone.</param>
    private void Stop(int limit, Moment happened, DateOnly effective, bool all = false)
    {
        var rule = Edition.Limits[limit];
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs || !(all || Touches(rule, in clock))) { continue; }
            var day = effective < happened.Day ? Moment.On(effective) : happened;
            var late = clock.IsOver(day) || clock.Overdue || clock.Behind;
            clock.State = late ? ClockState.Late : ClockState.Met;
            clock.Stopped = effective;
            verdicts.Add(new Verdict(limit, late ? VerdictKind.Late : clock.IsOverStrictly(day) ? VerdictKind.MetRolled : VerdictKind.Met));
            if (rule.IsCycle) { cycled |= 1UL << limit; }
            if (rule.Again == Again.Beside && !all) { return; }
        }
    }

    /// <summary>Begins the next cycle of each that this entry ended, unless the case is closed for it; a case that reopens takes up those that its closing ended.</summary>
    private void BeginCycles(DateOnly day, bool reopened)
    {
        if (cycled == 0 && !reopened) { return; }
        for (var at = 0; at < Case.clockList.Length; at++)
        {
            ref var clock = ref Case.clockList[at];
            var limit = Edition.Limits[clock.Limit];
            if (!limit.IsCycle || clock.Runs || ((cycled >> clock.Limit & 1) == 0 && !(reopened && clock.Rests))) { continue; }
            if (!Case.IsOpen && !limit.RunsAfterClosing) { clock.Rests = true; continue; }
            if (limit.When is { } when && !Judge.Holds(Case, when, city)) { continue; }
            var met = clock.State == ClockState.Met && clock.Strict > day && clock.DueKnown && !clock.Rests ? clock.Strict : day;
            clock = new Clock
            {
                Limit = limit.Index, Of = clock.Of, Start = Moment.On(day), StartedByKind = clock.StartedByKind, StartedBy = clock.StartedBy,
                ExtendedTo = DateOnly.MinValue, Stopped = DateOnly.MinValue,
            };
            Begin(ref clock, limit, after: met);
        }

        cycled = 0;
    }

    /// <summary>Ends a minimum early, from that day.</summary>
    private void Shorten(Limit limit, DateOnly day)
    {
        if (!Case.Runs(limit.Index)) { return; }
        EndRunning(limit.Index, ClockState.Met, day);
        Follow(limit, Moment.On(day), of: 0);
    }

    private void EndRunning(int limit, ClockState state, DateOnly day)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs || !Touches(Edition.Limits[limit], in clock)) { continue; }
            clock.State = state;
            clock.Stopped = day;
        }
    }

    private void Extend(Limit limit, Entry entry)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit.Index || !clock.Runs || !Touches(limit, in clock)) { continue; }
            if (limit.ExtendedBy!.ToFact >= 0) { clock.ExtendedTo = DateOnly.FromDayNumber((int)Case.facts[limit.ExtendedBy.ToFact]); }
            else if (limit.ExtendedBy.UpTo is { } more) { clock.Extension = new Length(more.Amount + clock.Extension.Amount, more.Unit); }
            Move(ref clock, entry.Effective);
        }
    }

    private void Remeasure(int limit, DateOnly day)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs || !Touches(Edition.Limits[limit], in clock)) { continue; }
            clock.Length = Measure.LengthOf(Edition.Limits[limit], Case, calendar, city, clock.Start.Day);
            Move(ref clock, day);
        }
    }

    /// <summary>Finds the last day anew; one that is not over any more is waited for again.</summary>
    private void Move(ref Clock clock, DateOnly today)
    {
        Project(ref clock);
        if (clock.Overdue && clock.Rolled >= today) { clock.Overdue = false; }
    }

    private void StartBefore(Limit limit, long target)
    {
        EndRunning(limit.Index, ClockState.Void, DateOnly.FromDayNumber((int)target));
        Start(limit, Moment.On(DateOnly.FromDayNumber((int)target)), EntryKind.Act, -1);
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
        Start(limit, Moment.On(day), Case.clockList[target].StartedByKind, Case.clockList[target].StartedBy);
    }

    /// <summary>Place of the limit's clock, or -1. A loop: a search by lambda would allocate at every entry.</summary>
    private int IndexOf(int limit, bool running = false, long of = 0)
    {
        var clocks = Case.clockList;
        for (var i = 0; i < clocks.Length; i++)
        {
            if (clocks[i].Limit == limit && clocks[i].Of == of && (!running || clocks[i].Runs)) { return i; }
        }

        return -1;
    }

    private void Project(ref Clock clock) => Measure.Project(ref clock, Case, calendar, city);
}
