using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>An edition without the cases that it opens and follows: what waits for them is taken to have come, and nothing that is the same matter stands in the way.</summary>
public static class Alone
{
    /// <summary>The edition as if its cases stood alone.</summary>
    public static Edition Of(Edition edition) => edition.Links.IsEmpty && edition.SameMatter is null
        ? edition
        : edition with
        {
            Links = [],
            SameMatter = null,
            Acts = [.. edition.Acts.Select(a => a with { OpensLinks = [], When = Of(a.When), ByLaw = a.ByLaw || edition.Links.Any(l => l.WhenAllClosed == a.Index) })],
            Limits = [.. edition.Limits.Select(l => l with { When = Of(l.When) })],
            Gates = [.. edition.Gates.Select(g => g with { When = Of(g.When), DueWhen = Of(g.DueWhen) })],
        };

    private static Condition? Of(Condition? condition) => condition switch
    {
        Condition.Linked => new Condition.All([]),
        Condition.Named named => named with { Is = Of(named.Is)! },
        Condition.All all => new Condition.All([.. all.Of.Select(c => Of(c)!)]),
        Condition.Any any => new Condition.Any([.. any.Of.Select(c => Of(c)!)]),
        // Of what must not hold, a linked case that is left aside does not.
        Condition.None none => new Condition.None([.. none.Of.Where(c => c is not Condition.Linked).Select(c => Of(c)!)]),
        _ => condition,
    };
}
