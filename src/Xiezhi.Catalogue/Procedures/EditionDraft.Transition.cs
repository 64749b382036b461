using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

internal sealed partial class EditionDraft
{
    private static readonly string[] Renamed = ["roles", "facts", "documents", "spans", "acts", "limits", "links", "outcomes"];
    private static readonly string[] ClockMoves = ["keep", "remeasure", "restart"];

    /// <summary>What becomes of cases that are open under the edition before; whether that edition is there and all its stages are named, is checked when all are read.</summary>
    private Transition? CompileTransition()
    {
        if (top.Section("transition") is not { } map) { return null; }
        var fields = new Fields(map, diagnostics, "transition", "from", "open-cases", "stages", "facts", "clocks", "doubt");
        fields.Need("from");
        var openCases = (OpenCases)Math.Max(0, fields.OneOf("open-cases", "stay", "move", "marked"));
        var running = ClockMove.Keep;
        var clocks = new Dictionary<int, ClockMove>();
        foreach (var pair in fields.Section("clocks")?.Pairs ?? [])
        {
            var how = pair.Value is YamlScalar word ? Array.IndexOf(ClockMoves, word.Text) : -1;
            if (how < 0)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongValue, $"what becomes of the clock '{pair.Key.Text}' is keep, remeasure or restart{Nearest.Suggestion($"{pair.Value}", ClockMoves)}");
            }
            else if (pair.Key.Text == "running") { running = (ClockMove)how; }
            else if (limits.Resolve(pair.Key) is >= 0 and var limit) { clocks[limit] = (ClockMove)how; }
        }

        return new Transition(fields.Day("from") ?? default, openCases, StagesFrom(fields), FactsFor(fields), running, clocks.ToFrozenDictionary())
        {
            Doubt = Doubt(fields, "the transition"),
        };
    }

    private FrozenDictionary<string, int> StagesFrom(Fields fields)
    {
        var there = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pair in fields.Section("stages")?.Pairs ?? [])
        {
            if (pair.Value is YamlScalar word && stages.Resolve(word) is >= 0 and var stage) { there[pair.Key.Text] = stage; }
            else if (pair.Value is not YamlScalar) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the stage '{pair.Key.Text}' becomes {pair.Value.Shape}; write one stage"); }
        }

        return there.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ImmutableArray<FactValue> FactsFor(Fields fields)
    {
        var set = ImmutableArray.CreateBuilder<FactValue>();
        foreach (var pair in fields.Section("facts")?.Pairs ?? [])
        {
            if (facts.Resolve(pair.Key) is not (>= 0 and var fact)) { continue; }
            if (pair.Value is YamlScalar word && Constant(factList[fact], word) is { } number) { set.Add(new FactValue(fact, number)); }
            else if (pair.Value is not YamlScalar) { diagnostics.Error(pair.Value.At, Rule.WrongShape, $"'{pair.Key.Text}' is set to {pair.Value.Shape}; a single value belongs here"); }
        }

        return set.DrainToImmutable();
    }

    /// <summary>Items that were called otherwise in the edition before.</summary>
    private FrozenDictionary<string, string> FormerIds()
    {
        var former = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in Renamed)
        {
            foreach (var pair in top.Section(section)?.Pairs ?? [])
            {
                if (pair.Value is YamlMap map && map["was"] is YamlScalar was) { former[$"{section}/{pair.Key.Text}"] = was.Text; }
            }
        }

        return former.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
