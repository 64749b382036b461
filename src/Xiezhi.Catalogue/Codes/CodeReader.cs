using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Codes;

/// <summary>Reads <c>codes/*.yaml</c>: lists of codes in a fixed order, some with a coarser list above them.</summary>
internal sealed class CodeReader(Diagnostics diagnostics)
{
    private readonly Dictionary<string, CodeList> lists = new(StringComparer.Ordinal);
    private readonly List<(string Id, YamlMap Parents, YamlScalar Above)> awaiting = [];

    /// <summary>All lists, each with its parents; to be asked once every file has been read.</summary>
    public FrozenDictionary<string, CodeList> Lists()
    {
        foreach (var (id, parents, above) in awaiting) { lists[id] = WithParents(lists[id], parents, above); }
        return lists.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public void Read(YamlMap file, string fileName)
    {
        var fields = new Fields(file, diagnostics, "a code list", "id", "title", "codes", "parents", "parent-list", "sensitive", "doubt");
        var id = fields.Text("id");
        fields.Need("id");
        if (id is null) { return; }
        if (id != fileName)
        {
            diagnostics.Error(fields["id"]!.At, Rule.FileName, $"the list '{id}' lies in {fileName}.yaml; let the file have the list's name");
        }

        fields.Title();
        fields.Need("codes");
        if (fields.Section("codes") is not { } codes) { return; }
        if (!lists.TryAdd(id, ListOf(id, codes, diagnostics) with { Sensitive = fields.Flag("sensitive") })) { diagnostics.Error(file.At, Rule.DuplicateId, $"there are two code lists '{id}'"); }
        if (fields.Text("doubt") is { } doubt) { diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"codes '{id}': {doubt}"); }
        if (fields.Scalar("parent-list") is { } above)
        {
            if (fields.Need("parents") is not null && fields.Section("parents") is { } parents) { awaiting.Add((id, parents, above)); }
        }
        else if (fields.Has("parents"))
        {
            fields.Need("parent-list");
        }
    }

    /// <summary>A list whose codes are the keys of a mapping and whose titles stand under them.</summary>
    public static CodeList ListOf(string id, YamlMap codes, Diagnostics diagnostics)
    {
        var ids = new Ids("code", diagnostics).AddKeys(codes);
        var titles = codes.Pairs.Select(pair => Fields.TitleOf(pair.Value, diagnostics, $"the code '{pair.Key.Text}'"));
        return new CodeList(id, [.. ids.Names], [.. titles], [], []);
    }

    private CodeList WithParents(CodeList list, YamlMap parents, YamlScalar above)
    {
        if (!lists.TryGetValue(above.Text, out var upper))
        {
            diagnostics.Error(above.At, Rule.UnknownId, $"there is no code list '{above.Text}'{Nearest.Suggestion(above.Text, lists.Keys)}");
            return list;
        }

        var indices = new int[list.Codes.Length];
        Array.Fill(indices, -1);
        foreach (var pair in parents.Pairs)
        {
            var code = list.IndexOf(pair.Key.Text);
            var parent = pair.Value is YamlScalar word ? upper.IndexOf(word.Text) : -1;
            if (code < 0)
            {
                diagnostics.Error(pair.Key.At, Rule.UnknownId, $"'{list.Id}' has no code '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, list.Codes)}");
            }
            else if (parent < 0)
            {
                diagnostics.Error(pair.Value.At, Rule.UnknownId, $"'{upper.Id}' has no code '{pair.Value}'{Nearest.Suggestion($"{pair.Value}", upper.Codes)}");
            }
            else { indices[code] = parent; }
        }

        var orphan = Array.IndexOf(indices, -1);
        if (orphan >= 0) { diagnostics.Error(parents.At, Rule.ChoiceNotExhaustive, $"the code '{list.Codes[orphan]}' has no parent in '{upper.Id}'"); }
        return list with { Parents = [.. indices], ParentIds = upper.Codes, ParentTitles = upper.Titles };
    }
}
