using System.Collections.Immutable;

namespace Xiezhi.Law.Indicators;

/// <summary>The counted value of an indicator for a period.</summary>
/// <param name="Period">Its last day is the cut-off.</param>
/// <param name="LogSize">Leaves of the log that it was counted from.</param>
public sealed record Figure(Indicator Indicator, Period Period, long LogSize)
{
    /// <summary>What a figure without a value prints.</summary>
    public const string NoValue = "—";

    public string Id => Indicator.Id;

    /// <summary>How people were counted, with the publication that says so; null for other figures, and as long as <see cref="Unrounded"/> says how often somebody came (人次).</summary>
    public PersonCount? Persons { get; init; }

    /// <summary>Exact; a rate in per cent. Null when no register of the procedure was kept, or a rate has nothing to rate: no record, which is not zero.</summary>
    public decimal? Unrounded { get; init; }

    /// <summary>Counted units of a rate's numerator; null for other measures.</summary>
    public long? Numerator { get; init; }

    /// <summary>Counted units of a rate's denominator; null for other measures.</summary>
    public long? Denominator { get; init; }

    /// <summary>Entries that open a counted unit; for a rate those of its denominator. Where people are counted, how often somebody came.</summary>
    public long Entries { get; init; }

    public DateOnly CutOff => Period.To;

    /// <summary>The value that is printed, written out in full.</summary>
    public decimal? Value => Unrounded is { } exact ? Print.Shown(exact) : null;

    public string Printed => Unrounded is { } exact ? Print.InChinese(exact) : NoValue;

    public string PrintedEn => Unrounded is { } exact ? Print.InEnglish(exact) : NoValue;

    /// <summary>Whether it is to say how many people there were, and nobody has counted them yet.</summary>
    public bool IsUncounted => Indicator.Persons is not null && Persons is null;

    private PrintRule Print => IsUncounted ? PersonCount.Times : Indicator.Print;
}

/// <summary>One part of a figure: a month, an organ or a county.</summary>
/// <param name="Amount">Units, or the sum of their fact; for a rate the units of its denominator.</param>
/// <param name="Numerator">Units of a rate's numerator; null for other measures.</param>
public readonly record struct Part(decimal Amount, long? Numerator)
{
    /// <summary>A part that counts too few cases to be shown, or is hidden so that such a one cannot be worked out.</summary>
    public static Part NotShown { get; } = new(0, null) { Hidden = true };

    /// <summary>How many units it counts; for a rate those of its denominator.</summary>
    public long Units { get; init; }

    /// <summary>Its numbers are not shown: <see cref="SmallParts"/>.</summary>
    public bool Hidden { get; init; }

    /// <summary>In per cent, for a rate with something to rate; else null.</summary>
    public decimal? Rate => Numerator is { } numerator && Amount != 0 ? numerator * 100m / Amount : null;
}

/// <param name="Number">Number of the organ in the log.</param>
/// <param name="Organ">Id of the organ: <c>yibin/justice</c>.</param>
public readonly record struct OrganPart(int Number, string Organ, Part Part)
{
    /// <summary>Number in the log of the county's organ to which the part belongs; of a county its own.</summary>
    public int County { get; init; }
}

/// <summary>A figure in its parts; each list adds up to the whole.</summary>
/// <param name="Months">One for each calendar month of the period, in order; empty for a stock.</param>
/// <param name="Organs">Largest first; organs without a unit are left out.</param>
/// <param name="Counties">By the highest organ of county level at or above the organ, city organs by the highest organ above them; largest first.</param>
public sealed record Breakdown(ImmutableArray<Part> Months, ImmutableArray<OrganPart> Organs, ImmutableArray<OrganPart> Counties);

/// <summary>One counted unit: the entry that makes it count, and its case.</summary>
/// <param name="Leaf">Index of the entry in the log.</param>
/// <param name="Organ">Number in the log of the organ that keeps the register.</param>
/// <param name="Day">The effective day on which the unit counts.</param>
public readonly record struct CountedUnit(long Leaf, string Procedure, int Organ, string OrganId, int Year, int Ordinal, DateOnly Day);
