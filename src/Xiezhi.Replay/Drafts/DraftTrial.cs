using System.Collections.Immutable;
using Xiezhi.Catalogue.Exploring;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Replay.Drafts;

/// <summary>What a case can meet with under an edition: a limit that is missed, something that the law does by itself, an act that is refused.</summary>
public enum DraftEffect { Late, Deemed, Refused }

/// <summary>A case in which it happened.</summary>
/// <param name="Plan">Its number in the replay.</param>
public sealed record DraftCase(long Plan, string Life, DateOnly Opened);

/// <summary>In how many cases something happens.</summary>
/// <param name="Subject">Id of the limit or the act.</param>
/// <param name="Why">Of a refusal its code; else empty.</param>
/// <param name="Now">Cases under the edition in force.</param>
/// <param name="Then">Cases under the draft.</param>
/// <param name="First">The first cases in which it happens under the draft and not now.</param>
public sealed record DraftCount(DraftEffect Effect, string Subject, string Why, int Now, int Then, ImmutableArray<DraftCase> First);

/// <summary>A year's cases of one procedure under a draft.</summary>
public sealed record DraftComparison(string Procedure, string InForce, string Draft, int Cases, int Different, ImmutableArray<DraftCount> Counts);

/// <summary>Plays a year's cases twice, under the edition in force and under a draft, and tells what would be late, deemed or refused. Nothing is written.</summary>
/// <remarks>Both times everybody does the same on the same days: a draft that gives less time shows who would miss it, not how they would hurry. Linked cases are left aside.</remarks>
public sealed class DraftTrial(Replayer replayer, WorkingCalendar calendar, City city, DateOnly until)
{
    private const int FirstCases = 5;

    /// <summary>Tries the drafts.</summary>
    /// <param name="drafts">The draft for each procedure that has one; it is tried on every case, whatever day it would be in force from.</param>
    public ImmutableArray<DraftComparison> Run(IReadOnlyDictionary<string, Edition> drafts, CancellationToken ct)
    {
        var played = Plans().AsParallel().AsOrdered().WithCancellation(ct).Select(plan => (Case: replayer.Case(plan), Plan: plan)).Where(c => drafts.ContainsKey(c.Case.Edition.Procedure))
            .Select(c => (c.Case, Both: Both(c.Case, c.Plan, drafts[c.Case.Edition.Procedure]))).ToList();
        return [.. played.GroupBy(p => p.Case.Edition.Procedure, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new DraftComparison(
            g.Key, g.First().Case.Edition.Id, drafts[g.Key].Id, g.Count(), g.Count(p => !p.Both.Now.SetEquals(p.Both.Then)), Counts([.. g])))];
    }

    private IEnumerable<long> Plans()
    {
        for (var plan = 0L; plan < replayer.Plans; plan++) { yield return plan; }
    }

    private static ImmutableArray<DraftCount> Counts(List<(PlannedCase Case, (HashSet<Met> Now, HashSet<Met> Then, DateOnly Opened) Both)> played) =>
    [
        .. from met in played.SelectMany(p => p.Both.Now.Concat(p.Both.Then)).Distinct().OrderBy(m => m.Effect).ThenBy(m => m.Subject, StringComparer.Ordinal).ThenBy(m => m.Why, StringComparer.Ordinal)
           let then = played.FindAll(p => p.Both.Then.Contains(met))
           select new DraftCount(met.Effect, met.Subject, met.Why, played.Count(p => p.Both.Now.Contains(met)), then.Count,
               [.. then.Where(p => !p.Both.Now.Contains(met)).Take(FirstCases).Select(p => new DraftCase(p.Case.Plan, p.Case.Life, p.Both.Opened))]),
    ];

    private (HashSet<Met> Now, HashSet<Met> Then, DateOnly Opened) Both(PlannedCase planned, long plan, Edition draft)
    {
        var acts = replayer.Acts(plan);
        var now = Alone.Of(planned.Edition);
        // In force when the cases were: the same law is asked of both.
        var then = Alone.Of(draft) with { From = now.From, To = now.To };
        return (Play(now, acts, request => request), Play(then, acts, request => Translation.Of(request, planned.Edition, then)), acts.IsEmpty ? planned.Edition.From : acts[0].When.Day);
    }

    private HashSet<Met> Play(Edition edition, ImmutableArray<PlannedAct> acts, Func<ActRequest, ActRequest?> translate)
    {
        var met = new HashSet<Met>();
        CaseState? state = null;
        foreach (var act in acts)
        {
            if (translate(act.Request) is not { } request) { met.Add(new Met(DraftEffect.Refused, "", "unknown-act")); return met; }
            switch (Decide.On(edition, state, request, calendar, city))
            {
                case Decision.Accepted accepted:
                    state = accepted.Case;
                    Note(met, edition, accepted.Entries);
                    break;
                case Decision.Refused refused:
                    // What would have followed can no longer be told.
                    met.Add(new Met(DraftEffect.Refused, request.Kind == EntryKind.Act ? edition.Acts[request.Subject].Id : edition.Documents[request.Subject].Id, refused.CodeId));
                    return met;
            }
        }

        if (state is not null) { Note(met, edition, Decide.Sweep(state, Moment.On(until), calendar, city).Entries); }
        return met;
    }

    private static void Note(HashSet<Met> met, Edition edition, ImmutableArray<Entry> entries)
    {
        foreach (var entry in entries)
        {
            foreach (var verdict in entry.Verdicts)
            {
                if (verdict.Kind is VerdictKind.Late or VerdictKind.Overdue) { met.Add(new Met(DraftEffect.Late, edition.Limits[verdict.Limit].Id, "")); }
                else if (verdict.Kind == VerdictKind.Ended && entry.Deemed && entry.Kind == EntryKind.Expiry) { met.Add(new Met(DraftEffect.Deemed, edition.Limits[verdict.Limit].Id, "")); }
            }

            if (entry is { Deemed: true, Kind: EntryKind.Act }) { met.Add(new Met(DraftEffect.Deemed, edition.Acts[entry.Subject].Id, "")); }
        }
    }

    private readonly record struct Met(DraftEffect Effect, string Subject, string Why);
}
