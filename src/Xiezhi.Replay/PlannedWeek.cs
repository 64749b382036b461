using System.Collections;
using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay;

/// <summary>A case that will be.</summary>
/// <param name="Plan">Its number among all plans of this seed and scale: dense from 0, the plans of a procedure together.</param>
/// <param name="Edition">The edition in force on the day on which it opens.</param>
/// <param name="Life">The script of the workload that it follows.</param>
/// <param name="Parties">Its parties, by role; for the private body of the opening act.</param>
public sealed record PlannedCase(long Plan, Edition Edition, string Life, ImmutableArray<PartyData> Parties);

/// <summary>An act that will be asked for.</summary>
/// <param name="Step">Its place in the life of the case; 0 opens it. Steps at which nobody acts are left out, so that numbers may be missing.</param>
/// <param name="Last">Nothing is asked for in this case after it, as far as the replay goes.</param>
public readonly record struct PlannedAct(long Plan, int Step, Moment When, ActRequest Request, bool Last)
{
    public bool Opens => Step == 0;
}

/// <summary>The acts of one week, by moment, then by plan, then by step. A request is made when it is asked for and not kept; several threads may
/// ask.</summary>
public sealed class PlannedWeek : IReadOnlyList<PlannedAct>
{
    private readonly Replayer replayer;
    private readonly int firstMinute;
    private readonly Planned[] acts;

    internal PlannedWeek(Replayer replayer, int number, DateOnly monday, int firstMinute, Planned[] acts)
    {
        this.replayer = replayer;
        this.firstMinute = firstMinute;
        this.acts = acts;
        Number = number;
        Monday = monday;
        Openings = acts.Count(a => a.Step == 0);
    }

    public int Number { get; }

    /// <summary>The first day of the week.</summary>
    public DateOnly Monday { get; }

    public int Count => acts.Length;

    /// <summary>How many of the acts open a case.</summary>
    public int Openings { get; }

    public PlannedAct this[int index] => replayer.Make(acts[index], firstMinute);

    /// <summary>Whose act it is, without making the request.</summary>
    /// <returns>The plan, the day, and whether nothing is asked for in its case afterwards.</returns>
    public (long Plan, DateOnly Day, bool Last) Head(int index) => (acts[index].Plan, Monday.AddDays(acts[index].Minute / Days.Timetable.MinutesADay), acts[index].Last);

    public IEnumerator<PlannedAct> GetEnumerator()
    {
        for (var i = 0; i < acts.Length; i++) { yield return this[i]; }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A step that comes in the week.</summary>
    /// <param name="Minute">Since the week's first day, 00:00.</param>
    internal readonly record struct Planned(int Plan, ushort Minute, byte Step, bool Last);
}
