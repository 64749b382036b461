using System.Collections.Immutable;
using Xiezhi.Catalogue.Wording;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Catalogue.Comparing;

internal sealed partial class EditionLines
{
    private void Tell(ImmutableArray<Writing> writes)
    {
        foreach (var writing in writes)
        {
            var set = writing.Set.Select(s => SourceOf(writing.Form.Fields[s.Field], s)).ToList();
            Say($"写入{writing.Form.Title.Zh}", $"writes into {writing.Form.Title.En}", $"{writing.Form.Id} {FactId(writing.Key)} {string.Join(' ', set.Select(s => s.Key))} {writing.Ends}",
                EditionText.Joined([Both($"按{text.Fact(writing.Key).Zh}", $"by {text.Fact(writing.Key).En}"), .. set.Select(s => s.Words), .. writing.Ends ? (Title[])[Both("自此失效", "no longer in force")] : []]));
        }
    }

    private void Tell(ImmutableArray<Allotment> allots)
    {
        foreach (var (fact, form) in allots) { Say("取号", "draws", $"{FactId(fact)} {form.Id}", Both($"{text.Fact(fact).Zh}取自{form.Title.Zh}", $"{text.Fact(fact).En} from {form.Title.En}")); }
    }

    private (string Key, Title Words) SourceOf(RegisterField field, Setting setting)
    {
        var (key, from) = setting.Fact >= 0 ? (FactId(setting.Fact), text.Fact(setting.Fact))
            : setting.Role >= 0 ? (RoleId(setting.Role), text.Role(setting.Role))
            : ($"={setting.Constant.Number}", EditionText.Value(new Fact(-1, field.Id, field.Title, field.Kind) { Codes = field.Codes }, setting.Constant.Number));
        return ($"{field.Id}:{key}", Both($"{field.Title.Zh}为{from.Zh}", $"{field.Title.En} = {from.En}"));
    }
}
