using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Web.Features.Shell;
using LeafKind = Xiezhi.Ledger.Leaves.EntryKind;
using Verdict = Xiezhi.Ledger.Leaves.Verdict;

namespace Xiezhi.Web.Features.Cases;

/// <summary>Folds a case again from its public leaves, as any reader could, and tells how its clocks stand.</summary>
public sealed class PublicClocks
{
    /// <summary>A clock with so many days left, or fewer, is shown as near its end; for the eye only, no rule rests on it.</summary>
    private const int NearDays = 5;

    private readonly PublicCase @case;
    private PublicEdition edition;
    private readonly LawBook book;
    private readonly DateOnly today;
    private readonly Dictionary<int, (Clock Clock, CaseState Case)> lastRunning = [];
    private readonly Dictionary<int, Verdict> verdicts = [];

    private PublicClocks(PublicCase @case, LawBook book, DateOnly today)
    {
        this.@case = @case;
        edition = new PublicEdition(@case, @case.Entries[0].Edition);
        this.book = book;
        this.today = today;
        Case = new CaseState(edition.Foldable);
        foreach (var entry in Standing(@case.Entries)) { Follow(entry); }
    }

    /// <summary>The case as its public leaves make it.</summary>
    public CaseState Case { get; private set; }

    public static PublicClocks Of(PublicCase @case, LawBook book, DateOnly today) => new(@case, book, today);

    /// <summary>The latest clock of each limit, in the order of the edition.</summary>
    public ImmutableArray<ClockView> All()
    {
        var views = ImmutableArray.CreateBuilder<ClockView>();
        foreach (var limit in edition.Whole.Limits)
        {
            Verdict? verdict = verdicts.TryGetValue(limit.Index, out var stated) ? stated : null;
            foreach (var clock in Case.Clocks)
            {
                // Whether a clock runs that a hidden fact decides, only its verdict can tell.
                if (clock.Limit == limit.Index && (verdict is not null || !edition.Conditional[limit.Index])) { views.Add(View(limit, clock, verdict)); }
            }
        }

        return views.ToImmutable();
    }

    private void Follow(PublicEntry entry)
    {
        foreach (var verdict in entry.Verdicts) { verdicts[verdict.Limit] = verdict.Verdict; }
        if (entry.Kind == LeafKind.Move)
        {
            Move(entry);
            return;
        }

        if (edition.Whole.Acts is var acts && entry.Kind == LeafKind.Act && acts[entry.Subject] is { Each: true } each && !IsWhole(each, entry)) { return; }
        if (entry.AsEntry(entry.Deemed && entry.Kind == LeafKind.Act ? DueOfDeemed(entry) : entry.Effective) is not { } known) { return; }
        (Case, _) = Fold.ApplyTo(Case, known, book.Calendar, book.City);
        foreach (var clock in Case.Clocks)
        {
            if (!clock.Runs) { continue; }
            // A clock that runs anew has no verdict yet; that of its forerunner is not its own.
            var anew = lastRunning.TryGetValue(clock.Limit, out var before) && before.Clock.Start != clock.Start;
            if (verdicts.TryGetValue(clock.Limit, out var stated) && (anew || stated != Verdict.Overdue)) { verdicts.Remove(clock.Limit); }
            lastRunning[clock.Limit] = (clock, Case);
        }
    }

    /// <summary>The entries as they stand: what was struck out is not followed, what was put right counts with its right day and facts.</summary>
    private static IEnumerable<PublicEntry> Standing(ImmutableArray<PublicEntry> entries)
    {
        var struck = entries.Where(e => e.Kind == LeafKind.Annul).Select(e => e.Subject).ToHashSet();
        var right = new Dictionary<int, PublicEntry>();
        foreach (var entry in entries) { if (entry.Kind == LeafKind.Amend) { right[entry.Subject] = entry; } }
        foreach (var entry in entries)
        {
            if (struck.Contains(entry.Number)) { continue; }
            yield return right.TryGetValue(entry.Number, out var corrected) ? entry with { Effective = corrected.Effective, Facts = corrected.Facts, Findings = corrected.Findings } : entry;
        }
    }

    // From here on the clocks are those of the other edition; what was said of limits before is said of them by their ids.
    private void Move(PublicEntry entry)
    {
        var to = @case.Entries.FirstOrDefault(e => e.Number == entry.Number + 1)?.Edition ?? @case.Edition;
        var map = new EditionMap(edition.Whole, to);
        edition = new PublicEdition(@case, to);
        var known = new Entry { Number = entry.Number, Kind = Law.Cases.EntryKind.Move, Subject = to.From.DayNumber, Effective = entry.Effective, Happened = Moment.On(entry.Effective), Recorded = entry.Recorded };
        (Case, _) = Fold.ApplyTo(Case, known, new LawBook([edition.Foldable], book.Calendar, book.City), book.Calendar);
        var before = verdicts.ToList();
        verdicts.Clear();
        foreach (var (limit, verdict) in before) { if (map.Limit(limit) is >= 0 and var there) { verdicts[there] = verdict; } }
        lastRunning.Clear();
        foreach (var clock in Case.Clocks) { if (clock.Runs) { lastRunning[clock.Limit] = (clock, Case); } }
    }

    // Who else has still to do it for himself, no leaf says; but what it stops when all have done it, the last one's leaf does.
    private bool IsWhole(Act act, PublicEntry entry)
    {
        var waits = false;
        foreach (var clock in Case.Clocks)
        {
            if (!clock.Runs || edition.Whole.Limits[clock.Limit].IsPer || !act.Stops.Contains(clock.Limit)) { continue; }
            if (entry.Verdicts.Any(verdict => verdict.Limit == clock.Limit)) { return true; }
            waits = true;
        }

        return !waits;
    }

    // The leaf of a deemed act states from when it counts, not when it fell due; the clock whose end brought it about knows.
    private DateOnly DueOfDeemed(PublicEntry entry)
    {
        foreach (var clock in Case.Clocks)
        {
            if (clock.Runs && clock.DueKnown && Case.Edition.Limits[clock.Limit].OnExpiry.Act == entry.Subject) { return clock.Rolled; }
        }

        return entry.Effective;
    }

    private ClockView View(Limit limit, Clock clock, Verdict? verdict)
    {
        var obstacles = edition.Hidden[limit.Index];
        var state = verdict switch
        {
            null => clock.State,
            Verdict.Met or Verdict.MetByRolling => ClockState.Met,
            Verdict.Late => ClockState.Late,
            Verdict.Ended => ClockState.Ended,
            Verdict.Void => ClockState.Void,
            _ => clock.State == ClockState.Met ? ClockState.Late : clock.State,
        };
        var due = clock.DueKnown && obstacles.IsEmpty ? new DueDay(clock.Strict, clock.Rolled, clock.DueMinute, clock.Provisional) : default(DueDay?);
        return new ClockView(limit, LightOf(state, verdict, due), state, verdict, obstacles)
        {
            Start = clock.Start.Day,
            Due = due,
            Stopped = clock.Stopped == DateOnly.MinValue || state == ClockState.Running ? null : clock.Stopped,
            Working = due is null ? [] : Tell(clock),
        };
    }

    private Light LightOf(ClockState state, Verdict? verdict, DueDay? due) => state switch
    {
        ClockState.Met => Light.Normal,
        ClockState.Late => Light.Overdue,
        ClockState.Ended or ClockState.Void => Light.Idle,
        _ => verdict == Verdict.Overdue || due?.Rolled < today ? Light.Overdue
            : due is null ? Light.Idle
            : due.Value.Rolled.DayNumber - today.DayNumber <= NearDays ? Light.Near
            : Light.Normal,
    };

    private ImmutableArray<Step> Tell(Clock clock)
    {
        // A clock that has stopped is told as it was when it last ran: spans that opened later are none of its business.
        var (told, then) = lastRunning.TryGetValue(clock.Limit, out var last) && last.Clock.Start == clock.Start ? last : (clock, Case);
        if (Measure.Awaited(in told, then) || then.Edition.Limits[told.Limit].IsDated) { return []; }
        var derivation = new Derivation();
        var due = Measure.Compute(in told, then, book.Calendar, book.City, ref derivation);
        return due.Rolled == clock.Rolled ? derivation.Steps : [];
    }
}
