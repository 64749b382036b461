using System.Buffers.Binary;
using System.Security.Cryptography;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>Entries and cases that follow from their place in the log, so that whoever reads them knows what they must be.</summary>
public static class KnownActs
{
    /// <summary>Every so many entries are the acts of one case.</summary>
    public const int ActsOfCase = 4;

    /// <summary>Commits the next group: of one entry, of some, or of so many that it takes a while.</summary>
    /// <returns>The size of the log, now that the group is committed.</returns>
    public static long Append(DataFolder folder)
    {
        var first = folder.Store.Size;
        var count = (first % 7) switch { 0 => 12_001, 1 or 2 => 259, _ => 1 };
        using var group = new GroupCommit(first);
        var seal = new byte[200];
        for (var index = first; index < first + count; index++)
        {
            var (slot, number) = Place(index);
            if (number == 1) folder.Keys.Write(slot, Key(slot));
            var length = BodySeal.Seal(Key(slot), number, Fresh(index), Body(index), seal, new byte[32]);
            group.Append(Leaf(index), seal.AsSpan(0, length));
            group.Put(Case(index), Due(index), Leaf(index));
        }
        var end = first + count;
        group.Put(new Register(1, "known/acts", 1, 2023, Case(end - 1).Ordinal));
        group.Reach("size", end);
        group.Checkpoint = $"nowhere\n{end}\n";
        folder.Keys.Flush();
        folder.Store.Commit(group);
        return end;
    }

    public static (long Slot, int Number) Place(long index) => (index / ActsOfCase, (int)(index % ActsOfCase) + 1);
    public static CaseId Case(long index) => CaseId.Of(1, (int)(index / ActsOfCase) + 1);
    public static DateOnly? Due(long index) => index % ActsOfCase == ActsOfCase - 1 ? null : new DateOnly(2023, 1, 1).AddDays((int)(index % 365));
    public static byte[] Key(long slot) => Known("key", slot);
    public static byte[] Fresh(long index) => Known("fresh", index)[..BodySeal.FreshLength];
    public static byte[] Body(long index) => Known("body", index)[..(int)(1 + index % 32)];

    public static byte[] Leaf(long index)
    {
        var leaf = new byte[9 + index % 50];
        BinaryPrimitives.WriteInt64BigEndian(leaf, index);
        leaf.AsSpan(8).Fill((byte)(index % 251));
        return leaf;
    }

    private static byte[] Known(string what, long index) => SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(what), .. BitConverter.GetBytes(index)]);
}
