using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly Condition Nothing = new Condition.All([]);
    private readonly Dictionary<string, Condition> compiled = new(StringComparer.Ordinal);
    private readonly HashSet<string> underWay = new(StringComparer.Ordinal);

    private void CompileGuards()
    {
        foreach (var pair in top.Section("guards")?.Pairs ?? []) { Guard(pair.Key); }
    }

    /// <summary>The condition under a key, or null when the key is left out.</summary>
    private Condition? When(Fields fields, string key) => fields[key] is { } node ? ConditionOf(node) : null;

    private Condition Guard(YamlScalar name)
    {
        if (compiled.TryGetValue(name.Text, out var known)) { return known; }
        if (guards.Resolve(name) < 0) { return Nothing; }
        if (!underWay.Add(name.Text))
        {
            diagnostics.Error(name.At, Rule.Circle, $"the guard '{name.Text}' rests on itself");
            return Nothing;
        }

        var condition = new Condition.Named(name.Text, ConditionOf(top.Section("guards")![name.Text]!));
        underWay.Remove(name.Text);
        compiled[name.Text] = condition;
        return condition;
    }

    private Condition ConditionOf(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar name: return Guard(name);
            case YamlSeq list: return list.Items.Length == 1 ? ConditionOf(list.Items[0]) : new Condition.All(Parts(list));
            case YamlMap map: return Comparison(map);
            default: return Nothing;
        }
    }

    private ImmutableArray<Condition> Parts(YamlNode? node)
    {
        if (node is YamlSeq list) { return [.. list.Items.Select(ConditionOf)]; }
        return node is null ? [] : [ConditionOf(node)];
    }

    private Condition Comparison(YamlMap map)
    {
        var kind = map.Pairs.Length > 0 ? map.Pairs[0].Key.Text : "";
        switch (kind)
        {
            case "any": return new Condition.Any(Parts(Only(map, "any")["any"]));
            case "none": return new Condition.None(Parts(Only(map, "none")["none"]));
            case "all": return new Condition.All(Parts(Only(map, "all")["all"]));
            case "done": return Only(map, "done").Scalar("done") is { } act && acts.Resolve(act) is var done && done >= 0 ? new Condition.Done(done) : Nothing;
            case "mark": return Only(map, "mark").Scalar("mark") is { } name && marks.Resolve(name) is var m && m >= 0 ? new Condition.Marked(m) : Nothing;
            case "outcome": return new Condition.OutcomeIn(outcomes.Resolve(Only(map, "outcome").Words("outcome")));
            case "stage": return new Condition.StageIn([.. Only(map, "stage").Words("stage")
                .Select(s => s.Text == "closed" ? CaseState.Closed : stages.Resolve(s))]);
            case "clock": return ClockCondition(new Fields(map, diagnostics, "a condition on a clock", "clock", "is"));
            case "gate": return GateCondition(new Fields(map, diagnostics, "a condition on a gate", "gate", "is"));
            case "fact": return FactCondition(new Fields(map, diagnostics, "a condition on a fact", "fact", "is", "in", "at-most", "at-least", "present"));
            case "linked": return LinkedCondition(new Fields(map, diagnostics, "a condition on linked cases", "linked", "are"));
            default:
                diagnostics.Error(map.At, Rule.UnknownKey,
                    "a condition begins with fact, done, mark, outcome, stage, clock, gate, linked, any, none or all, not with "
                    + $"'{kind}'{Nearest.Suggestion(kind, ["fact", "done", "mark", "outcome", "stage", "clock", "gate", "linked", "any", "none", "all"])}");
                return Nothing;
        }
    }

    // Who speaks of a code of the law means the city's own codes under it as well.
    private static IEnumerable<long> WithOwn(Fact fact, long value) =>
        fact.Codes is { Own.Length: > 0 } codes ? Enumerable.Range(0, codes.Codes.Length).Where(code => codes.OfTheLaw(code) == value).Select(code => (long)code) : [value];

    private Fields Only(YamlMap map, string key)
    {
        diagnostics.Know("a condition", ["any", "none", "all", "done", "mark", "outcome", "stage"]);
        return new(map, diagnostics, $"a condition '{key}'", key);
    }

    private Condition ClockCondition(Fields fields)
    {
        fields.Need("is");
        var state = (ClockState)fields.OneOf("is", "running", "met", "late", "ended", "void");
        return fields.Scalar("clock") is { } word && limits.Resolve(word) is var limit && limit >= 0 ? new Condition.ClockIs(limit, state) : Nothing;
    }

    private Condition GateCondition(Fields fields)
    {
        fields.Need("is");
        var met = fields.OneOf("is", "met", "missing") == 0;
        return fields.Scalar("gate") is { } word && gates.Resolve(word) is var gate && gate >= 0 ? new Condition.GateIs(gate, met) : Nothing;
    }

    private Condition FactCondition(Fields fields)
    {
        if (fields.Scalar("fact") is not { } name) { return Nothing; }
        var dot = name.Text.IndexOf('.');
        var index = facts.Resolve(dot < 0 ? name : new YamlScalar(name.At, name.Text[..dot], name.Quoted));
        if (index < 0) { return Nothing; }
        if (fields.Map.Pairs.Length < 2)
        {
            diagnostics.Error(fields.At, Rule.MissingKey, $"a condition on '{name.Text}' needs is, in, at-most, at-least or present");
        }

        var fact = factList[index];
        if (dot >= 0) { return new Condition.ItemField(index, name.Text[(dot + 1)..], [.. fields.Words(fields.Has("in") ? "in" : "is").Select(w => w.Text)]); }
        if (fields.Has("present")) { return new Condition.FactPresent(index, fields.Flag("present", otherwise: true)); }
        if (fields.Has("is") || fields.Has("in"))
        {
            return new Condition.FactIn(index, [.. fields.Words(fields.Has("in") ? "in" : "is").Select(w => Constant(fact, w)).OfType<long>().SelectMany(v => WithOwn(fact, v))]);
        }

        var least = fields.Scalar("at-least") is { } low ? Constant(fact, low) ?? long.MinValue : long.MinValue;
        var most = fields.Scalar("at-most") is { } high ? Constant(fact, high) ?? long.MaxValue : long.MaxValue;
        return new Condition.FactBetween(index, least, most);
    }
}
