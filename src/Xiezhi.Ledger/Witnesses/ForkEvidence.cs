using System.Collections.Immutable;
using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>Two heads that one log has signed and that do not continue each other, as a witness keeps them.</summary>
/// <param name="Held">The head that the witness had cosigned.</param>
/// <param name="Offered">The head that it was asked to cosign then.</param>
/// <param name="Proof">What was to prove that the second continues the first.</param>
public sealed record ForkEvidence(SignedNote Held, SignedNote Offered, ImmutableArray<TreeHash> Proof)
{
    /// <summary>Line with which such a file begins.</summary>
    public const string FirstLine = "xiezhi fork evidence v1";

    private const string HeldWord = "held", OfferedWord = "offered", ProofWord = "proof", Quote = "> ";

    /// <summary>Whether the two heads prove by themselves that the log has two histories: one size, two roots. Heads of different sizes prove it only as long as nobody
    /// shows how the later continues the earlier.</summary>
    public bool Proves { get; } = Checkpoint.Parse(Held.Text) is var held && Checkpoint.Parse(Offered.Text) is var offered
        && held.Origin == offered.Origin && held.Size == offered.Size && held.Root != offered.Root;

    /// <summary>Returns when the log's key signed both heads and the proof does not connect them.</summary>
    /// <exception cref="NoteUntrustedException">The key did not sign both, or the heads continue each other after all: this is no evidence.</exception>
    public (Checkpoint Held, Checkpoint Offered) Verify(NoteVerifier key)
    {
        var (held, offered) = (Checkpoint.Open(Held, key), Checkpoint.Open(Offered, key));
        if (held.Origin != offered.Origin) { throw new NoteUntrustedException($"The heads are of two logs, '{held.Origin}' and '{offered.Origin}'."); }
        return ProofVerification.Extends(held.Size, held.Root, offered.Size, offered.Root, Proof.AsSpan())
            ? throw new NoteUntrustedException("The second head continues the first: this is no evidence of a fork.")
            : (held, offered);
    }

    public override string ToString()
    {
        var text = new StringBuilder().Append(FirstLine).Append('\n');
        Section(HeldWord, Held.ToString());
        Section(OfferedWord, Offered.ToString());
        Section(ProofWord, string.Concat(Proof.Select(hash => $"{hash}\n")));
        return text.ToString();

        void Section(string word, string lines)
        {
            text.Append(word).Append('\n');
            foreach (var line in lines.Split('\n')[..^1]) { text.Append(Quote).Append(line).Append('\n'); }
        }
    }

    /// <exception cref="NoteFormatException">The text is no such evidence; the message says where.</exception>
    public static ForkEvidence Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines[0] != FirstLine || lines[^1].Length > 0) { throw new NoteFormatException($"Evidence of a fork begins with the line '{FirstLine}' and ends with a newline."); }
        var at = 1;
        var evidence = new ForkEvidence(SignedNote.Parse(Section(HeldWord)), SignedNote.Parse(Section(OfferedWord)), [.. Section(ProofWord).Split('\n')[..^1].Select(HashOf)]);
        return at == lines.Length - 1 ? evidence : throw new NoteFormatException($"Line {at + 1} of the evidence belongs to no part of it.");

        string Section(string word)
        {
            if (lines[at] != word) { throw new NoteFormatException($"Line {at + 1} of evidence of a fork is '{word}', not '{lines[at]}'."); }
            var section = new StringBuilder();
            for (at++; lines[at].StartsWith(Quote, StringComparison.Ordinal); at++) { section.Append(lines[at], Quote.Length, lines[at].Length - Quote.Length).Append('\n'); }
            return section.ToString();
        }
    }

    private static TreeHash HashOf(string line) => NoteText.Base64(line) is { Length: TreeHash.Length } hash
        ? new TreeHash(hash)
        : throw new NoteFormatException($"'{line}' is no hash of a proof in Base64.");
}
