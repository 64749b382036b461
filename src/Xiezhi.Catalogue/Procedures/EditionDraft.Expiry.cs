using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly string[] AskingKeys = ["takes", "ground", "names", "approved-by", "allots"];

    /// <summary>The role that a limit binds: the one it names, else the one organ (or, without an organ, the one party) behind the acts that stop it.</summary>
    private (int Role, bool Party) Bound(Fields fields, Triggers until)
    {
        if (fields.Scalar("binds") is { } named)
        {
            var role = roles.Resolve(named);
            return (role, role >= 0 && KindOf(role) == RoleKind.Party);
        }

        var actors = ActsBehind(until).SelectMany(a => Raw(ActMap(a), "by")).Where(by => by != "law").Select(roles.Find).Where(r => r >= 0).Distinct().ToList();
        var organs = actors.Select(OrganBehind).Where(r => r >= 0).Distinct().ToList();
        if (organs.Count > 0) { return (organs.Count == 1 ? organs[0] : -1, false); }
        return actors.Count > 0 ? (actors.Count == 1 ? actors[0] : -1, true) : (-1, false);
    }

    private Expiry ExpiryOf(Fields limit, LimitKind kind, bool party, string of)
    {
        if (limit["on-expiry"] is null)
        {
            if (kind == LimitKind.AtLeast) { return new Expiry(); }
            if (party)
            {
                diagnostics.Error(limit.At, Rule.PartyWithoutExpiry, $"{of} binds a party, so the law must say what follows when nobody acts; add 'on-expiry'");
            }

            return new Expiry { Finding = party ? -1 : findings.Find(WellKnown.Overdue) };
        }

        if (limit.Section("on-expiry") is not { } section) { return new Expiry(); }
        var fields = new Fields(section, diagnostics, $"on-expiry of {of}", "finding", "act", "as-of", "closes", "bars", "marks", "opens-right", "writes");
        var act = fields.Scalar("act") is { } name ? acts.Resolve(name) : -1;
        if (act >= 0) { CheckDoneByLaw(act, fields["act"]!.At, $"{of} calls for"); }
        var (asOf, asOfActs) = AsOfDay(fields);
        if (fields.Has("act") && fields.Has("closes"))
        {
            diagnostics.Error(fields["closes"]!.At, Rule.Contradiction, $"{of} both calls for an act and closes the case; keep one");
        }

        if (fields.Has("act") && fields.Has("writes"))
        {
            diagnostics.Error(fields["writes"]!.At, Rule.Contradiction, $"{of} calls for an act, and an act writes for itself; move 'writes' there");
        }

        return new Expiry
        {
            Writes = WritesOf(fields, $"on-expiry of {of}"),
            Finding = fields.Scalar("finding") is { } finding ? findings.Resolve(finding) : -1,
            Act = act,
            AsOf = asOf,
            AsOfActs = asOfActs,
            Closes = fields.Scalar("closes") is { } outcome ? outcomes.Resolve(outcome) : -1,
            Bars = acts.Resolve(fields.Words("bars")),
            Marks = fields.Scalar("marks") is { } mark ? marks.Resolve(mark) : -1,
            OpensRight = fields.Scalar("opens-right") is { } right ? marks.Find($"right-{right.Text}") : -1,
        };
    }

    private (AsOf Kind, ImmutableArray<int> Acts) AsOfDay(Fields expiry)
    {
        var words = expiry.Words("as-of");
        if (words is [{ Text: "start" }]) { return (AsOf.Start, []); }
        return words is [] or [{ Text: "due" }] ? (AsOf.Due, []) : (AsOf.Acts, acts.Resolve(words));
    }

    /// <summary>The law does an act by itself only when there is nothing to choose or to state.</summary>
    private void CheckDoneByLaw(int act, Place at, string why)
    {
        if (ActMap(act) is not { } map) { return; }
        var asks = AskingKeys.Where(key => map[key] is not null).ToList();
        if (Raw(map, "closes").Count() > 1) { asks.Add("a choice of outcomes"); }
        if (asks.Count > 0)
        {
            diagnostics.Error(at, Rule.LawTakesFacts,
                $"{why} the act '{acts.NameOf(act)}', which asks for {string.Join(" and ", asks)}; the law can give none: use an act of its own without them");
        }
    }
}
