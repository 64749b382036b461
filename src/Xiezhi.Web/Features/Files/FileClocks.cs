using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Shell;

namespace Xiezhi.Web.Features.Files;

/// <summary>The clocks of a case as its parties and officers see them: from the case itself, with the working of those that run.</summary>
internal static class FileClocks
{
    /// <summary>Working days, the present one included, within which a clock is shown as near its end; as the docket has it.</summary>
    private const int NearDays = 3;

    /// <summary>Those that run first, by due day; then the others in the order of the edition.</summary>
    public static ImmutableArray<ClockView> Of(CaseState state, LawBook book, DateOnly today)
    {
        var near = book.Calendar.WorkingDaysAfter(today.AddDays(-1), NearDays);
        var views = ImmutableArray.CreateBuilder<ClockView>();
        foreach (var clock in state.Clocks) { views.Add(View(clock, state, book, today, near)); }
        return [.. views.OrderBy(view => !view.Runs).ThenBy(view => view.Due?.Rolled ?? DateOnly.MaxValue).ThenBy(view => view.Limit.Index)];
    }

    /// <summary>The clock that is over first, of those that run and have a due day; null when there is none.</summary>
    public static ClockView? Next(ImmutableArray<ClockView> clocks) =>
        clocks.FirstOrDefault(clock => clock is { Runs: true, Due: not null } && clock.Limit.Kind != LimitKind.AtLeast);

    private static ClockView View(Clock clock, CaseState state, LawBook book, DateOnly today, DateOnly near)
    {
        var limit = state.Edition.Limits[clock.Limit];
        var due = clock.DueKnown ? new DueDay(clock.Strict, clock.Rolled, clock.DueMinute, clock.Provisional) : default(DueDay?);
        var light = clock.State switch
        {
            ClockState.Met => Light.Normal,
            ClockState.Late => Light.Overdue,
            ClockState.Running when clock.Overdue || due?.Rolled < today => Light.Overdue,
            ClockState.Running when due is null || limit.Kind == LimitKind.AtLeast => Light.Idle,
            ClockState.Running => due.Value.Rolled <= near ? Light.Near : Light.Normal,
            _ => Light.Idle,
        };
        return new ClockView(limit, light, clock.State, null, [])
        {
            Of = clock.Of,
            Start = clock.Start.Day,
            Due = due,
            Stopped = clock.Stopped == DateOnly.MinValue || clock.Runs ? null : clock.Stopped,
            Working = due is null || !clock.Runs || limit.IsDated ? [] : Tell(clock, state, book),
        };
    }

    private static ImmutableArray<Step> Tell(Clock clock, CaseState state, LawBook book)
    {
        if (Measure.Awaited(in clock, state)) { return []; }
        var derivation = new Derivation();
        return Measure.Compute(in clock, state, book.Calendar, book.City, ref derivation).Rolled == clock.Rolled ? derivation.Steps : [];
    }
}
