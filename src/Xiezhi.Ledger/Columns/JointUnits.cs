namespace Xiezhi.Ledger.Columns;

/// <summary>Counts the units of a scan by organ and month together.</summary>
/// <param name="counts">By number of the organ, then month of the period; an organ without a unit has none.</param>
/// <param name="monthOfDay">For each day since 2000-01-01 plus one its month in the period.</param>
/// <param name="byActing">Whether a unit belongs to the organ that acted rather than to the register's.</param>
internal struct JointUnits(long[]?[] counts, int months, ushort[] monthOfDay, bool byActing) : IUnits
{
    public readonly bool Cases(RegisterTable table, int firstRow, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days, ReadOnlySpan<uint> leaves)
    {
        foreach (var row in chosen) { Add(table, chunk, row, days[row]); }
        return true;
    }

    public readonly bool Acts(RegisterTable table, ActList list, ReadOnlySpan<int> chosen)
    {
        foreach (var act in chosen)
        {
            var row = list.Rows[act];
            Add(table, table.Chunks[row >> ColumnChunk.RowBits]!, row & (ColumnChunk.MaxRows - 1), list.Days[act]);
        }

        return true;
    }

    private readonly void Add(RegisterTable table, ColumnChunk chunk, int row, ushort day) =>
        (counts[byActing && chunk.Acting[row] != 0 ? chunk.Acting[row] - 1 : table.Organ] ??= new long[months])[monthOfDay[day]]++;
}
