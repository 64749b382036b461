using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>Which days work. Weekends rest, days off rest, make-up days work. A year without its notice is provisional: only its weekends are known.</summary>
/// <remarks>
/// Every question is answered in constant time. Working days carry a rank, counted from 0001-01-01; a table holds the ranks of the years that a notice
/// speaks of, and arithmetic gives those of all others. Days beyond the year 9999 are an <see cref="ArgumentOutOfRangeException"/>.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> years;
    private readonly FrozenDictionary<int, NamedKind> named;

    // rankOf[i]: working days up to and including day firstDay + i. dayOf[i]: day number of the working day ranked firstRank + i.
    private readonly int[] rankOf;
    private readonly int[] dayOf;
    private readonly int firstDay;
    private readonly int firstRank;

    // How many more (or fewer) working days the table holds than weekends alone would give.
    private readonly int shift;

    // The unbroken run of years with a notice that ends with the last one.
    private readonly int settledFrom = int.MaxValue;
    private readonly int settledTo = int.MinValue;

    /// <summary>The calendar that the notices make together.</summary>
    /// <param name="years">In any order, each year once. Where two notices name one day, the later year's decides.</param>
    /// <param name="outages">Attested outages of the systems by which people file, in any order; those of one system do not overlap.</param>
    /// <exception cref="ArgumentException">A year comes twice, a notice names a day far from its year, a day both rests and is worked, or two outages of a system
    /// overlap.</exception>
    public WorkingCalendar(IEnumerable<CalendarYear> years, params IEnumerable<Outage> outages)
    {
        Outages = [.. outages.OrderBy(outage => outage.First).ThenBy(outage => outage.System.Id, StringComparer.Ordinal)];
        CheckOutages();
        var inOrder = years.OrderBy(year => year.Year).ToArray();
        for (var i = 1; i < inOrder.Length; i++)
        {
            if (inOrder[i].Year == inOrder[i - 1].Year)
            {
                throw new ArgumentException($"The year {inOrder[i].Year} has two notices; keep the one in force.", nameof(years));
            }
        }

        var names = new Dictionary<int, NamedKind>();
        foreach (var year in inOrder)
        {
            NameDays(year, year.DaysOff, DayKind.DayOff, names);
            NameDays(year, year.MakeUpDays, DayKind.MakeUp, names);
        }

        named = names.ToFrozenDictionary();
        this.years = inOrder.ToFrozenDictionary(year => year.Year);
        firstDay = names.Count == 0 ? 0 : names.Keys.Min();
        rankOf = new int[names.Count == 0 ? 0 : names.Keys.Max() - firstDay + 1];
        firstRank = WeekdaysUpTo(firstDay - 1) + 1;
        var days = new List<int>(rankOf.Length);
        for (var i = 0; i < rankOf.Length; i++)
        {
            if (KindOf(firstDay + i) is DayKind.Working or DayKind.MakeUp)
            {
                days.Add(firstDay + i);
            }

            rankOf[i] = firstRank - 1 + days.Count;
        }

        dayOf = [.. days];
        shift = rankOf.Length == 0 ? 0 : rankOf[^1] - WeekdaysUpTo(firstDay + rankOf.Length - 1);
        if (inOrder.Length > 0)
        {
            var first = inOrder[^1].Year;
            while (this.years.ContainsKey(first - 1))
            {
                first--;
            }

            settledFrom = new DateOnly(first, 1, 1).DayNumber;
            settledTo = new DateOnly(inOrder[^1].Year, 12, 31).DayNumber;
        }
    }

    /// <summary>The years that have their notice, ascending.</summary>
    public ImmutableArray<CalendarYear> Years => [.. years.Values.OrderBy(year => year.Year)];

    /// <summary>When systems by which people file did not serve, by their first day.</summary>
    public ImmutableArray<Outage> Outages { get; }

    /// <summary>The same calendar with one more outage.</summary>
    /// <exception cref="ArgumentException">It overlaps another of the same system.</exception>
    public WorkingCalendar With(Outage outage) => new(Years, Outages.Add(outage));

    /// <summary>The outage of one of the systems in which the day lies; of several the one that lasts longest. Null where all serve.</summary>
    public Outage? OutageOn(DateOnly day, ImmutableArray<FilingSystem> systems)
    {
        Outage? longest = null;
        foreach (var outage in Outages)
        {
            if (!outage.Covers(day) || (longest is not null && outage.Last <= longest.Last)) { continue; }
            foreach (var system in systems) { if (system.Id == outage.System.Id) { longest = outage; } }
        }

        return longest;
    }

    public bool IsWorking(DateOnly day) => Rank(day.DayNumber) != Rank(day.DayNumber - 1);

    /// <summary>The <paramref name="count"/>-th working day strictly after the start; the start itself when the count is 0.</summary>
    public DateOnly WorkingDaysAfter(DateOnly start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count == 0 ? start : DateOnly.FromDayNumber(DayRanked((long)Rank(start.DayNumber) + count));
    }

    /// <summary>The <paramref name="count"/>-th working day strictly before the target; the target itself when the count is 0.</summary>
    public DateOnly WorkingDaysBefore(DateOnly target, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count == 0 ? target : DateOnly.FromDayNumber(DayRanked((long)Rank(target.DayNumber - 1) - count + 1));
    }

    /// <summary>Working days from first to last, both included; 0 when the last lies before the first.</summary>
    public int CountWorking(DateOnly first, DateOnly last) => last < first ? 0 : Rank(last.DayNumber) - Rank(first.DayNumber - 1);

    /// <summary>The day itself when it works, else the first working day after it.</summary>
    public DateOnly OnOrNextWorking(DateOnly day) => DateOnly.FromDayNumber(DayRanked(Rank(day.DayNumber - 1) + 1));

    public DayKind KindOf(DateOnly day) => KindOf(day.DayNumber);

    /// <summary>The holiday for which the day rests or is worked in exchange; null when no notice names it.</summary>
    public string? NameOf(DateOnly day) => named.TryGetValue(day.DayNumber, out var entry) ? entry.Name : null;

    /// <summary>The year's notice; null while it is not published or not known here, so that whatever reaches the year is provisional.</summary>
    public string? NoticeOf(int year) => years.TryGetValue(year, out var known) ? known.Notice : null;

    /// <summary>True when every year from the first day to the last, both included, has its notice.</summary>
    /// <remarks>The next year's notice may still touch the last days of December; when it comes, open clocks are reckoned anew.</remarks>
    public bool IsSettled(DateOnly first, DateOnly last)
    {
        if (first.DayNumber >= settledFrom && last.DayNumber <= settledTo)
        {
            return true;
        }

        for (var year = first.Year; year <= last.Year; year++)
        {
            if (!years.ContainsKey(year))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many working days there are up to and including the day, since 0001-01-01.</summary>
    internal int Rank(int day)
    {
        var i = day - firstDay;
        if ((uint)i < (uint)rankOf.Length)
        {
            return rankOf[i];
        }

        return i < 0 ? WeekdaysUpTo(day) : WeekdaysUpTo(day) + shift;
    }

    /// <summary>The day number of the working day of that rank.</summary>
    internal int DayRanked(long rank)
    {
        var i = rank - firstRank;
        if ((ulong)i < (ulong)dayOf.Length)
        {
            return dayOf[i];
        }

        var weekday = (i < 0 ? rank : rank - shift) - 1;
        return weekday is >= 0 and <= int.MaxValue / 2 ? checked((int)((weekday / 5 * 7) + (weekday % 5))) : throw BeyondAllYears();
    }

    // Day 0 of DateOnly, 0001-01-01, is a Monday.
    private static int WeekdaysUpTo(int day) => ((day + 1) / 7 * 5) + Math.Min((day + 1) % 7, 5);

    private DayKind KindOf(int day) => named.TryGetValue(day, out var entry) ? entry.Kind : day % 7 >= 5 ? DayKind.Weekend : DayKind.Working;

    private void CheckOutages()
    {
        foreach (var of in Outages.GroupBy(outage => outage.System.Id, StringComparer.Ordinal))
        {
            var until = DateOnly.MinValue;
            foreach (var outage in of)
            {
                if (outage.Last < outage.First) { throw new ArgumentException($"An outage of '{of.Key}' ends on {outage.Last:yyyy-MM-dd}, before it begins."); }
                if (outage.First <= until) { throw new ArgumentException($"Two outages of '{of.Key}' both have {outage.First:yyyy-MM-dd}; make them one."); }
                until = outage.Last;
            }
        }
    }

    private static void NameDays(CalendarYear year, ImmutableArray<NamedDay> days, DayKind kind, Dictionary<int, NamedKind> names)
    {
        foreach (var (day, name) in days)
        {
            if (Math.Abs(day.Year - year.Year) > 1)
            {
                throw new ArgumentException($"The notice of {year.Year} names {day:yyyy-MM-dd}, which is not near that year.", nameof(year));
            }

            if (names.TryGetValue(day.DayNumber, out var before) && before.Year == year.Year && before.Kind != kind)
            {
                throw new ArgumentException($"The notice of {year.Year} makes {day:yyyy-MM-dd} both a day off and a make-up day.", nameof(year));
            }

            names[day.DayNumber] = new NamedKind(year.Year, kind, name);
        }
    }

    private static ArgumentOutOfRangeException BeyondAllYears() => new(null, "The counting leaves the years 1 to 9999.");

    private readonly record struct NamedKind(int Year, DayKind Kind, string Name);
}
