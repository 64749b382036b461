using System.Buffers.Binary;
using NodaTime;

namespace Xiezhi.Ledger.Notes;

/// <summary>A public key with its name: what a reader must hold to trust notes (a C2SP “vkey”).</summary>
public sealed class NoteVerifier
{
    private readonly NoteAlgorithm algorithm;
    private readonly byte[] publicKey;

    internal NoteVerifier(string name, NoteAlgorithm algorithm, byte[] publicKey)
    {
        Name = NoteText.IsKeyName(name)
            ? name
            : throw new ArgumentException($"'{name}' is no key name: it has no spaces, plus signs or control characters.", nameof(name));
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        KeyId = NoteText.KeyId(name, [.. algorithm.Type, .. publicKey]);
    }

    public string Name { get; }

    /// <summary>The short number by which a signature names its key.</summary>
    public uint KeyId { get; }

    /// <summary>Whether the key is a witness's: it signs with the time, and never for a log.</summary>
    public bool IsWitness => algorithm == NoteAlgorithm.Cosignature;

    /// <summary>Whether the key is an SM2 key.</summary>
    public bool IsSm2 => algorithm == NoteAlgorithm.Sm2;

    /// <summary>32 bytes of Ed25519, or 65 of SM2.</summary>
    public ReadOnlySpan<byte> PublicKey => publicKey;

    /// <summary>The vkey text: <c>name+key id+Base64</c>.</summary>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([.. algorithm.Type, .. publicKey])}";

    /// <exception cref="NoteFormatException">The text is no vkey of a kind that this house knows.</exception>
    public static NoteVerifier Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);
        if (parts.Length != 3 || !NoteText.IsKeyName(parts[0]))
            throw new NoteFormatException("A vkey reads 'name+key id+Base64 of the key'.");
        if (NoteText.Base64(parts[2]) is not { } bytes)
            throw new NoteFormatException($"The key of vkey '{parts[0]}' is not Base64.");
        if (NoteAlgorithm.Split(bytes, secret: false) is not var (algorithm, key))
            throw new NoteFormatException($"The key of vkey '{parts[0]}' is no Ed25519 key (type 1, of a witness type 4, 32 bytes) and no SM2 key (type 255 'SM3withSM2', 65 bytes).");
        var verifier = new NoteVerifier(parts[0], algorithm, key);
        return parts[1] == $"{verifier.KeyId:x8}"
            ? verifier
            : throw new NoteFormatException($"The key id of vkey '{parts[0]}' is {parts[1]}, its key gives {verifier.KeyId:x8}: it was cut or changed.");
    }

    /// <summary>When this witness signed, as its signature says; null when the line is not its own or states no moment.</summary>
    public Instant? TimeOf(NoteSignature signature) =>
        IsWitness && Made(signature) && signature.Bytes.Length >= sizeof(long) && BinaryPrimitives.ReadInt64BigEndian(signature.Bytes.Span) is >= 0 and < 253_402_300_800 and var seconds
            ? Instant.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Whether a signature line names this key.</summary>
    internal bool Made(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    internal bool Verifies(string text, NoteSignature signature) => algorithm.Verifies(publicKey, text, signature.Bytes.ToArray());
}
