using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>A clock that the last calendar has moved, as the log has journalled it.</summary>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Days">The last day before and after; null where it follows from what is not public.</param>
public sealed record MovedDay(long Leaf, CaseNumber Case, Edition Edition, Limit Limit, (DateOnly Before, DateOnly After)? Days)
{
    /// <summary>What the latest calendar of the log has moved, in the order of the log: its leaves stand right behind it.</summary>
    public static IEnumerable<MovedDay> Latest(ILedgerStore store, LogDictionary dictionary, LawBook book)
    {
        const int Some = 4096;
        for (var from = dictionary.Calendars.LatestPlace + 1; from > 0 && from < store.Size;)
        {
            var some = new List<MovedDay>();
            var ended = false;
            store.ReadLeaves(from, Some, (index, leaf) =>
            {
                if (Leaves.Leaf.KindOf(leaf) != LeafKind.Moved) { ended = true; return false; }
                var moved = MovedLeaf.Read(leaf);
                var edition = dictionary.Of(moved.Edition).Edition;
                var organ = book.City.FindOrgan(moved.Organ + 1)!;
                some.Add(new MovedDay(index, new CaseNumber(edition.Number.Series, moved.Year, organ.Number, moved.Ordinal), edition, edition.Limits[moved.Limit], moved.Days));
                return true;
            });
            foreach (var one in some) { yield return one; }
            if (ended || some.Count == 0) { yield break; }
            from += some.Count;
        }
    }
}
