using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Catalogue.Indicators;

/// <summary>Reads which cases or acts a figure counts.</summary>
internal sealed class SelectionReader(ProcedureWords words, Diagnostics diagnostics, string of)
{
    private static readonly string[] Occasions = ["act", "closed", "open"];
    private static readonly string[] Levels = ["national", "province", "city", "county", "township"];
    private static readonly string[] Equalities = ["is", "in"];
    private static readonly string[] Conditional = ["fact", "done", "not-done", "closed", "clock", "finding", "opened-in-period"];

    public static ImmutableArray<string> Keys { get; } = ["procedure", "act", "closed", "open", "each", "when", "level", "organs"];

    /// <summary>The selection, or null after reporting why there is none.</summary>
    /// <param name="besides">One more key that the caller reads.</param>
    public Selection? Of(YamlMap map, string? besides = null)
    {
        var fields = new Fields(map, diagnostics, $"what {of} counts", [.. Keys, .. besides is null ? (string[])[] : [besides]]);
        fields.Need("procedure");
        if (fields.Scalar("procedure") is not { } name || !words.Procedure(name))
        {
            return null;
        }

        var procedure = name.Text;
        if (OccasionOf(fields, procedure) is not { } on)
        {
            return null;
        }

        return new Selection(procedure, on)
        {
            When = fields["when"] is { } when ? Conditions(when, procedure) : [],
            Level = fields.Has("level") ? Levels[fields.OneOf("level", Levels)] : null,
            Organs = [.. fields.Words("organs").Where(words.Organ).Select(organ => organ.Text)],
        };
    }

    /// <summary>Conditions, one or a list of them; those with a mistake are reported and left out.</summary>
    public ImmutableArray<UnitCondition> Conditions(YamlNode node, string procedure)
    {
        var conditions = ImmutableArray.CreateBuilder<UnitCondition>();
        foreach (var item in node is YamlSeq list ? list.Items : [node])
        {
            if (item is not YamlMap map)
            {
                diagnostics.Error(item.At, Rule.WrongShape, $"a condition of {of} is {item.Shape}; write {{ fact: …, is: … }}, {{ done: … }} and the like");
            }
            else if (ConditionOf(map, procedure) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return conditions.DrainToImmutable();
    }

    private Occasion? OccasionOf(Fields fields, string procedure)
    {
        var given = Occasions.Where(fields.Has).ToList();
        if (given.Count != 1)
        {
            diagnostics.NotOne(fields.At, $"what {of} counts", Occasions, given);
            return null;
        }

        var each = fields.OneOf("each", "case", "act") == 1;
        if (each && given[0] != "act")
        {
            diagnostics.Error(fields["each"]!.At, Rule.Contradiction, $"{of} counts cases that are {given[0]}; 'each: act' goes with 'act'");
        }

        switch (given[0])
        {
            case "act":
                var acts = Sorted(fields.Words("act").Where(act => words.Act(procedure, act)));
                return acts.IsEmpty ? null : each ? new Occasion.Each(acts) : new Occasion.First(acts);
            case "closed":
                return Outcomes(fields.Words("closed"), procedure) is { } outcomes ? new Occasion.Closed(outcomes) : null;
            default:
                if (fields.Scalar("open") is not { Text: "at-the-end" } word)
                {
                    diagnostics.Error(fields["open"]!.At, Rule.WrongValue, $"{of} counts what is open at the end of the cut-off day: write open: at-the-end");
                    return null;
                }

                return new Occasion.Open();
        }
    }

    private UnitCondition? ConditionOf(YamlMap map, string procedure)
    {
        var kind = Conditional.FirstOrDefault(key => map[key] is not null);
        var fields = new Fields(map, diagnostics, $"a condition of {of}", kind switch
        {
            "fact" => ["fact", "is", "in", "at-least", "at-most"],
            "clock" or "finding" => [kind, "is"],
            null => Conditional,
            _ => [kind],
        });
        switch (kind)
        {
            case null:
                diagnostics.Error(map.At, Rule.MissingKey, $"a condition of {of} needs one of {string.Join(", ", Conditional)}");
                return null;
            case "fact": return FactOf(fields, procedure);
            case "done" or "not-done":
                var acts = Sorted(fields.Words(kind).Where(act => words.Act(procedure, act)));
                return acts.IsEmpty ? null : kind == "done" ? new UnitCondition.Done(acts) : new UnitCondition.NotDone(acts);
            case "closed":
                return Outcomes(fields.Words("closed"), procedure) is { } outcomes ? new UnitCondition.ClosedBy(outcomes) : null;
            case "clock":
                fields.Need("is");
                return fields.Scalar("clock") is { } limit && words.Limit(procedure, limit)
                    ? new UnitCondition.ClockIs(limit.Text, (ClockOutcome)fields.OneOf("is", "met", "late", "ended"))
                    : null;
            case "finding":
                return fields.Scalar("finding") is { } finding && words.Finding(procedure, finding)
                    ? new UnitCondition.Found(finding.Text, fields.Flag("is", otherwise: true))
                    : null;
            default:
                return fields.Flag("opened-in-period") ? new UnitCondition.OpenedInPeriod() : null;
        }
    }

    private UnitCondition? FactOf(Fields fields, string procedure)
    {
        if (fields.Scalar("fact") is not { } fact)
        {
            return null;
        }

        var given = Equalities.Where(fields.Has).ToList();
        var bounded = fields.Has("at-least") || fields.Has("at-most");
        if (given.Count + (bounded ? 1 : 0) != 1)
        {
            diagnostics.Error(fields.At, Rule.Contradiction, $"the fact '{fact.Text}' is compared by 'is', by 'in', or by 'at-least' and 'at-most'; take one");
            return null;
        }

        if (!bounded)
        {
            var values = fields.Words(given[0]).Where(value => words.FactValue(procedure, fact, value)).Select(value => value.Text).ToImmutableArray();
            return values.IsEmpty ? null : new UnitCondition.FactIn(fact.Text, values);
        }

        return words.NumberFact(procedure, fact) ? new UnitCondition.FactBetween(fact.Text, Bound(fields, "at-least"), Bound(fields, "at-most")) : null;
    }

    private decimal? Bound(Fields fields, string key)
    {
        if (fields.Scalar(key) is not { } scalar)
        {
            return null;
        }

        if (decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bound))
        {
            return bound;
        }

        diagnostics.Error(scalar.At, Rule.WrongValue, $"'{key}' is '{scalar.Text}'; write a number");
        return null;
    }

    /// <summary><c>any</c> is an empty list; null when nothing usable was written.</summary>
    private ImmutableArray<string>? Outcomes(ImmutableArray<YamlScalar> names, string procedure)
    {
        if (names is [{ Text: "any" }])
        {
            return ImmutableArray<string>.Empty;
        }

        var outcomes = Sorted(names.Where(name => words.Outcome(procedure, name)));
        return outcomes.IsEmpty ? null : outcomes;
    }

    private static ImmutableArray<string> Sorted(IEnumerable<YamlScalar> names) =>
        [.. names.Select(name => name.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
