using System.Collections.Immutable;

namespace Xiezhi.Catalogue;

/// <summary>Where something stands. Line and column count from 1; 0 means the file as a whole.</summary>
/// <param name="File">Path as people see it, with forward slashes, from the folder that holds the catalogue.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    public static Place Whole(string file) => new(file, 0, 0);
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}

/// <summary>An error stops the catalogue; a warning is listed and works.</summary>
public enum Severity : byte { Error, Warning }

/// <summary>One mistake or doubt in a file: where it stands, which rule it breaks, and what mends it.</summary>
/// <param name="Code"><c>XZ012</c>; see <see cref="Rule"/>.</param>
public sealed record Diagnostic(string File, int Line, int Column, string Code, string Message, Severity Severity)
{
    public override string ToString() =>
        $"{new Place(File, Line, Column)}: {(Severity == Severity.Warning ? "warning " : "")}{Code} {Message}";
}

/// <summary>Collects what is wrong while everything is read on, so that all of it is told at once.</summary>
public sealed class Diagnostics
{
    private readonly HashSet<Diagnostic> found = [];

    public bool HasErrors { get; private set; }

    /// <summary>The keys that readers know, by what the mapping describes with names left out; kept only where asked for: the schemas are held against it.</summary>
    internal SortedDictionary<string, SortedSet<string>>? KnownKeys { get; init; }

    internal void Know(string of, ReadOnlySpan<string> keys)
    {
        if (KnownKeys is null) { return; }
        var what = of.StartsWith('\'') ? of : string.Concat(of.Split('\'').Where((_, i) => i % 2 == 0)).Trim();
        if (!KnownKeys.TryGetValue(what, out var known)) { KnownKeys.Add(what, known = new SortedSet<string>(StringComparer.Ordinal)); }
        foreach (var key in keys) { known.Add(key); }
    }

    /// <summary>Everything found, by file, line and column.</summary>
    public ImmutableArray<Diagnostic> InOrder =>
        [.. found.OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column).ThenBy(d => d.Code, StringComparer.Ordinal)];

    /// <summary>How often a rule has been found broken.</summary>
    public int CountOf(Rule rule) => found.Count(d => d.Code == CodeOf(rule));

    /// <summary>Something that must be mended before the catalogue works.</summary>
    public void Error(Place at, Rule rule, string message)
    {
        HasErrors = true;
        Add(at, rule, message, Severity.Error);
    }

    /// <summary>Something that works but is not settled.</summary>
    public void Warn(Place at, Rule rule, string message) => Add(at, rule, message, Severity.Warning);

    private void Add(Place at, Rule rule, string message, Severity severity) =>
        found.Add(new Diagnostic(at.File, at.Line, at.Column, CodeOf(rule), message, severity));

    private static string CodeOf(Rule rule) => $"XZ{(int)rule:000}";
}
