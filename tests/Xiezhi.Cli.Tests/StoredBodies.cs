using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Entry = Xiezhi.Law.Cases.Entry;

namespace Xiezhi.Cli.Tests;

/// <summary>A case as its bodies tell it, in their order.</summary>
public sealed record ToldCase(CaseId Id, Edition Edition, IReadOnlyList<Entry> Entries);

/// <summary>Opens every body of a folder with the keys of the cases.</summary>
public static class StoredBodies
{
    /// <summary>All cases of the folder, each with its entries as the bodies tell them.</summary>
    public static IReadOnlyList<ToldCase> Read(DataFolder folder, LawBook book)
    {
        var dictionary = LogState.Read(folder.Store, book, "").Dictionary;
        var registers = folder.Store.Registers().ToDictionary(r => (r.Procedure, r.Organ, r.Year), r => r.Id);
        var slots = new Dictionary<CaseId, long>();
        folder.Store.ReadCases(default, (id, _, row) =>
        {
            slots.Add(id, CaseRecord.KeySlotOf(row));
            return true;
        });
        var cases = new Dictionary<CaseId, (Edition Edition, List<Entry> Entries)>();
        byte[] key = new byte[CaseKeys.KeyLength], body = new byte[ushort.MaxValue];
        folder.Store.ReadEntries(0, long.MaxValue, (_, leaf, seal) =>
        {
            if (Leaf.KindOf(leaf) != LeafKind.Act) { return true; }
            var act = ActLeaf.Read(leaf);
            var edition = dictionary.Of(act.Edition).Edition;
            var id = CaseId.Of(registers[(edition.Procedure, act.Organ, act.Year)], act.Ordinal);
            if (!cases.TryGetValue(id, out var told)) { cases.Add(id, told = (edition, [])); }
            Assert.Equal(told.Entries.Count + 1, act.Number);
            Assert.True(folder.Keys.Read(slots[id], key));
            Assert.True(BodySeal.Open(key, act.Number, act.Commitment, seal, body));
            told.Entries.Add(BodyCodec.Read(edition, act.Number, body.AsSpan(0, seal.Length - BodySeal.Overhead)));
            return true;
        });
        return [.. cases.Select(c => new ToldCase(c.Key, c.Value.Edition, c.Value.Entries))];
    }
}
