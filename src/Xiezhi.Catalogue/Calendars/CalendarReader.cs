using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Calendars;

/// <summary>Reads <c>calendars/*.yaml</c>: the yearly notices of holidays.</summary>
internal sealed class CalendarReader(Diagnostics diagnostics)
{
    private readonly List<(CalendarYear Year, Place At)> years = [];

    /// <summary>The working calendar of all years read; null when the notices contradict each other.</summary>
    /// <param name="outages">Of one system none that overlap.</param>
    public WorkingCalendar? Calendar(IEnumerable<Outage> outages)
    {
        try
        {
            return new WorkingCalendar(years.Select(y => y.Year), outages);
        }
        catch (ArgumentException wrong)
        {
            diagnostics.Error(years[0].At, Rule.WrongCalendar, wrong.Message);
            return null;
        }
    }

    public void Read(YamlMap file, string fileName)
    {
        var fields = new Fields(file, diagnostics, "a calendar", "year", "notice", "announced", "amended", "days-off", "make-up", "doubt");
        fields.Need("year");
        var year = fields.Number("year", 0, atLeast: 1);
        if (year > 0 && fileName != $"{year}")
        {
            diagnostics.Error(fields["year"]!.At, Rule.FileName, $"the year {year} lies in {fileName}.yaml; let the file have the year's name");
        }

        if (years.Any(y => y.Year.Year == year))
        {
            diagnostics.Error(file.At, Rule.DuplicateId, $"the year {year} has two notices; keep the one in force");
            return;
        }

        fields.Need("notice");
        DayOrMonth(fields, "announced");
        DayOrMonth(fields, "amended");
        if (fields.Text("doubt") is { } doubt) { diagnostics.Warn(fields["doubt"]!.At, Rule.Doubt, $"calendar {year}: {doubt}"); }
        var off = Days(fields["days-off"], year);
        var makeUp = Days(fields["make-up"], year);
        if (year > 0) { years.Add((new CalendarYear(year, fields.Text("notice") ?? "", off, makeUp), file.At)); }
    }

    // Of some notices only the month is known.
    private void DayOrMonth(Fields fields, string key)
    {
        if (fields.Scalar(key) is { } word && !Fields.TryDay(word.Text, out _) && !Fields.TryDay($"{word.Text}-01", out _))
        {
            diagnostics.Error(word.At, Rule.WrongValue, $"'{key}' of a calendar is '{word.Text}'; write a day as yyyy-MM-dd, or a month as yyyy-MM");
        }
    }

    // An item is { from, to, name } or { date, name }.
    private ImmutableArray<NamedDay> Days(YamlNode? node, int year)
    {
        if (node is null) { return []; }
        var days = ImmutableArray.CreateBuilder<NamedDay>();
        foreach (var item in (node as YamlSeq)?.Items ?? [])
        {
            if (item is not YamlMap map)
            {
                diagnostics.Error(item.At, Rule.WrongShape, $"{item.Shape} stands here; write {{ from, to, name }} or {{ date, name }}");
                continue;
            }

            var fields = new Fields(map, diagnostics, "a day of the calendar", "date", "from", "to", "name");
            var first = fields.Day(fields.Has("date") ? "date" : "from");
            var last = fields.Has("date") ? first : fields.Day("to") ?? first;
            var name = fields.Text("name");
            if (name is null) { fields.Need("name"); }
            if (first is null) { fields.Need(fields.Has("date") ? "date" : "from"); continue; }
            if (last < first || last > first.Value.AddDays(60) || Math.Abs(first.Value.Year - year) > 1)
            {
                diagnostics.Error(map.At, Rule.WrongCalendar,
                    string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd} is no holiday of {year}"));
                continue;
            }

            for (var day = first.Value; day <= last; day = day.AddDays(1)) { days.Add(new NamedDay(day, name ?? "")); }
        }

        if (node is not YamlSeq) { diagnostics.Error(node.At, Rule.WrongShape, $"{node.Shape} stands here; a list of days belongs here"); }
        return days.DrainToImmutable();
    }
}
