using System.Diagnostics;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Bench;

/// <summary>A late notice over a folder full of open cases: the same case life many times, without its bodies.</summary>
internal static class CalendarTimes
{
    private const string Origin = "bench/calendar";

    public static string Of(string root, int cases)
    {
        var reading = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", "yibin"));
        var (book, plan) = (reading.Sound(), ColumnPlan.Of(reading.Indicators));
        var folder = Path.Combine(Path.GetTempPath(), $"xiezhi-bench-{Guid.NewGuid():N}");
        try
        {
            Fill(folder, book, plan, cases);
            var none = Timed(folder, book, plan, new DateOnly(2026, 11, 2), out _);
            var some = Timed(folder, book, plan, new DateOnly(2024, 3, 28), out var moved);
            return $"{none:0.0} s; {moved:N0} moved, written and journalled in {some:0.0} s ({moved / some:N0} a second)";
        }
        finally
        {
            if (Directory.Exists(folder)) { Directory.Delete(folder, recursive: true); }
        }
    }

    private static void Fill(string folder, LawBook book, ColumnPlan plan, int cases)
    {
        var description = new FolderDescription("yibin", Synthetic: true, Instant.FromUtc(2024, 1, 2, 1, 0), new FolderClock.System(), Replay: null);
        using var ledger = CityLedger.Create(folder, description, book, plan, Origin, new DateOnly(2024, 1, 2), "bench");
        var states = new[] { Asked(book, new DateOnly(2024, 3, 4)), Asked(book, new DateOnly(2024, 4, 8)) };
        var edition = ledger.Dictionary.Of(states[0].Edition);
        for (var n = 0; n < cases; n++)
        {
            var state = states[n % 2];
            ledger.Writer.Put(ledger.Writer.Open(edition, state, state.LastDay));
            if (n % 50_000 == 49_999) { ledger.Commit(ledger.Writer.TakeGroup()); }
        }

        ledger.Commit(ledger.Writer.TakeGroup());
    }

    private static CaseState Asked(LawBook book, DateOnly day)
    {
        var edition = book.InForce("oversight/information-request", day)!;
        var request = new ActRequest
        {
            Subject = edition.FindAct("receive")!.Index, When = Moment.On(day), Today = day, By = Actor.OfOrgan(book.City.Organs.First(o => o.Id.EndsWith("justice", StringComparison.Ordinal)).Number, 1),
            Facts = [new FactValue(edition.FindFact("applicant-kind")!.Index, 0), new FactValue(edition.FindFact("wanted")!.Index, 0, "资料")],
            Names = [new Naming(edition.FindRole("applicant")!.Index, 1)], Documents = [edition.FindDocument("request")!.Index],
        };
        return Decide.On(edition, null, request, book.Calendar, book.City) is Decision.Accepted accepted ? accepted.Case : throw new InvalidOperationException("the opening act was refused");
    }

    private static double Timed(string folder, LawBook book, ColumnPlan plan, DateOnly off, out int moved)
    {
        var changed = book with { Calendar = new WorkingCalendar(book.Calendar.Years.Select(y => y.Year == off.Year ? y with { DaysOff = [.. y.DaysOff, new NamedDay(off, "临时放假")] } : y)) };
        var watch = Stopwatch.StartNew();
        using var ledger = CityLedger.Open(folder, changed, plan, Origin, new DateOnly(2024, 1, 2), "bench");
        moved = ledger.Reckoned?.Moved ?? 0;
        return watch.Elapsed.TotalSeconds;
    }
}
