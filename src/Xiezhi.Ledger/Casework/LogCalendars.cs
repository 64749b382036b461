using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Casework;

/// <summary>The working calendars of a log, each in force from its leaf to the next. A case is folded again under the calendars that were in force at the places of its
/// entries, so that it comes to the same days however many notices have been published since.</summary>
public sealed class LogCalendars
{
    private readonly List<(long From, WorkingCalendar Calendar)> calendars = [];
    private byte[] latest = [];

    /// <summary>How many the log has declared.</summary>
    public int Count => calendars.Count;

    /// <summary>Where the last one stands in the log; -1 while there is none.</summary>
    public long LatestPlace => calendars.Count == 0 ? -1 : calendars[^1].From;

    /// <summary>The number of the calendar in force at a place: that of the last leaf before it.</summary>
    public int NumberAt(long place)
    {
        var at = calendars.Count - 1;
        while (at > 0 && calendars[at].From > place) { at--; }
        return Math.Max(at, 0);
    }

    public WorkingCalendar this[int number] => calendars[number].Calendar;

    /// <summary>Applies an entry to a case under the calendar of its place; when that is another than at the entry before, the case is first reckoned anew.</summary>
    /// <param name="before">Place of the entry before, or -1.</param>
    public (CaseState Case, Entry Entry) Apply(CaseState state, Entry entry, long before, long place, LawBook book)
    {
        var number = NumberAt(place);
        if (before >= 0 && NumberAt(before) != number && state.Awaits is not null) { state = Fold.Reckon(state, this[number], book.City); }
        return Fold.ApplyTo(state, entry, book, this[number]);
    }

    /// <summary>As <see cref="Apply"/>, for a case whose entries are kept.</summary>
    public Entry Add(CaseHistory history, Entry entry, long place)
    {
        if (Count > 0) { history.Under(this[NumberAt(place)]); }
        return history.Add(entry);
    }

    internal void Read(long place, ReadOnlySpan<byte> leaf)
    {
        latest = leaf.ToArray();
        calendars.Add((place, CalendarLeaf.Read(leaf).ToCalendar()));
    }

    /// <summary>The leaf that declares the law book's calendar; null when it is the one in force.</summary>
    internal byte[]? Declare(WorkingCalendar calendar)
    {
        if (calendars.Count > 0 && CalendarLeaf.Of(calendars.Count - 1, calendar).ToBytes().AsSpan().SequenceEqual(latest)) { return null; }
        return CalendarLeaf.Of(calendars.Count, calendar).ToBytes();
    }
}
