using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Xiezhi.Office.Store;

/// <summary>
/// How a paper lies on the disk: pieces of 64 KiB, each sealed with AES-256-GCM under the paper's own random key, its number as nonce, and whether it is the last
/// one as associated data. So pieces cannot be swapped, left out or cut off unnoticed. The key seals one paper only.
/// </summary>
internal static class Sealing
{
    public const int KeyLength = 32;
    public const int Piece = 64 * 1024;
    public const int TagLength = 16;
    public const int SealedPiece = Piece + TagLength;

    /// <summary>Seals one piece.</summary>
    /// <param name="output">Receives the ciphertext and its tag: <see cref="TagLength"/> bytes more than the piece.</param>
    public static void Seal(AesGcm key, int number, bool last, ReadOnlySpan<byte> piece, Span<byte> output)
    {
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(nonce[8..], number);
        key.Encrypt(nonce, piece, output[..piece.Length], output.Slice(piece.Length, TagLength), [last ? (byte)1 : (byte)0]);
    }

    /// <summary>Opens one piece.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It is not the piece that was written.</exception>
    public static void Open(AesGcm key, int number, bool last, ReadOnlySpan<byte> seal, Span<byte> output)
    {
        Span<byte> nonce = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(nonce[8..], number);
        var length = seal.Length - TagLength;
        key.Decrypt(nonce, seal[..length], seal[length..], output[..length], [last ? (byte)1 : (byte)0]);
    }

    /// <summary>Seals a short text under a key that follows from a secret: nonce, ciphertext and tag.</summary>
    public static byte[] SealText(byte[] key, ReadOnlySpan<byte> text)
    {
        var seal = new byte[12 + text.Length + TagLength];
        RandomNumberGenerator.Fill(seal.AsSpan(0, 12));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(seal.AsSpan(0, 12), text, seal.AsSpan(12, text.Length), seal.AsSpan(12 + text.Length));
        return seal;
    }

    /// <returns>The text; null when the key is not the one it was sealed with, or the seal was changed.</returns>
    public static byte[]? OpenText(byte[] key, ReadOnlySpan<byte> seal)
    {
        if (seal.Length < 12 + TagLength) { return null; }
        var text = new byte[seal.Length - 12 - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(seal[..12], seal[12..^TagLength], seal[^TagLength..], text);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
