using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What the conditions of an edition speak of: an act is tried with values that they answer differently.</summary>
internal sealed class Interest(Edition edition)
{
    private readonly Condition[] asked = [.. edition.Acts.Select(act => act.When).Concat(edition.Limits.Select(limit => limit.When))
        .Concat(edition.Gates.SelectMany(gate => (Condition?[])[gate.When, gate.DueWhen])).SelectMany(Parts)];

    /// <summary>Whether something asks with which outcome a case was closed.</summary>
    public bool Outcomes => asked.Any(c => c is Condition.OutcomeIn);

    /// <summary>All comparisons of the edition, taken apart.</summary>
    public IEnumerable<Condition> Comparisons => asked;

    /// <summary>Whether something asks for the fact, wherever a case stands.</summary>
    public bool AsksFor(int fact) => asked.Any(c => FactOf(c) == fact) || edition.Limits.Any(l => l.PerFact == fact || (l.Length is LengthRule.Choose choose && choose.Fact == fact));

    /// <summary>The comparisons of which a condition is made.</summary>
    public static IEnumerable<Condition> Parts(Condition? condition) => condition switch
    {
        null => [],
        Condition.Named named => Parts(named.Is),
        Condition.All all => all.Of.SelectMany(Parts),
        Condition.Any any => any.Of.SelectMany(Parts),
        Condition.None none => none.Of.SelectMany(Parts),
        _ => [condition],
    };

    /// <summary>The fact that a comparison is about, or -1.</summary>
    public static int FactOf(Condition comparison) => comparison switch
    {
        Condition.FactIn one => one.Fact,
        Condition.FactBetween one => one.Fact,
        Condition.FactPresent one => one.Fact,
        Condition.ItemField one => one.Fact,
        _ => -1,
    };
}
