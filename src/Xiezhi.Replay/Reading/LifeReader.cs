using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.Plans;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads one life: its steps, with passages written out, and how many cases lead it.</summary>
internal sealed class LifeReader
{
    private readonly YamlScalar name;
    private readonly Fields fields;
    private readonly Edition edition;
    private readonly Setting setting;
    private readonly Deck deck;
    private readonly Dictionary<string, YamlSeq> passages;
    private readonly ImmutableArray<Part> parts;
    private readonly StepReader reader;

    public LifeReader(YamlScalar name, YamlMap map, Edition edition, Setting setting, ImmutableArray<Part> parts, Deck deck,
        Dictionary<string, YamlSeq> passages, Fields hours)
    {
        this.name = name;
        this.edition = edition;
        this.setting = setting;
        this.deck = deck;
        this.passages = passages;
        fields = new Fields(map, setting.Diagnostics, $"the life '{name.Text}'", "cases", "only", "roles", "steps");
        this.parts = fields.Section("roles") is { } roles ? new PartReader(edition, setting, deck).Read(roles, parts) : parts;
        reader = new StepReader(edition, setting, this.parts, deck, hours);
    }

    public Life Read()
    {
        Steps(fields.Need("steps"), within: null);
        if (reader.Steps.Count > Course.MostSteps)
        {
            setting.Diagnostics.Error(name.At, Rule.TooMany, $"the life '{name.Text}' has {reader.Steps.Count} steps; {Course.MostSteps} are the most");
        }

        if (reader.Steps.Count > 0 && !(reader.Steps[0] is { Kind: Happening.Act } first && edition.Acts[first.Subject].Opens))
        {
            setting.Diagnostics.Error(name.At, Rule.WrongValue, $"the first step of '{name.Text}' does not open a case");
        }

        var closing = Closing();
        return new Life(name.Text)
        {
            Steps = [.. reader.Steps], Closing = closing, Cohorts = Cohorts(closing), Parts = parts, Parties = Parties(), Rows = Rows(),
        };
    }

    private ImmutableArray<int> Parties() =>
        [.. reader.Steps.SelectMany(s => s.Names.Append(s.By).Append(s.ApprovedBy)).Where(r => r >= 0 && parts[r].People is not null).Distinct().Order()];

    private void Steps(YamlNode? node, string? within)
    {
        if (node is null) { return; }
        if (node is not YamlSeq list)
        {
            setting.Diagnostics.Error(node.At, Rule.WrongShape, $"the steps of '{name.Text}' are {node.Shape}; a list belongs here");
            return;
        }

        foreach (var item in list.Items)
        {
            if (item is not YamlMap map)
            {
                setting.Diagnostics.Error(item.At, Rule.WrongShape,
                    $"a step of '{name.Text}' is {item.Shape}; write {{ act: …, after: … }}");
            }
            else if (map["passage"] is YamlScalar passage) { Passage(passage, within); }
            else { reader.Read(map); }
        }
    }

    private void Passage(YamlScalar passage, string? within)
    {
        if (within is not null) { setting.Diagnostics.Error(passage.At, Rule.Circle, $"the passage '{within}' holds another one; write its steps out"); }
        else if (passages.TryGetValue(passage.Text, out var steps)) { Steps(steps, passage.Text); }
        else
        {
            setting.Diagnostics.Error(passage.At, Rule.UnknownId,
                $"there is no passage '{passage.Text}'{Nearest.Suggestion(passage.Text, passages.Keys)}");
        }
    }

    /// <summary>The step after which the case stays closed; −1 when none closes it.</summary>
    private int Closing()
    {
        var closing = -1;
        for (var i = 0; i < reader.Steps.Count; i++)
        {
            var step = reader.Steps[i];
            var expiry = step.Kind == Happening.Lapse ? edition.Limits[step.Subject].OnExpiry : null;
            var act = step.Kind == Happening.Act ? edition.Acts[step.Subject] : expiry is { Act: >= 0 } ? edition.Acts[expiry.Act] : null;
            if (act is { Closes.Length: > 0 } || expiry is { Closes: >= 0 }) { closing = i; }
            else if (act is { FromClosed: true, To: >= 0 }) { closing = -1; }
        }

        return closing;
    }

    private ImmutableArray<Cohort> Cohorts(int closing)
    {
        if (fields.Need("cases") is not { } node) { return []; }
        if (node is not YamlMap map)
        {
            setting.Diagnostics.Error(node.At, Rule.WrongShape,
                $"the cases of '{name.Text}' are {node.Shape}; write {{ within: …, carried-in: …, carried-out: … }}");
            return [];
        }

        var cases = new Fields(map, setting.Diagnostics, $"the cases of '{name.Text}'", "within", "carried-in", "carried-out");
        var cohorts = ImmutableArray.CreateBuilder<Cohort>();
        Add("within", Crossing.Within);
        Add("carried-in", Crossing.Into);
        Add("carried-out", Crossing.OutOf);
        return cohorts.DrainToImmutable();

        void Add(string key, Crossing crossing)
        {
            if (cases[key] is not { } of) { return; }
            var (before, after) = (0, closing);
            if (of is YamlMap detail)
            {
                var turn = new Fields(detail, setting.Diagnostics, $"'{key}' of '{name.Text}'", "cases", "after", "before");
                of = turn.Need("cases") ?? of;
                before = StepNamed(turn.Scalar("after"), last: true) ?? before;
                after = StepNamed(turn.Scalar("before"), last: false) ?? after;
            }

            var count = of is YamlMap ? 0 : Numbers.Weight(of, $"'{key}'", setting.Diagnostics);
            if (count == 0) { return; }
            if (closing < 0 && crossing != Crossing.OutOf)
            {
                setting.Diagnostics.Error(of.At, Rule.Contradiction,
                    $"nothing closes a case of the life '{name.Text}', so that all of its cases are carried-out");
                return;
            }

            if (after >= 0 && after <= before)
            {
                setting.Diagnostics.Error(of.At, Rule.Contradiction,
                    $"the turn of the year cannot lie after step {before + 1} and before step {after + 1} of '{name.Text}'");
                return;
            }

            cohorts.Add(new Cohort(crossing, count, before, after));
        }
    }

    /// <summary>A step by its act, document or limit.</summary>
    private int? StepNamed(YamlScalar? step, bool last)
    {
        if (step is null) { return null; }
        var found = reader.Find(step.Text, last);
        if (found is null)
        {
            setting.Diagnostics.Error(step.At, Rule.UnknownId,
                $"the life '{name.Text}' has no step '{step.Text}'{Nearest.Suggestion(step.Text, reader.Steps.Select(reader.IdOf))}");
        }

        return found;
    }

    private static string FieldOf(RegisterItem item, string field) =>
        item.Lengths.TryGetValue(field, out var length) ? length.ToString() : item.Fields.GetValueOrDefault(field, "");

    /// <summary>The rows of the deck that the life is for; null when for all.</summary>
    private bool[]? Rows()
    {
        if (fields.Section("only") is not { } only || deck.Fact < 0) { return null; }
        var fact = edition.Facts[deck.Fact];
        var register = setting.RegisterOf(fact);
        var rows = new bool[deck.Values.Length];
        Array.Fill(rows, value: true);
        foreach (var (key, node) in only.Pairs)
        {
            var words = Fields.WordsOf(node, setting.Diagnostics, $"'{key.Text}'").Select(w => w.Text).ToHashSet(StringComparer.Ordinal);
            if (key.Text != fact.Id && !(register is not null && key.Text.StartsWith("item.", StringComparison.Ordinal)))
            {
                setting.Diagnostics.Error(key.At, Rule.UnknownId,
                    $"'only' goes by what the deck deals: '{fact.Id}'{(register is null ? "" : " or item.<field>")}");
                return null;
            }

            for (var r = 0; r < rows.Length; r++)
            {
                var value = (int)deck.Values[r];
                var given = register is null ? fact.Codes!.Codes[value]
                    : key.Text == fact.Id ? register.Items[value].Id
                    : FieldOf(register.Items[value], key.Text[5..]);
                rows[r] &= words.Contains(given);
            }
        }

        if (!Array.Exists(rows, r => r))
        {
            setting.Diagnostics.Error(only.At, Rule.NobodyCompetent,
                $"no row of the deck is what 'only' of '{name.Text}' asks for");
        }

        return rows;
    }
}
