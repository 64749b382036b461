using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Privacy;

/// <summary>Reads <c>privacy.yaml</c>: on which grounds a case is erased and by whom, and how few cases a breakdown may show.</summary>
internal sealed class PrivacyReader(Diagnostics diagnostics)
{
    private const int MostHidden = 100;

    public PrivacyRules Read(YamlMap file)
    {
        var fields = new Fields(file, diagnostics, "the privacy rules", "erasure", "small-cells");
        fields.Need("erasure");
        fields.Need("small-cells");
        var rules = fields.Section("erasure") is { } erasure ? Erasure(erasure) : PrivacyRules.None;
        return fields.Section("small-cells") is { } cells ? Cells(cells, rules) : rules;
    }

    private PrivacyRules Erasure(YamlMap map)
    {
        var fields = new Fields(map, diagnostics, "the rules of erasure", "by", "grounds");
        fields.Need("by");
        fields.Need("grounds");
        var grounds = fields.Section("grounds")?.Pairs ?? [];
        if (fields.Section("grounds") is not null && grounds.IsEmpty) { diagnostics.Error(fields["grounds"]!.At, Rule.WrongShape, "there is no ground on which a case is erased; write at least one"); }
        return PrivacyRules.None with { ErasedBy = fields.Text("by"), Grounds = [.. grounds.Select(Ground).OfType<ErasureGround>()] };
    }

    private ErasureGround? Ground(YamlPair pair)
    {
        if (!Ids.IsId(pair.Key.Text))
        {
            diagnostics.Error(pair.Key.At, Rule.MalformedId, $"'{pair.Key.Text}' is no id: small letters, digits and single hyphens");
            return null;
        }

        if (pair.Value is not YamlMap map)
        {
            diagnostics.Error(pair.Value.At, Rule.WrongShape, $"the ground '{pair.Key.Text}' is {pair.Value.Shape}; write {{ title: …, source: … }}");
            return null;
        }

        var fields = new Fields(map, diagnostics, $"the erasure ground '{pair.Key.Text}'", "title", "source");
        if (!fields.Has("source")) { diagnostics.Error(fields.At, Rule.WithoutBasis, $"the ground '{pair.Key.Text}' needs 'source', the article on which it rests"); }
        return new ErasureGround(pair.Key.Text, fields.Title(), fields.Text("source") ?? "");
    }

    private PrivacyRules Cells(YamlMap map, PrivacyRules rules)
    {
        var fields = new Fields(map, diagnostics, "the small cells", "fewest", "source", "doubt");
        fields.Need("fewest");
        if (!fields.Has("source")) { diagnostics.Error(fields.At, Rule.WithoutBasis, "the smallest number that is shown needs 'source', what it rests on"); }
        var fewest = fields.Number("fewest", 1, atLeast: 1);
        if (fewest > MostHidden) { diagnostics.Error(fields["fewest"]!.At, Rule.WrongValue, $"with 'fewest: {fewest}' hardly anything would be shown; write a number up to {MostHidden}"); }
        var doubt = fields.Text("doubt");
        if (doubt is not null) { diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"the small cells: {doubt}"); }
        return rules with { Fewest = fewest, FewestSource = fields.Text("source") ?? "", Doubt = doubt };
    }
}
