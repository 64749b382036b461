using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.Plans;

namespace Xiezhi.Replay;

/// <summary>Turns a workload into the acts of a city's year. The same workload, seed and scale give the same acts on any machine, and any week can be asked
/// for first.</summary>
public sealed class Replayer
{
    /// <summary>Procedures with at most so many cases in the year are never thinned.</summary>
    public const int ThinnedAbove = 10_000;

    private const int WeekMinutes = 7 * Timetable.MinutesADay;
    private readonly Workload workload;
    private readonly Timetable days;
    private readonly Dealing[] dealings;
    private readonly Requests requests;
    private readonly ulong seed;
    private readonly int until;

    /// <param name="scale">Above 0, at most 1: the part of the cases that is replayed, of procedures with more than <see cref="ThinnedAbove"/> a year.</param>
    /// <exception cref="InvalidOperationException">A life cannot be placed as the workload wants it; the message names it.</exception>
    public Replayer(Workload workload, LawBook book, ulong seed, double scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 1);
        this.workload = workload;
        this.seed = seed;
        days = workload.Timetable;
        until = days.MomentOf(workload.Until);
        Scale = scale;
        FirstMonday = workload.From.AddDays(-(((int)workload.From.DayOfWeek + 6) % 7));
        Weeks = ((workload.Until.Day.DayNumber - FirstMonday.DayNumber) / 7) + 1;
        dealings = new Dealing[workload.Loads.Length];
        requests = new Requests(book.City, workload.Population, days);
        for (var i = 0; i < dealings.Length; i++)
        {
            var load = workload.Loads[i];
            dealings[i] = new Dealing(load, workload, seed, CountsOf(load, scale), Plans);
            Plans += dealings[i].Count;
        }
    }

    public double Scale { get; }

    /// <summary>How many cases there will be.</summary>
    public long Plans { get; }

    /// <summary>The first day of week 0.</summary>
    public DateOnly FirstMonday { get; }

    /// <summary>How many weeks there are; the last may be cut short by the end of the replay.</summary>
    public int Weeks { get; }

    /// <summary>The acts of the n-th week. Nothing of an earlier week needs to have been asked for.</summary>
    public PlannedWeek Week(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Weeks);
        var monday = FirstMonday.AddDays(7 * n);
        var first = days.DayOf(monday) * Timetable.MinutesADay;
        var end = Math.Min(first + WeekMinutes, until);
        var found = new List<PlannedWeek.Planned>();
        Span<int> at = stackalloc int[Course.MostSteps];
        foreach (var dealing in dealings)
        {
            for (var i = 0; i < dealing.Count; i++)
            {
                if (dealing.OpensOn(i) * Timetable.MinutesADay >= end || (dealing.EndsOn(i) + 1) * Timetable.MinutesADay <= first) { continue; }
                var plan = dealing[i];
                Course.Lay(dealing.Load, plan, days, at);
                Collect(found, (int)dealing.First + i, plan.Life, at, first, end);
            }
        }

        return new PlannedWeek(this, n, monday, first, ByMinute(found));
    }

    /// <summary>The case of a plan.</summary>
    public PlannedCase Case(long plan)
    {
        var (load, n) = Find(plan);
        var planned = dealings[load][n];
        return new PlannedCase(plan, workload.Loads[load].Edition, planned.Life.Id, requests.PartiesOf(planned, seed));
    }

    /// <summary>Everything that will be asked for in one case, in order.</summary>
    public ImmutableArray<PlannedAct> Acts(long plan)
    {
        var (load, n) = Find(plan);
        Span<int> at = stackalloc int[Course.MostSteps];
        var planned = dealings[load][n];
        Course.Lay(workload.Loads[load], planned, days, at);
        var found = new List<PlannedWeek.Planned>();
        var acts = ImmutableArray.CreateBuilder<PlannedAct>();
        for (var first = 0; first < until; first += WeekMinutes)
        {
            found.Clear();
            Collect(found, (int)plan, planned.Life, at, first, Math.Min(first + WeekMinutes, until));
            foreach (var act in found) { acts.Add(Make(act, first)); }
        }

        return acts.DrainToImmutable();
    }

    internal PlannedAct Make(PlannedWeek.Planned act, int firstMinute)
    {
        var (load, n) = Find(act.Plan);
        var moment = firstMinute + act.Minute;
        return new PlannedAct(act.Plan, act.Step, days.At(moment), requests.For(dealings[load][n], act.Step, moment), act.Last);
    }

    private static (Life, Cohort, int)[] CountsOf(Load load, double scale)
    {
        var thins = load.Opened > ThinnedAbove && scale < 1;
        return
        [
            .. from life in load.Lives
               from cohort in life.Cohorts
               select (life, cohort, thins ? Math.Max(1, (int)Math.Round(cohort.Cases * scale, MidpointRounding.AwayFromZero)) : cohort.Cases),
        ];
    }

    private void Collect(List<PlannedWeek.Planned> found, int plan, Life life, ReadOnlySpan<int> at, int first, int end)
    {
        var last = life.Steps.Length - 1;
        while (last > 0 && (at[last] >= until || life.Steps[last].Kind == Happening.Lapse)) { last--; }
        for (var step = 0; step <= last; step++)
        {
            if (at[step] < first || life.Steps[step].Kind == Happening.Lapse) { continue; }
            if (at[step] >= end) { break; }
            found.Add(new PlannedWeek.Planned(plan, (ushort)(at[step] - first), (byte)step, step == last));
        }
    }

    /// <summary>Sorts by minute; those of one minute stay as they were found, by plan and step.</summary>
    private static PlannedWeek.Planned[] ByMinute(List<PlannedWeek.Planned> found)
    {
        var next = new int[WeekMinutes + 1];
        foreach (var act in found) { next[act.Minute + 1]++; }
        for (var minute = 1; minute < next.Length; minute++) { next[minute] += next[minute - 1]; }
        var sorted = new PlannedWeek.Planned[found.Count];
        foreach (var act in found) { sorted[next[act.Minute]++] = act; }
        return sorted;
    }

    private (int Load, int Plan) Find(long plan)
    {
        for (var i = 0; i < dealings.Length; i++)
        {
            if (plan < dealings[i].First + dealings[i].Count && plan >= dealings[i].First) { return (i, (int)(plan - dealings[i].First)); }
        }

        throw new ArgumentOutOfRangeException(nameof(plan), plan, "There is no such plan.");
    }
}
