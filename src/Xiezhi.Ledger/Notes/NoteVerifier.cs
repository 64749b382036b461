using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Xiezhi.Ledger.Notes;

/// <summary>An Ed25519 public key with its name: what a reader must hold to trust notes (a C2SP “vkey”).</summary>
public sealed class NoteVerifier
{
    /// <summary>The signature type of plain Ed25519 notes.</summary>
    internal const byte Ed25519Type = 0x01;

    private readonly byte[] typeAndKey;

    internal NoteVerifier(string name, ReadOnlySpan<byte> publicKey)
    {
        Name = NoteText.IsKeyName(name)
            ? name
            : throw new ArgumentException($"'{name}' is no key name: it has no spaces, plus signs or control characters.", nameof(name));
        typeAndKey = [Ed25519Type, .. publicKey];
        KeyId = NoteText.KeyId(name, typeAndKey);
    }

    public string Name { get; }

    /// <summary>The short number by which a signature names its key.</summary>
    public uint KeyId { get; }

    /// <summary>32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => typeAndKey.AsSpan(1);

    /// <summary>The vkey text: <c>name+key id+Base64</c>.</summary>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String(typeAndKey)}";

    /// <exception cref="NoteFormatException">The text is no vkey of an Ed25519 key.</exception>
    public static NoteVerifier Parse(string vkey)
    {
        var parts = vkey.Split('+', 3);
        if (parts.Length != 3 || !NoteText.IsKeyName(parts[0]))
            throw new NoteFormatException("A vkey reads 'name+key id+Base64 of the key'.");
        if (NoteText.Base64(parts[2]) is not { } bytes)
            throw new NoteFormatException($"The key of vkey '{parts[0]}' is not Base64.");
        if (bytes.Length != 1 + Ed25519.PublicKeySize || bytes[0] != Ed25519Type)
            throw new NoteFormatException($"The key of vkey '{parts[0]}' is no Ed25519 key (type 1, 32 bytes).");
        var verifier = new NoteVerifier(parts[0], bytes.AsSpan(1));
        return parts[1] == $"{verifier.KeyId:x8}"
            ? verifier
            : throw new NoteFormatException($"The key id of vkey '{parts[0]}' is {parts[1]}, its key gives {verifier.KeyId:x8}: it was cut or changed.");
    }

    /// <summary>Whether a signature line names this key.</summary>
    internal bool Made(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    internal bool Verifies(string text, NoteSignature signature)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var bytes = signature.Bytes.ToArray();
        return bytes.Length == Ed25519.SignatureSize && Ed25519.Verify(bytes, 0, typeAndKey, 1, message, 0, message.Length);
    }
}
