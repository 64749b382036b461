using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads which of the lists' texts a text fact takes. In a text stand <c>{place}</c> and the id of one fact, whose title is put there.</summary>
internal sealed partial class PhraseReader(Edition edition, Setting setting, ValueReader values)
{
    /// <param name="index">The step's place in its life.</param>
    /// <returns>Null after reporting that there is no such text.</returns>
    public Phrases? Read(YamlNode node, Fact fact, int index)
    {
        if (node is not YamlScalar name || !setting.Lists.Texts.TryGetValue(name.Text, out var forms) || forms.IsEmpty)
        {
            var suggestion = Nearest.Suggestion((node as YamlScalar)?.Text ?? "", setting.Lists.Texts.Keys);
            setting.Diagnostics.Error(node.At, Rule.UnknownId, $"'{fact.Id}' is a text: write the name of one of the lists' texts{suggestion}");
            return null;
        }

        string? titled = null;
        var phrases = ImmutableArray.CreateBuilder<Phrase>(forms.Length);
        foreach (var form in forms)
        {
            var text = Gap.Replace(form.Text, gap =>
            {
                var what = gap.Groups["what"].Value;
                if (what == "place") { return "{0}"; }
                titled ??= what;
                if (what != titled) { setting.Diagnostics.Error(form.At, Rule.Contradiction, $"the text '{name.Text}' speaks of two facts; one is enough"); }
                return "{1}";
            });
            phrases.Add(new Phrase(text, text.Contains("{1}", StringComparison.Ordinal)));
        }

        var known = titled is null ? null : values.KnownFact(new YamlScalar(name.At, titled, quoted: true), index);
        var titles = known is null ? [] : TitlesOf(edition.FindFact(titled!)!);
        return new Phrases(phrases.DrainToImmutable(), setting.Lists.Names.Places, known?.Known, titles, setting.Days);
    }

    private ImmutableArray<string> TitlesOf(Fact fact) => setting.RegisterOf(fact) is { } register
        ? [.. register.Items.Select(i => i.Title.Zh)]
        : [.. fact.Codes?.Titles.Select(t => t.Zh) ?? []];

    [GeneratedRegex("\\{(?<what>[a-z-]+)\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Gap { get; }
}
