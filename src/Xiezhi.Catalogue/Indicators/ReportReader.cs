using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Indicators;

/// <summary>Reads <c>reports/*.yaml</c>: the sentences of a report, in which every place for a figure must name one.</summary>
internal sealed class ReportReader(IEnumerable<string> figures, Diagnostics diagnostics)
{
    private readonly HashSet<string> figures = new(figures, StringComparer.Ordinal);

    public ReportTemplate? Read(YamlMap file, string fileName)
    {
        var fields = new Fields(file, diagnostics, "a report", "id", "title", "published-by", "grounds", "chapters");
        fields.Need("id");
        fields.Need("chapters");
        if (fields.Text("id") is not { } id)
        {
            return null;
        }

        if (id != fileName)
        {
            diagnostics.Error(fields["id"]!.At, Rule.FileName, $"the report '{id}' lies in {fileName}.yaml; let the file have the report's name");
        }

        var title = fields.Need("title") is { } heading ? TextOf(heading, $"the title of the report '{id}'") : null;
        var chapters = fields.Section("chapters")?.Pairs.Select(pair => ChapterOf(pair.Key, pair.Value)).OfType<ReportChapter>().ToImmutableArray() ?? [];
        return title is null ? null : new ReportTemplate(id, title, chapters)
        {
            PublishedBy = fields.Text("published-by"),
            Grounds = fields.Section("grounds")?.Pairs.Select(pair => (pair.Key.Text, TitleOf(pair.Value, $"the ground '{pair.Key.Text}'"))).ToImmutableArray() ?? [],
        };
    }

    private Title TitleOf(YamlNode node, string of)
    {
        if (node is YamlMap map)
        {
            var words = new Fields(map, diagnostics, of, "zh", "en");
            words.Need("zh");
            words.Need("en");
            return new Title(words.Text("zh") ?? "", words.Text("en") ?? "");
        }

        diagnostics.Error(node.At, Rule.WrongShape, $"{of} is {node.Shape}; write {{ zh: …, en: … }}");
        return default;
    }

    private ReportChapter? ChapterOf(YamlScalar name, YamlNode node)
    {
        if (node is not YamlMap map)
        {
            diagnostics.Error(node.At, Rule.WrongShape, $"the chapter '{name.Text}' is {node.Shape}; a mapping with title and text belongs here");
            return null;
        }

        var of = $"the chapter '{name.Text}'";
        var fields = new Fields(map, diagnostics, of, "title", "text");
        if (fields.Need("text") is not YamlSeq list)
        {
            if (fields["text"] is { } wrong)
            {
                diagnostics.Error(wrong.At, Rule.WrongShape, $"the text of {of} is {wrong.Shape}; write a list of paragraphs");
            }

            return null;
        }

        return new ReportChapter(name.Text, fields.Title(), [.. list.Items.Select(item => BlockOf(item, of)).OfType<ReportBlock>()]);
    }

    private ReportBlock? BlockOf(YamlNode node, string of)
    {
        if (node is YamlMap map && map["list"] is { } list)
        {
            _ = new Fields(map, diagnostics, $"a list of {of}", "list");
            if (list is YamlSeq items)
            {
                return new ReportBlock.Items([.. items.Items.Select(item => TextOf(item, $"a line in a list of {of}")).OfType<ReportText>()]);
            }

            diagnostics.Error(list.At, Rule.WrongShape, $"a list of {of} is {list.Shape}; write its items");
            return null;
        }

        return TextOf(node, $"a paragraph of {of}") is { } text ? new ReportBlock.Paragraph(text) : null;
    }

    private ReportText? TextOf(YamlNode node, string of)
    {
        if (node is not YamlMap map)
        {
            diagnostics.Error(node.At, Rule.WrongShape, $"{of} is {node.Shape}; write {{ zh: …, en: … }}");
            return null;
        }

        var fields = new Fields(map, diagnostics, of, "zh", "en");
        fields.Need("zh");
        fields.Need("en");
        var zh = RunsOf(fields.Scalar("zh"), of);
        var en = RunsOf(fields.Scalar("en"), of);
        if (zh is null || en is null)
        {
            return null;
        }

        var onlyOne = Ids(zh.Value).Except(Ids(en.Value)).Concat(Ids(en.Value).Except(Ids(zh.Value))).ToList();
        if (onlyOne.Count > 0)
        {
            diagnostics.Error(map.At, Rule.Contradiction, $"{of} names {string.Join(", ", onlyOne)} in one language only; both say the same");
        }

        return new ReportText(zh.Value, en.Value);
    }

    private ImmutableArray<ReportRun>? RunsOf(YamlScalar? scalar, string of)
    {
        if (scalar is null)
        {
            return null;
        }

        try
        {
            var runs = ReportRun.Cut(scalar.Text);
            foreach (var id in Ids(runs).Where(id => !figures.Contains(id)))
            {
                diagnostics.Error(scalar.At, Rule.UnknownId, $"{of} names the figure '{id}', which no indicator defines{Nearest.Suggestion(id, figures)}");
            }

            return runs;
        }
        catch (FormatException wrong)
        {
            diagnostics.Error(scalar.At, Rule.WrongValue, $"{of}: {wrong.Message}; write places as {{figure}} or {{one|two}}");
            return null;
        }
    }

    private static IEnumerable<string> Ids(ImmutableArray<ReportRun> runs) => runs.OfType<ReportRun.Figures>().SelectMany(run => run.Ids);
}
