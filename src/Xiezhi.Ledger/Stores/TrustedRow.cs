namespace Xiezhi.Ledger.Stores;

/// <summary>Rows that carry a digest are believed only as long as they are what was written.</summary>
internal static class TrustedRow
{
    /// <exception cref="LedgerStoreException">The row was changed.</exception>
    public static ReadOnlySpan<byte> State(CaseId id, DateOnly? due, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest) =>
        CaseRow.Matches(id.Value, due?.DayNumber ?? -1, state, digest) ? state : throw Damaged($"case {id}");

    /// <param name="row">The row, in the words of the domain.</param>
    /// <exception cref="LedgerStoreException">The row was changed.</exception>
    public static void Require(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> digest, string row)
    {
        if (!expected.SequenceEqual(digest)) throw Damaged(row);
    }

    public static LedgerStoreException Damaged(string row) =>
        new($"The row of {row} was changed outside the ledger. Run fsck to see what else was, then restore the folder from a backup.");
}
