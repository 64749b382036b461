using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>Which units of a figure are shown as its evidence.</summary>
public enum EvidenceOf : byte
{
    /// <summary>What was counted; for a rate its denominator.</summary>
    Units,

    /// <summary>A rate's numerator; for other figures the same as <see cref="Units"/>.</summary>
    Numerator,
}

/// <summary>The place of a unit among the evidence of a figure.</summary>
/// <param name="Organ">Number in the log of the organ that keeps the register.</param>
public readonly record struct UnitPlace(int Year, int Organ, int Ordinal, long Leaf)
{
    /// <summary>Greater than 0 when this place lies behind the register, 0 when it lies in it.</summary>
    internal int CompareRegister(int year, int organ) => Year != year ? Year.CompareTo(year) : Organ.CompareTo(organ);
}

/// <summary>Counts figures by scanning columns. What two figures have in common is counted once as long as the columns stand still.</summary>
/// <remarks>Safe for several threads, and beside one writer of the columns.</remarks>
public sealed class FigureCounter(ColumnStore columns)
{
    private readonly Lock guard = new();
    private readonly Dictionary<(Selection Selection, string? Fact, OrganGrouping Organs, Period Period), Tally?> tallies = [];
    private long talliedSize = -1;

    /// <summary>The erasure of a case; null while its content was not erased.</summary>
    /// <param name="organ">Number in the log of the organ that keeps the register.</param>
    public ErasureLeaf? ErasureOf(string procedure, int organ, int year, int ordinal) => columns.ErasureOf(procedure, organ, year, ordinal);

    /// <summary>The publications that the log holds, in their order.</summary>
    public IReadOnlyList<PublicationLeaf> Publications()
    {
        using var held = columns.Reading();
        return [.. columns.Publications];
    }

    /// <summary>What the log ought to hold and does not.</summary>
    public IReadOnlyList<Gap> Gaps() => columns.Gaps();

    /// <summary>Each indicator's figure for the period, in the order given.</summary>
    public ImmutableArray<Figure> Count(IEnumerable<Indicator> indicators, Period period)
    {
        using var held = columns.Reading();
        return [.. indicators.Select(indicator => Count(indicator, period))];
    }

    /// <summary>The indicator's figure for the period, from all leaves that the columns have taken in.</summary>
    public Figure Count(Indicator indicator, Period period)
    {
        using var held = columns.Reading();
        var figure = new Figure(indicator, period, columns.Size);
        switch (indicator.Measure)
        {
            case Measure.Count count:
                var counted = Tally(count.Of, null, indicator.ByOrgan, period);
                figure = figure with { Unrounded = counted?.Units, Entries = counted?.Units ?? 0 };
                return indicator.Persons is null ? figure : columns.WithPersons(figure);
            case Measure.Sum sum:
                var summed = Tally(sum.Of, sum.Fact, indicator.ByOrgan, period);
                return figure with { Unrounded = summed is null ? null : summed.Amount / Power(sum), Entries = summed?.Units ?? 0 };
            case Measure.Rate rate:
                var denominator = Tally(rate.Denominator, null, indicator.ByOrgan, period);
                var numerator = Tally(rate.Numerator, null, indicator.ByOrgan, period);
                if (denominator is null)
                {
                    return figure;
                }

                return figure with
                {
                    Unrounded = RateOf(numerator?.Units ?? 0, denominator.Units, rate.Zero),
                    Numerator = numerator?.Units ?? 0,
                    Denominator = denominator.Units,
                    Entries = denominator.Units,
                };
            default:
                throw new ArgumentException($"'{indicator.Id}' has a measure that columns cannot count.", nameof(indicator));
        }
    }

    /// <summary>As <see cref="Count(IEnumerable{Indicator}, Period)"/>, and behind each figure that counts people the units in which they came: all from one state of the log.</summary>
    public ImmutableArray<(Figure Figure, IReadOnlyList<CountedUnit> Units)> CountWithUnits(IEnumerable<Indicator> indicators, Period period)
    {
        using var held = columns.Reading();
        return [.. indicators.Select(indicator => (Count(indicator, period), indicator.Persons is null ? [] : Evidence(indicator, period, take: int.MaxValue)))];
    }

    /// <summary>The leaves that prove the figure, with the figure.</summary>
    public FigureLeaves Leaves(Indicator indicator, Period period)
    {
        using var held = columns.Reading();
        return new FigureLeaves(Count(indicator, period), columns);
    }

    /// <summary>The figure in its parts, none of them hidden; what is published of them is <see cref="SmallParts.Shown"/>. People are not broken down: parts would not add up to the whole.</summary>
    public Breakdown BreakDown(Indicator indicator, Period period)
    {
        using var held = columns.Reading();
        var fact = (indicator.Measure as Measure.Sum)?.Fact;
        var power = indicator.Measure is Measure.Sum sum ? Power(sum) : 1m;
        if (indicator.Persons is not null || Tally(indicator.Measure.Units, fact, indicator.ByOrgan, period) is not { } whole)
        {
            return new Breakdown([], [], []);
        }

        var upper = indicator.Measure is Measure.Rate rate ? Tally(rate.Numerator, null, indicator.ByOrgan, period) : null;
        var isRate = indicator.Measure is Measure.Rate;
        var units = fact is null ? whole : Tally(indicator.Measure.Units, null, indicator.ByOrgan, period)!;
        var months = Parts(whole.Months, units.Months, upper?.Months);
        var organs = Parts(whole.Organs, units.Organs, upper?.Organs);
        var counties = Parts(ByCounty(whole.Organs), ByCounty(units.Organs), upper is null ? null : ByCounty(upper.Organs));
        return new Breakdown([.. months], Largest(organs), Largest(counties));

        Part[] Parts(long[] amounts, long[] units, long[]? numerators) =>
            [.. amounts.Select((amount, i) => new Part(amount / power, isRate ? i < numerators?.Length ? numerators[i] : 0 : null) { Units = units[i] })];
    }

    /// <summary>The units of a figure by organ and month together, none of them hidden; what may be shown of them is <see cref="JointParts"/>. Empty for a stock.</summary>
    public ImmutableArray<OrganMonths> BreakDownJointly(Indicator indicator, Period period)
    {
        using var held = columns.Reading();
        var units = Joint(indicator.Measure.Units, indicator.ByOrgan, period);
        var upper = indicator.Measure is Measure.Rate rate ? Joint(rate.Numerator, indicator.ByOrgan, period) : null;
        var none = new long[period.Months];
        return [.. from organ in Enumerable.Range(0, columns.Organs.Count)
                   where units[organ] is not null || upper?[organ] is not null
                   select new OrganMonths(organ, [.. units[organ] ?? none], upper is null ? [] : [.. upper[organ] ?? none])];
    }

    /// <summary>A page of the entries behind a figure: registers by year, then organ; within them cases by ordinal, acts by their place in the log.</summary>
    /// <param name="skip">Units to pass over.</param>
    /// <param name="take">Most units to give, 1 or more.</param>
    /// <param name="organ">Number of an organ of the breakdown; null for all.</param>
    /// <param name="within">Only units that count on one of these days; null for all. Conditions are judged by the period's cut-off all the same.</param>
    /// <param name="after">Only units behind this one: a page that follows another by it neither repeats nor misses a unit when the log has grown.</param>
    public IReadOnlyList<CountedUnit> Evidence(Indicator indicator, Period period, EvidenceOf of = EvidenceOf.Units, long skip = 0, int take = 50, int? organ = null,
        Period? within = null, UnitPlace? after = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        using var held = columns.Reading();
        var selection = of == EvidenceOf.Numerator && indicator.Measure is Measure.Rate rate ? rate.Numerator : indicator.Measure.Units;
        if (Tally(selection, null, indicator.ByOrgan, period) is not { } tally || columns.Find(selection.Procedure) is not { } procedure)
        {
            return [];
        }

        var byActing = indicator.ByOrgan == OrganGrouping.Acting;
        var found = new List<(RegisterTable Table, int Row, uint Leaf, ushort Day)>();
        var (firstDay, lastDay) = within is { } days ? (RegisterTable.Day(days.From), RegisterTable.Day(days.To)) : (ushort.MinValue, ushort.MaxValue);
        var units = new PageUnits(found, take, organ ?? -1, byActing, firstDay, lastDay) { Skip = skip };
        var scan = new Scan(selection, period, procedure);
        foreach (var (table, count) in tally.Registers)
        {
            var behind = after?.CompareRegister(table.Year, table.Organ) ?? -1;
            if ((!byActing && organ is not null && table.Organ != organ) || behind > 0)
            {
                continue;
            }

            (units.AfterRow, units.AfterLeaf) = behind == 0 ? (after!.Value.Ordinal - 1, after.Value.Leaf) : (-1, -1);
            // A register that lies before the page as a whole is not scanned.
            if (within is null && (organ is null || !byActing) && behind < 0 && units.Skip >= count)
            {
                units.Skip -= count;
            }
            else if (!scan.Over(table, ref units))
            {
                break;
            }
        }

        return [.. found.Select(unit => new CountedUnit(unit.Leaf, selection.Procedure, unit.Table.Organ, columns.Organs[unit.Table.Organ].Id,
            unit.Table.Year, unit.Row + 1, Leaf.DayZero.AddDays(unit.Day - 1)))];
    }

    /// <summary>The selection's tally, or null when no case of its registers was ever entered.</summary>
    private Tally? Tally(Selection selection, string? fact, OrganGrouping grouping, Period period)
    {
        lock (guard)
        {
            if (talliedSize != columns.Size)
            {
                tallies.Clear();
                talliedSize = columns.Size;
            }

            var key = (selection, fact, grouping, period);
            if (!tallies.TryGetValue(key, out var tally))
            {
                tallies.Add(key, tally = Scanned(selection, fact, grouping, period));
            }

            return tally;
        }
    }

    private Tally? Scanned(Selection selection, string? fact, OrganGrouping grouping, Period period)
    {
        if (columns.Find(selection.Procedure) is not { } procedure)
        {
            return null;
        }

        var registers = Scan.Registers(selection, procedure, columns.Organs).ToList();
        if (registers.Count == 0)
        {
            return null;
        }

        var monthOfDay = selection.On is Occasion.Open ? [] : MonthOfDay(period);
        var tally = new Tally { Months = new long[selection.On is Occasion.Open ? 0 : period.Months], Organs = new long[columns.Organs.Count] };
        var units = new TallyUnits(tally, monthOfDay, fact is null ? -1 : procedure.Plan.Facts.IndexOf(fact), grouping == OrganGrouping.Acting);
        var scan = new Scan(selection, period, procedure);
        foreach (var table in registers)
        {
            var before = tally.Units;
            scan.Over(table, ref units);
            tally.Registers.Add((table, tally.Units - before));
        }

        return tally;
    }

    private long[]?[] Joint(Selection selection, OrganGrouping grouping, Period period)
    {
        var counts = new long[]?[columns.Organs.Count];
        if (selection.On is Occasion.Open || columns.Find(selection.Procedure) is not { } procedure) { return counts; }
        var units = new JointUnits(counts, period.Months, MonthOfDay(period), grouping == OrganGrouping.Acting);
        var scan = new Scan(selection, period, procedure);
        foreach (var table in Scan.Registers(selection, procedure, columns.Organs)) { scan.Over(table, ref units); }
        return counts;
    }

    private decimal Power(Measure.Sum sum) => columns.Find(sum.Of.Procedure)?.FindFact(sum.Fact)?.Power ?? 1m;

    internal static decimal? RateOf(long numerator, long denominator, ZeroRule zero) =>
        denominator != 0 ? numerator * 100m / denominator : zero switch { ZeroRule.Zero => 0m, ZeroRule.Full => 100m, _ => null };

    private static ushort[] MonthOfDay(Period period)
    {
        var monthOfDay = new ushort[RegisterTable.Day(period.To) + 1];
        for (var month = 0; month < period.Months; month++)
        {
            var days = period.Month(month);
            var first = RegisterTable.Day(days.From);
            monthOfDay.AsSpan(first, RegisterTable.Day(days.To) - first + 1).Fill((ushort)month);
        }

        return monthOfDay;
    }

    private long[] ByCounty(long[] byOrgan)
    {
        var counties = new long[byOrgan.Length];
        for (var organ = 0; organ < byOrgan.Length; organ++)
        {
            counties[CountyOf(organ)] += byOrgan[organ];
        }

        return counties;
    }

    /// <summary>The highest organ of county level at or above this one; without one, the highest organ above it.</summary>
    private int CountyOf(int organ)
    {
        var (county, top) = (-1, organ);
        for (int? at = organ; at is { } here; at = columns.Organs[here].Parent)
        {
            top = here;
            if (columns.Organs[here].Level == OrganLevel.County)
            {
                county = here;
            }
        }

        return county >= 0 ? county : top;
    }

    private ImmutableArray<OrganPart> Largest(Part[] parts) =>
    [
        .. parts.Select((part, organ) => new OrganPart(organ, columns.Organs[organ].Id, part) { County = CountyOf(organ) })
            .Where(entry => entry.Part.Amount != 0 || entry.Part.Numerator > 0)
            .OrderByDescending(entry => entry.Part.Amount).ThenBy(entry => entry.Number),
    ];
}
