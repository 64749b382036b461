using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Desk;

/// <summary>How urgent an open case is. Red: a clock ran out. Yellow: one runs out within three working days, today included. Green: later, or nothing runs.</summary>
public enum Light { Red, Yellow, Green }

/// <summary>A case on the docket: it is open, or an organ still owes something in it.</summary>
/// <param name="Keeper">Number of the organ that keeps the register.</param>
/// <param name="Stage">Index of the stage in the edition; -1 when the case has ended and an organ still owes something in it.</param>
/// <param name="Due">The first rolled last day of a running clock; null when none runs.</param>
/// <param name="Limit">Index of the limit of that clock, -1 when none runs.</param>
public sealed record DocketRow(CaseId Id, CaseNumber Number, Edition Edition, int Keeper, int Stage, DateOnly? Due, int Limit, Light Light, int Entries);

/// <summary>Which open cases are asked for. What is null is not asked.</summary>
/// <param name="Organs">Numbers of the organs whose cases the viewer may see: those that keep the register or hold a role. The gate gives them; null: all.</param>
/// <param name="Holder">Only cases in which this organ has a role or keeps the register.</param>
/// <param name="After">The row after which the page begins: the last row of the page before.</param>
/// <param name="Take">1 to 200.</param>
public sealed record DocketQuery(ImmutableArray<int>? Organs, Light? Light = null, string? Procedure = null, string? Stage = null, int? Holder = null, DocketPlace? After = null, int Take = 50)
{
    /// <summary>Only cases that somebody may move to a later edition, one by one as they are marked.</summary>
    public bool Movable { get; init; }
}

/// <summary>A place in the order of a docket: by due day, without one last; then by case.</summary>
public readonly record struct DocketPlace(DateOnly? Due, CaseId Id);

/// <param name="Total">How many cases the query finds in all.</param>
/// <param name="ByLight">Of all that the query finds but for its light.</param>
/// <param name="ByProcedure">Of all that the query finds but for its procedure and stage; most first.</param>
/// <param name="ByOrgan">By organ that keeps the register, of all that the query finds but for its holder; most first.</param>
public sealed record DocketPage(ImmutableArray<DocketRow> Rows, int Total, ImmutableDictionary<Light, int> ByLight, ImmutableArray<(string Procedure, int Cases)> ByProcedure,
    ImmutableArray<(int Organ, int Cases)> ByOrgan);
