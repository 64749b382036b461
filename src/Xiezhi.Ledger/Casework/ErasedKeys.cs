using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Destroys the keys of cases of which the log says that they were erased, wherever they are left: after a crash between the two, and in a copy that was made before.</summary>
public static class ErasedKeys
{
    /// <returns>How many keys were there and are destroyed now.</returns>
    public static int Destroy(ILedgerStore store, CaseKeys keys, IEnumerable<(RegisterKey Register, ErasureLeaf Erasure)> erasures)
    {
        var registers = store.Registers().ToDictionary(r => new RegisterKey(r.Procedure, r.Organ, r.Year));
        var destroyed = 0;
        Span<byte> key = stackalloc byte[CaseKeys.KeyLength];
        foreach (var (of, erasure) in erasures)
        {
            using var row = new PooledBuffer();
            if (!registers.TryGetValue(of, out var register) || !store.ReadCase(CaseId.Of(register.Id, erasure.Ordinal), row, out _)) { continue; }
            var slot = CaseRecord.KeySlotOf(row.Written);
            if (!keys.Read(slot, key)) { continue; }
            keys.Destroy(slot);
            destroyed++;
        }

        key.Clear();
        return destroyed;
    }

    /// <summary>The erasures that a log holds, read from its leaves.</summary>
    public static IReadOnlyList<(RegisterKey Register, ErasureLeaf Erasure)> In(ILedgerStore store)
    {
        var procedures = new Dictionary<int, string>();
        var erasures = new List<(RegisterKey, ErasureLeaf)>();
        store.ReadLeaves(0, long.MaxValue, (_, leaf) =>
        {
            switch (Leaf.KindOf(leaf))
            {
                case LeafKind.Edition:
                    var edition = EditionLeaf.Read(leaf);
                    procedures[edition.Procedure] = edition.ProcedureId;
                    break;
                case LeafKind.Erasure:
                    var erasure = ErasureLeaf.Read(leaf);
                    erasures.Add((new RegisterKey(procedures.GetValueOrDefault(erasure.Procedure, ""), erasure.Organ, erasure.Year), erasure));
                    break;
            }

            return true;
        });
        return erasures;
    }
}
