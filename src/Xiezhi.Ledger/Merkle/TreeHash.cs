using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Xiezhi.Ledger.Merkle;

/// <summary>A node of the tree, hashed as RFC 6962 section 2.1 says with SHA-256.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct TreeHash
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 32;

    // Four words only so that equality is one comparison; the bytes lie in memory as they stand in files.
    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong third;
    private readonly ulong fourth;

    /// <exception cref="ArgumentException">Not exactly <see cref="Length"/> bytes.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A tree hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        this = MemoryMarshal.Read<TreeHash>(bytes);
    }

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static TreeHash Empty { get; } = new(SHA256.HashData([]));

    /// <summary>The hash of a leaf: SHA-256 of 0x00 and its bytes.</summary>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[Length];
        TreeHashing.HashLeaf(leaf, hash);
        return MemoryMarshal.Read<TreeHash>(hash);
    }

    /// <summary>The hash of an inner node: SHA-256 of 0x01, its left and its right child.</summary>
    public static TreeHash OfNode(in TreeHash left, in TreeHash right)
    {
        Span<byte> children = stackalloc byte[2 * Length];
        left.CopyTo(children);
        right.CopyTo(children[Length..]);
        Span<byte> hash = stackalloc byte[Length];
        TreeHashing.HashNode(children, hash);
        return MemoryMarshal.Read<TreeHash>(hash);
    }

    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Base64, as checkpoints write it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    public override int GetHashCode() => (int)first;
}
