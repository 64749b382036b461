using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Takes a case from one edition into the next: what was done stays done, rights stay, running clocks do as the transition says.</summary>
internal static class Moving
{
    /// <param name="before">The case under the edition before, with every expiry up to the move carried out.</param>
    /// <returns>The case under the new edition, with the move as its last entry.</returns>
    public static CaseState To(CaseState before, Edition to, Entry entry, WorkingCalendar calendar, City city)
    {
        var transition = to.Transition ?? throw new ArgumentException($"{to.Id} says nothing of cases of an edition before it", nameof(to));
        var map = new EditionMap(before.Edition, to);
        var moved = new CaseState(to)
        {
            Stage = before.IsClosed ? CaseState.Closed : transition.Stages[before.Edition.Stages[before.Stage].Id], Outcome = map.Outcome(before.Outcome),
            Entries = entry.Number, LastDay = entry.Happened.Day > before.LastDay ? entry.Happened.Day : before.LastDay,
        };
        for (var act = 0; act < before.acts.Length; act++) { if (map.Act(act) is >= 0 and var there) { moved.acts[there] = before.acts[act]; } }
        for (var role = 0; role < before.holders.Length; role++) { if (map.Role(role) is >= 0 and var there) { moved.holders[there] = before.holders[role]; } }
        for (var fact = 0; fact < before.facts.Length; fact++)
        {
            if (before.HasFact(fact) && map.Value(fact, before.facts[fact]) is { } value) { moved.facts[map.Fact(fact)] = value; }
        }

        foreach (var constant in transition.Facts) { if (!moved.HasFact(constant.Fact)) { moved.facts[constant.Fact] = constant.Number; } }
        moved.further = [.. before.further.Where(f => map.Role(f.Role) >= 0).Select(f => f with { Role = map.Role(f.Role) }).OrderBy(f => f.Role)];
        moved.spanList = [.. before.spanList.Where(s => map.Span(s.Span) >= 0).Select(s => s with { Span = map.Span(s.Span) })];
        moved.partServices = [.. before.partServices.Where(p => map.Document(p.Document) >= 0 && map.Role(p.Role) >= 0).Select(p => p with { Document = map.Document(p.Document), Role = map.Role(p.Role) })];
        moved.partsDone = [.. before.partsDone.Where(p => map.Act(p.Act) >= 0 && map.Role(p.Role) >= 0).Select(p => p with { Act = map.Act(p.Act), Role = map.Role(p.Role) })];
        moved.linkList = [.. before.linkList.Select(l => l with { Link = map.Link(l.Link) }).Where(l => l.Link >= 0)];
        moved.Parent = before.Parent;
        moved.markBits = Bits(before.markBits, map.Mark);
        moved.clockList = [.. before.clockList.Where(c => map.Limit(c.Limit) >= 0).Select(c => Moved(c, before.Edition, map))];
        foreach (ref var clock in moved.clockList.AsSpan())
        {
            if (clock.Runs) { Run(ref clock, transition.Of(clock.Limit), moved, entry.Effective, calendar, city); }
        }

        return moved;
    }

    private static void Run(ref Clock clock, ClockMove how, CaseState moved, DateOnly day, WorkingCalendar calendar, City city)
    {
        if (how == ClockMove.Keep) { return; }
        if (how == ClockMove.Restart)
        {
            clock.Start = new Moment(day, -1);
            (clock.Extension, clock.ExtendedTo, clock.Overdue) = (default, DateOnly.MinValue, false);
        }

        clock.Length = Measure.LengthOf(moved.Edition.Limits[clock.Limit], moved, calendar, city, clock.Start.Day);
        Measure.Project(ref clock, moved, calendar, city);
        // A new due day that is already past runs out on the day of the move, never backwards.
        if (clock.Rolled >= day) { return; }
        clock.Strict = day;
        clock.Rolled = day;
    }

    private static Clock Moved(Clock clock, Edition from, EditionMap map)
    {
        if (from.Limits[clock.Limit].PerFact is >= 0 and var fact && map.Value(fact, clock.Of) is { } value) { clock.Of = value; }
        clock.Limit = map.Limit(clock.Limit);
        if (clock.StartedBy >= 0)
        {
            clock.StartedBy = clock.StartedByKind switch
            {
                EntryKind.Serve => map.Document(clock.StartedBy),
                EntryKind.Expiry => map.Limit(clock.StartedBy),
                _ => map.Act(clock.StartedBy),
            };
        }

        return clock;
    }

    private static ulong Bits(ulong bits, Func<int, int> there)
    {
        ulong moved = 0;
        for (var i = 0; i < 64; i++) { if ((bits >> i & 1) != 0 && there(i) is >= 0 and var at) { moved |= 1UL << at; } }
        return moved;
    }
}
