namespace Xiezhi.Ledger.Leaves;

/// <summary>What may stand in a leaf as an id: short and visible ASCII, so that no name, place or sentence ever does.</summary>
internal static class LeafId
{
    public const int MaxLength = 255;

    public static bool IsVisible(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0;

    public static string Checked(string id) =>
        id.Length is >= 1 and <= MaxLength && id.AsSpan().IndexOfAnyExceptInRange('\x21', '\x7E') < 0
            ? id
            : throw new ArgumentException($"'{id}' is no id for a leaf: 1 to {MaxLength} visible ASCII characters are.", nameof(id));

    public static IReadOnlyList<string> Checked(IReadOnlyList<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (!seen.Add(Checked(id)))
                throw new ArgumentException($"The id '{id}' stands twice in one list.", nameof(ids));
        }
        return ids;
    }
}
