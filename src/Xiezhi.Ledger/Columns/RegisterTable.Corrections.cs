using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

internal sealed partial class RegisterTable
{
    /// <summary>Makes the row of a case anew from its leaves: what is struck out falls, what is put right counts with the days, findings and facts of the leaf that did so.</summary>
    /// <param name="leaves">In the order of the log.</param>
    public void Restate(int row, List<(long Index, byte[] Leaf)> leaves, List<EditionCodes> editions)
    {
        var chunk = Chunk(row);
        var at = row & (ColumnChunk.MaxRows - 1);
        chunk.Clear(at);
        chunk.Changed = true;
        foreach (var list in Lists) { list.TakeOut(row); }
        ListsChanged |= Lists.Length > 0;
        var struck = new HashSet<int>();
        var right = new Dictionary<int, byte[]>();
        foreach (var (_, bytes) in leaves)
        {
            var leaf = ActLeaf.Read(bytes);
            if (leaf.Kind == EntryKind.Annul) { struck.Add(leaf.Subject); }
            else if (leaf.Kind == EntryKind.Amend) { right[leaf.Subject] = bytes; }
        }

        foreach (var (index, bytes) in leaves)
        {
            var leaf = ActLeaf.Read(bytes);
            if (struck.Contains(leaf.Number)) { continue; }
            var codes = editions[leaf.Edition];
            if (leaf.Kind is EntryKind.Amend or EntryKind.Annul)
            {
                if (chunk.Verdicts.Length > 0) { AddVerdicts(chunk, at, leaf, codes); }
                continue;
            }

            Take(index, right.TryGetValue(leaf.Number, out var corrected) ? Corrected(leaf, ActLeaf.Read(corrected)) : leaf, codes, chunk, at);
        }

        foreach (var list in Lists) { list.PutInOrder(); }
    }

    private static ActLeaf Corrected(in ActLeaf leaf, in ActLeaf right) => new()
    {
        Edition = leaf.Edition, Organ = leaf.Organ, Year = leaf.Year, Ordinal = leaf.Ordinal, Number = leaf.Number, Kind = leaf.Kind, Subject = leaf.Subject,
        EffectiveDay = right.EffectiveDay, RecordedDay = leaf.RecordedDay, Deemed = leaf.Deemed, Reopens = leaf.Reopens, ActingOrgan = leaf.ActingOrgan, Outcome = leaf.Outcome,
        Verdicts = leaf.Verdicts, Findings = right.Findings, Facts = right.Facts, Commitment = leaf.Commitment,
    };
}
