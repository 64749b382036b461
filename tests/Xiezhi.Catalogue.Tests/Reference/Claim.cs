using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>A limit, an act or a gate of the catalogue that names a row of the table.</summary>
/// <param name="What">Its address, for the message.</param>
/// <param name="Limit">Null of an act or a gate.</param>
public sealed record Claim(string Row, string What, Edition Edition, Limit? Limit, ImmutableArray<Basis> Bases)
{
    private static readonly Dictionary<string, LimitKind> Directions = new(StringComparer.Ordinal)
    {
        ["max"] = LimitKind.Within, ["min"] = LimitKind.AtLeast, ["backward"] = LimitKind.Before, ["recurring"] = LimitKind.Every, ["fixed"] = LimitKind.ByDay,
    };

    /// <summary>All claims of a law book.</summary>
    public static IEnumerable<Claim> Of(LawBook book) =>
        from edition in book.Editions
        from item in edition.Limits.Select(l => (l.Id, Limit: (Limit?)l, l.Reference, l.Basis, l.Further))
            .Concat(edition.Acts.Select(a => (a.Id, Limit: (Limit?)null, a.Reference, a.Basis, a.Further)))
            .Concat(edition.Gates.Select(g => (g.Id, Limit: (Limit?)null, g.Reference, g.Basis, g.Further)))
        where item.Reference is not null
        from row in item.Reference.Split(' ')
        select new Claim(row, $"{edition.Id}#{item.Id}", edition, item.Limit, item.Basis is null ? [] : [item.Basis, .. item.Further]);

    /// <summary>Where the catalogue says something else than the row.</summary>
    public IEnumerable<string> Differences(StatutoryLimit row)
    {
        if (!Bases.Any(row.Cites)) { yield return $"{What} cites {string.Join(", ", Bases)}, the row {row.Law} {row.Article}"; }
        if (Edition.From > row.InForceTo || Edition.To < row.InForceFrom) { yield return $"{What} is not in force when the row is"; }
        if (row.Direction == "none")
        {
            if (Limit is not null) { yield return $"{What} is a limit, the row an order of steps"; }
            yield break;
        }

        if (Limit is not { } limit) { yield return $"{What} is no limit, the row is"; yield break; }
        if (limit.Kind != Directions[row.Direction]) { yield return $"{What} is {limit.Kind}, the row {row.Direction}"; }
        if (row.Direction == "fixed")
        {
            if (!Falls(limit, row.From)) { yield return $"{What} falls on {limit.ByDay}, the row on {row.From}"; }
            yield break;
        }

        var lengths = LengthsOf(limit.Length).ToList();
        if (row.Amount is not { } amount)
        {
            if (lengths.Count > 0) { yield return $"{What} has a length, the row leaves it open"; }
            yield break;
        }

        if (!lengths.Contains(new Length(amount, UnitOf(row.Unit)))) { yield return $"{What} is {string.Join(" or ", lengths)}, the row {amount} {row.Unit}"; }
        if (limit.Length is LengthRule.Field { AtMost: { } most } && most != new Length(amount, UnitOf(row.Unit))) { yield return $"{What} may be {most}, the row {amount} {row.Unit}"; }
        if (!Extends(limit, lengths, amount, row)) { yield return $"{What} is not extended by {row.Extension} {row.ExtensionUnit}"; }
    }

    // A longer time in some cases is an extension too, where nobody has to grant it.
    private static bool Extends(Limit limit, List<Length> lengths, int amount, StatutoryLimit row)
    {
        if (row.Extension is "" or "unspecified") { return row.Extension.Length == 0 || limit.ExtendedBy is not null; }
        var more = int.Parse(row.Extension, CultureInfo.InvariantCulture);
        return limit.ExtendedBy?.UpTo == new Length(more, UnitOf(row.ExtensionUnit)) || lengths.Contains(new Length(amount + more, UnitOf(row.Unit)));
    }

    // 01-31; 03-01 (exclusive); a date with a year falls in an edition that ends with it.
    private bool Falls(Limit limit, string date)
    {
        var day = date.Split(' ')[0];
        var (month, exclusive) = (day[^5..], date.EndsWith("(exclusive)", StringComparison.Ordinal));
        var once = day.Length == 5 || (DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) is var only && Edition.From.Year == only.Year && Edition.To <= only);
        return once && $"{limit.ByDay.Month:00}-{limit.ByDay.Day:00}" == month && limit.ByDay.Exclusive == exclusive;
    }

    private static IEnumerable<Length> LengthsOf(LengthRule rule) => rule switch
    {
        LengthRule.Constant constant => [constant.Length],
        LengthRule.Choose choose => choose.Of.OfType<Length>().Distinct(),
        LengthRule.Field field => field.Else is { } otherwise ? [otherwise] : [],
        LengthRule.SetBy set => set.Else is { } otherwise ? [otherwise] : [],
        _ => [],
    };

    private static DayUnit UnitOf(string unit) => Enum.Parse<DayUnit>(unit.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
