using System.Buffers.Binary;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Verification;

/// <summary>What is needed of every case row while the log goes by, read in one pass in the order in which they lie: 24 bytes a case, where asking for each
/// row when its case begins costs a search and a transaction.</summary>
/// <remarks>Of the row itself the digest is kept; the row that a case is folded to must have the same.</remarks>
internal sealed class CaseRows
{
    // By register, then by ordinal from 1 on.
    private readonly Dictionary<int, Row[]> registers;

    public CaseRows(IReadOnlyList<Register> registers) => this.registers = registers.ToDictionary(r => r.Id, r => new Row[Math.Max(0, r.Last)]);

    /// <summary>How many rows there are.</summary>
    public long Count { get; private set; }

    /// <summary>Whether all rows could be read.</summary>
    public bool Whole { get; private set; }

    /// <exception cref="LedgerStoreException">A row was changed; those before it are known.</exception>
    public void ReadFrom(ILedgerStore store)
    {
        store.ReadCases(default, (id, due, state) =>
        {
            Count++;
            // A row beyond the end of its register is found missing, or named when its case comes by.
            if (registers.TryGetValue(id.Register, out var cases) && id.Ordinal - 1 < cases.Length) { cases[id.Ordinal - 1] = Row.Of(id, due, state); }
            return true;
        });
        Whole = true;
    }

    /// <returns>Null when no row of the case was read.</returns>
    public Row? Find(CaseId id) =>
        registers.TryGetValue(id.Register, out var cases) && id.Ordinal - 1 < cases.Length && cases[id.Ordinal - 1] is { Entries: > 0 } row ? row : null;

    /// <summary>The digest with which a row is stored, as a number.</summary>
    public static ulong DigestOf(CaseId id, DateOnly? due, ReadOnlySpan<byte> state)
    {
        Span<byte> digest = stackalloc byte[RowDigest.Length];
        CaseRow.Digest(id.Value, due?.DayNumber ?? -1, state, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>What is kept of a row.</summary>
    public readonly record struct Row(long KeySlot, ulong Digest, int Entries, bool Erased)
    {
        /// <exception cref="FormatException">The bytes are not a case record.</exception>
        public static Row Of(CaseId id, DateOnly? due, ReadOnlySpan<byte> state)
        {
            var r = new VarintReader(state);
            r.Number();
            var slot = (long)r.Long();
            var entries = r.Number();
            for (var place = 0; place < entries; place++) { r.Long(); }
            return new Row(slot, DigestOf(id, due, state), entries, CaseCodec.IsErasedIn(r.Rest));
        }
    }
}
