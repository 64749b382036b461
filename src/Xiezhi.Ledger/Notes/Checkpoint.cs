using System.Collections.Immutable;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Notes;

/// <summary>What a log says about itself at one moment, as c2sp.org/tlog-checkpoint writes it.</summary>
/// <param name="Origin">The log's name for ever.</param>
/// <param name="Size">How many leaves the tree has.</param>
/// <param name="Root">The root of the tree over exactly these leaves.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    public string Origin { get; } = Origin.Length > 0 && !Origin.Contains('\n') && !NoteText.HasControls(Origin)
        ? Origin
        : throw new ArgumentException("The origin of a log is one line of text.", nameof(Origin));

    public long Size { get; } = Size >= 0 ? Size : throw new ArgumentOutOfRangeException(nameof(Size));

    /// <summary>Lines after the third, which say nothing that a reader of the log can check. This house writes none.</summary>
    public ImmutableArray<string> Extensions { get; private init; } = [];

    /// <summary>The text of the note, with its last newline.</summary>
    public string ToText() => $"{Origin}\n{Size}\n{Root}\n{string.Concat(Extensions.Select(line => $"{line}\n"))}";

    /// <summary>The note of this checkpoint under the log's key and, if there are any, further keys.</summary>
    public SignedNote Sign(params ReadOnlySpan<NoteSigner> signers) => SignedNote.Sign(ToText(), signers);

    /// <summary>Reads a note as a checkpoint after verifying it with the log's key.</summary>
    /// <exception cref="NoteUntrustedException">The key did not sign the note.</exception>
    /// <exception cref="NoteFormatException">The text is no checkpoint.</exception>
    public static Checkpoint Open(SignedNote note, NoteVerifier key)
    {
        if (key.IsWitness) { throw new NoteUntrustedException($"'{key.Name}' is the key of a witness. A log is trusted by its own key."); }
        note.Verify(key);
        return Parse(note.Text);
    }

    /// <exception cref="NoteFormatException">The text is no checkpoint.</exception>
    public static Checkpoint Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new NoteFormatException("A checkpoint ends with a newline.");
        var lines = text[..^1].Split('\n');
        if (lines.Length < 3 || Array.Exists(lines, line => line.Length == 0) || NoteText.HasControls(text))
            throw new NoteFormatException("A checkpoint has three lines or more, none of them empty: origin, size and root hash.");
        if (!long.TryParse(lines[1], out var size) || size < 0 || size.ToString() != lines[1])
            throw new NoteFormatException($"The second line of a checkpoint is the size of the tree, not '{lines[1]}'.");
        if (NoteText.Base64(lines[2]) is not { Length: TreeHash.Length } root)
            throw new NoteFormatException($"The third line of a checkpoint is a root hash in Base64, not '{lines[2]}'.");
        return new Checkpoint(lines[0], size, new TreeHash(root)) { Extensions = [.. lines[3..]] };
    }
}
