using System.Runtime.CompilerServices;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>Takes the units that a scan finds, a block of rows at a time.</summary>
internal interface IUnits
{
    /// <summary>Cases of one chunk that count.</summary>
    /// <param name="firstRow">Row of the chunk's first case in its register.</param>
    /// <param name="chosen">Rows within the chunk, in ascending order.</param>
    /// <param name="days">For each row of the chunk the day on which it counts.</param>
    /// <param name="leaves">For each row of the chunk the leaf that makes it count.</param>
    /// <returns>False to stop.</returns>
    bool Cases(RegisterTable table, int firstRow, ColumnChunk chunk, ReadOnlySpan<int> chosen, ReadOnlySpan<ushort> days, ReadOnlySpan<uint> leaves);

    /// <summary>Acts of a list that count.</summary>
    /// <returns>False to stop.</returns>
    bool Acts(RegisterTable table, ActList list, ReadOnlySpan<int> chosen);
}

/// <summary>One selection over one period, made ready for the registers of its procedure.</summary>
internal sealed class Scan
{
    private const int BlockRows = 2048;

    private readonly Selection selection;
    private readonly ProcedureColumns procedure;
    private readonly RowTest[] tests;
    private readonly ushort from;
    private readonly ushort to;
    private readonly bool possible = true;

    public Scan(Selection selection, Period period, ProcedureColumns procedure)
    {
        this.selection = selection;
        this.procedure = procedure;
        from = RegisterTable.Day(period.From);
        to = RegisterTable.Day(period.To);
        var ready = new List<RowTest>();
        foreach (var condition in selection.When)
        {
            if (RowTest.Of(condition, procedure, period) is { } test)
            {
                ready.Add(test);
            }
            else
            {
                possible = false;
            }
        }

        if (selection.On is Occasion.Closed { Outcomes.IsEmpty: false } closed)
        {
            ready.Add(RowTest.OutcomeIn(procedure.OutcomeNumbers(closed.Outcomes)));
        }

        tests = [.. ready];
    }

    /// <summary>The registers that the selection speaks of, in order.</summary>
    public static IEnumerable<RegisterTable> Registers(Selection selection, ProcedureColumns procedure, IReadOnlyList<OrganLeaf> organs) =>
        procedure.Tables.Where(table =>
            table.Rows > 0
            && (selection.Level is not { } level || string.Equals(organs[table.Organ].Level.ToString(), level, StringComparison.OrdinalIgnoreCase))
            && (selection.Organs.IsEmpty || selection.Organs.Contains(organs[table.Organ].Id)));

    /// <summary>Shows the units of one register to <paramref name="units"/>, cases in order of their ordinals, acts in order of the log.</summary>
    /// <returns>False when they were told to stop.</returns>
    public bool Over<T>(RegisterTable table, ref T units) where T : IUnits
    {
        if (!possible)
        {
            return true;
        }

        if (selection.On is Occasion.Each each)
        {
            return OverList(table, table.Lists[procedure.Plan.FindList(each.Acts)], ref units);
        }

        for (var n = 0; n < table.Chunks.Count; n++)
        {
            if (table.Chunks[n] is { } chunk && chunk.EarliestDay <= to && (chunk.LatestDay >= from || selection.On is Occasion.Open)
                && !OverChunk(table, n << ColumnChunk.RowBits, chunk, ref units))
            {
                return false;
            }
        }

        return true;
    }

    private bool OverChunk<T>(RegisterTable table, int firstRow, ColumnChunk chunk, ref T units) where T : IUnits
    {
        var (days, leaves) = selection.On switch
        {
            Occasion.First first when procedure.Plan.FindFirst(first.Acts) is var column => (chunk.FirstDays[column], chunk.FirstLeaves[column]),
            Occasion.Closed => (chunk.Closed, chunk.ClosedBy),
            _ => (chunk.Opened, chunk.OpenedBy),
        };
        Span<int> room = stackalloc int[BlockRows];
        for (var start = 0; start < chunk.Rows; start += BlockRows)
        {
            var end = Math.Min(start + BlockRows, chunk.Rows);
            var chosen = room[..(selection.On is Occasion.Open ? StillOpen(chunk, start, end, room) : InPeriod(days, start, end, room))];
            foreach (var test in tests)
            {
                chosen = chosen[..test.Keep(chunk, chosen)];
            }

            if (!chosen.IsEmpty && !units.Cases(table, firstRow, chunk, chosen, days, leaves))
            {
                return false;
            }
        }

        return true;
    }

    private bool OverList<T>(RegisterTable table, ActList list, ref T units) where T : IUnits
    {
        Span<int> room = stackalloc int[BlockRows];
        for (var start = 0; start < list.Count; start += BlockRows)
        {
            var chosen = room[..InPeriod(list.Days, start, Math.Min(start + BlockRows, list.Count), room)];
            foreach (var test in tests)
            {
                chosen = chosen[..(test.Keep(list, chosen) ?? KeepByCase(test, table, list, chosen))];
            }

            if (!chosen.IsEmpty && !units.Acts(table, list, chosen))
            {
                return false;
            }
        }

        return true;
    }

    private static int KeepByCase(RowTest test, RegisterTable table, ActList list, Span<int> chosen)
    {
        Span<int> one = stackalloc int[1];
        var kept = 0;
        foreach (var act in chosen)
        {
            one[0] = list.Rows[act] & (ColumnChunk.MaxRows - 1);
            if (test.Keep(table.Chunks[list.Rows[act] >> ColumnChunk.RowBits]!, one) == 1)
            {
                chosen[kept++] = act;
            }
        }

        return kept;
    }

    // The next place is written always and kept only when the row counts: no branch to guess wrong.
    // Compiled at its best from the first call on: a command counts once and ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int InPeriod(ReadOnlySpan<ushort> days, int start, int end, Span<int> chosen)
    {
        var kept = 0;
        var span = (uint)(to - from);
        for (var row = start; row < end; row++)
        {
            chosen[kept] = row;
            kept += (uint)(days[row] - from) <= span ? 1 : 0;
        }

        return kept;
    }

    private int StillOpen(ColumnChunk chunk, int start, int end, Span<int> chosen)
    {
        var kept = 0;
        for (var row = start; row < end; row++)
        {
            chosen[kept] = row;
            kept += chunk.Opened[row] is var opened && opened != 0 && opened <= to && (chunk.Closed[row] == 0 || chunk.Closed[row] > to) ? 1 : 0;
        }

        return kept;
    }
}
