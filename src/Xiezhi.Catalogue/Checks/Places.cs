using Xiezhi.Catalogue.Yaml;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Where the parts of an edition stand in its file, by their numbers.</summary>
internal sealed record Places(Place Top, Ids Roles, Ids Facts, Ids Stages, Ids Outcomes, Ids Documents, Ids Guards, Ids Spans, Ids Gates, Ids Acts, Ids Limits,
    Ids Marks, Ids Links)
{
    /// <summary>Where the value of an item's key stands: section, id, key. Null where the item has no such key.</summary>
    public required Func<string, string, string, Place?> Of { get; init; }
}
