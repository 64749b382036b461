using System.Runtime.InteropServices;

namespace Xiezhi.Ledger.Columns;

/// <summary>Acts that count one by one, in the order of the log, each with the facts that stood when it was done.</summary>
internal sealed class ActList
{
    private const int Fewest = 16;

    private int[] rows = [];
    private ushort[] days = [];
    private uint[] leaves = [];

    /// <param name="plan">What is kept.</param>
    /// <param name="factColumns">For each fact of the plan its place among the facts of a case.</param>
    public ActList(ActListPlan plan, int[] factColumns)
    {
        FactColumns = factColumns;
        Facts = new NumberColumn[plan.Facts.Length];
        for (var i = 0; i < Facts.Length; i++)
        {
            Facts[i] = new NumberColumn();
        }
    }

    public int Count { get; private set; }
    public int[] FactColumns { get; }
    public NumberColumn[] Facts { get; private set; }

    /// <summary>Ordinal less one of the case of each act.</summary>
    public ReadOnlySpan<int> Rows => rows.AsSpan(0, Count);
    public ReadOnlySpan<ushort> Days => days.AsSpan(0, Count);
    public ReadOnlySpan<uint> Leaves => leaves.AsSpan(0, Count);

    public void Add(int row, ushort day, uint leaf, ColumnChunk chunk, int rowInChunk)
    {
        if (Count == rows.Length)
        {
            Grow(Math.Max(Fewest, Count * 2));
        }

        rows[Count] = row;
        days[Count] = day;
        leaves[Count] = leaf;
        for (var i = 0; i < Facts.Length; i++)
        {
            if (chunk.Facts[FactColumns[i]].TryGet(rowInChunk, out var value))
            {
                Facts[i].Set(Count, value);
            }
        }

        Count++;
    }

    /// <summary>Takes the acts of a case out, as if they had never been added.</summary>
    public void TakeOut(int row) => Keep([.. Enumerable.Range(0, Count).Where(i => rows[i] != row)]);

    /// <summary>Puts the acts into the order of the log again.</summary>
    public void PutInOrder()
    {
        var order = Enumerable.Range(0, Count).OrderBy(i => leaves[i]).ToArray();
        if (!order.SequenceEqual(Enumerable.Range(0, Count)))
        {
            Keep(order);
        }
    }

    // The columns are made anew, as narrow as what is left allows: the same acts give the same bytes, whatever was taken out.
    private void Keep(int[] which)
    {
        if (which.Length == Count && which.SequenceEqual(Enumerable.Range(0, Count)))
        {
            return;
        }

        var facts = new NumberColumn[Facts.Length];
        for (var f = 0; f < facts.Length; f++)
        {
            facts[f] = new NumberColumn();
            facts[f].Grow(rows.Length);
            for (var i = 0; i < which.Length; i++)
            {
                if (Facts[f].TryGet(which[i], out var value))
                {
                    facts[f].Set(i, value);
                }
            }
        }

        rows = Kept(rows, which);
        days = Kept(days, which);
        leaves = Kept(leaves, which);
        Facts = facts;
        Count = which.Length;
    }

    private static T[] Kept<T>(T[] all, int[] which)
    {
        var kept = new T[all.Length];
        for (var i = 0; i < which.Length; i++)
        {
            kept[i] = all[which[i]];
        }

        return kept;
    }

    public void Write(ref BlockWriter writer)
    {
        writer.Int(Count);
        writer.Raw(MemoryMarshal.AsBytes(Rows));
        writer.Raw(MemoryMarshal.AsBytes(Days));
        writer.Raw(MemoryMarshal.AsBytes(Leaves));
        foreach (var fact in Facts)
        {
            fact.Write(ref writer, Count);
        }
    }

    public void Read(ref BlockReader reader, int tableRows)
    {
        var count = reader.Count();
        Grow(Math.Max(Fewest, count));
        Count = count;
        reader.Raw(MemoryMarshal.AsBytes(rows.AsSpan(0, count)));
        reader.Raw(MemoryMarshal.AsBytes(days.AsSpan(0, count)));
        reader.Raw(MemoryMarshal.AsBytes(leaves.AsSpan(0, count)));
        foreach (var fact in Facts)
        {
            fact.Read(ref reader, count);
        }

        foreach (var row in Rows)
        {
            if ((uint)row >= (uint)tableRows)
            {
                throw BlockReader.Broken();
            }
        }
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref rows, capacity);
        Array.Resize(ref days, capacity);
        Array.Resize(ref leaves, capacity);
        foreach (var fact in Facts)
        {
            fact.Grow(capacity);
        }
    }
}
