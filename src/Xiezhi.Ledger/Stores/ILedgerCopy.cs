namespace Xiezhi.Ledger.Stores;

/// <summary>
/// Takes a whole store, row by row, and becomes one like it, in this or another database. Spans live only during the call. What was taken is there when <see cref="Finish"/>
/// returns, and before that for nobody.
/// </summary>
public interface ILedgerCopy : IDisposable
{
    /// <summary>Segments come in the order of the log.</summary>
    void Take(long first, int count, ReadOnlySpan<byte> bodiesHash, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies);

    void Take(StoredCheckpoint checkpoint);

    void TakeTile(int level, long index, ReadOnlySpan<byte> hashes);

    void Take(Register register);

    void Take(CaseId id, DateOnly? due, ReadOnlySpan<byte> state);

    /// <summary>An answer may come twice, and is then the same.</summary>
    void Take(UInt128 key, Answer answer);

    void TakeProgress(string name, long value);

    void Take(ColumnBlock block);

    /// <summary>Brings all of it to the disk.</summary>
    void Finish();
}
