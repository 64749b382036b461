using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Xiezhi.Ledger.Notes;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">Short number of the key.</param>
/// <param name="Bytes">What the key's algorithm produced.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    internal const string LineStart = "\u2014 ";

    /// <summary>The line as it stands in the note, without its newline.</summary>
    public override string ToString()
    {
        var idAndBytes = new byte[sizeof(uint) + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(idAndBytes, KeyId);
        Bytes.Span.CopyTo(idAndBytes.AsSpan(sizeof(uint)));
        return $"{LineStart}{Name} {Convert.ToBase64String(idAndBytes)}";
    }

    internal static NoteSignature Parse(string line)
    {
        var parts = line.StartsWith(LineStart, StringComparison.Ordinal) ? line[LineStart.Length..].Split(' ') : [];
        if (parts.Length != 2 || !NoteText.IsKeyName(parts[0]) || NoteText.Base64(parts[1]) is not { Length: > sizeof(uint) } bytes)
            throw new NoteFormatException($"This is no signature line: '{line}'.");
        return new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(sizeof(uint)));
    }
}

/// <summary>A text with the signatures under it, as c2sp.org/signed-note writes it.</summary>
public sealed class SignedNote
{
    private const int MaxLength = 1_000_000;
    private const int MaxSignatures = 100;

    private SignedNote(string text, ImmutableArray<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>The signed text with its last newline. Not to be trusted before <see cref="Verify"/>.</summary>
    public string Text { get; }

    /// <summary>At least one, in the order of the lines.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>Signs a text that ends with a newline.</summary>
    public static SignedNote Sign(string text, params ReadOnlySpan<NoteSigner> signers)
    {
        if (!text.EndsWith('\n') || NoteText.HasControls(text))
            throw new ArgumentException("The text of a note ends with a newline and has no other control characters.", nameof(text));
        if (signers.IsEmpty)
            throw new ArgumentException("A note has at least one signature.", nameof(signers));
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>(signers.Length);
        foreach (var signer in signers)
            signatures.Add(signer.Sign(text));
        return new SignedNote(text, signatures.MoveToImmutable());
    }

    /// <summary>The same note with a further signature line, such as a witness's.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, Signatures.Add(signature));

    /// <summary>The same text with the lines of one key alone; there may be none.</summary>
    internal SignedNote Only(NoteVerifier key) => new(Text, [.. Signatures.Where(key.Made)]);

    /// <exception cref="NoteFormatException">The text is no signed note.</exception>
    public static SignedNote Parse(string note)
    {
        if (note.Length > MaxLength)
            throw new NoteFormatException($"A note of more than {MaxLength} characters is not read.");
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !note.EndsWith('\n') || split + 2 == note.Length)
            throw new NoteFormatException("A note is a text, an empty line, and signature lines that each end with a newline.");
        if (NoteText.HasControls(note))
            throw new NoteFormatException("A note has no control characters other than newlines.");
        var lines = note[(split + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures)
            throw new NoteFormatException($"A note with more than {MaxSignatures} signatures is not read.");
        return new SignedNote(note[..(split + 1)], [.. lines.Select(NoteSignature.Parse)]);
    }

    /// <exception cref="NoteFormatException">The bytes are not UTF-8, or no signed note.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        try
        {
            return Parse(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(note));
        }
        catch (DecoderFallbackException)
        {
            throw new NoteFormatException("A note is UTF-8; these bytes are not.");
        }
    }

    /// <summary>Whether the key signed this text; a false line in its name counts as none.</summary>
    public bool IsSignedBy(NoteVerifier key)
    {
        var own = Signatures.Where(key.Made).ToList();
        return own.Count > 0 && own.TrueForAll(signature => key.Verifies(Text, signature));
    }

    /// <summary>Returns when the key signed this text; lines of other keys are ignored.</summary>
    /// <exception cref="NoteUntrustedException">The key did not sign it, or a line in its name does not verify.</exception>
    public void Verify(NoteVerifier key)
    {
        var signed = false;
        foreach (var signature in Signatures)
        {
            if (!key.Made(signature))
                continue;
            if (!key.Verifies(Text, signature))
                throw new NoteUntrustedException($"The signature of '{key.Name}' does not fit the note: the text was changed, or another key signed it.");
            signed = true;
        }
        if (!signed)
            throw new NoteUntrustedException($"The note carries no signature of key '{key.Name}' ({key.KeyId:x8}).");
    }

    /// <summary>The whole note.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => $"{signature}\n"))}";
}
