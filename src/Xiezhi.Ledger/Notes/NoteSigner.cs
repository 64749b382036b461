using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Xiezhi.Ledger.Notes;

/// <summary>An Ed25519 private key with its name. Whoever holds it can speak for the log.</summary>
public sealed class NoteSigner
{
    private const string KeyWord = "PRIVATE+KEY+";
    private readonly byte[] seed;
    private readonly byte[] publicKey = new byte[Ed25519.PublicKeySize];

    private NoteSigner(string name, byte[] seed)
    {
        this.seed = seed;
        Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
        Verifier = new NoteVerifier(name, publicKey);
    }

    public string Name => Verifier.Name;

    /// <summary>The public half, to be handed to readers.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>A new key from the system's generator.</summary>
    public static NoteSigner Generate(string name) => new(name, RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize));

    /// <summary>The key of RFC 8032 for a 32-byte seed.</summary>
    public static NoteSigner FromSeed(string name, ReadOnlySpan<byte> seed) => seed.Length == Ed25519.SecretKeySize
        ? new NoteSigner(name, seed.ToArray())
        : throw new ArgumentException($"An Ed25519 seed has {Ed25519.SecretKeySize} bytes, not {seed.Length}.", nameof(seed));

    /// <summary>The private key as text, in the form that other note tools read: <c>PRIVATE+KEY+name+key id+Base64</c>.</summary>
    internal string ToPrivateText() =>
        $"{KeyWord}{Name}+{Verifier.KeyId:x8}+{Convert.ToBase64String([NoteVerifier.Ed25519Type, .. seed])}";

    internal static NoteSigner ParsePrivateText(string text)
    {
        var parts = text.StartsWith(KeyWord, StringComparison.Ordinal) ? text[KeyWord.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || !NoteText.IsKeyName(parts[0]) || NoteText.Base64(parts[2]) is not { } bytes
            || bytes.Length != 1 + Ed25519.SecretKeySize || bytes[0] != NoteVerifier.Ed25519Type)
        {
            throw new NoteFormatException($"A private key reads '{KeyWord}name+key id+Base64 of an Ed25519 key'.");
        }
        var signer = new NoteSigner(parts[0], bytes[1..]);
        return parts[1] == $"{signer.Verifier.KeyId:x8}"
            ? signer
            : throw new NoteFormatException($"The key id of private key '{parts[0]}' does not fit its key: the file was cut or changed.");
    }

    internal NoteSignature Sign(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var signature = new byte[Ed25519.SignatureSize];
        // With the public key at hand it need not be made again: that would be half of the work.
        Ed25519.Sign(seed, 0, publicKey, 0, message, 0, message.Length, signature, 0);
        return new NoteSignature(Name, Verifier.KeyId, signature);
    }
}
