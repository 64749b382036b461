using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xiezhi.Ledger.Stores;

/// <summary>A case row as it is hashed: id, due day (−1 for none) and state in one run of bytes.</summary>
public readonly ref struct CaseRow(ReadOnlySpan<byte> row)
{

    private readonly ReadOnlySpan<byte> bytes = row;

    public CaseId Id => new(BinaryPrimitives.ReadInt64LittleEndian(bytes));
    public int DueDay => BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
    public ReadOnlySpan<byte> State => bytes[12..];

    public void Digest(Span<byte> digest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..RowDigest.Length].CopyTo(digest);
    }

    /// <summary>Whether a stored row is the one that was written.</summary>
    public static bool Matches(long id, int dueDay, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest)
    {
        Span<byte> expected = stackalloc byte[RowDigest.Length];
        Digest(id, dueDay, state, expected);
        return expected.SequenceEqual(digest);
    }

    /// <param name="dueDay">Its day number, -1 for none.</param>
    public static void Digest(long id, int dueDay, ReadOnlySpan<byte> state, Span<byte> digest)
    {
        var length = 12 + state.Length;
        var row = length <= 1024 ? stackalloc byte[length] : new byte[length];
        BinaryPrimitives.WriteInt64LittleEndian(row, id);
        BinaryPrimitives.WriteInt32LittleEndian(row[8..], dueDay);
        state.CopyTo(row[12..]);
        new CaseRow(row).Digest(digest);
    }
}
