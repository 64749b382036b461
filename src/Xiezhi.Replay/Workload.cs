using System.Collections.Immutable;
using Xiezhi.Law.Time;
using Xiezhi.Replay.Lives;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay;

/// <summary>What a city's year holds: for each procedure how many cases there are, when they come, to whom, and what happens in them.</summary>
public sealed class Workload
{
    internal Workload(int year, DateOnly from, Moment until, Population population, ImmutableArray<Load> loads, Days.Timetable days)
    {
        Year = year;
        From = from;
        Until = until;
        Population = population;
        Loads = loads;
        Timetable = days;
    }

    /// <summary>The year that is reported on.</summary>
    public int Year { get; }

    /// <summary>The first day on which a case that is carried into the year may open.</summary>
    public DateOnly From { get; }

    /// <summary>Nothing happens from this moment on.</summary>
    public Moment Until { get; }

    /// <summary>The procedures that have cases, in the order of the file.</summary>
    public IEnumerable<string> Procedures => Loads.Select(l => l.Procedure);

    internal Population Population { get; }

    internal ImmutableArray<Load> Loads { get; }

    internal Days.Timetable Timetable { get; }
}
