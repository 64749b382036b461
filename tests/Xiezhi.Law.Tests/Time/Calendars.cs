using System.Collections.Immutable;
using CsCheck;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Tests.Time;

/// <summary>A row of the reference: a day that a notice names.</summary>
public sealed record NoticeRow(DateOnly Day, bool IsOff, string Holiday, int Year, string Notice);

/// <summary>Real and random calendars.</summary>
public static class Calendars
{
    /// <summary>Every day that the notices of 2011 to 2026 name.</summary>
    public static ImmutableArray<NoticeRow> Rows { get; } = ReadRows();

    /// <summary>2011 to 2026, as announced.</summary>
    public static WorkingCalendar Real { get; } = new(Years(Rows));

    /// <summary>The same without the notices of the years from the given one on.</summary>
    public static WorkingCalendar Before(int year) => new(Years(Rows).Where(notice => notice.Year < year));

    /// <summary>Up to two years of notices with random days off and make-up weekends, about a start in 2020 to 2023.</summary>
    public static Gen<WorkingCalendar> Any { get; } =
        Gen.Select(Gen.Int[2020, 2023], Gen.Int[0, 730].Array[0, 60], Gen.Int[0, 104].Array[0, 20]).Select((year, off, makeUp) =>
        {
            var start = new DateOnly(year, 1, 1);
            var saturday = Enumerable.Range(0, 7).Select(start.AddDays).First(day => day.DayOfWeek == DayOfWeek.Saturday);
            var worked = makeUp.Distinct().Select(week => saturday.AddDays(7 * week)).ToHashSet();
            var rested = off.Distinct().Select(start.AddDays).Where(day => !worked.Contains(day)).ToArray();
            return new WorkingCalendar(Enumerable.Range(year, 3).Select(y => new CalendarYear(
                y, $"notice {y}", [.. rested.Where(day => day.Year == y).Select(day => new NamedDay(day, "off"))],
                [.. worked.Where(day => day.Year == y).Select(day => new NamedDay(day, "make-up"))])));
        });

    private static IEnumerable<CalendarYear> Years(IEnumerable<NoticeRow> rows) => rows.GroupBy(row => (row.Year, row.Notice)).Select(year => new CalendarYear(
        year.Key.Year, year.Key.Notice,
        [.. year.Where(row => row.IsOff).Select(row => new NamedDay(row.Day, row.Holiday))],
        [.. year.Where(row => !row.IsOff).Select(row => new NamedDay(row.Day, row.Holiday))]));

    private static ImmutableArray<NoticeRow> ReadRows()
    {
        using var reader = new StreamReader(typeof(Calendars).Assembly.GetManifestResourceStream("calendars.csv")!);
        reader.ReadLine();
        var rows = ImmutableArray.CreateBuilder<NoticeRow>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            rows.Add(new NoticeRow(DateOnly.Parse(cells[0]), cells[1] == "off", cells[2], int.Parse(cells[3]), cells[4]));
        }

        return rows.ToImmutable();
    }
}
