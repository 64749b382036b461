using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Walks through the stages of an edition along its acts, guards left aside.</summary>
internal sealed class StageWalk
{
    private readonly Edition edition;

    public StageWalk(Edition edition)
    {
        this.edition = edition;
        Reachable = Walk(edition.Acts.Where(a => a.Opens && a.To >= 0).Select(a => a.To), _ => true);
        if (edition.Acts.Any(a => a.Closes.Length > 0) || edition.Limits.Any(l => l.OnExpiry.Closes >= 0))
        {
            // A closed case can be reopened into a stage that nothing else reaches.
            Reachable.UnionWith(Walk(edition.Acts.Where(a => a.FromClosed && a.To >= 0).Select(a => a.To), _ => true));
        }
    }

    /// <summary>Stages that a case can be in.</summary>
    public HashSet<int> Reachable { get; }

    /// <summary>Whether some way leads from the stage to the end of the case.</summary>
    public bool CanClose(int stage) =>
        Walk([stage], _ => true)
            .Any(s => edition.Acts.Any(a => a.Closes.Length > 0 && PossibleIn(a, s))
                || edition.Limits.Any(l => l.OnExpiry.Closes >= 0 && WhileRunning(l).Contains(s)));

    /// <summary>Stages in which a clock of the limit can run: from those that its starting acts lead to, as long as nothing stops it.</summary>
    public HashSet<int> WhileRunning(Limit limit)
    {
        var starting = edition.Acts.Where(a => a.Starts.Contains(limit.Index)
            || a.Documents.Concat(a.MayAttach).Any(d => edition.Documents[d].Starts.Contains(limit.Index))
            || limit.FromFacts.Any(a.MayTakeFact) || (limit.BeforeFact >= 0 && a.MayTakeFact(limit.BeforeFact))).ToList();
        if (limit.BeforeDueOf >= 0) { return WhileRunning(edition.Limits[limit.BeforeDueOf]); }
        var after = edition.Limits.Where(l => l.StartsAtEnd.Contains(limit.Index) && l.Index != limit.Index).SelectMany(WhileRunning);
        var first = after.Concat(starting.SelectMany(a => a.Closes.Length > 0 ? [] : a.To >= 0 ? [a.To] : a.FromAny ? Reachable : a.From.AsEnumerable()));
        return Walk(first, a => !a.Stops.Contains(limit.Index) && !a.Undoes.Any(u => starting.Any(s => s.Index == u)));
    }

    private static bool PossibleIn(Act act, int stage) => act.FromAny || act.From.Contains(stage);

    private HashSet<int> Walk(IEnumerable<int> from, Func<Act, bool> along)
    {
        var seen = new HashSet<int>();
        var ahead = new Stack<int>(from.Where(s => s != CaseState.Closed));
        while (ahead.TryPop(out var stage))
        {
            if (!seen.Add(stage)) { continue; }
            foreach (var act in edition.Acts)
            {
                if (act.To >= 0 && PossibleIn(act, stage) && along(act)) { ahead.Push(act.To); }
            }
        }

        return seen;
    }
}
