using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>What a log asks a witness: to cosign a head, with the proof that it continues the one cosigned last (c2sp.org/tlog-witness, add-checkpoint).</summary>
/// <param name="Old">Size of the head that the witness cosigned last; 0 when it has cosigned none.</param>
/// <param name="Proof">Consistency of the new head with it.</param>
/// <param name="Head">The signed head.</param>
public sealed record CheckpointRequest(long Old, ImmutableArray<TreeHash> Proof, SignedNote Head)
{
    /// <summary>More bytes than any such request has.</summary>
    public const int MaxLength = 64 * 1024;

    private const string OldWord = "old ";
    private const int MostHashes = 63;

    /// <summary>The body of the request.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(OldWord).Append(Old.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof) { text.Append(hash).Append('\n'); }
        return text.Append('\n').Append(Head).ToString();
    }

    /// <exception cref="NoteFormatException">The bytes are no such request; the message says where.</exception>
    public static CheckpointRequest Parse(ReadOnlySpan<byte> body)
    {
        var split = body.IndexOf("\n\n"u8);
        if (split < 0) { throw new NoteFormatException("A request is the line 'old' with a size, the hashes of a proof, an empty line and a checkpoint."); }
        var lines = Encoding.Latin1.GetString(body[..split]).Split('\n');
        if (!lines[0].StartsWith(OldWord, StringComparison.Ordinal) || !long.TryParse(lines[0][OldWord.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var old)
            || old.ToString(CultureInfo.InvariantCulture) != lines[0][OldWord.Length..])
        {
            throw new NoteFormatException("The first line of a request is 'old' and the size of the head that was cosigned last.");
        }

        if (lines.Length - 1 > MostHashes) { throw new NoteFormatException($"A proof has at most {MostHashes} hashes."); }
        return new CheckpointRequest(old, [.. lines[1..].Select(HashOf)], SignedNote.Parse(body[(split + 2)..]));
    }

    private static TreeHash HashOf(string line) => NoteText.Base64(line) is { Length: TreeHash.Length } hash
        ? new TreeHash(hash)
        : throw new NoteFormatException($"'{line}' is no hash of a proof in Base64.");
}
