using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads what a step gives: facts, a ground, an outcome.</summary>
internal sealed class ValueReader(Edition edition, Setting setting, Deck deck, List<Step> before)
{
    private readonly List<Given> given = [];

    private Diagnostics Diagnostics => setting.Diagnostics;

    public ImmutableArray<Given> Read(YamlMap? section, Step step, Place at, out Value? outcome)
    {
        outcome = null;
        given.Clear();
        if (step.Kind != Happening.Act) { return []; }
        var act = edition.Acts[step.Subject];
        foreach (var (key, node) in section?.Pairs ?? [])
        {
            if (key.Text == "outcome") { outcome = Outcome(node, act); }
            else if (FactNamed(key, act) is { } fact) { Give(fact, node, act); }
        }

        // What the deck deals is taken by the first act that can take it, without being written.
        if (deck.Fact >= 0 && act.MayTakeFact(deck.Fact) && !Gives(deck.Fact) && !before.Exists(s => s.With.Any(g => g.Fact == deck.Fact)))
        {
            given.Insert(0, new Given(deck.Fact, new Value.Dealt(deck.Values), null));
        }

        foreach (var needed in act.Takes)
        {
            if (!Gives(needed)) { Diagnostics.Error(at, Rule.MissingKey, $"'{act.Id}' takes '{edition.Facts[needed].Id}'; say it in 'with'"); }
        }

        if (act.Ground >= 0 && !Gives(act.Ground)) { Diagnostics.Error(at, Rule.MissingKey, $"'{act.Id}' needs a ground; say it in 'with'"); }
        if (act.Closes.Length == 1 && outcome is null) { outcome = new Value.Constant(act.Closes[0]); }
        if (act.Closes.Length > 1 && outcome is null)
        {
            Diagnostics.Error(at, Rule.MissingKey,
                $"'{act.Id}' closes with one of {string.Join(", ", act.Closes.Select(o => edition.Outcomes[o].Id))}; say in 'with' which");
        }

        return [.. given];
    }

    /// <summary>A fact as it stands before the step: from the act that gives it last, as an act sets it, or from the deck.
    /// Null after reporting that nobody has.</summary>
    public (Known Known, int Step)? KnownFact(YamlScalar name, int index)
    {
        if (edition.FindFact(name.Text) is not { } fact)
        {
            Diagnostics.Error(name.At, Rule.UnknownId,
                $"'{edition.Id}' has no fact '{name.Text}'{Nearest.Suggestion(name.Text, edition.Facts.Select(f => f.Id))}");
            return null;
        }

        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] is { Value: { } now } && given[i].Fact == fact.Index) { return (new Known(now, Slot.Fact(index, i)), index); }
        }

        for (var s = before.Count - 1; s >= 0; s--)
        {
            for (var i = 0; i < before[s].With.Length; i++)
            {
                if (before[s].With[i] is { Value: { } then } && before[s].With[i].Fact == fact.Index) { return (new Known(then, Slot.Fact(s, i)), s); }
            }

            if (before[s].Kind != Happening.Act) { continue; }
            foreach (var set in edition.Acts[before[s].Subject].Sets)
            {
                if (set.Fact == fact.Index) { return (new Known(new Value.Constant(set.Number), 0), s); }
            }
        }

        if (deck.Fact == fact.Index) { return (new Known(new Value.Dealt(deck.Values), 0), 0); }
        Diagnostics.Error(name.At, Rule.UnknownId, $"no step up to here says '{fact.Id}'");
        return null;
    }

    /// <summary>The codes of a fact, in their order; empty when it has none.</summary>
    public static ImmutableArray<string> CodesOf(Fact fact) => fact.Kind == FactKind.YesNo ? ["false", "true"] : fact.Codes?.Codes ?? [];

    private bool Gives(int fact) => given.Exists(g => g.Fact == fact);

    private Fact? FactNamed(YamlScalar key, Act act)
    {
        var fact = key.Text == "ground" && act.Ground >= 0 ? edition.Facts[act.Ground] : edition.FindFact(key.Text);
        if (fact is not null && act.MayTakeFact(fact.Index)) { return fact; }
        var may = act.Takes.Concat(act.MayTake).Select(f => edition.Facts[f].Id).Append(act.Ground >= 0 ? "ground" : "outcome");
        Diagnostics.Error(key.At, Rule.UnknownId, $"'{act.Id}' takes no '{key.Text}'{Nearest.Suggestion(key.Text, may)}");
        return null;
    }

    private void Give(Fact fact, YamlNode node, Act act)
    {
        if (Gives(fact.Index)) { Diagnostics.Error(node.At, Rule.DuplicateKey, $"'{fact.Id}' is given a second time by '{act.Id}'"); }
        else if (fact.Kind == FactKind.Text) { given.Add(new Given(fact.Index, null, new PhraseReader(edition, setting, this).Read(node, fact, before.Count))); }
        else if (ValueOf(node, fact) is { } value) { given.Add(new Given(fact.Index, value, null)); }
    }

    private Value? ValueOf(YamlNode node, Fact fact)
    {
        switch (node)
        {
            case YamlScalar { Text: "dealt" } scalar:
                if (deck.Fact == fact.Index) { return new Value.Dealt(deck.Values); }
                Diagnostics.Error(scalar.At, Rule.Contradiction, $"the deck does not deal '{fact.Id}'");
                return null;
            case YamlScalar scalar: return fact.Kind == FactKind.Day ? Day(scalar, fact) : Scalar(scalar, fact);
            case YamlMap map when map["choose"] is YamlScalar by: return Chosen(map, by, fact);
            case YamlMap map: return Drawn(map, word => Number(word, fact));
            default:
                Diagnostics.Error(node.At, Rule.WrongShape, $"'{fact.Id}' is {node.Shape}; write a value, or {{ value: weight, … }}");
                return null;
        }
    }

    private Value? Scalar(YamlScalar scalar, Fact fact)
    {
        if (fact.Kind is FactKind.Count or FactKind.Number or FactKind.Money && Spread.Parse(scalar.Text) is { } spread)
        {
            return spread.Low == spread.High ? new Value.Constant(spread.Low * Unit(fact)) : new Value.Between(spread, Unit(fact));
        }

        return Number(scalar, fact) is { } number ? new Value.Constant(number) : null;
    }

    /// <summary>Money is written in yuan and kept in fen.</summary>
    private static long Unit(Fact fact) => fact.Kind == FactKind.Money ? 100 : 1;

    private long? Number(YamlScalar word, Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Code or FactKind.YesNo:
                var codes = CodesOf(fact);
                if (codes.IndexOf(word.Text) is var code and >= 0) { return code; }
                Diagnostics.Error(word.At, Rule.UnknownId, $"'{fact.Id}' has no code '{word.Text}'{Nearest.Suggestion(word.Text, codes)}");
                return null;
            case FactKind.Item:
                var items = setting.Book.City.Registers.TryGetValue(fact.Register!, out var register) ? register.Items : [];
                if (items.FirstOrDefault(i => i.Id == word.Text) is { } item) { return item.Index; }
                Diagnostics.Error(word.At, Rule.UnknownId,
                    $"'{fact.Register}' has no item '{word.Text}'{Nearest.Suggestion(word.Text, items.Select(i => i.Id))}");
                return null;
            case FactKind.Organ:
                if (setting.Book.City.FindOrgan(word.Text) is { } organ) { return organ.Number; }
                Diagnostics.Error(word.At, Rule.UnknownId,
                    $"the city has no organ '{word.Text}'{Nearest.Suggestion(word.Text, setting.Book.City.Organs.Select(o => o.Id))}");
                return null;
            case FactKind.Length when Law.Time.Length.TryParse(word.Text, out var length): return ((long)length.Amount * 256) + (int)length.Unit;
            case FactKind.Count or FactKind.Number or FactKind.Money
                when long.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                return number * Unit(fact);
            default:
                Diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' is not a value of '{fact.Id}'");
                return null;
        }
    }

    private Value.Drawn? Drawn(YamlMap map, Func<YamlScalar, long?> number)
    {
        var values = new List<long>();
        var weights = new List<int>();
        foreach (var (word, weight) in map.Pairs)
        {
            if (number(word) is not { } value) { continue; }
            values.Add(value);
            weights.Add(Numbers.Weight(weight, $"'{word.Text}'", Diagnostics));
        }

        if (weights.Sum() > 0) { return new Value.Drawn([.. values], new Weighted([.. weights])); }
        Diagnostics.Error(map.At, Rule.WrongValue, "nothing here has a weight above 0");
        return null;
    }

    private Value.Chosen? Chosen(YamlMap map, YamlScalar by, Fact fact)
    {
        var fields = new Fields(map, Diagnostics, $"the choice of '{fact.Id}'", "choose", "of", "else");
        if (KnownFact(by, before.Count) is not { } known) { return null; }
        var codes = CodesOf(edition.FindFact(by.Text)!);
        var of = new Value[codes.Length];
        foreach (var (code, node) in Choices(fields, codes)) { of[code] = ValueOf(node, fact) ?? new Value.Constant(0); }
        return new Value.Chosen(known.Known, of);
    }

    /// <summary>What is written for each code, or for all others under <c>else</c>.</summary>
    public IEnumerable<(int Code, YamlNode Node)> Choices(Fields fields, ImmutableArray<string> codes)
    {
        var of = fields.Need("of") as YamlMap ?? LoadReader.Empty;
        foreach (var pair in of.Pairs)
        {
            if (!codes.Contains(pair.Key.Text))
            {
                Diagnostics.Error(pair.Key.At, Rule.UnknownId,
                    $"there is no code '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, codes)}");
            }
        }

        for (var code = 0; code < codes.Length; code++)
        {
            if ((of[codes[code]] ?? fields["else"]) is { } node) { yield return (code, node); }
            else { Diagnostics.Error(fields.At, Rule.ChoiceNotExhaustive, $"nothing is said for '{codes[code]}'; write it, or else"); }
        }
    }

    private Value.DayFrom? Day(YamlScalar scalar, Fact fact)
    {
        var words = scalar.Text.Split(' ');
        if (words is [var count, "days" or "day" or "working-days" or "working-day", .. [] or ["before"]] && Spread.Parse(count) is { } spread)
        {
            return new Value.DayFrom(spread, words[1].StartsWith('w'), words.Length == 3);
        }

        Diagnostics.Error(scalar.At, Rule.WrongValue,
            $"'{scalar.Text}' of '{fact.Id}' is not a day; write it from the act on: 3..10 working-days, 30 days, 5..20 days before");
        return null;
    }

    private Value? Outcome(YamlNode node, Act act)
    {
        long? Number(YamlScalar word)
        {
            if (edition.FindOutcome(word.Text) is { } found && act.Closes.Contains(found.Index)) { return found.Index; }
            Diagnostics.Error(word.At, Rule.UnknownId,
                $"'{act.Id}' does not close with '{word.Text}'{Nearest.Suggestion(word.Text, act.Closes.Select(o => edition.Outcomes[o].Id))}");
            return null;
        }

        switch (node)
        {
            case YamlScalar word: return Number(word) is { } outcome ? new Value.Constant(outcome) : null;
            case YamlMap map when map["choose"] is YamlScalar by:
                var fields = new Fields(map, Diagnostics, "the choice of the outcome", "choose", "of", "else");
                if (KnownFact(by, before.Count) is not { } known) { return null; }
                var codes = CodesOf(edition.FindFact(by.Text)!);
                var of = new Value[codes.Length];
                foreach (var (code, choice) in Choices(fields, codes)) { of[code] = Outcome(choice, act) ?? new Value.Constant(0); }
                return new Value.Chosen(known.Known, of);
            case YamlMap map: return Drawn(map, Number);
            default:
                Diagnostics.Error(node.At, Rule.WrongShape, $"the outcome is {node.Shape}; a word belongs here");
                return null;
        }
    }
}
