using System.Globalization;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;

namespace Xiezhi.Replay.Reading;

/// <summary>Weights and lists of them.</summary>
internal static class Numbers
{
    /// <summary>A whole number from 0; 0 after reporting that it is none.</summary>
    public static int Weight(YamlNode node, string what, Diagnostics diagnostics)
    {
        if (node is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var weight)) { return weight; }
        diagnostics.Error(node.At, Rule.WrongValue,
            $"the weight of {what} is {(node is YamlScalar text ? $"'{text.Text}'" : node.Shape)}; write a whole number from 0");
        return 0;
    }

    /// <summary>So many weights, not all 0; all 1 after reporting that they are not that.</summary>
    public static int[] Of(Fields fields, string key, int count, Diagnostics diagnostics)
    {
        var node = fields.Need(key);
        if (node is null) { return Even(count); }
        if (node is not YamlSeq list || list.Items.Length != count)
        {
            diagnostics.Error(node.At, Rule.WrongShape,
                $"'{key}' is {(node is YamlSeq other ? $"a list of {other.Items.Length}" : node.Shape)}; {count} weights belong here");
            return Even(count);
        }

        var weights = new int[count];
        for (var i = 0; i < count; i++) { weights[i] = Weight(list.Items[i], $"place {i + 1} of '{key}'", diagnostics); }
        if (key == "resting" || Array.Exists(weights, w => w > 0)) { return weights; }
        diagnostics.Error(node.At, Rule.WrongValue, $"'{key}' has no weight above 0");
        return Even(count);
    }

    private static int[] Even(int count)
    {
        var even = new int[count];
        Array.Fill(even, 1);
        return even;
    }
}
