using System.Buffers;
using System.Buffers.Binary;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Merkle;

/// <summary>
/// A tree of which some leaves are shown and all else is hashes: it proves each shown leaf against the root, and every node that several of them need stands in it once.
/// Written from the root down, the left side first: <c>0 hash</c> for a part without shown leaves, <c>1 length leaf</c> for a shown leaf, <c>2 left right</c> for a part
/// with some. How many leaves a part has follows from the size of the tree (RFC 6962 section 2.1).
/// </summary>
public static class PartialTree
{
    private const byte Hidden = 0, Shown = 1, Split = 2;

    /// <summary>Writes a tree over parts whose hashes are at hand: its leaves, or complete subtrees of one size of which the last may be smaller.</summary>
    /// <param name="hashes">The hash of each part; overwritten.</param>
    /// <param name="shown">Which of the parts show anything.</param>
    /// <param name="write">Writes a part that does, by its place.</param>
    internal static void Write(IBufferWriter<byte> output, Span<byte> hashes, ReadOnlySpan<bool> shown, Action<int> write, int first = 0)
    {
        if (!shown.Contains(true))
        {
            WriteHidden(output, Fold(hashes));
        }
        else if (shown.Length == 1)
        {
            write(first);
        }
        else
        {
            var left = (int)TileTree.LargestPowerBelow(shown.Length);
            output.Write([Split]);
            Write(output, hashes[..(left * TreeHash.Length)], shown[..left], write, first);
            Write(output, hashes[(left * TreeHash.Length)..], shown[left..], write, first + left);
        }
    }

    internal static void WriteShown(IBufferWriter<byte> output, ReadOnlySpan<byte> leaf)
    {
        output.Write([Shown]);
        Published.EntryBundle.Append(output, leaf);
    }

    /// <summary>The root over hashes that lie side by side; they are overwritten.</summary>
    internal static TreeHash Fold(Span<byte> hashes)
    {
        var count = hashes.Length / TreeHash.Length;
        if (int.IsPow2(count))
        {
            TreeHashing.FoldInPlace(hashes);
            return new TreeHash(hashes[..TreeHash.Length]);
        }

        var left = (int)TileTree.LargestPowerBelow(count) * TreeHash.Length;
        return TreeHash.OfNode(Fold(hashes[..left]), Fold(hashes[left..]));
    }

    private static void WriteHidden(IBufferWriter<byte> output, in TreeHash hash)
    {
        var part = output.GetSpan(1 + TreeHash.Length);
        part[0] = Hidden;
        hash.CopyTo(part[1..]);
        output.Advance(1 + TreeHash.Length);
    }

    /// <summary>Reads a tree, shows its leaves in order, and returns the root that they and the hashes lead to. What was shown is proven only when that root is a signed one.</summary>
    /// <param name="size">Leaves of the tree, 1 or more.</param>
    /// <exception cref="FormatException">The bytes are no such tree; those before were shown.</exception>
    public static TreeHash Read(Stream input, long size, Published.LeafVisitor visit)
    {
        var buffer = new byte[Leaf.MaxLength];
        return Part(0, size);

        TreeHash Part(long low, long high)
        {
            Span<byte> head = stackalloc byte[TreeHash.Length];
            var kind = input.ReadByte();
            switch (kind)
            {
                case Hidden:
                    Fill(head);
                    return new TreeHash(head);
                case Shown when high - low == 1:
                    Fill(head[..sizeof(ushort)]);
                    var leaf = buffer.AsSpan(0, BinaryPrimitives.ReadUInt16BigEndian(head));
                    Fill(leaf);
                    visit(low, leaf);
                    return TreeHash.OfLeaf(leaf);
                case Split when high - low > 1:
                    var middle = low + TileTree.LargestPowerBelow(high - low);
                    var left = Part(low, middle);
                    return TreeHash.OfNode(left, Part(middle, high));
                default:
                    throw new FormatException(kind < 0 ? "the tree is cut." : $"the part of leaves {low} to {high - 1} begins with {kind}, which is none of its kinds.");
            }
        }

        void Fill(Span<byte> bytes)
        {
            if (input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) { throw new FormatException("the tree is cut."); }
        }
    }
}
