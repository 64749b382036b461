using System.CommandLine;
using System.Text.Json;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>calendar YEAR [--json]</c>, <c>calendar apply --data DIR</c>, <c>calendar moved --data DIR [--json]</c></summary>
internal static class CalendarVerb
{
    public static Command Create()
    {
        var year = new Argument<int>("YEAR") { Description = "The year." };
        var json = Options.Json();
        var command = new Command("calendar", "A year's days off and make-up days; and what a new notice has moved.") { year, json, Apply(), Moved() };
        command.SetAction((result, _) => Task.FromResult(Show(result.GetValue(year), result.GetValue(json))));
        return command;
    }

    private static Command Apply()
    {
        var data = Options.Data();
        var apply = new Command("apply", "Carries the catalogue's calendar through the open cases of a folder and journals every last day that moves; serving does so too.") { data };
        apply.SetAction((result, _) => Task.FromResult(Carry(result.GetValue(data)!)));
        return apply;
    }

    private static Command Moved()
    {
        var data = Options.Data();
        var json = Options.Json();
        var moved = new Command("moved", "Lists the last days that the latest calendar has moved.") { data, json };
        moved.SetAction((result, _) => Task.FromResult(List(result.GetValue(data)!, result.GetValue(json))));
        return moved;
    }

    private static int Show(int year, bool json)
    {
        var calendar = Xiezhi.Catalogue.CatalogueReader.Read(Home.Catalogue).Book?.Calendar ?? throw new UsageException("the catalogue has mistakes.", "See: xiezhi catalogue check");
        if (calendar.Years.FirstOrDefault(y => y.Year == year) is not { } known)
        {
            throw new UsageException($"the notice of {year} is not known here.", $"Add catalogue/calendars/{year}.yaml; known are {calendar.Years[0].Year} to {calendar.Years[^1].Year}.");
        }

        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(new
            {
                year,
                notice = known.Notice,
                daysOff = known.DaysOff.OrderBy(d => d.Day).Select(d => new { date = $"{d.Day:yyyy-MM-dd}", name = d.Name }),
                makeUpDays = known.MakeUpDays.OrderBy(d => d.Day).Select(d => new { date = $"{d.Day:yyyy-MM-dd}" }),
            }));
            return Shell.Done;
        }

        Console.WriteLine($"{year}  {known.Notice}");
        foreach (var day in known.DaysOff.Select(d => (d.Day, d.Name, What: "休")).Concat(known.MakeUpDays.Select(d => (d.Day, d.Name, What: "班"))).OrderBy(d => d.Day))
        {
            Console.WriteLine($"{day.Day:yyyy-MM-dd}  {day.What}  {day.Name}");
        }

        return Shell.Done;
    }

    private static int Carry(string data)
    {
        var description = DataFolder.Describe(data);
        OpenCity.RequireWhole(data, description);
        var reading = Home.Read(description.City);
        using var ledger = CityLedger.Open(data, reading.Sound(), Home.PlanOf(reading), $"xiezhi/{description.City}", BeijingTime.Day(description.Created), "calendar apply");
        Console.WriteLine(ledger.Reckoned is { } done
            ? $"{done.Cases:N0} open cases are reckoned by the new calendar, {done.Moved:N0} last days have moved. See them: xiezhi calendar moved --data {data}"
            : "The folder reckons by this calendar already.");
        return Shell.Done;
    }

    private static int List(string data, bool json)
    {
        using var city = OpenCity.Read(data);
        var book = city.Reading.Sound();
        var moved = MovedDay.Latest(city.Folder.Store, LogDictionary.Of(city.Folder.Store, book), book);
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(moved.Select(m => new
            {
                @case = m.Case.ToString(), procedure = m.Edition.Procedure, limit = m.Limit.Id,
                before = m.Days is { } before ? $"{before.Before:yyyy-MM-dd}" : null, after = m.Days is { } after ? $"{after.After:yyyy-MM-dd}" : null, leaf = m.Leaf,
                outage = m.Because is { } outage ? new { system = outage.System.Id, from = $"{outage.First:yyyy-MM-dd}", to = $"{outage.Last:yyyy-MM-dd}" } : null,
            })));
            return Shell.Done;
        }

        foreach (var one in moved)
        {
            Console.WriteLine($"{one.Case}  {one.Limit.Title.Zh}  {(one.Days is { } days ? $"{days.Before:yyyy-MM-dd} → {days.After:yyyy-MM-dd}" : "（依不公开的事实计算）")}  {(one.Because is { } outage ? $"{outage.System.Zh}停止服务 {outage.First:yyyy-MM-dd}..{outage.Last:yyyy-MM-dd}" : "节假日安排")}");
        }

        return Shell.Done;
    }
}
