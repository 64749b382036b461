using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Indicators;

/// <summary>The definition of a figure of the report: what is counted, over what, and how it is printed.</summary>
/// <param name="Id">As in the report and its exports: <c>appeals_accepted</c>.</param>
/// <param name="Title">What a page calls it.</param>
/// <param name="Definition">Says in a sentence what counts and what does not.</param>
public sealed record Indicator(string Id, Title Title, Title Definition, Measure Measure, PrintRule Print)
{
    /// <summary>Chapter of the report, a folder of the catalogue: <c>services</c>.</summary>
    public required string Chapter { get; init; }

    /// <summary>Id of the city's system whose work it measures.</summary>
    public string System { get; init; } = "";

    /// <summary>Section of the yearly report that prints it: <c>二(一)</c>.</summary>
    public string Section { get; init; } = "";

    public OrganGrouping ByOrgan { get; init; }

    /// <summary>Id of a party's role: how many different people held it in the counted cases is the figure, once it is published (<see cref="PersonCount"/>). Null where cases or acts are counted.</summary>
    public string? Persons { get; init; }

    /// <summary>Why the formula is a choice that others may make differently; null where it is not.</summary>
    public Title? Doubt { get; init; }

    /// <summary>What a reader should know besides; null when there is nothing.</summary>
    public Title? Note { get; init; }
}

/// <summary>Which organ a unit belongs to in a breakdown.</summary>
public enum OrganGrouping : byte
{
    /// <summary>The organ that keeps the register.</summary>
    Register,

    /// <summary>The last organ that acted in the case and does not keep the register; for registers that one organ keeps for all.</summary>
    Acting,
}

/// <summary>How a figure comes from counted units.</summary>
public abstract record Measure
{
    private Measure() { }

    /// <summary>The number of units.</summary>
    public sealed record Count(Selection Of) : Measure;

    /// <summary>The sum of a public number fact over the units; money in yuan.</summary>
    public sealed record Sum(Selection Of, string Fact) : Measure;

    /// <summary>Numerator over denominator, in per cent.</summary>
    /// <remarks>On a cohort basis the numerator is the denominator's selection with further conditions, written out, so that counting needs no second rule.</remarks>
    public sealed record Rate(RateBasis Basis, Selection Numerator, Selection Denominator, ZeroRule Zero) : Measure;

    /// <summary>The units that open down to cases: those counted or summed, or a rate's denominator.</summary>
    public Selection Units => this switch
    {
        Count count => count.Of,
        Sum sum => sum.Of,
        Rate rate => rate.Denominator,
        _ => throw new InvalidOperationException("A measure is a count, a sum or a rate."),
    };
}

public enum RateBasis : byte
{
    /// <summary>The numerator counts its own events in the period, whenever its cases began; so a rate can pass 100%.</summary>
    Flow,

    /// <summary>The numerator counts those units of the denominator that satisfy more.</summary>
    Cohort,
}

/// <summary>What a rate is when its denominator is zero.</summary>
public enum ZeroRule : byte
{
    /// <summary>No value: nothing happened that could be rated.</summary>
    None,

    /// <summary>Zero per cent.</summary>
    Zero,

    /// <summary>A hundred per cent: nothing was left undone.</summary>
    Full,
}
