using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Checks;

/// <summary>What a compiled edition must keep as a whole: stages that are reached and left, limits that start and stop, expiries that are possible.</summary>
internal sealed class EditionCheck(Edition edition, Places places, Diagnostics diagnostics)
{
    // What a case keeps of acts, marks and spans is a bit each.
    private const int MostBits = 64;

    public void Run()
    {
        CheckCounts();
        CheckStages();
        CheckOrder();
        CheckLimits();
        CheckUse();
    }

    private void CheckOrder()
    {
        var order = new ActOrder(edition);
        var guard = new GuardCheck(edition, order);
        foreach (var act in edition.Acts)
        {
            foreach (var before in act.After)
            {
                if (order.CanComeBefore(edition.Acts[before], act)) { continue; }
                diagnostics.Error(places.Of("acts", act.Id, "after") ?? places.Acts.PlaceOf(act.Index), Rule.NeverBefore,
                    $"'{act.Id}' comes after '{edition.Acts[before].Id}', which can never be done before it; name an act that can, or let that one lead to where "
                    + $"'{act.Id}' is possible");
            }

            Holds(guard, act.When, act, "acts", act.Id, "when");
        }

        foreach (var limit in edition.Limits) { Holds(guard, limit.When, null, "limits", limit.Id, "when"); }
        foreach (var gate in edition.Gates)
        {
            Holds(guard, gate.When, null, "gates", gate.Id, "when");
            Holds(guard, gate.DueWhen, null, "gates", gate.Id, "due-when");
        }
    }

    private void Holds(GuardCheck guard, Condition? condition, Act? act, string section, string id, string key)
    {
        if (condition is null || guard.NeverBecause(condition, act) is not { } why) { return; }
        diagnostics.Error(places.Of(section, id, key) ?? places.Top, Rule.NeverHolds, $"what '{id}' asks under '{key}' can never hold: {why}");
    }

    private void CheckCounts()
    {
        (string What, int Count)[] kept =
        [
            ("acts", edition.Acts.Length), ("marks", edition.Marks.Length), ("spans", edition.Spans.Length), ("limits", edition.Limits.Length),
            ("roles", edition.Roles.Length),
        ];
        foreach (var (what, count) in kept)
        {
            if (count > MostBits)
            {
                diagnostics.Error(places.Top, Rule.TooMany,
                    $"there are {count} {what}; a procedure has at most {MostBits}: move a part of it into a procedure of its own");
            }
        }

        if (!edition.Acts.Any(a => a.Opens)) { diagnostics.Error(places.Top, Rule.StageUnreachable, "no act opens a case: an act without 'from' does"); }
    }

    private void CheckStages()
    {
        var walk = new StageWalk(edition);
        foreach (var stage in edition.Stages)
        {
            if (!walk.Reachable.Contains(stage.Index))
            {
                diagnostics.Error(places.Stages.PlaceOf(stage.Index), Rule.StageUnreachable,
                    $"no act leads to the stage '{stage.Id}'; an act needs to: {stage.Id}");
            }
            else if (!walk.CanClose(stage.Index))
            {
                diagnostics.Error(places.Stages.PlaceOf(stage.Index), Rule.StageCannotClose,
                    $"no way leads from the stage '{stage.Id}' to the end of the case; an act or an expiry must close it");
            }
        }
    }

    private void CheckLimits()
    {
        var walk = new StageWalk(edition);
        foreach (var limit in edition.Limits)
        {
            var at = places.Limits.PlaceOf(limit.Index);
            var starts = edition.Acts.Any(a => a.Starts.Contains(limit.Index)) || edition.Documents.Any(d => d.Starts.Contains(limit.Index))
                || limit.FromFacts.Length > 0 || edition.Links.Any(l => l.Starts.Contains(limit.Index))
                || limit.BeforeFact >= 0 || limit.BeforeDueOf >= 0 || edition.Limits.Any(l => l.StartsAtEnd.Contains(limit.Index));
            if (!starts)
            {
                diagnostics.Error(at, Rule.LimitNeverStarts, $"nothing starts the limit '{limit.Id}'; say under 'from' which act, service or day does");
            }

            var stops = limit.StopsOnClosing || edition.Acts.Any(a => a.Stops.Contains(limit.Index))
                || edition.Documents.Any(d => d.Stops.Contains(limit.Index)) || edition.Links.Any(l => l.Stops.Contains(limit.Index)) || edition.Limits.Any(l => l.StopsAtEnd.Contains(limit.Index));
            if (!stops && limit.Holds.IsEmpty && !(limit.Kind == LimitKind.AtLeast && limit.StartsAtEnd.Length > 0))
            {
                diagnostics.Error(at, Rule.LimitNeverStops, $"nothing stops the limit '{limit.Id}'; say under 'until' which act, service or closing does");
            }

            if (limit.Kind == LimitKind.Before && limit.BeforeFact < 0 && limit.BeforeDueOf < 0)
            {
                diagnostics.Error(at, Rule.LimitNeverStarts, $"the limit '{limit.Id}' counts back from nothing; name a day fact, or {{ due: limit }}");
            }

            if (limit.OnExpiry.Act >= 0) { CheckExpiryAct(walk, limit, at); }
            CheckMinutes(limit, at);
        }
    }

    private void CheckExpiryAct(StageWalk walk, Limit limit, Place at)
    {
        var act = edition.Acts[limit.OnExpiry.Act];
        if (act.FromAny) { return; }
        foreach (var stage in walk.WhileRunning(limit))
        {
            if (act.From.Contains(stage)) { continue; }
            diagnostics.Error(at, Rule.ExpiryImpossible,
                $"'{limit.Id}' can run out in the stage '{edition.Stages[stage].Id}', where the act '{act.Id}' is not possible; let the act start from "
                + "there, or an act that leads there stop the limit");
            return;
        }
    }

    private void CheckMinutes(Limit limit, Place at)
    {
        if (!limit.Length.MayBeByTheMinute) { return; }
        foreach (var fact in limit.FromFacts)
        {
            if (edition.Facts[fact].Kind == FactKind.Moment) { continue; }
            diagnostics.Error(at, Rule.MinuteUnknown, $"'{limit.Id}' counts by the minute, but the fact '{edition.Facts[fact].Id}' is only a day; let it be a moment");
        }

        foreach (var act in edition.Acts)
        {
            if ((act.Starts.Contains(limit.Index) || act.Stops.Contains(limit.Index)) && !act.ToTheMinute)
            {
                diagnostics.Error(at, Rule.MinuteUnknown,
                    $"'{limit.Id}' counts by the minute, but the act '{act.Id}' knows only its day; add precision: minute to it");
            }
        }
    }

    private void CheckUse()
    {
        foreach (var outcome in edition.Outcomes.Where(o => !o.BuiltIn))
        {
            var used = edition.Acts.Any(a => a.Closes.Contains(outcome.Index)) || edition.Limits.Any(l => l.OnExpiry.Closes == outcome.Index);
            if (!used)
            {
                diagnostics.Error(places.Outcomes.PlaceOf(outcome.Index), Rule.NeverUsed,
                    $"no act and no expiry closes with the outcome '{outcome.Id}'; use it or leave it out");
            }
        }

        foreach (var document in edition.Documents)
        {
            if (edition.Acts.Any(a => a.Documents.Contains(document.Index) || a.MayAttach.Contains(document.Index))) { continue; }
            diagnostics.Error(places.Documents.PlaceOf(document.Index), Rule.NeverUsed,
                $"no act makes the document '{document.Id}'; add it to the 'documents' of the act that does, or leave it out");
        }

        foreach (var gate in edition.Gates)
        {
            if (!edition.Acts.Any(a => a.Gates.Contains(gate.Index)))
            {
                diagnostics.Error(places.Gates.PlaceOf(gate.Index), Rule.NeverUsed,
                    $"no act passes the gate '{gate.Id}'; name it under 'gates' of the act that must");
            }
        }

        foreach (var fact in edition.Facts)
        {
            var set = edition.Acts.Any(a => a.MayTakeFact(fact.Index) || a.Draws(fact.Index) || a.Sets.Any(s => s.Fact == fact.Index));
            if (!set)
            {
                diagnostics.Error(places.Facts.PlaceOf(fact.Index), Rule.NeverUsed, $"no act takes or sets the fact '{fact.Id}'; use it or leave it out");
            }

            if (fact.Once && edition.Acts.Count(a => a.Takes.Contains(fact.Index)) > 1)
            {
                diagnostics.Error(places.Facts.PlaceOf(fact.Index), Rule.Contradiction,
                    $"'{fact.Id}' may be set once, but two acts must take it; let one of them only may-take it");
            }
        }

        foreach (var link in edition.Links)
        {
            if (edition.Acts.Any(a => a.OpensLinks.Contains(link.Index))) { continue; }
            diagnostics.Error(places.Links.PlaceOf(link.Index), Rule.NeverUsed, $"no act opens the link '{link.Id}'; name it under 'opens' of the act that does, or leave it out");
        }

        foreach (var role in edition.Roles)
        {
            if (IsUsed(role)) { continue; }
            diagnostics.Error(places.Roles.PlaceOf(role.Index), Rule.NeverUsed, $"the role '{role.Id}' has no part in any act; use it or leave it out");
        }
    }

    private bool IsUsed(Role role) =>
        role.Index == edition.Number.Of || edition.Roles.Any(r => r.Of == role.Index || r.ShownTo.Contains(role.Index))
        || edition.Documents.Any(d => d.To.Contains(role.Index) || d.For.Contains(role.Index)) || edition.Limits.Any(l => l.Binds == role.Index)
        || edition.Acts.Any(a => a.By.Contains(role.Index) || a.ApprovedBy == role.Index || a.Names.Contains(role.Index) || a.MayName.Contains(role.Index)
            || a.Releases.Contains(role.Index))
        || edition.Links.Any(l => l.EachOf == role.Index || l.Carries.Any(c => c.Role == role.Index));
}
