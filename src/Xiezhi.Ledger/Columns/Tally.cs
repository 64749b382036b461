using System.Runtime.CompilerServices;

namespace Xiezhi.Ledger.Columns;

/// <summary>What one selection comes to over one period: in all, by month, by register and by organ.</summary>
internal sealed class Tally
{
    /// <summary>Units in all.</summary>
    public long Units { get; set; }

    /// <summary>Sum of the fact over the units, as the columns keep it; equal to <see cref="Units"/> where nothing is summed.</summary>
    public long Amount { get; set; }

    /// <summary>Amount of each month of the period; empty for a stock.</summary>
    public required long[] Months { get; init; }

    /// <summary>Registers in which something was looked for, with the units found, in the order of the scan.</summary>
    public List<(RegisterTable Table, long Units)> Registers { get; } = [];

    /// <summary>Amount by number of the organ: the register's, or the acting one.</summary>
    public required long[] Organs { get; init; }
}

/// <summary>Adds the units of a scan up.</summary>
/// <param name="monthOfDay">For each day since 2000-01-01 plus one its month in the period; empty for a stock.</param>
/// <param name="summed">Column of the fact that is summed, or -1.</param>
/// <param name="byActing">Whether a unit belongs to the organ that acted rather than to the register's.</param>
internal struct TallyUnits(Tally tally, ushort[] monthOfDay, int summed, bool byActing) : IUnits
{
    public bool Cases(RegisterTable table, int firstRow, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days, ReadOnlySpan<uint> leaves)
    {
        tally.Units += chosen.Length;
        if (summed < 0)
        {
            AddOnes(table, chunk, chosen, days);
            return true;
        }

        foreach (var row in chosen)
        {
            if (chunk.Facts[summed].TryGet(row, out var value))
            {
                Add(table, chunk, row, days[row], value);
            }
        }

        return true;
    }

    public bool Acts(RegisterTable table, ActList list, ReadOnlySpan<int> chosen)
    {
        tally.Units += chosen.Length;
        var fact = summed < 0 ? null : list.Facts[Array.IndexOf(list.FactColumns, summed)];
        foreach (var act in chosen)
        {
            var row = list.Rows[act];
            if (fact is null)
            {
                Add(table, table.Chunks[row >> ColumnChunk.RowBits]!, row & (ColumnChunk.MaxRows - 1), list.Days[act], 1);
            }
            else if (fact.TryGet(act, out var value))
            {
                Add(table, table.Chunks[row >> ColumnChunk.RowBits]!, row & (ColumnChunk.MaxRows - 1), list.Days[act], value);
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddOnes(RegisterTable table, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days)
    {
        tally.Amount += chosen.Length;
        if (monthOfDay.Length > 0)
        {
            var months = tally.Months;
            foreach (var row in chosen)
            {
                months[monthOfDay[days[row]]]++;
            }
        }

        var organs = tally.Organs;
        if (!byActing)
        {
            organs[table.Organ] += chosen.Length;
            return;
        }

        foreach (var row in chosen)
        {
            organs[chunk.Acting[row] is var acting && acting != 0 ? acting - 1 : table.Organ]++;
        }
    }

    private readonly void Add(RegisterTable table, ColumnChunk chunk, int row, ushort day, long amount)
    {
        tally.Amount += amount;
        if (monthOfDay.Length > 0)
        {
            tally.Months[monthOfDay[day]] += amount;
        }

        tally.Organs[byActing && chunk.Acting[row] != 0 ? chunk.Acting[row] - 1 : table.Organ] += amount;
    }
}

/// <summary>Collects one page of the units of a scan.</summary>
/// <param name="take">Most units to collect.</param>
/// <param name="organ">Only units of this organ; -1 for all.</param>
/// <param name="firstDay">Only units that count from this day to <paramref name="lastDay"/>, both included.</param>
internal struct PageUnits(List<(RegisterTable Table, int Row, uint Leaf, ushort Day)> page, int take, int organ, bool byActing, ushort firstDay, ushort lastDay)
    : IUnits
{
    /// <summary>Units to pass over before the first one is collected.</summary>
    public long Skip { get; set; }

    /// <summary>Cases up to this row of the register are not collected; -1 for none.</summary>
    public int AfterRow { get; set; } = -1;

    /// <summary>Acts up to this leaf are not collected; -1 for none.</summary>
    public long AfterLeaf { get; set; } = -1;

    public bool Cases(RegisterTable table, int firstRow, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days, ReadOnlySpan<uint> leaves)
    {
        foreach (var row in chosen)
        {
            if (firstRow + row > AfterRow && Wanted(table, chunk, row, days[row]) && !Take(table, firstRow + row, leaves[row], days[row]))
            {
                return false;
            }
        }

        return true;
    }

    public bool Acts(RegisterTable table, ActList list, ReadOnlySpan<int> chosen)
    {
        foreach (var act in chosen)
        {
            var row = list.Rows[act];
            var chunk = table.Chunks[row >> ColumnChunk.RowBits]!;
            if (list.Leaves[act] > AfterLeaf && Wanted(table, chunk, row & (ColumnChunk.MaxRows - 1), list.Days[act]) && !Take(table, row, list.Leaves[act], list.Days[act]))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool Wanted(RegisterTable table, ColumnChunk chunk, int row, ushort day) =>
        day >= firstDay && day <= lastDay && (organ < 0 || organ == (byActing && chunk.Acting[row] != 0 ? chunk.Acting[row] - 1 : table.Organ));

    private bool Take(RegisterTable table, int row, uint leaf, ushort day)
    {
        if (Skip > 0)
        {
            Skip--;
            return true;
        }

        page.Add((table, row, leaf, day));
        return page.Count < take;
    }
}
