using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private readonly Dictionary<int, Links> linksOf = [];
    private readonly Dictionary<int, Services> servedOf = [];

    private ServiceTable served => new(servedOf);

    /// <summary>Everything that starts or stops something: acts, services of documents, day facts, ends of other limits, the closing.</summary>
    private sealed record Triggers(ImmutableArray<int> Acts, ImmutableArray<int> Served, ImmutableArray<int> Facts, ImmutableArray<int> Ended, bool Closed, ImmutableArray<int> Links)
    {
        public static Triggers None { get; } = new([], [], [], [], Closed: false, []);
        public bool Any => Acts.Length > 0 || Served.Length > 0 || Facts.Length > 0 || Ended.Length > 0 || Closed || Links.Length > 0;
    }

    // What limits and spans want from an act, each in the order of the file.
    private sealed class Links
    {
        public Numbers Starts { get; } = new();
        public Numbers Stops { get; } = new();
        public Numbers OpensSpans { get; } = new();
        public Numbers EndsSpans { get; } = new();
        public Numbers HeldBy { get; } = new();
        public Numbers Extends { get; } = new();
        public Numbers Shortens { get; } = new();
    }

    private sealed class Services
    {
        public Numbers Starts { get; } = new();
        public Numbers Stops { get; } = new();
    }

    // Numbers in the order in which they come, each once.
    private sealed class Numbers
    {
        private readonly List<int> all = [];

        public ImmutableArray<int> InOrder => [.. all];

        public void Add(int number)
        {
            if (!all.Contains(number)) { all.Add(number); }
        }
    }

    private readonly record struct ServiceTable(Dictionary<int, Services> Table)
    {
        public Services this[int document]
        {
            get
            {
                if (!Table.TryGetValue(document, out var services)) { Table.Add(document, services = new Services()); }
                return services;
            }
        }
    }

    private Links LinksOf(int act)
    {
        if (!linksOf.TryGetValue(act, out var links)) { linksOf.Add(act, links = new Links()); }
        return links;
    }

    private Triggers TriggersOf(Fields fields, string key)
    {
        var (byActs, byService, byFacts, byEnds, byLinks, closed) = (new List<int>(), new List<int>(), new List<int>(), new List<int>(), new List<int>(), false);
        foreach (var node in fields[key] switch { null => [], YamlSeq list => list.Items, var one => [one] })
        {
            switch (node)
            {
                case YamlScalar { Text: "closed" }: closed = true; break;
                case YamlScalar act: byActs.Add(acts.Resolve(act)); break;
                case YamlMap map:
                    var trigger = new Fields(map, diagnostics, "a trigger", "served", "fact", "opened", "closed", "ended");
                    if (trigger.Scalar("served") is { } document) { byService.Add(documents.Resolve(document)); }
                    if (trigger.Scalar("fact") is { } fact) { byFacts.Add(DayFact(fact, orMoment: true)); }
                    if (trigger.Scalar("opened") is { } opened) { byActs.AddRange(ActsOpening(opened)); }
                    if (trigger.Scalar("closed") is { } link) { byLinks.Add(links.Resolve(link)); }
                    if (trigger.Scalar("ended") is { } limit) { byEnds.Add(limits.Resolve(limit)); }
                    break;
                default:
                    diagnostics.Error(node.At, Rule.WrongShape, $"'{key}' holds {node.Shape}; write an act, closed, {{ served: document }}, {{ fact: day }} or {{ ended: limit }}");
                    break;
            }
        }

        return new Triggers(Known(byActs), Known(byService), Known(byFacts), Known(byEnds), closed, Known(byLinks));
    }

    private static ImmutableArray<int> Known(List<int> numbers) => [.. numbers.Where(n => n >= 0)];

    private int DayFact(YamlScalar name, bool orMoment = false)
    {
        var fact = facts.Resolve(name);
        if (fact < 0 || factList[fact].Kind == FactKind.Day || (orMoment && factList[fact].Kind == FactKind.Moment)) { return fact; }
        diagnostics.Error(name.At, Rule.WrongValue, $"'{name.Text}' is a {FactKinds[(int)factList[fact].Kind]}; a fact that is a day belongs here");
        return -1;
    }

    private YamlMap? ActMap(int act) => top.Section("acts")!.Pairs[act].Value as YamlMap;

    private static IEnumerable<string> Raw(YamlMap? map, string key) => map?[key] switch
    {
        YamlScalar one => [one.Text],
        YamlSeq list => list.Items.OfType<YamlScalar>().Select(w => w.Text),
        _ => [],
    };

    /// <summary>Acts that end the case.</summary>
    private IEnumerable<int> ClosingActs => Enumerable.Range(0, acts.Count).Where(a => ActMap(a)?["closes"] is not null);

    /// <summary>Acts that carry the document.</summary>
    private IEnumerable<int> ActsWith(int document) =>
        Enumerable.Range(0, acts.Count).Where(a => Raw(ActMap(a), "documents").Concat(Raw(ActMap(a), "may-attach")).Contains(documents.NameOf(document)));

    /// <summary>The acts behind triggers: those named, those whose documents are served, those that close.</summary>
    private IEnumerable<int> ActsBehind(Triggers triggers) =>
        triggers.Acts.Concat(triggers.Served.SelectMany(ActsWith)).Concat(triggers.Closed ? ClosingActs : []).Distinct();
}
