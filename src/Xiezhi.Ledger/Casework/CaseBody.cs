using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Opens the private body of one entry of a case.</summary>
public static class CaseBody
{
    /// <summary>The entry, as its body says it under the edition that its leaf names.</summary>
    /// <param name="place">Index of its leaf.</param>
    /// <param name="number">Number of the entry in its case, 1-based.</param>
    /// <exception cref="LedgerException">The body does not open.</exception>
    public static Entry Read(ILedgerStore store, LogDictionary dictionary, long place, int number, ReadOnlySpan<byte> key)
    {
        var leaf = ActLeaf.Read(store.ReadLeaf(place));
        var seal = store.ReadBody(place);
        var body = new byte[Math.Max(0, seal.Length - BodySeal.Overhead)];
        return BodySeal.Open(key, number, leaf.Commitment, seal, body)
            ? BodyCodec.Read(dictionary.Of(leaf.Edition).Edition, number, body)
            : throw new LedgerException($"The body of leaf {place} does not open. Run fsck.");
    }
}
