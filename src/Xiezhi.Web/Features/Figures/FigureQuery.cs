using System.Globalization;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;

namespace Xiezhi.Web.Features.Figures;

/// <summary>What the address of a figure asks for.</summary>
/// <param name="Month">1 to 12, or null for the whole year; narrows the evidence only.</param>
/// <param name="Organ">An organ of the breakdown, or null for all; narrows the evidence only.</param>
/// <param name="From">Units passed over.</param>
public sealed record FigureQuery(Indicator Indicator, int Year, int? Month, Organ? Organ, EvidenceOf Of, long From)
{
    public Period Period => Period.OfYear(Year);

    /// <summary>The figure in its parts, as it may be published.</summary>
    public static Breakdown PartsOf(Indicator indicator, Period period, ISite site) =>
        site.Counter.BreakDown(indicator, period).Shown(site.Book.FewestShown(indicator.Measure.Units.Procedure));

    /// <summary>Whether the evidence is narrowed to a part whose numbers are not shown; to count its rows would be to show them. Organ and month together are parts of their own.</summary>
    public bool IsWithheld(Breakdown parts, ISite site)
    {
        if (Month is null && Organ is null) { return false; }
        // People are broken down by nothing, and neither are the cases in which they came.
        if (Indicator.Persons is not null) { return true; }
        var fewest = site.Book.FewestShown(Indicator.Measure.Units.Procedure);
        if (fewest <= 1) { return false; }
        if (parts.Organs.IsEmpty && site.Counter.BreakDown(Indicator, Period).Organs.Length > 0) { return true; }
        if (Month is { } month && (month > parts.Months.Length || parts.Months[month - 1].Hidden)) { return true; }
        if (Organ is null) { return false; }
        if (parts.Organs.Any(o => o.Number == Organ.Number - 1 && o.Part.Hidden)) { return true; }
        if (Month is null) { return false; }
        var together = site.Counter.BreakDownJointly(Indicator, Period);
        return together.Any(o => o.Organ == Organ.Number - 1) && !JointParts.Shown(together, fewest).Contains(Organ.Number - 1);
    }

    public string Address => $"/figures/{Indicator.Id}";

    /// <summary>Null when the address names no figure, year, month, organ or place that there is.</summary>
    public static FigureQuery? Read(ISite site, string id, string? year, string? month, string? organ, string? of, string? from)
    {
        if (site.Indicators.FirstOrDefault(indicator => indicator.Id == id) is not { } indicator || YearOf(site, year) is not { } asked) { return null; }
        var months = 0;
        if (month is not null && (!Digits(month, out months) || months is < 1 or > 12)) { return null; }
        var keeper = organ is null ? null : site.Book.City.FindOrgan(organ);
        if (organ is not null && keeper is null) { return null; }
        if (of is not (null or "units" or "numerator")) { return null; }
        var passed = 0;
        if (from is not null && !Digits(from, out passed)) { return null; }
        return new FigureQuery(indicator, asked, month is null ? null : months, keeper, of == "numerator" ? EvidenceOf.Numerator : EvidenceOf.Units, passed);
    }

    /// <summary>The year asked for, the newest when none is; null when there is no such report.</summary>
    public static int? YearOf(ISite site, string? year)
    {
        if (year is null) { return site.Holdings.Years is [.., var newest] ? newest : null; }
        return Digits(year, out var asked) && site.Holdings.Has(asked) ? asked : null;
    }

    /// <summary>The same figure with another part of its evidence; always from the first page.</summary>
    public string With(int? month, Organ? organ, EvidenceOf of, long from = 0)
    {
        var parts = new List<string> { $"year={Year}" };
        if (month is not null) { parts.Add($"month={month}"); }
        if (organ is not null) { parts.Add($"organ={Uri.EscapeDataString(organ.Id)}"); }
        if (of == EvidenceOf.Numerator) { parts.Add("of=numerator"); }
        if (from > 0) { parts.Add($"from={from}"); }
        return $"{Address}?{string.Join('&', parts)}";
    }

    private static bool Digits(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
