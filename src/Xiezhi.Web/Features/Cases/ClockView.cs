using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Web.Features.Shell;
using Verdict = Xiezhi.Ledger.Leaves.Verdict;

namespace Xiezhi.Web.Features.Cases;

/// <summary>A clock of a case as the public can follow it.</summary>
/// <param name="Verdict">The last verdict that a leaf states on it; null while none does.</param>
/// <param name="Obstacles">Why its due day cannot be counted again from public leaves; empty when it can.</param>
public sealed record ClockView(Limit Limit, Light Light, ClockState State, Verdict? Verdict, ImmutableArray<Obstacle> Obstacles)
{
    /// <summary>Of a limit with several clocks, the holder or the value whose clock it is; else 0.</summary>
    public long Of { get; init; }

    /// <summary>The starting day.</summary>
    public DateOnly Start { get; init; }

    /// <summary>Null while it is not known or not public; so are the days below.</summary>
    public DueDay? Due { get; init; }

    public DateOnly? Stopped { get; init; }

    /// <summary>The working of the due day, told by the code that computed it; empty where there is none to tell.</summary>
    public ImmutableArray<Step> Working { get; init; } = [];

    public bool Runs => State == ClockState.Running;
}
