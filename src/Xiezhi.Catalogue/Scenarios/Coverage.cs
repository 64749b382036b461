using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>What no story shows yet: effects of silence, refusals that the law words, editions under which nobody opens a case.</summary>
public static class Coverage
{
    /// <summary>A warning for each thing that no story shows, with the place where the law says it. What several editions say alike is asked for once.</summary>
    /// <param name="reading">The law, alone or with a city.</param>
    /// <param name="results">The stories as they ran with the law alone or with a city.</param>
    /// <param name="except">Procedures that are asked for elsewhere: with a city, those of the catalogue.</param>
    public static ImmutableArray<Diagnostic> Missing(CatalogueReading reading, IReadOnlyCollection<ScenarioResult> results, params IEnumerable<string> except)
    {
        var diagnostics = new Diagnostics();
        foreach (var procedure in reading.Sound().Procedures.Except(except))
        {
            var told = results.Where(r => r.Scenario.Procedure == procedure && r.Case is not null).ToList();
            var asked = new HashSet<string>(StringComparer.Ordinal);
            foreach (var edition in reading.Book!.EditionsOf(procedure).Reverse())
            {
                var places = reading.Places[edition.Id];
                if (told.TrueForAll(r => r.Case!.Edition.Id != edition.Id) && !results.Any(r => r.Others.Any(o => o.Case.Edition.Id == edition.Id))) { diagnostics.Warn(places.Top, Rule.Untold, $"no story opens a case under {edition.Id}; tell one that begins on or after {edition.From:yyyy-MM-dd}"); }
                foreach (var limit in edition.Limits.Where(l => HasEffect(edition, l) && !told.Exists(r => RanOut(r, l.Id)) && asked.Add($"limit {l.Id}")))
                {
                    diagnostics.Warn(places.Limits.PlaceOf(limit.Index), Rule.Untold, $"no story lets '{limit.Id}' run out; tell what then follows");
                }

                foreach (var (id, code, at) in Refusals(edition, places))
                {
                    if (told.Exists(r => r.Refusals.Any(f => f.What == id && f.CodeId == code)) || !asked.Add($"{code} {id}")) { continue; }
                    diagnostics.Warn(at, Rule.Untold, $"no story is refused as {code} by '{id}'; tell one");
                }
            }
        }

        return diagnostics.InOrder;
    }

    private static bool HasEffect(Edition edition, Limit limit) => limit.Rank == Rank.Statutory && limit.Length is not LengthRule.Open
        && (limit.OnExpiry.EndsClock || limit.OnExpiry.OpensRight >= 0 || (limit.OnExpiry.Finding >= 0 && edition.Findings[limit.OnExpiry.Finding].Id != WellKnown.Overdue));

    private static bool RanOut(ScenarioResult result, string limit)
    {
        var edition = result.Case!.Edition;
        return edition.FindLimit(limit) is { } found && result.Entries.Any(e => e.Verdicts.Any(v => v.Limit == found.Index && v.Kind is VerdictKind.Late or VerdictKind.Ended or VerdictKind.Overdue))
            || (edition.FindLimit(limit) is { OnExpiry.Act: >= 0 and var act } && result.Entries.Any(e => e is { Deemed: true, Kind: EntryKind.Act } && e.Subject == act));
    }

    // Where only the act that opens the gate leads to the stages behind it, the stage refuses first.
    private static bool CanRefuse(Edition edition, Gate gate) => edition.Acts.Any(act => act.Gates.Contains(gate.Index)
        && act.From.Any(stage => edition.Acts.Any(way => way.To == stage && way.Index != gate.MetBy && !way.From.SequenceEqual([stage]))));

    // What stands in the way of an act by a rule of its own: a gate, a bar, a minimum.
    private static IEnumerable<(string Id, string Code, Place At)> Refusals(Edition edition, Checks.Places places)
    {
        foreach (var gate in edition.Gates.Where(g => g.Missing == Law.Procedures.Missing.Refuse && CanRefuse(edition, g))) { yield return (gate.Id, Decision.IdOf(RefusalCode.GateMissing), places.Gates.PlaceOf(gate.Index)); }
        foreach (var limit in edition.Limits.Where(l => l.Length is not LengthRule.Open))
        {
            if (limit.OnExpiry.Bars.Length > 0) { yield return (limit.Id, Decision.IdOf(RefusalCode.PeriodExpired), places.Limits.PlaceOf(limit.Index)); }
            if (limit.Kind == LimitKind.AtLeast && limit.Holds.Length > 0) { yield return (limit.Id, Decision.IdOf(RefusalCode.TooEarly), places.Limits.PlaceOf(limit.Index)); }
        }
    }
}
