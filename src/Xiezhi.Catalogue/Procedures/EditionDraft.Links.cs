using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private readonly List<Link> linkList = [];
    private readonly Dictionary<int, Numbers> startedByLink = [];
    private readonly Dictionary<int, Numbers> stoppedByLink = [];

    private void CompileLinks()
    {
        foreach (var pair in top.Section("links")?.Pairs ?? [])
        {
            if (pair.Value is YamlMap map) { linkList.Add(LinkOf(linkList.Count, pair.Key, map)); }
            else
            {
                NotAMapping(pair);
                linkList.Add(new Link(linkList.Count, pair.Key.Text, new Title(pair.Key.Text, pair.Key.Text)));
            }
        }
    }

    private Link LinkOf(int index, YamlScalar key, YamlMap map)
    {
        var of = $"the link '{key.Text}'";
        RefuseWhatIsNotRun(map, of, "assessment", "gives");
        var fields = new Fields(map, diagnostics, of, "title", "opens", "follows", "assessment", "gives", "each-of", "carries", "part", "when-all-closed", "was", "doubt");
        if (!fields.Has("assessment") && fields.Has("opens") == fields.Flag("follows"))
        {
            diagnostics.Error(key.At, fields.Has("opens") ? Rule.Contradiction : Rule.MissingKey,
                $"{of} leads either to one procedure ('opens') or to the one that whoever acts picks (follows: true); keep one of them");
        }

        Doubt(fields, of);
        return new Link(index, key.Text, fields.Title())
        {
            Opens = fields.Text("opens"),
            EachOf = fields.Scalar("each-of") is { } each ? roles.Resolve(each) : -1,
            Carries = CarriesOf(fields, of),
            Part = fields.Flag("part"),
            WhenAllClosed = fields.Scalar("when-all-closed") is { } act ? DoneWhenClosed(act, of) : -1,
        };
    }

    private ImmutableArray<Carried> CarriesOf(Fields fields, string of)
    {
        var carried = ImmutableArray.CreateBuilder<Carried>();
        foreach (var pair in fields.Section("carries")?.Pairs ?? [])
        {
            if (pair.Value is not YamlScalar ours)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' in 'carries' of {of} is {pair.Value.Shape}; name one of this procedure's facts or roles");
                continue;
            }

            // An id that is both a fact and a role means the fact, as in guards.
            var fact = facts.Find(ours.Text);
            var role = fact < 0 ? roles.Find(ours.Text) : -1;
            if (fact < 0 && role < 0) { diagnostics.Error(ours.At, Rule.UnknownId, $"there is no fact and no role '{ours.Text}'{Nearest.Suggestion(ours.Text, facts.Names.Concat(roles.Names))}"); }
            else { carried.Add(new Carried(pair.Key.Text, fact, role)); }
        }

        return carried.DrainToImmutable();
    }

    private int DoneWhenClosed(YamlScalar name, string of)
    {
        var act = acts.Resolve(name);
        if (act < 0) { return -1; }
        if (!Raw(ActMap(act), "by").Contains("law"))
        {
            diagnostics.Error(name.At, Rule.WithoutActor, $"when the last case of {of} has closed the law itself does '{name.Text}'; name law under its 'by'");
        }

        CheckDoneByLaw(act, name.At, $"{of} calls for");
        return act;
    }

    /// <summary>The links with what limits want from them.</summary>
    private ImmutableArray<Link> WiredLinks() => [.. linkList.Select(link => link with
    {
        Starts = startedByLink.TryGetValue(link.Index, out var starts) ? starts.InOrder : [],
        Stops = stoppedByLink.TryGetValue(link.Index, out var stops) ? stops.InOrder : [],
    })];

    private static void Want(Dictionary<int, Numbers> table, IEnumerable<int> linksWanted, int limit)
    {
        foreach (var link in linksWanted)
        {
            if (!table.TryGetValue(link, out var wanted)) { table.Add(link, wanted = new Numbers()); }
            wanted.Add(limit);
        }
    }

    /// <summary>Acts that open the link.</summary>
    private IEnumerable<int> ActsOpening(YamlScalar name)
    {
        if (links.Resolve(name) < 0) { return []; }
        return Enumerable.Range(0, acts.Count).Where(a => Raw(ActMap(a), "opens").Contains(name.Text));
    }

    private Condition LinkedCondition(Fields fields)
    {
        fields.Need("are");
        var open = fields.OneOf("are", "open", "closed") == 0;
        return fields.Scalar("linked") is { } word && links.Resolve(word) is var link && link >= 0 ? new Condition.Linked(link, open) : Nothing;
    }

    private SameMatter? CompileSameMatter()
    {
        if (top.Section("same-matter") is not { } section) { return null; }
        var fields = new Fields(section, diagnostics, "same-matter", "by", "among", "then");
        foreach (var needed in new[] { "by", "among" }) { fields.Need(needed); }
        var (same, holders) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        foreach (var word in fields.Words("by"))
        {
            var fact = facts.Find(word.Text);
            var role = fact < 0 ? roles.Find(word.Text) : -1;
            if (role >= 0 && IsMany(role)) { diagnostics.Error(word.At, Rule.WrongValue, $"several hold '{word.Text}'; a matter is told by a role that one holds"); }
            else if (role >= 0) { holders.Add(role); }
            else if (fact < 0) { diagnostics.Error(word.At, Rule.UnknownId, $"there is no fact and no role '{word.Text}'{Nearest.Suggestion(word.Text, facts.Names.Concat(roles.Names))}"); }
            else if (factList[fact].Kind == FactKind.Text) { diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is a text; two texts of one matter are seldom the same: name codes, items or roles"); }
            else { same.Add(fact); }
        }

        var within = fields["among"] is YamlMap map ? WithinOf(map) : null;
        var among = within is not null || fields["among"] is YamlMap ? Among.ClosedWithin : (Among)fields.OneOf("among", "open", "ever");
        var (then, act) = ThenOf(fields, among);
        return new SameMatter(same.DrainToImmutable(), holders.DrainToImmutable(), among, within ?? default, then, act);
    }

    private Length? WithinOf(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "'among' of same-matter", "closed-within");
        return fields.Need("closed-within") is { } node ? LengthOf(node, null, "closed-within of same-matter") : null;
    }

    private (SameMatterThen Then, int Act) ThenOf(Fields fields, Among among)
    {
        if (fields["then"] is not YamlMap map) { return ((SameMatterThen)fields.OneOf("then", "refuse", "merge"), -1); }
        var inner = new Fields(map, diagnostics, "'then' of same-matter", "act");
        inner.Need("act");
        if (inner.Scalar("act") is not { } name || acts.Resolve(name) is var act && act < 0) { return (SameMatterThen.Act, 0); }
        var origin = Raw(ActMap(act), "from").ToList();
        if (origin.Count == 0 || (among == Among.ClosedWithin && !origin.Contains("closed")))
        {
            diagnostics.Error(name.At, Rule.Contradiction, origin.Count == 0
                ? $"'{name.Text}' opens a case; name an act of the earlier one"
                : $"'{name.Text}' is done in a case that has closed, so it must start from closed");
        }

        return (SameMatterThen.Act, act);
    }
}
