using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>A case as its entries have made it. Immutable to everybody outside; <see cref="Fold"/> works on a copy of its own.</summary>
public sealed class CaseState
{
    /// <summary>Stage of a case that has ended.</summary>
    public const int Closed = -1;
    /// <summary>A fact that nobody has set.</summary>
    public const long Unset = long.MinValue;

    internal readonly ActDone[] acts;
    internal readonly long[] facts;
    internal readonly long[] holders;
    internal Clock[] clockList;
    internal SpanRun[] spanList;
    internal PartService[] partServices;
    /// <summary>Holders of roles that several have, besides the first of each, in the order in which they were named.</summary>
    internal Naming[] further;
    /// <summary>What single holders have done of acts that each holder does for itself.</summary>
    internal PartDone[] partsDone;
    internal LinkRun[] linkList;
    internal ulong markBits;

    public CaseState(Edition edition)
    {
        Edition = edition;
        acts = new ActDone[edition.Acts.Length];
        facts = new long[edition.Facts.Length];
        Array.Fill(facts, Unset);
        holders = new long[edition.Roles.Length];
        clockList = [];
        spanList = [];
        partServices = [];
        further = [];
        partsDone = [];
        linkList = [];
    }

    /// <summary>A case of which nothing is known but some facts: to ask how long a limit would be, never to be recorded.</summary>
    public static CaseState Supposing(Edition edition, IEnumerable<FactValue> facts)
    {
        var supposed = new CaseState(edition);
        foreach (var fact in facts) { supposed.facts[fact.Fact] = fact.Number; }
        return supposed;
    }

    private CaseState(CaseState of)
    {
        Edition = of.Edition;
        Stage = of.Stage;
        Outcome = of.Outcome;
        Entries = of.Entries;
        LastDay = of.LastDay;
        acts = (ActDone[])of.acts.Clone();
        facts = (long[])of.facts.Clone();
        holders = (long[])of.holders.Clone();
        clockList = of.clockList.Length == 0 ? of.clockList : (Clock[])of.clockList.Clone();
        spanList = of.spanList;
        partServices = of.partServices;
        further = of.further;
        partsDone = of.partsDone;
        linkList = of.linkList;
        Parent = of.Parent;
        markBits = of.markBits;
    }

    public Edition Edition { get; }
    /// <summary>Index of the stage, or <see cref="Closed"/>.</summary>
    public int Stage { get; internal set; }
    /// <summary>Index of the outcome, or -1 while the case is open.</summary>
    public int Outcome { get; internal set; } = -1;
    /// <summary>How many entries the case has; 0 before the opening act.</summary>
    public int Entries { get; internal set; }
    /// <summary>Day of the last entry that is not inside; no later act may be dated before it.</summary>
    public DateOnly LastDay { get; internal set; }

    public bool IsOpen => Entries > 0 && Stage != Closed;
    public bool IsClosed => Entries > 0 && Stage == Closed;
    /// <summary>Whether only this is left of the case: that it was, where it stood, and how many entries it has.</summary>
    public bool IsErased => Entries > 0 && !Array.Exists(acts, static act => act.Times > 0);
    public ReadOnlySpan<Clock> Clocks => clockList;
    public ReadOnlySpan<SpanRun> Spans => spanList;
    /// <summary>The cases that this one has opened, in that order.</summary>
    public ReadOnlySpan<LinkRun> Links => linkList;
    /// <summary>The case that opened this one, or this one was merged into.</summary>
    public LinkedCase Parent { get; internal set; }
    public ulong Marks => markBits;

    public ActDone Act(int index) => acts[index];
    public long Fact(int index) => facts[index];
    public bool HasFact(int index) => facts[index] != Unset;
    /// <summary>Who holds the role; of several the first, 0 when nobody does.</summary>
    public long Holder(int role) => holders[role];

    /// <summary>The organ that keeps the case's register; 0 while nobody does.</summary>
    public int Keeper => (int)holders[Edition.Number.Of];

    /// <summary>All who hold the role, in the order in which they were named; more than one only where the role says many.</summary>
    public IEnumerable<long> HoldersOf(int role)
    {
        if (holders[role] == 0) { yield break; }
        yield return holders[role];
        foreach (var other in further) { if (other.Role == role) { yield return other.Holder; } }
    }

    /// <summary>Whether this is one of those who hold the role.</summary>
    public bool Holds(int role, long holder)
    {
        if (holder == 0) { return false; }
        if (holders[role] == holder) { return true; }
        foreach (var other in further) { if (other.Role == role && other.Holder == holder) { return true; } }
        return false;
    }

    /// <summary>Whether the act counts as done. One that each holder does for itself does when every present holder has done it, and when there is none.</summary>
    public bool Done(int act) => acts[act].Counts || (Edition.Acts[act].Each && NobodyIs(Edition.Acts[act].By));

    /// <summary>What one holder has done of an act that each holder does for itself.</summary>
    public PartDone DoneBy(int act, int role, long holder)
    {
        foreach (var part in partsDone) { if (part.Act == act && part.Role == role && part.Holder == holder) { return part; } }
        return new PartDone(act, role, holder, 0, 0, Counts: false);
    }

    private bool NobodyIs(ImmutableArray<int> roles)
    {
        foreach (var role in roles) { if (holders[role] != 0) { return false; } }
        return true;
    }

    public bool Marked(int mark) => (markBits >> mark & 1) != 0;

    /// <summary>Whether one of the cases opened by the link is open.</summary>
    public bool AnyLinkedOpen(int link)
    {
        foreach (var run in linkList) { if (run.Link == link && !run.Closed) { return true; } }
        return false;
    }

    /// <summary>The day on which it was closed, as far as its acts tell; else the day of its last entry.</summary>
    public DateOnly ClosedOn
    {
        get
        {
            var closed = DateOnly.MinValue;
            foreach (var act in Edition.Acts) { if (act.Closes.Length > 0 && acts[act.Index].Times > 0 && acts[act.Index].Last > closed) { closed = acts[act.Index].Last; } }
            return closed == DateOnly.MinValue ? LastDay : closed;
        }
    }

    /// <summary>What makes the case one matter with others, as its edition says; empty when it says nothing or the case lacks a part of it.</summary>
    public ImmutableArray<long> Matter
    {
        get
        {
            if (Edition.SameMatter is not { } same) { return []; }
            var key = ImmutableArray.CreateBuilder<long>(same.Facts.Length + same.Roles.Length);
            foreach (var fact in same.Facts) { key.Add(facts[fact]); }
            foreach (var role in same.Roles) { key.Add(holders[role] == 0 ? Unset : holders[role]); }
            return key.Contains(Unset) ? [] : key.DrainToImmutable();
        }
    }

    /// <summary>The limit whose clock, ended unused, bars the act to everybody; null while none does. A clock that begins anew or is undone bars nothing any more,
    /// and of several clocks each bars its own holder.</summary>
    public Limit? BarredBy(int act)
    {
        foreach (ref readonly var clock in clockList.AsSpan())
        {
            if (clock.State == ClockState.Ended && Edition.Limits[clock.Limit] is { IsPer: false } limit && limit.OnExpiry.Bars.Contains(act)) { return limit; }
        }

        return null;
    }

    /// <summary>The earliest day with whose end a clock may have an effect; null when nothing waits.</summary>
    public DateOnly? EarliestDue
    {
        get
        {
            var earliest = Clock.Unknown;
            foreach (ref readonly var clock in clockList.AsSpan())
            {
                if (clock.Runs && !clock.Overdue && clock.Rolled < earliest && !Edition.Limits[clock.Limit].EndsSilently && DueOf(in clock) is var due && due < earliest) { earliest = due; }
            }

            return earliest == Clock.Unknown ? null : earliest;
        }
    }

    /// <summary>What the store orders cases by: <see cref="EarliestDue"/>, or <see cref="Clock.Unknown"/> while the case is open and nothing will fall due; null
    /// when it is closed and nothing will.</summary>
    public DateOnly? Awaits => EarliestDue ?? (IsOpen ? Clock.Unknown : null);

    /// <summary>The day after which the clock's running out is carried out when nobody acts: <see cref="LastOf"/>, and what it waits for the post.</summary>
    internal DateOnly DueOf(in Clock clock) => Edition.Limits[clock.Limit].Grace is > 0 and var grace && clock.DueKnown ? LastOf(in clock).AddDays(grace) : LastOf(in clock);

    /// <summary>The clock's last day, or of clocks that wait for one another the latest of theirs.</summary>
    internal DateOnly LastOf(in Clock clock)
    {
        if (!Edition.Limits[clock.Limit].WaitsForLast) { return clock.Rolled; }
        var latest = clock.Rolled;
        foreach (ref readonly var other in clockList.AsSpan())
        {
            if (other.Limit == clock.Limit && other.Runs && !other.Overdue && other.Rolled > latest) { latest = other.Rolled; }
        }

        return latest;
    }

    internal bool Runs(int limit)
    {
        foreach (ref readonly var clock in clockList.AsSpan()) { if (clock.Limit == limit && clock.Runs) { return true; } }
        return false;
    }

    internal bool StillRuns(int limit)
    {
        foreach (ref readonly var clock in clockList.AsSpan()) { if (clock.Limit == limit && clock.Runs && !clock.Overdue) { return true; } }
        return false;
    }

    /// <summary>Whether another clock of the same limit is still to run out.</summary>
    internal bool WaitsFor(int at)
    {
        for (var i = 0; i < clockList.Length; i++)
        {
            if (i != at && clockList[i].Limit == clockList[at].Limit && clockList[i].Runs && !clockList[i].Overdue) { return true; }
        }

        return false;
    }

    internal CaseState Copy() => new(this);

    /// <summary>What is left of the case when its content is erased; it says no more than the leaves.</summary>
    public CaseState Erased() => new(Edition)
    {
        Stage = Stage, Outcome = Outcome, Entries = Entries, LastDay = Edition.Leaf.MonthOnly ? new DateOnly(LastDay.Year, LastDay.Month, 1) : LastDay,
    };

    /// <summary>Whether two folds came to the same case.</summary>
    public bool SameAs(CaseState other) =>
        ReferenceEquals(Edition, other.Edition) && Stage == other.Stage && Outcome == other.Outcome && Entries == other.Entries && LastDay == other.LastDay
        && markBits == other.markBits && acts.AsSpan().SequenceEqual(other.acts) && facts.AsSpan().SequenceEqual(other.facts)
        && holders.AsSpan().SequenceEqual(other.holders) && clockList.AsSpan().SequenceEqual(other.clockList) && spanList.AsSpan().SequenceEqual(other.spanList)
        && partServices.AsSpan().SequenceEqual(other.partServices) && further.AsSpan().SequenceEqual(other.further) && partsDone.AsSpan().SequenceEqual(other.partsDone)
        && linkList.AsSpan().SequenceEqual(other.linkList) && Parent == other.Parent;
}
