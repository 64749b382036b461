using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Stores;

/// <summary>A copy for comparing: every row as a line.</summary>
internal sealed class RowsAsText : ILedgerCopy
{
    public SortedSet<string> Lines { get; } = new(StringComparer.Ordinal);

    public void Take(long first, int count, ReadOnlySpan<byte> bodiesHash, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies) =>
        Lines.Add($"segment {first} {count} {Hex(bodiesHash)} {Hex(marks)} {Hex(leaves)} {Hex(bodies)}");

    public void Take(StoredCheckpoint checkpoint) => Lines.Add($"{checkpoint}");

    public void TakeTile(int level, long index, ReadOnlySpan<byte> hashes) => Lines.Add($"tile {level} {index} {Hex(hashes)}");

    public void Take(Register register) => Lines.Add($"{register}");

    public void Take(CaseId id, DateOnly? due, ReadOnlySpan<byte> state) => Lines.Add($"case {id} {due} {Hex(state)}");

    public void Take(UInt128 key, Answer answer) => Lines.Add($"answer {key} {answer}");

    public void TakeProgress(string name, long value) => Lines.Add($"progress {name} {value}");

    public void Take(ColumnBlock block) => Lines.Add($"column {block.Name} {block.Block} {block.Size} {Hex(block.Data.Span)}");

    public void Finish() { }

    public void Dispose() { }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
