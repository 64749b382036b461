using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Clocks start, stop, move and run out.</summary>
public sealed partial class Fold
{
    /// <summary>The effects of an expiry that live in the case: marks, bars, findings, and what becomes of the clock.</summary>
    private void RunOut(ref Clock clock, bool withFinding)
    {
        var expiry = Edition.Limits[clock.Limit].OnExpiry;
        if (expiry.Marks >= 0) { Case.markBits |= 1UL << expiry.Marks; }
        if (expiry.OpensRight >= 0) { Case.markBits |= 1UL << expiry.OpensRight; }
        // Of several clocks each bars its own holder; that shows by the clock.
        if (!Edition.Limits[clock.Limit].IsPer) { foreach (var act in expiry.Bars) { Case.barBits |= 1UL << act; } }
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

    private void Stop(int limit, Moment happened, DateOnly effective, bool everybodys = false)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs || !(everybodys || Touches(Edition.Limits[limit], in clock))) { continue; }
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
            Project(ref clock);
            if (clock.Overdue && clock.Rolled >= entry.Effective) { clock.Overdue = false; }
        }
    }

    private void Remeasure(int limit, DateOnly day)
    {
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Limit != limit || !clock.Runs || !Touches(Edition.Limits[limit], in clock)) { continue; }
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
            from = new Moment(DateOnly.FromDayNumber((int)Case.facts[limit.StartsOn]), -1);
        }

        if (limit.When is { } when && !Judge.Holds(Case, when, city)) { return; }
        for (var i = 0; i < Case.clockList.Length; i++)
        {
            ref var running = ref Case.clockList[i];
            if (running.Limit != limit.Index || running.Of != of || !running.Runs) { continue; }
            if (limit.Again == Again.Keep) { return; }
            running.State = ClockState.Void;
        }

        // Of the clocks that have ended only the latest of each limit is remembered: history is in the entries.
        var at = IndexOf(limit.Index, of: of);
        if (at >= 0) { Case.clockList = [.. Case.clockList.AsSpan(0, at), .. Case.clockList.AsSpan(at + 1), default]; }
        else { Array.Resize(ref Case.clockList, Case.clockList.Length + 1); }
        startedNow |= 1UL << limit.Index;
        ref var clock = ref Case.clockList[^1];
        clock = new Clock { Limit = limit.Index, Of = of, Start = from, StartedByKind = kind, StartedBy = by, ExtendedTo = DateOnly.MinValue, Stopped = DateOnly.MinValue };
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
