using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Xiezhi.Office.People;

/// <summary>Secrets that are shown once and kept only as their hash, which is enough because nobody can guess 256 random bits.</summary>
internal static class Secret
{
    /// <summary>256 random bits, as letters, digits, hyphens and underscores.</summary>
    public static string New(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>130 random bits, as 26 letters and digits that people can read out.</summary>
    public static string NewId() => Crockford.Write(RandomNumberGenerator.GetBytes(17))[..26];

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A key that follows from a secret and what it is for.</summary>
    public static byte[] KeyFrom(ReadOnlySpan<byte> secret, string purpose, ReadOnlySpan<byte> salt = default)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, Encoding.UTF8.GetBytes(purpose));
        return key;
    }
}
