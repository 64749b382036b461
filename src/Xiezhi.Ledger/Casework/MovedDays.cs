using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>A clock that the last calendar has moved, as the log has journalled it.</summary>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Days">The last day before and after; null where it follows from what is not public.</param>
public sealed record MovedDay(long Leaf, CaseNumber Case, Edition Edition, Limit Limit, (DateOnly Before, DateOnly After)? Days)
{
    /// <summary>The outage that moved it, attested or taken back; null where it was a notice of holidays.</summary>
    public Outage? Because { get; init; }

    /// <summary>What the latest calendar of the log has moved, in the order of the log: its leaves stand right behind it.</summary>
    public static IEnumerable<MovedDay> Latest(ILedgerStore store, LogDictionary dictionary, LawBook book)
    {
        const int Some = 4096;
        var why = new Reasons(dictionary.Calendars, book.Calendar);
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
                var limit = edition.Limits[moved.Limit];
                some.Add(new MovedDay(index, new CaseNumber(edition.Number.Series, moved.Year, organ.Number, moved.Ordinal), edition, limit, moved.Days) { Because = why.Of(limit, moved.Days) });
                return true;
            });
            foreach (var one in some) { yield return one; }
            if (ended || some.Count == 0) { yield break; }
            from += some.Count;
        }
    }

    /// <summary>What the latest calendar has that the one before had not, or the other way round.</summary>
    private sealed class Reasons
    {
        private readonly ImmutableArray<Outage> outages;
        private readonly bool onlyOutages;

        /// <param name="known">The calendar of the law book, whose systems have names.</param>
        public Reasons(LogCalendars calendars, WorkingCalendar known)
        {
            if (calendars.Count < 2) { outages = []; return; }
            var (before, now) = (calendars[calendars.Count - 2], calendars[calendars.Count - 1]);
            outages = [.. Without(now.Outages, before.Outages).Concat(Without(before.Outages, now.Outages)).Select(o => known.Outages.FirstOrDefault(o.SameDaysAs) ?? o)];
            onlyOutages = CalendarLeaf.Of(0, new WorkingCalendar(before.Years)).ToBytes().AsSpan().SequenceEqual(CalendarLeaf.Of(0, new WorkingCalendar(now.Years)).ToBytes());
        }

        public Outage? Of(Limit limit, (DateOnly Before, DateOnly After)? days)
        {
            foreach (var outage in outages)
            {
                if (limit.ShiftedBy.All(system => system.Id != outage.System.Id)) { continue; }
                if (days is { } known ? outage.Covers(known.Before) || outage.Covers(known.After) : onlyOutages) { return outage; }
            }

            return null;
        }

        private static IEnumerable<Outage> Without(IEnumerable<Outage> some, ImmutableArray<Outage> others) => some.Where(one => !others.Any(one.SameDaysAs));
    }
}
