using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>A case in which an entry was put right or struck out.</summary>
public readonly record struct CorrectedCase(string Procedure, int Organ, int Year, int Ordinal);

/// <summary>Cases with corrections: their rows are made anew from all their leaves, each as it stands now.</summary>
public sealed partial class ColumnStore
{
    private readonly HashSet<(RegisterTable Table, int Row)> corrected = [];

    /// <summary>Cases that leaves added since the last <see cref="Settle"/> correct: their rows are not right before it.</summary>
    public IEnumerable<CorrectedCase> Corrected => corrected.Select(c => new CorrectedCase(c.Table.Procedure.Id, c.Table.Organ, c.Table.Year, c.Row + 1));

    /// <summary>Makes the rows of corrected cases anew.</summary>
    /// <param name="leavesOf">All leaves of a case with their index, in the order of the log, as far as they were added.</param>
    public void Settle(Func<CorrectedCase, IReadOnlyList<(long Index, byte[] Leaf)>> leavesOf)
    {
        foreach (var (table, row) in corrected)
        {
            var leaves = leavesOf(new CorrectedCase(table.Procedure.Id, table.Organ, table.Year, row + 1));
            table.Restate(row, leaves.Where(l => l.Index < Size).ToList(), editions);
        }

        corrected.Clear();
    }

    /// <summary>As <see cref="Settle"/>, where no case row says which leaves a case has: the log is read once more.</summary>
    /// <param name="read">Reads all leaves in their order.</param>
    public void SettleFrom(Action<LeafReading> read)
    {
        if (corrected.Count == 0) { return; }
        var leaves = Corrected.ToDictionary(c => c, _ => new List<(long Index, byte[] Leaf)>());
        read((index, bytes) =>
        {
            if (index >= Size || bytes.IsEmpty || bytes[0] != Leaf.FirstByte(LeafKind.Act)) { return; }
            var leaf = ActLeaf.Read(bytes);
            if (leaves.TryGetValue(new CorrectedCase(editions[leaf.Edition].Procedure.Id, leaf.Organ, leaf.Year, leaf.Ordinal), out var own)) { own.Add((index, bytes.ToArray())); }
        });
        Settle(c => leaves[c]);
    }

    private void Note(RegisterTable table, in ActLeaf leaf)
    {
        if (leaf.Kind is EntryKind.Amend or EntryKind.Annul) { corrected.Add((table, leaf.Ordinal - 1)); }
    }
}

/// <summary>Takes a leaf of a log.</summary>
public delegate void LeafReading(long index, ReadOnlySpan<byte> leaf);
