using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Yaml;

/// <summary>A mapping whose keys are known beforehand: a key that is not among them is reported, and each value is read as what it should be.</summary>
public sealed class Fields
{
    private readonly Diagnostics diagnostics;
    private readonly string of;

    /// <param name="of">What the mapping describes, for messages: <c>the act 'accept'</c>.</param>
    /// <param name="known">Every key that may stand in it.</param>
    public Fields(YamlMap map, Diagnostics diagnostics, string of, params ReadOnlySpan<string> known)
    {
        Map = map;
        this.diagnostics = diagnostics;
        this.of = of;
        diagnostics.Know(of, known);
        foreach (var pair in map.Pairs)
        {
            if (known.Contains(pair.Key.Text)) { continue; }
            var suggestion = Nearest.Suggestion(pair.Key.Text, known.ToArray());
            diagnostics.Error(pair.Key.At, Rule.UnknownKey, $"{of} has no key '{pair.Key.Text}'{suggestion}");
        }
    }

    public YamlMap Map { get; }
    public Place At => Map.At;

    /// <summary>What stands under the key, or null when it is left out.</summary>
    public YamlNode? this[string key] => Map[key];

    public bool Has(string key) => Map[key] is not null;

    /// <summary>What stands under a key that must be there; null after reporting that it is not.</summary>
    public YamlNode? Need(string key)
    {
        if (Map[key] is { } node) { return node; }
        diagnostics.Error(At, Rule.MissingKey, $"{of} needs '{key}'");
        return null;
    }

    /// <summary>A single value, or null when left out or when it is something else.</summary>
    public YamlScalar? Scalar(string key) => Map[key] switch
    {
        null => null,
        YamlScalar scalar => scalar,
        var other => Wrong<YamlScalar>(other, $"'{key}' of {of} is {other.Shape}; a single value belongs here"),
    };

    public string? Text(string key)
    {
        if (Scalar(key) is not { } scalar) { return null; }
        return scalar.Text.Length > 0 ? scalar.Text : Wrong<string>(scalar, $"'{key}' of {of} is empty");
    }

    /// <summary>A mapping, or null when left out or when it is something else.</summary>
    public YamlMap? Section(string key) => Map[key] switch
    {
        null => null,
        YamlMap map => map,
        var other => Wrong<YamlMap>(other, $"'{key}' of {of} is {other.Shape}; a mapping belongs here"),
    };

    /// <summary>One value or a list of values; empty when left out.</summary>
    public ImmutableArray<YamlScalar> Words(string key) => Map[key] is { } node ? WordsOf(node, diagnostics, $"'{key}' of {of}") : [];

    /// <summary>One value or a list of values.</summary>
    public static ImmutableArray<YamlScalar> WordsOf(YamlNode node, Diagnostics diagnostics, string what)
    {
        switch (node)
        {
            case YamlScalar one: return [one];
            case YamlSeq list:
                var words = ImmutableArray.CreateBuilder<YamlScalar>(list.Items.Length);
                foreach (var item in list.Items)
                {
                    if (item is YamlScalar word) { words.Add(word); }
                    else { diagnostics.Error(item.At, Rule.WrongShape, $"{what} holds {item.Shape}; single values belong here"); }
                }

                return words.DrainToImmutable();
            default:
                diagnostics.Error(node.At, Rule.WrongShape, $"{what} is {node.Shape}; a list belongs here");
                return [];
        }
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool otherwise = false)
    {
        if (Scalar(key) is not { } scalar) { return otherwise; }
        if (scalar.Text is "true" or "false") { return scalar.Text == "true"; }
        diagnostics.Error(scalar.At, Rule.WrongValue, $"'{key}' of {of} is '{scalar.Text}'; write true or false");
        return otherwise;
    }

    /// <summary>A whole number, at least the given one.</summary>
    public int Number(string key, int otherwise, int atLeast = 0)
    {
        if (Scalar(key) is not { } scalar) { return otherwise; }
        if (int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast) { return number; }
        diagnostics.Error(scalar.At, Rule.WrongValue, $"'{key}' of {of} is '{scalar.Text}'; write a whole number from {atLeast}");
        return otherwise;
    }

    /// <summary>A day as <c>yyyy-MM-dd</c>; null when left out or unreadable.</summary>
    public DateOnly? Day(string key)
    {
        if (Scalar(key) is not { } scalar) { return null; }
        if (TryDay(scalar.Text, out var day)) { return day; }
        diagnostics.Error(scalar.At, Rule.WrongValue, $"'{key}' of {of} is '{scalar.Text}'; write a day as yyyy-MM-dd");
        return null;
    }

    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>One of the given words; the first when left out or when it is none of them.</summary>
    public int OneOf(string key, params ReadOnlySpan<string> words)
    {
        if (Scalar(key) is not { } scalar) { return 0; }
        var at = words.IndexOf(scalar.Text);
        if (at >= 0) { return at; }
        diagnostics.Error(scalar.At, Rule.WrongValue, $"'{key}' of {of} is '{scalar.Text}'{Nearest.Suggestion(scalar.Text, words.ToArray())}");
        return 0;
    }

    /// <summary>The title under the key, which must be there.</summary>
    public Title Title(string key = "title") => Need(key) is { } node ? TitleOf(node, diagnostics, of) : new Title("", "");

    /// <summary>The plain words under <c>hint</c>; null when left out.</summary>
    public Title? Hint() => Map["hint"] is { } node ? TitleOf(node, diagnostics, $"the hint of {of}") : null;

    /// <summary>A title: one text for both languages, or <c>{ zh, en }</c>.</summary>
    public static Title TitleOf(YamlNode node, Diagnostics diagnostics, string of)
    {
        if (node is YamlScalar { Text.Length: > 0 } one) { return new Title(one.Text, one.Text); }
        if (node is not YamlMap map)
        {
            diagnostics.Error(node.At, Rule.WrongShape,
                $"the title of {of} is {(node is YamlScalar ? "empty" : node.Shape)}; write a text or {{ zh: …, en: … }}");
            return new Title("", "");
        }

        var fields = new Fields(map, diagnostics, $"the title of {of}", "zh", "en");
        var zh = fields.Text("zh");
        var en = fields.Text("en");
        if (zh is null) { fields.Need("zh"); }
        return new Title(zh ?? en ?? "", en ?? zh ?? "");
    }

    private T? Wrong<T>(YamlNode node, string message)
        where T : class
    {
        diagnostics.Error(node.At, Rule.WrongShape, message);
        return null;
    }
}
