using System.Collections.Immutable;
using Xiezhi.Law.Time;

namespace Xiezhi.Ledger.Leaves;

/// <summary>Declares a working calendar: from here on the days of the log's cases are reckoned by it, until the next.</summary>
/// <param name="Number">0, 1, 2 … in the order of the leaves.</param>
/// <param name="Years">The years whose notice is known, ascending, each with its days in their order. Days have no names here.</param>
/// <param name="Outages">When systems by which people file did not serve, by first day and then by system; who attested it is not here.</param>
public sealed record CalendarLeaf(int Number, ImmutableArray<CalendarYear> Years, ImmutableArray<Outage> Outages)
{
    private const string Unnamed = "";

    /// <summary>What the log says of a calendar under that number.</summary>
    public static CalendarLeaf Of(int number, WorkingCalendar calendar) => new(number, [.. calendar.Years.Select(year => new CalendarYear(year.Year, Unnamed, InOrder(year.DaysOff), InOrder(year.MakeUpDays)))],
        [.. calendar.Outages.Select(outage => new Outage(FilingSystem.Named(outage.System.Id), outage.First, outage.Last))]);

    /// <summary>The calendar that reckons as the leaf says; notices and holidays have no names in it.</summary>
    public WorkingCalendar ToCalendar() => new(Years, Outages);

    public byte[] ToBytes() => LeafWriter.Whole(LeafKind.Calendar, (ref LeafWriter writer) =>
    {
        writer.Number(Number);
        writer.Number(Years.Length);
        foreach (var year in Years)
        {
            writer.Number(year.Year - ActLeaf.FirstYear);
            Write(ref writer, year, year.DaysOff);
            Write(ref writer, year, year.MakeUpDays);
        }

        // A calendar without outages ends here, as all did before there were any.
        if (Outages.IsEmpty) { return; }
        writer.Number(Outages.Length);
        foreach (var outage in Outages)
        {
            writer.Id(outage.System.Id);
            writer.Day(outage.First, Leaf.DayZero);
            writer.Number(outage.Last.DayNumber - outage.First.DayNumber);
        }
    });

    /// <exception cref="LeafFormatException">The bytes are no calendar leaf.</exception>
    public static CalendarLeaf Read(ReadOnlySpan<byte> leaf)
    {
        var reader = LeafReader.Of(leaf, LeafKind.Calendar);
        var number = reader.Number();
        var years = ImmutableArray.CreateBuilder<CalendarYear>();
        for (var left = reader.Number(); left > 0; left--)
        {
            var start = reader.Offset;
            var year = reader.Year();
            if (years.Count > 0 && year <= years[^1].Year) { LeafReader.Refuse(start, "the years do not ascend."); }
            years.Add(new CalendarYear(year, Unnamed, ReadDays(ref reader, year), ReadDays(ref reader, year)));
        }

        var outages = reader.AtEnd ? [] : ReadOutages(ref reader);
        reader.End();
        return new CalendarLeaf(number, years.DrainToImmutable(), outages);
    }

    private static ImmutableArray<Outage> ReadOutages(ref LeafReader reader)
    {
        var outages = ImmutableArray.CreateBuilder<Outage>();
        for (var left = reader.Positive("the number of outages"); left > 0; left--)
        {
            var start = reader.Offset;
            var system = FilingSystem.Named(reader.Id());
            var first = reader.Day(Leaf.DayZero);
            var days = reader.Number();
            if (days > DateOnly.MaxValue.DayNumber - first.DayNumber) { LeafReader.Refuse(start, "the outage leaves the years 1 to 9999."); }
            if (outages.Count > 0 && (first < outages[^1].First || (first == outages[^1].First && string.CompareOrdinal(system.Id, outages[^1].System.Id) <= 0))) { LeafReader.Refuse(start, "the outages do not ascend."); }
            if (outages.Any(before => before.System.Id == system.Id && before.Last >= first)) { LeafReader.Refuse(start, "two outages of a system overlap."); }
            outages.Add(new Outage(system, first, first.AddDays(days)));
        }

        return outages.DrainToImmutable();
    }

    private static ImmutableArray<NamedDay> InOrder(ImmutableArray<NamedDay> days) => [.. days.Select(day => new NamedDay(day.Day, Unnamed)).OrderBy(day => day.Day)];

    private static void Write(ref LeafWriter writer, CalendarYear year, ImmutableArray<NamedDay> days)
    {
        writer.Number(days.Length);
        foreach (var day in days) { writer.Day(day.Day, new DateOnly(year.Year, 1, 1)); }
    }

    private static ImmutableArray<NamedDay> ReadDays(ref LeafReader reader, int year)
    {
        var days = ImmutableArray.CreateBuilder<NamedDay>();
        for (var left = reader.Number(); left > 0; left--)
        {
            var start = reader.Offset;
            var day = reader.Day(new DateOnly(year, 1, 1));
            if (Math.Abs(day.Year - year) > 1 || (days.Count > 0 && day <= days[^1].Day)) { LeafReader.Refuse(start, "the days do not ascend, or lie far from their year."); }
            days.Add(new NamedDay(day, Unnamed));
        }

        return days.DrainToImmutable();
    }
}
