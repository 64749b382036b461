using System.Security.Cryptography;
using NodaTime;

namespace Xiezhi.Ledger.Notes;

/// <summary>A private key with its name. Whoever holds it can speak for the log, or for the witness, that it belongs to.</summary>
public sealed class NoteSigner
{
    private const string KeyWord = "PRIVATE+KEY+";
    private readonly byte[] secret;
    private readonly byte[] publicKey;
    private readonly NoteAlgorithm algorithm;

    private NoteSigner(string name, NoteAlgorithm algorithm, byte[] secret)
    {
        this.algorithm = algorithm;
        this.secret = secret;
        publicKey = algorithm.PublicKey(secret);
        Verifier = new NoteVerifier(name, algorithm, publicKey);
    }

    public string Name => Verifier.Name;

    /// <summary>The public half, to be handed to readers.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>A new Ed25519 key of a log from the system's generator.</summary>
    public static NoteSigner Generate(string name) => new(name, NoteAlgorithm.Ed25519, RandomNumberGenerator.GetBytes(NoteAlgorithm.SecretLength));

    /// <summary>A new Ed25519 key of a witness, which signs with the time.</summary>
    public static NoteSigner GenerateWitness(string name) => new(name, NoteAlgorithm.Cosignature, RandomNumberGenerator.GetBytes(NoteAlgorithm.SecretLength));

    /// <summary>A new SM2 key of a log.</summary>
    public static NoteSigner GenerateSm2(string name)
    {
        while (true)
        {
            try
            {
                return new NoteSigner(name, NoteAlgorithm.Sm2, RandomNumberGenerator.GetBytes(NoteAlgorithm.SecretLength));
            }
            catch (ArgumentException)
            {
                // Once in four thousand million times the number lies beyond the curve's order.
            }
        }
    }

    /// <summary>The key of RFC 8032 for a 32-byte seed.</summary>
    public static NoteSigner FromSeed(string name, ReadOnlySpan<byte> seed) => new(name, NoteAlgorithm.Ed25519, Secret(seed));

    /// <summary>The key of a witness for a 32-byte seed.</summary>
    public static NoteSigner WitnessFromSeed(string name, ReadOnlySpan<byte> seed) => new(name, NoteAlgorithm.Cosignature, Secret(seed));

    /// <summary>The SM2 key of a 32-byte secret number.</summary>
    public static NoteSigner Sm2FromSecret(string name, ReadOnlySpan<byte> number) => new(name, NoteAlgorithm.Sm2, Secret(number));

    /// <summary>Signs a text as a witness does: with the moment.</summary>
    /// <exception cref="InvalidOperationException">The key is not a witness's.</exception>
    public NoteSignature Cosign(string text, Instant at) => Verifier.IsWitness
        ? new NoteSignature(Name, Verifier.KeyId, algorithm.Sign(secret, publicKey, text, at.ToUnixTimeSeconds()))
        : throw new InvalidOperationException($"'{Name}' is no key of a witness.");

    /// <summary>The private key as text, in the form that other note tools read: <c>PRIVATE+KEY+name+key id+Base64</c>.</summary>
    internal string ToPrivateText() => $"{KeyWord}{Name}+{Verifier.KeyId:x8}+{Convert.ToBase64String([.. algorithm.Type, .. secret])}";

    internal static NoteSigner ParsePrivateText(string text)
    {
        var parts = text.StartsWith(KeyWord, StringComparison.Ordinal) ? text[KeyWord.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || !NoteText.IsKeyName(parts[0]) || NoteText.Base64(parts[2]) is not { } bytes || NoteAlgorithm.Split(bytes, secret: true) is not var (algorithm, secret))
        {
            throw new NoteFormatException($"A private key reads '{KeyWord}name+key id+Base64 of an Ed25519 or SM2 key'.");
        }
        var signer = new NoteSigner(parts[0], algorithm, secret);
        return parts[1] == $"{signer.Verifier.KeyId:x8}"
            ? signer
            : throw new NoteFormatException($"The key id of private key '{parts[0]}' does not fit its key: the file was cut or changed.");
    }

    internal NoteSignature Sign(string text) => Verifier.IsWitness
        ? throw new InvalidOperationException($"'{Name}' is the key of a witness: it signs with the time.")
        : new NoteSignature(Name, Verifier.KeyId, algorithm.Sign(secret, publicKey, text, 0));

    private static byte[] Secret(ReadOnlySpan<byte> bytes) => bytes.Length == NoteAlgorithm.SecretLength
        ? bytes.ToArray()
        : throw new ArgumentException($"A secret has {NoteAlgorithm.SecretLength} bytes, not {bytes.Length}.", nameof(bytes));
}
