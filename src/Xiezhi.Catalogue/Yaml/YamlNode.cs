using System.Collections.Immutable;

namespace Xiezhi.Catalogue.Yaml;

/// <summary>A piece of a file, with the place where it stands.</summary>
public abstract class YamlNode
{
    private protected YamlNode(Place at) => At = at;

    public Place At { get; }

    /// <summary>What it is, for a message: <c>a list</c>.</summary>
    public string Shape => this switch { YamlScalar => "a single value", YamlSeq => "a list", _ => "a mapping" };
}

/// <summary>A single value. Nothing is guessed about it: numbers, dates and words are text until somebody asks.</summary>
public sealed class YamlScalar(Place at, string text, bool quoted) : YamlNode(at)
{
    public string Text { get; } = text;

    /// <summary>True when written in quotes or as a block of text.</summary>
    public bool Quoted { get; } = quoted;

    public override string ToString() => Text;
}

/// <summary>A list.</summary>
public sealed class YamlSeq(Place at, ImmutableArray<YamlNode> items) : YamlNode(at)
{
    public ImmutableArray<YamlNode> Items { get; } = items;
}

/// <summary>A key and what stands under it.</summary>
public sealed record YamlPair(YamlScalar Key, YamlNode Value)
{
    /// <summary>The single values that stand there: one, or those of a list.</summary>
    public IEnumerable<YamlScalar> Words => Value switch
    {
        YamlScalar one => [one],
        YamlSeq list => list.Items.OfType<YamlScalar>(),
        _ => [],
    };
}

/// <summary>A mapping, in the order of the file; each key comes once.</summary>
public sealed class YamlMap(Place at, ImmutableArray<YamlPair> pairs) : YamlNode(at)
{
    public ImmutableArray<YamlPair> Pairs { get; } = pairs;

    /// <summary>What stands under the key, or null when it is left out.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var pair in Pairs) { if (pair.Key.Text == key) { return pair.Value; } }
            return null;
        }
    }
}
