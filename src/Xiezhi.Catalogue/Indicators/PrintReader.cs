using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Catalogue.Indicators;

/// <summary>Reads how a figure is printed.</summary>
internal static class PrintReader
{
    private const int MostDecimals = 9;

    /// <summary>The rule under <c>print</c>, or null after reporting that there is none.</summary>
    public static PrintRule? Read(Fields figure, string of, Diagnostics diagnostics)
    {
        figure.Need("print");
        if (figure.Section("print") is not { } map)
        {
            return null;
        }

        var fields = new Fields(map, diagnostics, $"the print of {of}", "unit", "decimals", "scale", "qualifier", "rounding", "step", "numerals");
        fields.Need("unit");
        var decimals = fields.Number("decimals", 0);
        if (decimals > MostDecimals)
        {
            diagnostics.Error(fields["decimals"]!.At, Rule.WrongValue, $"{of} shows {decimals} decimals; at most {MostDecimals} are shown");
            return null;
        }

        var (unit, unitEn) = Unit(fields, of, diagnostics);
        if (unit == "%")
        {
            fields.Need("rounding");
        }

        var scale = (Scale)fields.OneOf("scale", "1", "万", "亿");
        var qualifier = (Qualifier)fields.OneOf("qualifier", "exact", "over", "many", "above", "nearly");
        return unit is null ? null : new PrintRule(unit, decimals, scale, qualifier)
        {
            Rounding = (Rounding)fields.OneOf("rounding", "half-up", "down"),
            Step = fields.Number("step", 1, atLeast: 1),
            Numerals = (Numerals)fields.OneOf("numerals", "digits", "chinese"),
            UnitEn = unitEn ?? "",
        };
    }

    /// <summary>A measure word, or <c>{ zh, en }</c>; the percent sign serves both languages.</summary>
    private static (string? Zh, string? En) Unit(Fields fields, string of, Diagnostics diagnostics)
    {
        switch (fields["unit"])
        {
            case YamlScalar { Text.Length: > 0 } one: return (one.Text, null);
            case YamlMap both:
                var unit = new Fields(both, diagnostics, $"the unit of {of}", "zh", "en");
                unit.Need("zh");
                return (unit.Text("zh"), unit.Text("en"));
            case { } other:
                diagnostics.Error(other.At, Rule.WrongShape, $"the unit of {of} is {(other is YamlScalar ? "empty" : other.Shape)}; write a measure word or '%'");
                return (null, null);
            default: return (null, null);
        }
    }
}
