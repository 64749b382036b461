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
    internal ulong markBits;
    internal ulong barBits;

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
        markBits = of.markBits;
        barBits = of.barBits;
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
    public ReadOnlySpan<Clock> Clocks => clockList;
    public ReadOnlySpan<SpanRun> Spans => spanList;
    public ulong Marks => markBits;
    /// <summary>Bit per act that an expiry has barred.</summary>
    public ulong Bars => barBits;

    public ActDone Act(int index) => acts[index];
    public long Fact(int index) => facts[index];
    public bool HasFact(int index) => facts[index] != Unset;
    public long Holder(int role) => holders[role];
    public bool Marked(int mark) => (markBits >> mark & 1) != 0;

    /// <summary>The first day, in order, on which the last day of a clock that can still have an effect is over-reached: its rolled due day; null when nothing waits.</summary>
    public DateOnly? EarliestDue
    {
        get
        {
            var earliest = Clock.Unknown;
            foreach (ref readonly var clock in clockList.AsSpan())
            {
                if (clock.Runs && !clock.Overdue && clock.Rolled < earliest && Edition.Limits[clock.Limit].Kind != Time.LimitKind.AtLeast) { earliest = clock.Rolled; }
            }

            return earliest == Clock.Unknown ? null : earliest;
        }
    }

    /// <summary>What the store orders cases by: <see cref="EarliestDue"/>, or <see cref="Clock.Unknown"/> while the case is open and nothing will fall due; null
    /// when it is closed and nothing will.</summary>
    public DateOnly? Awaits => EarliestDue ?? (IsOpen ? Clock.Unknown : null);

    internal CaseState Copy() => new(this);

    /// <summary>Whether two folds came to the same case.</summary>
    public bool SameAs(CaseState other) =>
        ReferenceEquals(Edition, other.Edition) && Stage == other.Stage && Outcome == other.Outcome && Entries == other.Entries && LastDay == other.LastDay
        && markBits == other.markBits && barBits == other.barBits && acts.AsSpan().SequenceEqual(other.acts) && facts.AsSpan().SequenceEqual(other.facts)
        && holders.AsSpan().SequenceEqual(other.holders) && clockList.AsSpan().SequenceEqual(other.clockList) && spanList.AsSpan().SequenceEqual(other.spanList)
        && partServices.AsSpan().SequenceEqual(other.partServices);
}
