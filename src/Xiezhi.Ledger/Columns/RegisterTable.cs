using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>The cases of one register: a procedure, an organ and a year. The row of a case is its ordinal less one.</summary>
internal sealed partial class RegisterTable
{
    private readonly List<ColumnChunk?> chunks = [];

    public RegisterTable(ProcedureColumns procedure, int organ, int year)
    {
        Procedure = procedure;
        Organ = organ;
        Year = year;
        Lists = [.. procedure.Plan.Lists.Select(list => new ActList(list, [.. list.Facts.Select(fact => procedure.Plan.Facts.IndexOf(fact))]))];
    }

    public ProcedureColumns Procedure { get; }
    public int Organ { get; }
    public int Year { get; }

    /// <summary>Highest ordinal seen.</summary>
    public int Rows { get; private set; }

    /// <summary>Ordinal that the last closing entry of the register states as its last; null while the register is open.</summary>
    public int? StatedLast { get; set; }

    public ActList[] Lists { get; }

    /// <summary>Whether an act was added to a list since the lists were last saved.</summary>
    public bool ListsChanged { get; set; }

    /// <summary>Null where no case of a whole chunk has been seen.</summary>
    public IReadOnlyList<ColumnChunk?> Chunks => chunks;

    public string Name => $"{Procedure.Id}/{Organ}/{Year}";

    /// <summary>Takes an act leaf in; returns whether its number follows the last one of its case.</summary>
    public bool Add(long leafIndex, in ActLeaf leaf, EditionCodes codes)
    {
        var row = leaf.Ordinal - 1;
        var chunk = Chunk(row);
        var at = row & (ColumnChunk.MaxRows - 1);
        chunk.Reach(at);
        if (row >= Rows)
        {
            Rows = row + 1;
        }

        chunk.Changed = true;
        var follows = (byte)(chunk.Entries[at] + 1) == (byte)leaf.Number;
        chunk.Entries[at] = (byte)leaf.Number;
        // What corrections change is made anew from all leaves of the case.
        if (leaf.Kind is EntryKind.Inside or EntryKind.Amend or EntryKind.Annul)
        {
            return follows;
        }

        Take(leafIndex, leaf, codes, chunk, at);
        return follows;
    }

    private void Take(long leafIndex, in ActLeaf leaf, EditionCodes codes, ColumnChunk chunk, int at)
    {
        if (leaf.Kind == EntryKind.Inside)
        {
            return;
        }

        var index = checked((uint)leafIndex);
        var day = Day(leaf.EffectiveDay);
        chunk.Saw(day);
        if (leaf.Number == 1)
        {
            chunk.Opened[at] = day;
            if (chunk.KeepsOpenings)
            {
                chunk.OpenedBy[at] = index;
            }
        }

        if (leaf.ActingOrgan is { } acting && chunk.KeepsActing)
        {
            chunk.Acting[at] = checked((ushort)(acting + 1));
        }

        if (leaf.Reopens)
        {
            chunk.Closed[at] = 0;
            chunk.ClosedBy[at] = 0;
            chunk.Outcome[at] = 0;
        }

        if (leaf.Outcome is { } outcome)
        {
            chunk.Closed[at] = day;
            chunk.ClosedBy[at] = index;
            chunk.Outcome[at] = (uint)outcome < (uint)codes.Outcomes.Length ? codes.Outcomes[outcome] : throw codes.Undeclared("outcome", outcome);
        }

        // Most leaves carry none of what follows, or nothing that a figure asks for; walking an empty list costs more than asking.
        if (leaf.Facts.Count > 0 && chunk.Facts.Length > 0)
        {
            AddFacts(chunk, at, leaf, codes);
        }

        if (leaf.Verdicts.Count > 0 && chunk.Verdicts.Length > 0)
        {
            AddVerdicts(chunk, at, leaf, codes);
        }

        if (leaf.Findings.Count > 0 && chunk.Findings.Length > 0)
        {
            AddFindings(chunk, at, leaf, codes);
        }

        if (leaf.Kind == EntryKind.Act)
        {
            AddAct(chunk, at, leaf, codes, day, index);
        }
    }

    /// <summary>Ordinals below the last one that no opening entry has been seen of.</summary>
    public IEnumerable<int> MissingOrdinals()
    {
        for (var row = 0; row < Rows; row++)
        {
            var at = row & (ColumnChunk.MaxRows - 1);
            if (chunks[row >> ColumnChunk.RowBits] is not { } chunk || at >= chunk.Rows || chunk.Opened[at] == 0)
            {
                yield return row + 1;
            }
        }
    }

    /// <summary>Puts a chunk back that was saved.</summary>
    public void Restore(int n, ColumnChunk chunk)
    {
        while (chunks.Count <= n)
        {
            chunks.Add(null);
        }

        chunks[n] = chunk;
        Rows = Math.Max(Rows, (n << ColumnChunk.RowBits) + chunk.Rows);
    }

    /// <summary>Days since 2000-01-01 plus one. Days before count as that day, days after 2179-06-05 as the last one: no figure's period lies there.</summary>
    public static ushort Day(DateOnly day) => (ushort)Math.Clamp(day.DayNumber - Leaf.DayZero.DayNumber + 1, 1, ushort.MaxValue);

    private static void AddFacts(ColumnChunk chunk, int at, in ActLeaf leaf, EditionCodes codes)
    {
        foreach (var fact in leaf.Facts)
        {
            var column = codes.Column(fact, out var value);
            if (column >= 0)
            {
                chunk.Facts[column].Set(at, value);
            }
        }
    }

    private static void AddVerdicts(ColumnChunk chunk, int at, in ActLeaf leaf, EditionCodes codes)
    {
        foreach (var verdict in leaf.Verdicts)
        {
            var columns = codes.ColumnOfLimit;
            var column = (uint)verdict.Limit < (uint)columns.Length ? columns[verdict.Limit] : throw codes.Undeclared("limit", verdict.Limit);
            if (column >= 0)
            {
                chunk.Verdicts[column][at] = (byte)(verdict.Verdict + 1);
            }
        }
    }

    private static void AddFindings(ColumnChunk chunk, int at, in ActLeaf leaf, EditionCodes codes)
    {
        foreach (var finding in leaf.Findings)
        {
            var columns = codes.ColumnOfFinding;
            var column = (uint)finding.Kind < (uint)columns.Length ? columns[finding.Kind] : throw codes.Undeclared("finding", finding.Kind);
            if (column >= 0)
            {
                chunk.Findings[column][at] = 1;
            }
        }
    }

    private void AddAct(ColumnChunk chunk, int at, in ActLeaf leaf, EditionCodes codes, ushort day, uint index)
    {
        var act = leaf.Subject;
        if ((uint)act >= (uint)codes.FirstsOfAct.Length)
        {
            throw codes.Undeclared("act", act);
        }

        foreach (var column in codes.FirstsOfAct[act])
        {
            if (chunk.FirstDays[column][at] == 0)
            {
                chunk.FirstDays[column][at] = day;
                chunk.FirstLeaves[column][at] = index;
            }
        }

        foreach (var list in codes.ListsOfAct[act])
        {
            Lists[list].Add(leaf.Ordinal - 1, day, index, chunk, at);
            ListsChanged = true;
        }
    }

    private ColumnChunk Chunk(int row)
    {
        var n = row >> ColumnChunk.RowBits;
        if (n < chunks.Count && chunks[n] is { } chunk)
        {
            return chunk;
        }

        chunk = new ColumnChunk(Procedure.Plan);
        Restore(n, chunk);
        return chunk;
    }
}
