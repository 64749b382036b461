using System.Diagnostics;
using Xiezhi.Catalogue;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Replay;
using Xiezhi.Replay.Reading;

namespace Xiezhi.Bench;

internal static class Median
{
    /// <summary>Median of several runs after one that warms up, in milliseconds.</summary>
    public static double Of(int runs, Action run)
    {
        run();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var watch = Stopwatch.StartNew();
            run();
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }
}

/// <summary>Figures counted from the columns of a folder, a fresh counter each time so that nothing is remembered.</summary>
internal sealed class FigureTimes : IDisposable
{
    private readonly DataFolder folder;
    private readonly ColumnStore columns;
    private readonly CatalogueReading reading;
    private readonly Period period;

    public FigureTimes(string root, string data)
    {
        folder = DataFolder.OpenForReading(data);
        reading = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", folder.Description.City));
        columns = LogColumns.Load(folder.Store, ColumnPlan.Of(reading.Indicators));
        period = Period.OfYear(folder.Description.Replay!.Year);
    }

    public double WholeReport() => Median.Of(11, () => new FigureCounter(columns).Count(reading.Indicators, period));

    public string DearestFigure() => Dearest(i => new FigureCounter(columns).Count(i, period));

    public string DearestEvidence() => Dearest(i => new FigureCounter(columns).Evidence(i, period));

    private string Dearest(Action<Indicator> run)
    {
        var (id, time) = reading.Indicators.Select(i => (i.Id, Median.Of(7, () => run(i)))).MaxBy(t => t.Item2);
        return $"{time:0.0} ms ({id})";
    }

    public void Dispose()
    {
        columns.Dispose();
        folder.Dispose();
    }
}

/// <summary>The law's own speed, on one thread.</summary>
internal sealed class LawTimes
{
    private readonly LawBook book;
    private readonly Replayer replayer;

    public LawTimes(string root)
    {
        book = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", "yibin")).Sound();
        replayer = new Replayer(WorkloadReader.Read(Path.Combine(root, "cities", "yibin", "workload", "2023.yaml"), book).Workload!, book, 2023, 0.01);
    }

    /// <summary>All editions with a city, read and compiled, in milliseconds.</summary>
    public static double Load(string root) => Median.Of(7, () => CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", "yibin")));

    public double DueDay()
    {
        const int Times = 2_000_000;
        var length = new Length(20, DayUnit.WorkingDay);
        var first = new DateOnly(2022, 1, 1);
        var sum = 0;
        var milliseconds = Median.Of(9, () =>
        {
            for (var i = 0; i < Times; i++)
            {
                sum += Due.Of(book.Calendar, new Reckoning { Kind = LimitKind.Within, From = Moment.On(first.AddDays(i % 1000)), Length = length }).Rolled.DayNumber;
            }
        });
        return sum == 0 ? double.NaN : milliseconds * 1e6 / Times;
    }

    public double DecideMicroseconds()
    {
        var lives = Enumerable.Range(0, (int)replayer.Plans).Where(p => p % 7 == 0).Select(p => (replayer.Case(p).Edition, Acts: replayer.Acts(p))).ToList();
        var acts = lives.Sum(l => l.Acts.Length);
        // Many runs: the first ones are still compiled while they run.
        return Median.Of(31, () =>
        {
            foreach (var (edition, planned) in lives)
            {
                CaseState? state = null;
                foreach (var act in planned)
                {
                    state = Decide.On(edition, state, act.Request, book.Calendar, book.City) is Decision.Accepted accepted ? accepted.Case : throw new InvalidOperationException("a planned act was refused");
                }
            }
        }) * 1000 / acts;
    }
}
