using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Which cases of a procedure are the same matter. Read from the case rows when a procedure is first asked about, and told of every change from then on.</summary>
/// <remarks>In memory alone, under hashes with a key that nobody else has and that ends with it: a matter has few possibilities, and without the key they could be tried
/// out. Used by one thread.</remarks>
internal sealed class MatterIndex(ILedgerStore store, LogDictionary dictionary)
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Dictionary<UInt128, List<CaseId>>> byProcedure = new(StringComparer.Ordinal);

    /// <summary>The cases of the matter, in the order of their numbers.</summary>
    public ImmutableArray<CaseId> Of(string procedure, ImmutableArray<long> matter)
    {
        if (!byProcedure.TryGetValue(procedure, out var known)) { byProcedure.Add(procedure, known = Read(procedure)); }
        return known.TryGetValue(KeyOf(matter), out var cases) ? [.. cases] : [];
    }

    /// <summary>Takes in a case that has changed; one whose matter is another now is found under both, and whoever asks looks at the case.</summary>
    public void Changed(CaseId id, CaseState state)
    {
        if (state.Edition.SameMatter is null || !byProcedure.TryGetValue(state.Edition.Procedure, out var known)) { return; }
        if (state.Matter is { IsEmpty: false } matter) { Add(known, matter, id); }
    }

    /// <summary>Forgets a case.</summary>
    public void Forget(CaseId id)
    {
        foreach (var known in byProcedure.Values) { foreach (var cases in known.Values) { cases.Remove(id); } }
    }

    /// <summary>Forgets everything: it is read again when asked for.</summary>
    public void Clear() => byProcedure.Clear();

    private Dictionary<UInt128, List<CaseId>> Read(string procedure)
    {
        var known = new Dictionary<UInt128, List<CaseId>>();
        foreach (var register in store.Registers().Where(r => r.Procedure == procedure).OrderBy(r => r.Id))
        {
            store.ReadCases(CaseId.Of(register.Id, 1), (id, _, bytes) =>
            {
                if (id.Register != register.Id) { return false; }
                if (CaseRecord.Read(id, register, bytes, dictionary).State.Matter is { IsEmpty: false } matter) { Add(known, matter, id); }
                return true;
            });
        }

        return known;
    }

    private void Add(Dictionary<UInt128, List<CaseId>> known, ImmutableArray<long> matter, CaseId id)
    {
        var hash = KeyOf(matter);
        if (!known.TryGetValue(hash, out var cases)) { known.Add(hash, cases = []); }
        if (!cases.Contains(id)) { cases.Add(id); }
    }

    private UInt128 KeyOf(ImmutableArray<long> matter) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, MemoryMarshal.AsBytes(matter.AsSpan())));
}
