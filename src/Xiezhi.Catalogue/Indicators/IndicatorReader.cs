using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Indicators;

/// <summary>Reads <c>indicators/&lt;chapter&gt;.yaml</c>: what the figures of the report count and how they are printed.</summary>
/// <param name="book">The procedures that indicators refer to.</param>
internal sealed partial class IndicatorReader(ProcedureWords book, Diagnostics diagnostics)
{
    private static readonly string[] Measures = ["count", "sum", "rate"];
    private static readonly string[] Keys = ["title", "system", "section", "definition", .. Measures, "persons", "by-organ", "print", "doubt", "note"];
    private readonly Dictionary<string, Draft> drafts = new(StringComparer.Ordinal);

    /// <summary>Ids of all figures that were written, with a mistake or without.</summary>
    public IEnumerable<string> Ids => drafts.Keys;

    /// <summary>Takes in the definitions of one chapter.</summary>
    public void Read(YamlMap file, string chapter)
    {
        foreach (var pair in file.Pairs)
        {
            if (!IdForm.IsMatch(pair.Key.Text))
            {
                diagnostics.Error(pair.Key.At, Rule.MalformedId, $"'{pair.Key.Text}' is not the id of a figure: small letters, digits and single underscores");
            }

            if (pair.Value is not YamlMap map)
            {
                diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the figure '{pair.Key.Text}' is {pair.Value.Shape}; a mapping belongs here");
                continue;
            }

            var fields = new Fields(map, diagnostics, $"the figure '{pair.Key.Text}'", Keys);
            if (!drafts.TryAdd(pair.Key.Text, new Draft(pair.Key, chapter, fields)))
            {
                diagnostics.Error(pair.Key.At, Rule.DuplicateId, $"there are two figures '{pair.Key.Text}'");
            }
        }
    }

    /// <summary>All indicators, in the order of the files; to be asked once every file has been read. Those with a mistake are left out.</summary>
    public ImmutableArray<Indicator> Indicators()
    {
        var indicators = ImmutableArray.CreateBuilder<Indicator>();
        foreach (var draft in drafts.Values)
        {
            var of = $"the figure '{draft.Name.Text}'";
            var title = draft.Fields.Title();
            var definition = draft.Fields.Title("definition");
            var byOrgan = draft.Fields.OneOf("by-organ", "register", "acting") == 1 ? OrganGrouping.Acting : OrganGrouping.Register;
            var print = PrintReader.Read(draft.Fields, of, diagnostics);
            var measure = MeasureOf(draft);
            var doubt = Optional(draft.Fields, "doubt");
            if (doubt is { } why)
            {
                diagnostics.Warn(draft.Fields["doubt"]!.At, Rule.Doubt, $"{draft.Name.Text}: {why.Zh}");
            }

            if (measure is null || print is null)
            {
                continue;
            }

            if ((measure is Measure.Rate) != print.IsRate)
            {
                diagnostics.Error(draft.Fields["print"]!.At, Rule.Contradiction,
                    print.IsRate ? $"{of} is printed in per cent but is no rate" : $"{of} is a rate and is printed in per cent: write unit: '%'");
            }

            var persons = PersonsOf(draft, measure);
            indicators.Add(new Indicator(draft.Name.Text, title, definition, measure, print)
            {
                Chapter = draft.Chapter,
                System = draft.Fields.Text("system") ?? "",
                Section = draft.Fields.Text("section") ?? "",
                ByOrgan = byOrgan,
                Persons = persons,
                Doubt = doubt,
                Note = Optional(draft.Fields, "note"),
            });
        }

        return indicators.DrainToImmutable();
    }

    private Measure? MeasureOf(Draft draft)
    {
        var of = $"the figure '{draft.Name.Text}'";
        var given = Measures.Where(draft.Fields.Has).ToList();
        if (given.Count != 1)
        {
            diagnostics.NotOne(draft.Name.At, of, Measures, given);
            return null;
        }

        if (draft.Fields.Section(given[0]) is not { } map)
        {
            return null;
        }

        switch (given[0])
        {
            case "count": return Selections(of).Of(map) is { } counted ? new Measure.Count(counted) : null;
            case "sum":
                var selection = Selections(of).Of(map, "of");
                var fact = new Fields(map, diagnostics, $"the sum of {of}", [.. SelectionReader.Keys, "of"]).Need("of") as YamlScalar;
                return selection is not null && fact is not null && book.NumberFact(selection.Procedure, fact) ? new Measure.Sum(selection, fact.Text) : null;
            default: return RateOf(map, of);
        }
    }

    /// <summary>The role whose holders are counted; null where none is named, or a wrong one.</summary>
    private string? PersonsOf(Draft draft, Measure measure)
    {
        if (draft.Fields["persons"] is not { } node) { return null; }
        if (measure is not Measure.Count)
        {
            diagnostics.Error(node.At, Rule.Contradiction, $"the figure '{draft.Name.Text}' counts people, and people are counted in the cases of a count: write count, not {(measure is Measure.Sum ? "sum" : "rate")}");
            return null;
        }

        return draft.Fields.Need("persons") is YamlScalar role && book.OnePartyRole(measure.Units.Procedure, role) ? role.Text : null;
    }

    private Measure.Rate? RateOf(YamlMap map, string of)
    {
        var fields = new Fields(map, diagnostics, $"the rate of {of}", "basis", "numerator", "denominator", "of-these", "zero");
        fields.Need("basis");
        fields.Need("zero");
        var basis = fields.OneOf("basis", "flow", "cohort") == 0 ? RateBasis.Flow : RateBasis.Cohort;
        var zero = (ZeroRule)fields.OneOf("zero", "none", "0", "100");
        var denominator = PartOf(fields, "denominator", of);
        var (key, other) = basis == RateBasis.Flow ? ("numerator", "of-these") : ("of-these", "numerator");
        if (fields[other] is { } wrong)
        {
            diagnostics.Error(wrong.At, Rule.Contradiction, basis == RateBasis.Flow
                ? $"a flow rate counts its numerator by itself: write numerator: {{ … }} instead of of-these in {of}"
                : $"a cohort rate takes its numerator out of its denominator: write of-these: [ … ] instead of numerator in {of}");
        }

        if (basis == RateBasis.Flow)
        {
            return PartOf(fields, key, of) is { } upper && denominator is not null ? new Measure.Rate(basis, upper, denominator, zero) : null;
        }

        if (fields.Need(key) is not { } conditions || denominator is null)
        {
            return null;
        }

        var more = Selections(of).Conditions(conditions, denominator.Procedure);
        return more.IsEmpty ? null : new Measure.Rate(basis, denominator with { When = [.. denominator.When, .. more] }, denominator, zero);
    }

    /// <summary>A selection written out, or that of another figure: <c>{ figure: appeals_accepted }</c>.</summary>
    private Selection? PartOf(Fields fields, string key, string of)
    {
        fields.Need(key);
        if (fields.Section(key) is not { } map)
        {
            return null;
        }

        if (map["figure"] is not YamlScalar figure)
        {
            return Selections(of).Of(map);
        }

        _ = new Fields(map, diagnostics, $"the {key} of {of}", "figure");
        if (!drafts.TryGetValue(figure.Text, out var other))
        {
            diagnostics.Error(figure.At, Rule.UnknownId, $"there is no figure '{figure.Text}'{Nearest.Suggestion(figure.Text, drafts.Keys)}");
            return null;
        }

        if (other.Fields.Map["count"] is not YamlMap counted)
        {
            diagnostics.Error(figure.At, Rule.Circle, $"'{figure.Text}' is no count; the {key} of {of} is a count");
            return null;
        }

        return new SelectionReader(book, new Diagnostics(), of).Of(counted);
    }

    private SelectionReader Selections(string of) => new(book, diagnostics, of);

    private Title? Optional(Fields fields, string key) => fields[key] is { } node ? Fields.TitleOf(node, diagnostics, key) : null;

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm { get; }

    private sealed record Draft(YamlScalar Name, string Chapter, Fields Fields);
}
