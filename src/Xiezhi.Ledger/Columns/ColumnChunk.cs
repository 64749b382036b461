using System.Runtime.InteropServices;

namespace Xiezhi.Ledger.Columns;

/// <summary>Up to <see cref="MaxRows"/> cases of one register, one row a case, a column for each thing that is kept.</summary>
/// <remarks>A day is kept as days since 2000-01-01 plus one; zero is none. Small registers stay small: capacity doubles up to the most.</remarks>
internal sealed class ColumnChunk
{
    public const int RowBits = 14;
    public const int MaxRows = 1 << RowBits;
    private const int FewestRows = 16;

    public ColumnChunk(ProcedurePlan plan)
    {
        FirstDays = NewColumns<ushort>(plan.Firsts.Length);
        FirstLeaves = NewColumns<uint>(plan.Firsts.Length);
        Verdicts = NewColumns<byte>(plan.Limits.Length);
        Findings = NewColumns<byte>(plan.Findings.Length);
        Facts = new NumberColumn[plan.Facts.Length];
        for (var i = 0; i < Facts.Length; i++)
        {
            Facts[i] = new NumberColumn();
        }

        KeepsActing = plan.Acting;
        KeepsOpenings = plan.Openings;
    }

    public int Rows { get; private set; }
    public bool KeepsActing { get; }
    public bool KeepsOpenings { get; }

    /// <summary>Whether the chunk was changed since it was last saved.</summary>
    public bool Changed { get; set; } = true;

    /// <summary>Earliest and latest day that any column holds or held, so that a scan of other days skips the chunk.</summary>
    public ushort EarliestDay { get; private set; } = ushort.MaxValue;
    public ushort LatestDay { get; private set; }

    // Arrays rather than properties: the append and the scans index them in their innermost loops.
    public ushort[] Opened = [];
    public uint[] OpenedBy = [];
    /// <summary>Number of the last entry of the case, its low eight bits.</summary>
    public byte[] Entries = [];
    public ushort[] Closed = [];
    public uint[] ClosedBy = [];
    public byte[] Outcome = [];
    /// <summary>Number of the last acting organ that does not keep the register, plus one.</summary>
    public ushort[] Acting = [];
    public readonly ushort[][] FirstDays;
    public readonly uint[][] FirstLeaves;
    public readonly NumberColumn[] Facts;
    /// <summary>The last verdict plus one.</summary>
    public readonly byte[][] Verdicts;
    public readonly byte[][] Findings;

    /// <summary>Makes the row exist; rows before it that nobody has written stay empty.</summary>
    public void Reach(int row)
    {
        if (row < Rows)
        {
            return;
        }

        if (row >= Opened.Length)
        {
            var capacity = Math.Max(FewestRows, Opened.Length);
            while (capacity <= row)
            {
                capacity *= 2;
            }

            Grow(capacity);
        }

        Rows = row + 1;
    }

    /// <summary>Empties a row but for the number of its last entry.</summary>
    public void Clear(int row)
    {
        (Opened[row], Closed[row], ClosedBy[row], Outcome[row]) = (0, 0, 0, 0);
        if (KeepsActing)
        {
            Acting[row] = 0;
        }

        if (KeepsOpenings)
        {
            OpenedBy[row] = 0;
        }

        for (var i = 0; i < FirstDays.Length; i++)
        {
            (FirstDays[i][row], FirstLeaves[i][row]) = (0, 0);
        }

        foreach (var fact in Facts)
        {
            fact.Clear(row);
        }

        foreach (var column in Verdicts)
        {
            column[row] = 0;
        }

        foreach (var column in Findings)
        {
            column[row] = 0;
        }
    }

    public void Saw(ushort day)
    {
        if (day < EarliestDay)
        {
            EarliestDay = day;
        }

        if (day > LatestDay)
        {
            LatestDay = day;
        }
    }

    public void Write(ref BlockWriter writer)
    {
        writer.Int(Rows);
        Write(ref writer, Opened);
        if (KeepsOpenings)
        {
            Write(ref writer, OpenedBy);
        }

        Write(ref writer, Entries);
        Write(ref writer, Closed);
        Write(ref writer, ClosedBy);
        Write(ref writer, Outcome);
        if (KeepsActing)
        {
            Write(ref writer, Acting);
        }

        for (var i = 0; i < FirstDays.Length; i++)
        {
            Write(ref writer, FirstDays[i]);
            Write(ref writer, FirstLeaves[i]);
        }

        foreach (var fact in Facts)
        {
            fact.Write(ref writer, Rows);
        }

        foreach (var column in Verdicts)
        {
            Write(ref writer, column);
        }

        foreach (var column in Findings)
        {
            Write(ref writer, column);
        }
    }

    /// <exception cref="InvalidDataException">The block is no chunk of this plan.</exception>
    public static ColumnChunk Read(ProcedurePlan plan, ReadOnlySpan<byte> block)
    {
        var reader = new BlockReader(block);
        var rows = reader.Count();
        if (rows is 0 or > MaxRows)
        {
            throw BlockReader.Broken();
        }

        var chunk = new ColumnChunk(plan) { Changed = false };
        chunk.Reach(rows - 1);
        chunk.ReadDays(ref reader, chunk.Opened);
        if (chunk.KeepsOpenings)
        {
            chunk.Read(ref reader, chunk.OpenedBy);
        }

        chunk.Read(ref reader, chunk.Entries);
        chunk.ReadDays(ref reader, chunk.Closed);
        chunk.Read(ref reader, chunk.ClosedBy);
        chunk.Read(ref reader, chunk.Outcome);
        if (chunk.KeepsActing)
        {
            chunk.Read(ref reader, chunk.Acting);
        }

        for (var i = 0; i < chunk.FirstDays.Length; i++)
        {
            chunk.ReadDays(ref reader, chunk.FirstDays[i]);
            chunk.Read(ref reader, chunk.FirstLeaves[i]);
        }

        foreach (var fact in chunk.Facts)
        {
            fact.Read(ref reader, rows);
        }

        foreach (var column in chunk.Verdicts)
        {
            chunk.Read(ref reader, column);
        }

        foreach (var column in chunk.Findings)
        {
            chunk.Read(ref reader, column);
        }

        reader.End();
        return chunk;
    }

    private void Write<T>(ref BlockWriter writer, T[] column) where T : unmanaged => writer.Raw(MemoryMarshal.AsBytes(column.AsSpan(0, Rows)));

    private void Read<T>(ref BlockReader reader, T[] column) where T : unmanaged => reader.Raw(MemoryMarshal.AsBytes(column.AsSpan(0, Rows)));

    private void ReadDays(ref BlockReader reader, ushort[] column)
    {
        Read(ref reader, column);
        foreach (var day in column.AsSpan(0, Rows))
        {
            if (day != 0)
            {
                Saw(day);
            }
        }
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref Opened, capacity);
        Array.Resize(ref Entries, capacity);
        Array.Resize(ref Closed, capacity);
        Array.Resize(ref ClosedBy, capacity);
        Array.Resize(ref Outcome, capacity);
        if (KeepsActing)
        {
            Array.Resize(ref Acting, capacity);
        }

        if (KeepsOpenings)
        {
            Array.Resize(ref OpenedBy, capacity);
        }

        for (var i = 0; i < FirstDays.Length; i++)
        {
            Array.Resize(ref FirstDays[i], capacity);
            Array.Resize(ref FirstLeaves[i], capacity);
        }

        foreach (var fact in Facts)
        {
            fact.Grow(capacity);
        }

        for (var i = 0; i < Verdicts.Length; i++)
        {
            Array.Resize(ref Verdicts[i], capacity);
        }

        for (var i = 0; i < Findings.Length; i++)
        {
            Array.Resize(ref Findings[i], capacity);
        }
    }

    private static T[][] NewColumns<T>(int count)
    {
        var columns = new T[count][];
        Array.Fill(columns, []);
        return columns;
    }
}
