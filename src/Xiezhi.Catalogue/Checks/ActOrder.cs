using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Which acts can come at all, and which of two can come before the other: told from stages and <c>after</c> alone, guards left aside.</summary>
internal sealed class ActOrder
{
    private const int NotOpened = -2;
    private readonly Edition edition;
    private readonly HashSet<int> possible = [];
    private readonly bool lawCloses;

    public ActOrder(Edition edition)
    {
        this.edition = edition;
        lawCloses = edition.Limits.Any(l => l.OnExpiry.Closes >= 0);
        for (var more = true; more;)
        {
            var places = From([NotOpened], without: null);
            more = edition.Acts.Any(a => a.After.All(possible.Contains) && places.Any(p => PossibleAt(a, p)) && possible.Add(a.Index));
        }
    }

    /// <summary>Whether some course of acts leads to the act.</summary>
    public bool CanCome(Act act) => possible.Contains(act.Index);

    /// <summary>Whether the first act can be done, and not undone, before the second.</summary>
    public bool CanComeBefore(Act first, Act then)
    {
        if (!possible.Contains(first.Index)) { return false; }
        var done = From([NotOpened], without: null).Where(p => PossibleAt(first, p)).Select(p => Next(first, p));
        return From(done, without: first).Any(p => PossibleAt(then, p));
    }

    /// <summary>The stages in which a case can be, with its end and its beginning, going on by acts that can come.</summary>
    /// <param name="without">The act that must not be undone on the way; null when nothing must not.</param>
    private HashSet<int> From(IEnumerable<int> places, Act? without)
    {
        var seen = new HashSet<int>();
        var ahead = new Stack<int>(places);
        while (ahead.TryPop(out var at))
        {
            if (!seen.Add(at)) { continue; }
            if (at >= 0 && lawCloses) { ahead.Push(CaseState.Closed); }
            foreach (var act in edition.Acts)
            {
                if (!possible.Contains(act.Index) || !PossibleAt(act, at) || (without is not null && act.Undoes.Contains(without.Index))) { continue; }
                ahead.Push(Next(act, at));
            }
        }

        return seen;
    }

    private static bool PossibleAt(Act act, int place) => place switch
    {
        NotOpened => act.Opens,
        CaseState.Closed => act.FromClosed,
        _ => act.FromAny || act.From.Contains(place),
    };

    private static int Next(Act act, int place) =>
        act.Closes.Length > 0 ? CaseState.Closed : act.To >= 0 ? act.To : place == NotOpened ? 0 : place;
}
