using System.Collections;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>The cases of one procedure that a figure counts, whether once or by several of their acts.</summary>
internal sealed class CountedCases
{
    private readonly Dictionary<(int Organ, int Year), BitArray> rows = [];

    public bool Has(in ActLeaf leaf) => rows.TryGetValue((leaf.Organ, leaf.Year), out var counted) && leaf.Ordinal <= counted.Length && counted[leaf.Ordinal - 1];

    /// <summary>Marks what a scan finds.</summary>
    public readonly struct Units(CountedCases cases) : IUnits
    {
        public bool Cases(RegisterTable table, int firstRow, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days, ReadOnlySpan<uint> leaves)
        {
            var counted = cases.Of(table);
            foreach (var row in chosen) { counted[firstRow + row] = true; }
            return true;
        }

        public bool Acts(RegisterTable table, ActList list, ReadOnlySpan<int> chosen)
        {
            var counted = cases.Of(table);
            foreach (var act in chosen) { counted[list.Rows[act]] = true; }
            return true;
        }
    }

    private BitArray Of(RegisterTable table)
    {
        if (!rows.TryGetValue((table.Organ, table.Year), out var counted)) { rows.Add((table.Organ, table.Year), counted = new BitArray(table.Rows)); }
        return counted;
    }
}
