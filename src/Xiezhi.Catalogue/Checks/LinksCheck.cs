using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Whether each link finds a procedure that the law itself can open with what the link carries, in every edition in force beside it; and whether cases that open
/// cases come to an end.</summary>
/// <param name="editions">All editions that were read, with their places.</param>
/// <param name="addresses">All procedures of the catalogue, those not read included.</param>
internal sealed class LinksCheck(IReadOnlyList<(Edition Edition, Places Places)> editions, IReadOnlyCollection<string> addresses, Diagnostics diagnostics)
{
    private readonly ILookup<string, Edition> byProcedure = editions.Select(e => e.Edition).ToLookup(e => e.Procedure);

    public void Run()
    {
        foreach (var (edition, places) in editions)
        {
            foreach (var link in edition.Links)
            {
                if (link.Opens is not { } address) { continue; }
                var at = places.Links.PlaceOf(link.Index);
                if (!addresses.Contains(address))
                {
                    diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' opens '{address}', which is no procedure{Nearest.Suggestion(address, addresses)}");
                    continue;
                }

                foreach (var opened in byProcedure[address].Where(o => Overlap(edition, o))) { Check(edition, link, opened, at); }
                if (Returns(edition, link)) { diagnostics.Error(at, Rule.Circle, $"the link '{link.Id}' opens a case whose opening opens one of this procedure again, without end; let somebody's act open it"); }
            }
        }
    }

    private static bool Overlap(Edition one, Edition other) => (one.To is not { } ends || other.From <= ends) && (other.To is not { } otherEnds || one.From <= otherEnds);

    private void Check(Edition edition, Link link, Edition opened, Place at)
    {
        if (opened.Acts.FirstOrDefault(a => a.Opens && a.ByLaw) is not { } opening)
        {
            diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' opens {opened.Id}, but the law does none of its opening acts; name law under 'by' of the one that does");
            return;
        }

        foreach (var carried in link.Carries) { CheckCarried(edition, link, carried, opened, at); }
        var needs = opening.Takes.Select(f => opened.Facts[f].Id).Concat(opening.Ground >= 0 ? [opened.Facts[opening.Ground].Id] : []).Concat(opening.Names.Select(r => opened.Roles[r].Id))
            .Concat(opened.Roles[opened.Number.Of] is { Named: true } or { Competence: null } ? [opened.Roles[opened.Number.Of].Id] : []);
        foreach (var id in needs.Distinct(StringComparer.Ordinal))
        {
            if (link.Carries.All(c => c.To != id)) { diagnostics.Error(at, Rule.Link, $"{opened.Id} cannot be opened without '{id}'; let the link '{link.Id}' carry it"); }
        }

        if (opening.Closes.Length > 1) { diagnostics.Error(at, Rule.Link, $"'{opening.Id}' of {opened.Id} asks for one of several outcomes, which the law cannot choose"); }
    }

    private void CheckCarried(Edition edition, Link link, Carried carried, Edition opened, Place at)
    {
        if (carried.Role >= 0)
        {
            if (opened.FindRole(carried.To) is not { } role)
            {
                diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' carries the role '{carried.To}', which {opened.Id} does not have{Nearest.Suggestion(carried.To, opened.Roles.Select(r => r.Id))}");
                return;
            }

            var ours = edition.Roles[carried.Role].Kind;
            if (ours != role.Kind && (ours, role.Kind) is not (RoleKind.Officer, RoleKind.Organ)) { Mismatch(carried.To, $"{role.Kind}".ToLowerInvariant(), $"{ours}".ToLowerInvariant()); }
            return;
        }

        if (opened.FindFact(carried.To) is not { } fact)
        {
            diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' carries '{carried.To}', which is no fact of {opened.Id}{Nearest.Suggestion(carried.To, opened.Facts.Select(f => f.Id))}");
            return;
        }

        var from = edition.Facts[carried.Fact];
        if (from.Kind != fact.Kind || from.Register != fact.Register) { Mismatch(carried.To, $"{fact.Kind}".ToLowerInvariant(), $"{from.Kind}".ToLowerInvariant()); }
        else if (from.Codes is { } codes && codes.Codes.Where((_, c) => codes.In(fact.Codes!, c) < 0).FirstOrDefault() is { } lacking)
        {
            diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' may carry '{lacking}' as '{carried.To}', a code that {opened.Id} does not have; let both use one list");
        }

        void Mismatch(string id, string theirs, string our) =>
            diagnostics.Error(at, Rule.Link, $"the link '{link.Id}' carries as '{id}' of {opened.Id}, which is {theirs}, something that is {our}");
    }

    /// <summary>Whether the opening acts that follow from the link lead to the link's own procedure again, each opened by the one before.</summary>
    private bool Returns(Edition edition, Link link)
    {
        if (!edition.Acts.Any(a => a.Opens && a.ByLaw && a.OpensLinks.Contains(link.Index))) { return false; }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>([link.Opens!]);
        while (ahead.TryPop(out var address))
        {
            if (address == edition.Procedure) { return true; }
            if (!seen.Add(address)) { continue; }
            foreach (var next in byProcedure[address])
            {
                foreach (var opens in next.Acts.Where(a => a.Opens && a.ByLaw).SelectMany(a => a.OpensLinks)) { if (next.Links[opens].Opens is { } further) { ahead.Push(further); } }
            }
        }

        return false;
    }
}
