using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Brings the columns of a store's log to its end: from what was saved, and from the leaves since.</summary>
public static class LogColumns
{
    /// <summary>The columns at the end of the log; read anew from its first leaf when nothing fitting was saved.</summary>
    /// <exception cref="InvalidDataException">A saved block is broken, or the log declares itself wrongly.</exception>
    public static ColumnStore Load(ILedgerStore store, ColumnPlan plan)
    {
        var columns = ColumnStore.Restore(plan, store.ReadColumn);
        if (columns is null || columns.Size > store.Size) { columns = new ColumnStore(plan); }
        CatchUp(columns, store);
        return columns;
    }

    /// <summary>Adds the leaves that the log has beyond the columns.</summary>
    public static void CatchUp(ColumnStore columns, ILedgerStore store)
    {
        using var held = columns.Writing();
        store.ReadLeaves(columns.Size, long.MaxValue, (index, leaf) =>
        {
            columns.Add(index, leaf);
            return true;
        });
        Settle(columns, store);
    }

    /// <summary>Makes the rows of corrected cases anew from the leaves that their case rows name.</summary>
    public static void Settle(ColumnStore columns, ILedgerStore store)
    {
        using var row = new PooledBuffer();
        columns.Settle(corrected =>
        {
            var register = store.Registers().First(r => r.Procedure == corrected.Procedure && r.Organ == corrected.Organ && r.Year == corrected.Year);
            row.Clear();
            return store.ReadCase(CaseId.Of(register.Id, corrected.Ordinal), row, out _)
                ? [.. CaseRecord.PlacesIn(row.Written).Select(place => (place, store.ReadLeaf(place)))]
                : throw new InvalidDataException($"Case {corrected.Ordinal} of register {register.Id} has no row. Run fsck.");
        });
    }
}
