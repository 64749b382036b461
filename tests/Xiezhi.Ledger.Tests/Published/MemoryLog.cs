using System.Buffers;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Tests.Published;

/// <summary>A log held in memory, with a signed checkpoint over its first leaves.</summary>
internal sealed class MemoryLog : IEntrySource
{
    public static readonly NoteSigner Signer = NoteSigner.FromSeed("log.example/yibin", new byte[32]);
    private readonly List<byte[]> leaves;

    public MemoryLog(int size, int? signed = null)
    {
        leaves = [.. Enumerable.Range(0, size).Select(Leaf)];
        Tree = new TileTree();
        foreach (var leaf in leaves.Take(signed ?? size))
            Tree.AppendLeaf(leaf);
        Checkpoint = new Checkpoint("log.example/yibin", Tree.Size, Tree.Root).Sign(Signer);
    }

    public TileTree Tree { get; }

    public long Size => leaves.Count;

    public SignedNote Checkpoint { get; }

    public void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle)
    {
        foreach (var leaf in leaves.Skip((int)bundleIndex * TileTree.TileWidth).Take(TileTree.TileWidth))
            EntryBundle.Append(bundle, leaf);
    }

    /// <summary>The same log with one leaf changed after its tree was built.</summary>
    public MemoryLog Tampered(int index)
    {
        leaves[index] = [.. leaves[index], 0];
        return this;
    }

    public static byte[] Leaf(int index) => [.. Enumerable.Repeat((byte)index, 40 + (index % 30)), .. BitConverter.GetBytes(index)];
}
