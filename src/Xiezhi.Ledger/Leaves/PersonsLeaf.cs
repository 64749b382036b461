namespace Xiezhi.Ledger.Leaves;

/// <summary>How many different people a figure of the next publication counts: a token for each, made under a key that nobody has any more.</summary>
/// <param name="Publication">Number of the publication, which stands behind this leaf.</param>
/// <param name="Figure">Id of the figure, whose value there is the number of its tokens.</param>
/// <param name="Before">How many tokens of it earlier leaves have: 0, or a multiple of <see cref="MostTokens"/>.</param>
/// <param name="Unidentified">Counted beside the tokens: those who gave no identity number. The same in all leaves of the figure.</param>
/// <param name="Tokens">Side by side, each of <see cref="TokenLength"/> bytes; they ascend, so that their order says nothing of cases.</param>
public sealed record PersonsLeaf(int Publication, string Figure, int Before, int Unidentified, ReadOnlyMemory<byte> Tokens)
{
    public const int TokenLength = 16;

    /// <summary>Tokens of one leaf; a list goes on in the next leaf only behind so many.</summary>
    public const int MostTokens = 4000;

    public int Count => Tokens.Length / TokenLength;

    /// <summary>The leaves of one figure; one at least.</summary>
    /// <param name="tokens">Ascending, each once.</param>
    public static IEnumerable<PersonsLeaf> Of(int publication, string figure, int unidentified, ReadOnlyMemory<byte> tokens)
    {
        const int Most = MostTokens * TokenLength;
        for (var at = 0; at < tokens.Length || at == 0; at += Most)
        {
            yield return new PersonsLeaf(publication, figure, at / TokenLength, unidentified, tokens.Slice(at, Math.Min(Most, tokens.Length - at)));
        }
    }

    /// <summary>Whether this leaf goes on where <paramref name="before"/> ended.</summary>
    public bool Follows(PersonsLeaf before) => before.Publication == Publication && before.Figure == Figure && before.Unidentified == Unidentified && before.Count == MostTokens
        && Before == before.Before + MostTokens && Tokens.Span[..TokenLength].SequenceCompareTo(before.Tokens.Span[^TokenLength..]) > 0;

    public byte[] ToBytes()
    {
        if (Tokens.Length % TokenLength != 0 || Count > MostTokens || !Ascend(Tokens.Span) || Before % MostTokens != 0 || (Count == 0 && Before > 0))
        {
            throw new InvalidOperationException($"A leaf has at most {MostTokens} whole tokens that ascend, and goes on only behind full ones.");
        }

        return LeafWriter.Whole(LeafKind.Persons, (ref LeafWriter writer) =>
        {
            writer.Number(Publication);
            writer.Id(Figure);
            writer.Number(Before);
            writer.Number(Unidentified);
            writer.Number(Count);
            writer.Bytes(Tokens.Span);
        });
    }

    /// <exception cref="LeafFormatException">The bytes are no leaf of persons.</exception>
    public static PersonsLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Persons);
        var (publication, figure) = (reader.Number(), reader.Id());
        var at = reader.Offset;
        var before = reader.Number();
        if (before % MostTokens != 0) { LeafReader.Refuse(at, $"a list goes on only behind {MostTokens} tokens."); }
        var unidentified = reader.Number();
        at = reader.Offset;
        var count = reader.Number();
        if (count > MostTokens || (count == 0 && before > 0)) { LeafReader.Refuse(at, $"a leaf has at most {MostTokens} tokens, and one that goes on has some."); }
        at = reader.Offset;
        var tokens = reader.Bytes(count * TokenLength);
        if (!Ascend(tokens)) { LeafReader.Refuse(at, "the tokens do not ascend."); }
        reader.End();
        return new PersonsLeaf(publication, figure, before, unidentified, tokens.ToArray());
    }

    private static bool Ascend(ReadOnlySpan<byte> tokens)
    {
        for (var at = TokenLength; at < tokens.Length; at += TokenLength)
        {
            if (tokens.Slice(at - TokenLength, TokenLength).SequenceCompareTo(tokens.Slice(at, TokenLength)) >= 0) { return false; }
        }

        return true;
    }
}
