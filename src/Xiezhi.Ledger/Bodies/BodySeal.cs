using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Xiezhi.Ledger.Bodies;

/// <summary>
/// Seals the private body of an act. K = HMAC-SHA256(case key, 0x01 ‖ number of the act, little-endian uint32 ‖ R); the first half of K is an AES-128-GCM key,
/// the second the salt of the commitment SHA-256(0x02 ‖ salt ‖ body), which the public leaf carries. Stored is R ‖ ciphertext ‖ 12-byte tag. A body's key and
/// salt say nothing of another body's, and without the case key no body can be read or guessed at, so that destroying it erases the case and breaks no proof.
/// </summary>
/// <remarks>Every R is fresh, so a key seals one body only and the nonce may be zero. All members may be called from any thread.</remarks>
public static class BodySeal
{
    public const int CaseKeyLength = 32;
    public const int FreshLength = 8;
    public const int CommitmentLength = SHA256.HashSizeInBytes;
    public const int KeyLength = 16;
    public const int SaltLength = 16;

    /// <summary>Bytes that sealing adds to a body.</summary>
    public const int Overhead = FreshLength + TagLength;

    /// <summary>The longest body: what is sealed is framed by a length of 16 bits.</summary>
    public const int LongestBody = ushort.MaxValue - Overhead;

    private const int TagLength = 12;
    private const int HashBlock = 64;

    /// <summary>What the two hashes of a derivation take.</summary>
    internal const int InnerLength = HashBlock + 1 + sizeof(uint) + FreshLength;
    internal const int OuterLength = HashBlock + SHA256.HashSizeInBytes;

    private static readonly byte[] Nonce = new byte[12];

    // Made once a thread: making it takes longer than keying it and opening so short a body.
    [ThreadStatic]
    private static GcmBlockCipher? opener;

    /// <param name="caseKey">32 bytes.</param>
    /// <param name="number">The number of the act in its case.</param>
    /// <param name="fresh">R: 8 bytes never used before with this case key and number; from the system's generator, or from the seed of a replay.</param>
    /// <param name="output">Receives the sealed body: as long as the body and <see cref="Overhead"/> more.</param>
    /// <param name="commitment">Receives 32 bytes.</param>
    /// <returns>The length of the sealed body.</returns>
    public static int Seal(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> fresh, ReadOnlySpan<byte> body, Span<byte> output, Span<byte> commitment)
    {
        if (fresh.Length != FreshLength) throw new ArgumentException($"R has {FreshLength} bytes, not {fresh.Length}.", nameof(fresh));
        if (body.Length > LongestBody) throw new ArgumentException($"A body has at most {LongestBody} bytes, not {body.Length}.", nameof(body));
        Span<byte> key = stackalloc byte[KeyLength + SaltLength];
        Derive(caseKey, number, fresh, key);
        fresh.CopyTo(output);
        var cipher = Cipher(key[..KeyLength], sealing: true);
        var written = FreshLength + cipher.ProcessBytes(body, output[FreshLength..]);
        cipher.DoFinal(output[written..]);
        Commit(key[KeyLength..], body, commitment);
        return body.Length + Overhead;
    }

    /// <summary>Opens a sealed body with the key of its case.</summary>
    /// <param name="body">Receives the body: <see cref="Overhead"/> bytes shorter than what is sealed.</param>
    /// <returns>False when the seal does not belong to this case key, number and commitment, or was changed; <paramref name="body"/> is then cleared.</returns>
    public static bool Open(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> seal, Span<byte> body)
    {
        if (seal.Length < Overhead) return false;
        Span<byte> key = stackalloc byte[KeyLength + SaltLength];
        Derive(caseKey, number, seal[..FreshLength], key);
        return Open(key[..KeyLength], key[KeyLength..], commitment, seal, body);
    }

    /// <summary>Writes the key and the salt of this one body, with which whoever receives them can open it and no other.</summary>
    public static void Reveal(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> seal, Span<byte> key, Span<byte> salt)
    {
        if (seal.Length < Overhead) throw new ArgumentException($"A sealed body has at least {Overhead} bytes, not {seal.Length}.", nameof(seal));
        Span<byte> both = stackalloc byte[KeyLength + SaltLength];
        Derive(caseKey, number, seal[..FreshLength], both);
        both[..KeyLength].CopyTo(key);
        both[KeyLength..].CopyTo(salt);
    }

    /// <summary>Opens a sealed body with what was revealed of it.</summary>
    /// <returns>False when key, salt and commitment do not belong together or the seal was changed; <paramref name="body"/> is then cleared.</returns>
    public static bool Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> seal, Span<byte> body)
    {
        if (seal.Length < Overhead) return false;
        var length = seal.Length - Overhead;
        try
        {
            var cipher = Cipher(key, sealing: false);
            var written = cipher.ProcessBytes(seal[FreshLength..], body);
            cipher.DoFinal(body[written..]);
        }
        catch (InvalidCipherTextException)
        {
            body[..length].Clear();
            return false;
        }
        if (VerifyRevealed(body[..length], salt, commitment)) return true;
        body[..length].Clear();
        return false;
    }

    /// <summary>Whether a body that was shown with its salt is the one that the leaf commits to.</summary>
    public static bool VerifyRevealed(ReadOnlySpan<byte> body, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> commitment)
    {
        Span<byte> expected = stackalloc byte[CommitmentLength];
        Commit(salt, body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, commitment);
    }

    // The platform's AesGcm is bound to its key, and each new one costs several times as much as the sealing of so short a body.
    private static GcmBlockCipher Cipher(ReadOnlySpan<byte> key, bool sealing)
    {
        // One that seals twice with the same key refuses, as it must in general; a replay that is made again seals the same again.
        var cipher = sealing ? new GcmBlockCipher(AesUtilities.CreateEngine()) : opener ??= new GcmBlockCipher(AesUtilities.CreateEngine());
        cipher.Init(sealing, new AeadParameters(new KeyParameter(key), TagLength * 8, Nonce));
        return cipher;
    }

    private static void Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> body, Span<byte> commitment)
    {
        var length = 1 + SaltLength + body.Length;
        var input = length <= 512 ? stackalloc byte[length] : new byte[length];
        input[0] = 0x02;
        salt[..SaltLength].CopyTo(input[1..]);
        body.CopyTo(input[(1 + SaltLength)..]);
        SHA256.HashData(input, commitment);
    }

    // HMAC-SHA256 as RFC 2104 writes it, from two hashes: the platform's one-shot HMAC sets up an object for each call and takes twice as long.
    private static void Derive(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> fresh, Span<byte> key)
    {
        Span<byte> inner = stackalloc byte[InnerLength];
        Span<byte> outer = stackalloc byte[OuterLength];
        Prepare(caseKey, number, fresh, inner, outer);
        SHA256.HashData(inner, outer[HashBlock..]);
        SHA256.HashData(outer, key);
    }

    /// <summary>Writes what the two hashes of a derivation take: of the second all but its end, which is the first hash.</summary>
    internal static void Prepare(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> fresh, Span<byte> inner, Span<byte> outer)
    {
        if (caseKey.Length != CaseKeyLength) throw new ArgumentException($"A case key has {CaseKeyLength} bytes, not {caseKey.Length}.", nameof(caseKey));
        Pad(caseKey, inner, 0x36);
        Pad(caseKey, outer, 0x5C);
        inner[HashBlock] = 0x01;
        BinaryPrimitives.WriteInt32LittleEndian(inner[(HashBlock + 1)..], number);
        fresh.CopyTo(inner[(HashBlock + 1 + sizeof(uint))..]);
    }

    private static void Pad(ReadOnlySpan<byte> caseKey, Span<byte> block, byte pad)
    {
        for (var i = 0; i < CaseKeyLength; i++) block[i] = (byte)(caseKey[i] ^ pad);
        block[CaseKeyLength..HashBlock].Fill(pad);
    }
}
