using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Office.Publishing;

/// <summary>Makes a token of each identity, under a key that is in memory alone, only while this lives, and never twice the same: no token can be turned back or compared with
/// those of another count.</summary>
internal sealed class PersonTokens : IDisposable
{
    // Pinned, so that wiping it leaves no copy behind that was moved.
    private readonly byte[] key = GC.AllocateUninitializedArray<byte>(32, pinned: true);
    private readonly HashSet<UInt128> tokens = [];

    public PersonTokens() => RandomNumberGenerator.Fill(key);

    /// <summary>Those who gave no identity, each time they came.</summary>
    public int Unidentified { get; private set; }

    /// <param name="identity">As it was given; blanks and small letters make no other person. Empty or null when none is known.</param>
    public void Add(string? identity)
    {
        var tidy = string.Concat((identity ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (tidy.Length == 0)
        {
            Unidentified++;
            return;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(tidy), hash);
        tokens.Add(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>The tokens side by side, each once, in ascending order.</summary>
    public byte[] Ascending()
    {
        var bytes = new byte[tokens.Count * PersonsLeaf.TokenLength];
        var at = 0;
        foreach (var token in tokens.Order())
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(at), token);
            at += PersonsLeaf.TokenLength;
        }

        return bytes;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(key);
        tokens.Clear();
    }
}
