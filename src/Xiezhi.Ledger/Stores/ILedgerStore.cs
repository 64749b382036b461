using System.Buffers;

namespace Xiezhi.Ledger.Stores;

/// <summary>
/// Where the ledger lies. One process writes; reading needs no lock and may go on beside the writer from any thread. Calls block: each is one or two reads of
/// pages that mostly lie in memory, or one commit whose thread has nothing else to do.
/// </summary>
public interface ILedgerStore : IDisposable
{
    /// <summary>Number of entries in the log, counting only what is committed.</summary>
    long Size { get; }

    /// <summary>
    /// Adds the group in one transaction; when it returns, the group survives the loss of power. The keys of its cases must be flushed before.
    /// </summary>
    /// <exception cref="ArgumentException">The group does not begin where the log ends.</exception>
    /// <exception cref="LedgerStoreException">Nothing of the group was kept.</exception>
    void Commit(GroupCommit group);

    /// <summary>Reads up to <paramref name="count"/> entries from <paramref name="first"/> on, in order, from one state of the log.</summary>
    void ReadEntries(long first, long count, EntryVisitor visit);

    /// <summary>As <see cref="ReadEntries"/>, without touching the bodies.</summary>
    void ReadLeaves(long first, long count, LeafVisitor visit);

    /// <exception cref="ArgumentOutOfRangeException">The log has no such entry.</exception>
    byte[] ReadLeaf(long index);

    /// <returns>The sealed body; empty when the entry has none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The log has no such entry.</exception>
    byte[] ReadBody(long index);

    /// <summary>Writes the entry bundle: the leaves from 256 × <paramref name="bundle"/> on, each framed by its length, as far as the log goes.</summary>
    /// <returns>How many leaves were written, 0 to 256.</returns>
    int ReadBundle(long bundle, IBufferWriter<byte> output);

    /// <returns>False when there is no such case; else <paramref name="state"/> has been written.</returns>
    bool ReadCase(CaseId id, IBufferWriter<byte> state, out DateOnly? due);

    /// <summary>Reads the cases from <paramref name="from"/> on, in the order of their ids.</summary>
    void ReadCases(CaseId from, CaseVisitor visit);

    /// <summary>Reads the cases from <paramref name="last"/> back to <paramref name="first"/>, both included, the latest opened first.</summary>
    void ReadCasesBack(CaseId last, CaseId first, CaseVisitor visit);

    /// <summary>Reads, in the order of their ids, the cases that await anything: those that are open, and those in which something will fall due.</summary>
    void ReadAwaiting(CaseVisitor visit);

    /// <summary>The cases in which something falls due on <paramref name="day"/> or earlier, the earliest first, those of a day by id.</summary>
    /// <param name="after">Where the list before this one ended; null for the first.</param>
    IReadOnlyList<DueCase> CasesDueBy(DateOnly day, DueCase? after, int limit);

    IReadOnlyList<Register> Registers();

    /// <returns>The latest checkpoint, or null while none is signed.</returns>
    StoredCheckpoint? LatestCheckpoint();

    /// <returns>The checkpoint signed at exactly this size, or null.</returns>
    StoredCheckpoint? CheckpointAt(long size);

    /// <summary>Reads all signed heads, the smallest first.</summary>
    void ReadCheckpoints(Action<StoredCheckpoint> visit);

    /// <summary>Reads all stored tiles, level by level, each level in order.</summary>
    void ReadTiles(TileVisitor visit);

    /// <returns>The tile's hashes, or null when it is not stored.</returns>
    byte[]? ReadTile(int level, long index);

    Answer? ReadAnswer(UInt128 key);

    /// <summary>Adds to <paramref name="found"/> what the keys were answered, as far as they were.</summary>
    void ReadAnswers(IReadOnlyList<UInt128> keys, IDictionary<UInt128, Answer> found);

    /// <returns>The value reached last; 0 when none was.</returns>
    long Progress(string name);

    /// <summary>The blocks of the column in order.</summary>
    IReadOnlyList<ColumnBlock> ReadColumn(string name);

    /// <summary>Keeps blocks of columns in a transaction of their own, each in place of the former block.</summary>
    void SaveColumns(IEnumerable<ColumnBlock> blocks);

    /// <summary>Sees to it that what rows held before lies nowhere in the store any more, as far as the database lets that be done: of a case that was erased, what its row
    /// said of it.</summary>
    /// <exception cref="LedgerStoreException">Somebody reads what is to go, or the store cannot be written.</exception>
    void Scrub();

    /// <summary>
    /// Reads everything that lies in the store and reports what contradicts itself: damaged pages, gaps between segments, entries cut short, bodies and rows
    /// that are not what was written. Whether the leaves are those of the signed log, and the rows those that follow from it, is for whoever holds keys and law
    /// to say.
    /// </summary>
    void Check(Action<StoreFault> found);

    /// <summary>Gives everything that lies in the store, as it stood at one moment, to a copy; a writer beside goes on.</summary>
    /// <exception cref="LedgerStoreException">A row is not what was written; the copy is then not finished.</exception>
    void CopyTo(ILedgerCopy copy);
}
