namespace Xiezhi.Ledger.Stores;

/// <summary>A case as the store keys it: the number of its register above, its ordinal in the register below, so that cases lie in opening order.</summary>
public readonly record struct CaseId(long Value)
{
    /// <param name="register">The register's number in the store, 1 or more.</param>
    /// <param name="ordinal">The case's place in its register, 1 or more.</param>
    public static CaseId Of(int register, int ordinal) => register > 0 && ordinal > 0
        ? new(((long)register << 32) | (uint)ordinal)
        : throw new ArgumentException($"A case has a register and an ordinal from 1 on, not {register} and {ordinal}.");

    public int Register => (int)(Value >> 32);
    public int Ordinal => (int)(Value & 0xFFFF_FFFF);
    public override string ToString() => $"{Register}/{Ordinal}";
}

/// <summary>A case and the day on which something first falls due in it.</summary>
public readonly record struct DueCase(DateOnly Due, CaseId Id);

/// <summary>A register of cases, one for each procedure, organ and year; its ordinals run from 1 to <paramref name="Last"/> without gap.</summary>
/// <param name="Id">The register's number in this store; never reused.</param>
/// <param name="Procedure">The procedure's id without its edition.</param>
/// <param name="Organ">The organ's number in the log.</param>
/// <param name="Last">The ordinal given last; 0 while the register is empty.</param>
public sealed record Register(int Id, string Procedure, int Organ, int Year, int Last);

/// <summary>What was answered to an idempotency key.</summary>
/// <param name="Leaf">Index of the first entry that the request led to.</param>
/// <param name="Request">The first 16 bytes of the request's hash: another request under the same key is refused.</param>
public readonly record struct Answer(long Leaf, UInt128 Request);

/// <summary>A signed head of the log: the note as it is published, and the size that it speaks of.</summary>
public sealed record StoredCheckpoint(long Size, string Note);

/// <summary>A block of a column; derived from the log, and made again from it when it is lost.</summary>
/// <param name="Size">Size of the log that the block reflects.</param>
public sealed record ColumnBlock(string Name, int Block, long Size, ReadOnlyMemory<byte> Data);

/// <summary>Takes an entry; the spans live only during the call.</summary>
/// <param name="body">The sealed body; empty when the entry has none.</param>
/// <returns>False to stop reading.</returns>
public delegate bool EntryVisitor(long index, ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body);

/// <summary>Takes a leaf; the span lives only during the call.</summary>
/// <returns>False to stop reading.</returns>
public delegate bool LeafVisitor(long index, ReadOnlySpan<byte> leaf);

/// <summary>Takes a case row; the span lives only during the call.</summary>
/// <param name="due">The earliest day on which something falls due in the case; the last of all days while the case is open and nothing will; null when it is closed and
/// nothing will.</param>
/// <returns>False to stop reading.</returns>
public delegate bool CaseVisitor(CaseId id, DateOnly? due, ReadOnlySpan<byte> state);

/// <summary>Takes a tile's hashes of 32 bytes each; the span lives only during the call.</summary>
public delegate void TileVisitor(int level, long index, ReadOnlySpan<byte> hashes);
