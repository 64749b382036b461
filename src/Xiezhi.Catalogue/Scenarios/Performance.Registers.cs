using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Scenarios;

internal sealed partial class Performance
{
    /// <summary>Compares the registers that the story's cases have written with what it says of them: register → item → field → value, or <c>none</c>.</summary>
    private ScenarioDifference? RegistersStand(ScenarioStep step)
    {
        foreach (var (register, items) in step.Then.Registers.Select(p => (p.Key, p.Value as YamlMap)))
        {
            if (!law.Registers.TryGetValue(register.Text, out var form)) { return new ScenarioDifference(register.At, $"there is no register '{register.Text}'{Nearest.Suggestion(register.Text, law.Registers.Keys)}", []); }
            foreach (var item in items?.Pairs ?? [])
            {
                var holds = registers.Find(form.Id, item.Key.Text)?.On(today);
                if (item.Value is YamlMap fields && holds is not null) { if (fields.Pairs.Select(f => Field(form, holds, f)).FirstOrDefault(d => d is not null) is { } difference) { return difference; } }
                else if (item.Value is YamlScalar { Text: "none" } == holds is not null)
                {
                    return new ScenarioDifference(item.Key.At, holds is null
                        ? $"nothing called '{item.Key.Text}' is in force in '{form.Id}' on {today:yyyy-MM-dd}; written are: {string.Join(", ", registers.ItemsOf(form.Id).Select(i => i.Key).DefaultIfEmpty("none"))}"
                        : $"'{item.Key.Text}' is in force in '{form.Id}' on {today:yyyy-MM-dd}", []);
                }
            }
        }

        return null;
    }

    private ScenarioDifference? Field(RegisterForm form, ItemEdition holds, YamlPair expected)
    {
        if (form.Find(expected.Key.Text) is not { } field)
        {
            return new ScenarioDifference(expected.Key.At, $"the register '{form.Id}' has no field '{expected.Key.Text}'{Nearest.Suggestion(expected.Key.Text, form.Fields.Select(f => f.Id))}", []);
        }

        var actual = holds.Values[field.Index] is { } value ? FactText.Write(new Fact(-1, field.Id, field.Title, field.Kind) { Codes = field.Codes }, new FactValue(-1, value.Number, value.Text), City) : "none";
        return actual == $"{expected.Value}" ? null : new ScenarioDifference(expected.Value.At, $"expected '{field.Id}' of the item to be {expected.Value}, but it is {actual}", []);
    }
}
