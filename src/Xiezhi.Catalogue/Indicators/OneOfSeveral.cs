namespace Xiezhi.Catalogue.Indicators;

/// <summary>Of several keys exactly one must be there.</summary>
internal static class OneOfSeveral
{
    /// <summary>Reports that none or more than one of the keys is there.</summary>
    public static void NotOne(this Diagnostics diagnostics, Place at, string of, IEnumerable<string> keys, IReadOnlyCollection<string> given) => diagnostics.Error(
        at,
        given.Count == 0 ? Rule.MissingKey : Rule.Contradiction,
        $"{of} needs exactly one of {string.Join(", ", keys)}; it has {(given.Count == 0 ? "none" : string.Join(" and ", given))}");
}
