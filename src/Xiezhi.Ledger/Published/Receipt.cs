using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Published;

/// <summary>What a party keeps as proof that an entry is in the log: its leaf, the way from there to a signed head, and the head. It needs nothing else but the log's public
/// key to be checked, and is written as c2sp.org/tlog-proof has it, with the leaf as the extra line.</summary>
/// <param name="Index">Index of the leaf in the log.</param>
/// <param name="Leaf">The leaf itself: codes, days and the commitment to the private body.</param>
/// <param name="Proof">Siblings on the way to the root, lowest first.</param>
/// <param name="Head">The signed head of the log.</param>
public sealed record Receipt(long Index, ImmutableArray<byte> Leaf, ImmutableArray<TreeHash> Proof, SignedNote Head)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const string Extra = "extra ", IndexWord = "index ";
    private const int MostHashes = 63;

    /// <summary>Returns when the key signed a head whose tree holds the leaf at its place.</summary>
    /// <returns>The head that was verified.</returns>
    /// <exception cref="NoteUntrustedException">The key did not sign the head, or the proof does not lead from the leaf to it.</exception>
    /// <exception cref="NoteFormatException">The head is no checkpoint.</exception>
    public Checkpoint Verify(NoteVerifier key)
    {
        var head = Checkpoint.Open(Head, key);
        return ProofVerification.Includes(TreeHash.OfLeaf(Leaf.AsSpan()), Index, head.Size, head.Root, Proof.AsSpan())
            ? head
            : throw new NoteUntrustedException($"The proof does not lead from leaf {Index} to the signed head: leaf, index or proof was changed.");
    }

    /// <summary>The text that the party keeps, in a file that ends in <c>.tlog-proof</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(FirstLine).Append('\n').Append(Extra).Append(Convert.ToBase64String(Leaf.AsSpan())).Append('\n')
            .Append(IndexWord).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof) { text.Append(hash).Append('\n'); }
        return text.Append('\n').Append(Head).ToString();
    }

    /// <summary>Reads a receipt. It proves nothing before <see cref="Verify"/>.</summary>
    /// <exception cref="NoteFormatException">The text is no receipt; the message says where.</exception>
    public static Receipt Parse(string text)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = split < 0 ? [] : text[..split].Split('\n');
        if (lines.Length < 3 || lines[0] != FirstLine) { throw new NoteFormatException($"A receipt begins with the line '{FirstLine}', then 'extra' and 'index', the proof, an empty line and the signed head."); }
        if (!lines[1].StartsWith(Extra, StringComparison.Ordinal) || NoteText.Base64(lines[1][Extra.Length..]) is not { Length: > 0 } leaf)
        {
            throw new NoteFormatException("The second line of a receipt is 'extra' and the leaf in Base64.");
        }

        if (!lines[2].StartsWith(IndexWord, StringComparison.Ordinal) || !long.TryParse(lines[2][IndexWord.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index.ToString(CultureInfo.InvariantCulture) != lines[2][IndexWord.Length..])
        {
            throw new NoteFormatException($"The third line of a receipt is 'index' and the place of the leaf, not '{lines[2]}'.");
        }

        if (lines.Length - 3 > MostHashes) { throw new NoteFormatException($"A proof has at most {MostHashes} hashes."); }
        return new Receipt(index, [.. leaf], [.. lines[3..].Select(HashOf)], SignedNote.Parse(text[(split + 2)..]));
    }

    private static TreeHash HashOf(string line) => NoteText.Base64(line) is { Length: TreeHash.Length } hash ? new TreeHash(hash) : throw new NoteFormatException($"'{line}' is no hash of a proof in Base64.");
}
