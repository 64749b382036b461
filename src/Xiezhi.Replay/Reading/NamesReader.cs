using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Replay.Chance;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay.Reading;

/// <summary>Lists of names and texts as a file gives them.</summary>
/// <param name="Texts">Forms of short texts by their name, each with its place in the file.</param>
internal sealed record NameFile(NameLists Names, Dictionary<string, ImmutableArray<YamlScalar>> Texts);

/// <summary>Reads the lists from which invented names and texts are put together.</summary>
internal static class NamesReader
{
    /// <param name="name">Where the file lies, seen from the workload.</param>
    public static NameFile? Read(string name, string workload, Diagnostics diagnostics)
    {
        var path = Path.Combine(Path.GetDirectoryName(workload) ?? "", name);
        if (!File.Exists(path))
        {
            diagnostics.Error(Place.Whole(Path.GetFileName(workload)), Rule.UnknownId, $"its lists of names, '{name}', are not there");
            return null;
        }

        return YamlFile.ParseMap(File.ReadAllBytes(path), name, diagnostics) is { } top ? Lists(top, diagnostics) : null;
    }

    private static NameFile? Lists(YamlMap top, Diagnostics diagnostics)
    {
        var fields = new Fields(top, diagnostics, "the lists of names",
            "surnames", "given-names", "places", "organisations", "identity-regions", "telephones", "texts");
        var surnames = fields.Need("surnames") as YamlMap;
        var names = surnames?.Pairs.Select(p => p.Key.Text).ToImmutableArray() ?? [];
        var weights = surnames?.Pairs.Select(p => Numbers.Weight(p.Value, $"the surname '{p.Key.Text}'", diagnostics)).ToArray() ?? [];
        if (names.IsEmpty || weights.Sum() == 0)
        {
            diagnostics.Error(fields.At, Rule.WrongValue, "there is no surname with a weight; write surnames: { 王: 7, … }");
            return null;
        }

        if (fields.Section("organisations") is not { } organisations)
        {
            fields.Need("organisations");
            return null;
        }

        var parts = new Fields(organisations, diagnostics, "the names of organisations", "words", "trades", "forms");
        var lists = new NameLists(names, new Weighted(weights), Words(fields, "given-names", diagnostics), Words(fields, "places", diagnostics),
            Words(parts, "words", diagnostics), Words(parts, "trades", diagnostics), Words(parts, "forms", diagnostics),
            Digits(fields, "identity-regions", 6, 6, diagnostics), Digits(fields, "telephones", 3, 7, diagnostics));
        var texts = new Dictionary<string, ImmutableArray<YamlScalar>>(StringComparer.Ordinal);
        foreach (var (name, node) in fields.Section("texts")?.Pairs ?? []) { texts[name.Text] = Fields.WordsOf(node, diagnostics, $"the text '{name.Text}'"); }
        return new NameFile(lists, texts);
    }

    private static ImmutableArray<string> Words(Fields fields, string key, Diagnostics diagnostics)
    {
        if (fields.Need(key) is null) { return [key]; }
        ImmutableArray<string> words = [.. fields.Words(key).Select(w => w.Text).Where(w => w.Length > 0)];
        if (!words.IsEmpty) { return words; }
        diagnostics.Error(fields.At, Rule.WrongValue, $"'{key}' is empty");
        return [key];
    }

    private static ImmutableArray<string> Digits(Fields fields, string key, int least, int most, Diagnostics diagnostics)
    {
        foreach (var word in fields.Words(key))
        {
            if (word.Text.Length < least || word.Text.Length > most || !word.Text.All(char.IsAsciiDigit))
            {
                diagnostics.Error(word.At, Rule.WrongValue, $"'{word.Text}' of '{key}' is not a run of {least} to {most} digits");
                return ["000000"[..least]];
            }
        }

        return Words(fields, key, diagnostics);
    }
}
