using System.Collections.Immutable;

namespace Xiezhi.Law.Procedures;

/// <summary>A ground on which the law has the content of a case erased.</summary>
/// <param name="Source">The article, as people cite it.</param>
public sealed record ErasureGround(string Id, Title Title, string Source);

/// <summary>How the law protects those of whom cases speak: on which grounds and by whom the content of a case is erased, and how few cases a published number may show.</summary>
/// <param name="ErasedBy">The competence of the city's organ that erases; null: nobody may.</param>
/// <param name="Fewest">A number of cases below this one, and above zero, is not shown in a breakdown; 1 hides nothing.</param>
/// <param name="FewestSource">What the number rests on.</param>
public sealed record PrivacyRules(string? ErasedBy, ImmutableArray<ErasureGround> Grounds, int Fewest, string FewestSource)
{
    /// <summary>No rules: nothing is erased, nothing hidden.</summary>
    public static PrivacyRules None { get; } = new(null, [], 1, "");

    /// <summary>Why <see cref="Fewest"/> is not yet verified; null where it is.</summary>
    public string? Doubt { get; init; }

    public ErasureGround? Ground(string id) => Grounds.FirstOrDefault(g => g.Id == id);
}
