using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Xiezhi.Catalogue.Yaml;

/// <summary>The ids of one section, each with its number and place: what references are resolved against.</summary>
/// <param name="what">What the ids name, for messages: <c>act</c>.</param>
public sealed partial class Ids(string what, Diagnostics diagnostics)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<Known> all = [];

    public int Count => all.Count;
    public IEnumerable<string> Names => all.Select(a => a.Id);

    /// <summary>Where the n-th id is defined.</summary>
    public Place PlaceOf(int number) => all[number].At;
    public string NameOf(int number) => all[number].Id;

    /// <summary>Takes in a section's keys, in their order.</summary>
    public Ids AddKeys(YamlMap? section)
    {
        foreach (var pair in section?.Pairs ?? []) { Add(pair.Key); }
        return this;
    }

    /// <summary>Takes in one id that somebody wrote, and checks its form.</summary>
    public int Add(YamlScalar name)
    {
        if (!IsId(name.Text))
        {
            diagnostics.Error(name.At, Rule.MalformedId,
                $"'{name.Text}' is not an id: small letters, digits and single hyphens, at most 40, and none of yes, no, on, off, null, true, false");
        }

        return Add(name.Text, name.At);
    }

    /// <summary>Takes in one id; the number of the earlier one when it is already there.</summary>
    public int Add(string id, Place at)
    {
        if (numbers.TryGetValue(id, out var known)) { return known; }
        numbers.Add(id, all.Count);
        all.Add(new Known(id, at));
        return all.Count - 1;
    }

    /// <summary>The id's number, or -1.</summary>
    public int Find(string id) => numbers.GetValueOrDefault(id, -1);

    /// <summary>The number of what somebody refers to; -1 after reporting that there is no such thing.</summary>
    public int Resolve(YamlScalar name)
    {
        if (numbers.TryGetValue(name.Text, out var number)) { return number; }
        diagnostics.Error(name.At, Rule.UnknownId, $"there is no {what} '{name.Text}'{Nearest.Suggestion(name.Text, numbers.Keys)}");
        return -1;
    }

    /// <summary>The numbers of several; those that do not exist are reported and left out.</summary>
    public ImmutableArray<int> Resolve(ImmutableArray<YamlScalar> names)
    {
        var found = ImmutableArray.CreateBuilder<int>(names.Length);
        foreach (var name in names) { if (Resolve(name) is var number && number >= 0) { found.Add(number); } }
        return found.DrainToImmutable();
    }

    // A class, so that the list needs no code of its own when the program starts.
    private sealed record Known(string Id, Place At);

    public static bool IsId(string text) =>
        text.Length <= 40 && IdForm.IsMatch(text) && text is not ("yes" or "no" or "on" or "off" or "null" or "true" or "false");

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm { get; }
}
