using Xiezhi.Replay.Days;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Plans;

/// <summary>When the steps of a case happen.</summary>
internal static class Course
{
    /// <summary>The most steps that a life can have.</summary>
    public const int MostSteps = 48;

    /// <summary>Lays the steps of a plan over the days.</summary>
    /// <param name="at">Gets the moment of each step, in order; <see cref="Timetable.End"/> for those beyond what is known.</param>
    public static void Lay(Load load, in Plan plan, Timetable days, Span<int> at)
    {
        var opening = load.Arrivals.Hours.MinuteOn(days.IsWorking(plan.Day), Draw.At(plan.Key, Slot.Arrival));
        at[0] = (plan.Day * Timetable.MinutesADay) + opening;
        var steps = plan.Life.Steps;
        for (var i = 1; i < steps.Length; i++)
        {
            if (at[i - 1] >= days.End)
            {
                at[i] = days.End;
                continue;
            }

            var step = steps[i];
            at[i] = step.After!.For(plan, days).Ends(plan, at[step.Since], at[i - 1], Slot.Wait(i), step.Hours, days, at);
        }
    }
}
