using Xiezhi.Replay.Chance;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Plans;

/// <summary>The plans of one procedure, dealt and placed: life, row and opening day of each. Seven bytes a plan.</summary>
/// <remarks>Everything is dealt, not diced: how often each life, row and month comes is the same for every seed.</remarks>
internal sealed class Dealing
{
    private const int MostAttempts = 20_000;
    private const int TriesADraw = 24;
    private const int ExchangesTried = 1_500;
    private readonly Timetable days;
    private readonly ulong key;
    private readonly (Life Life, Cohort Cohort)[] groups;
    private readonly byte[] group;
    private readonly ushort[] row;
    private readonly ushort[] opens;
    private readonly ushort[] ends;
    private readonly int within;
    private readonly byte[] redrawn;
    private readonly int yearStart;
    private readonly int yearEnd;

    /// <param name="counts">How many cases of each life's cohorts there are, after scaling.</param>
    /// <param name="first">Number of the first plan.</param>
    public Dealing(Load load, Workload workload, ulong seed, IReadOnlyList<(Life Life, Cohort Cohort, int Cases)> counts, long first)
    {
        Load = load;
        First = first;
        days = workload.Timetable;
        key = Draw.Key(seed, load.Procedure);
        yearStart = days.DayOf(new DateOnly(workload.Year, 1, 1)) * Timetable.MinutesADay;
        yearEnd = days.DayOf(new DateOnly(workload.Year + 1, 1, 1)) * Timetable.MinutesADay;

        // Within the year first, so that their numbers run with the days; then those that cross a turn.
        var ordered = counts.OrderBy(c => c.Cohort.Crossing != Crossing.Within).ToArray();
        groups = [.. ordered.Select(c => (c.Life, c.Cohort))];
        Count = ordered.Sum(c => c.Cases);
        group = new byte[Count];
        row = new ushort[Count];
        opens = new ushort[Count];
        ends = new ushort[Count];
        within = DealLives(ordered);
        redrawn = new byte[Count - within];
        DealRows();
        for (var i = within; i < Count; i++) { Cross(i); }
        PlaceWithin(workload.Year);
    }

    public Load Load { get; }

    public long First { get; }

    public int Count { get; }

    /// <summary>The day on which the n-th plan opens, as in the timetable.</summary>
    public int OpensOn(int n) => opens[n];

    /// <summary>The day of its last step; past the replay's end when it goes on.</summary>
    public int EndsOn(int n) => ends[n];

    public Plan this[int n] => new(KeyOf(n), groups[group[n]].Life, row[n], opens[n]);

    private ulong KeyOf(int n) => n < within || redrawn[n - within] == 0 ? Draw.Of(key, n) : Draw.Of(Draw.Of(key, n), redrawn[n - within]);

    private int DealLives((Life Life, Cohort Cohort, int Cases)[] ordered)
    {
        var at = 0;
        var dealt = 0;
        for (var g = 0; g < ordered.Length; g++)
        {
            group.AsSpan(at, ordered[g].Cases).Fill((byte)g);
            at += ordered[g].Cases;
            if (ordered[g].Cohort.Crossing == Crossing.Within) { dealt = at; }
        }

        Draw.Shuffle(group.AsSpan(0, dealt), Draw.Key(key, "lives"));
        return dealt;
    }

    private void DealRows()
    {
        var shares = Apportionment.Of(Count, Load.Deck);
        var at = 0;
        for (var r = 0; r < shares.Length; r++)
        {
            row.AsSpan(at, shares[r]).Fill((ushort)r);
            at += shares[r];
        }

        Draw.Shuffle(row.AsSpan(), Draw.Key(key, "rows"));
        for (var i = 0; i < Count; i++)
        {
            if (!Suits(i, row[i])) { ExchangeRow(i); }
        }
    }

    private bool Suits(int n, int atRow) => groups[group[n]].Life.Rows is not { } rows || rows[atRow];

    /// <summary>A life that only some rows can have exchanges its row with a plan that can do with the other. In a sample too small
    /// to hold one it draws a row.</summary>
    private void ExchangeRow(int n)
    {
        var own = Draw.Key(Draw.Of(key, n), "row");
        for (var attempt = 0; attempt < ExchangesTried; attempt++)
        {
            var other = Draw.Below(Draw.At(own, attempt), Count);
            if (!Suits(n, row[other]) || !Suits(other, row[n])) { continue; }
            (row[n], row[other]) = (row[other], row[n]);
            return;
        }

        var left = Draw.Part(Draw.At(own, ExchangesTried)) * Load.Deck.Where((_, r) => Suits(n, r)).Sum();
        for (var r = 0; r < Load.Deck.Length; r++)
        {
            if (!Suits(n, r) || Load.Deck[r] <= 0) { continue; }
            row[n] = (ushort)r;
            left -= Load.Deck[r];
            if (left < 0) { break; }
        }
    }

    /// <summary>Places a plan so that the turn of the year lies where its cohort wants it: anywhere in its course. A course that is too short for it is drawn
    /// again, so that those with long waits are met at the turn more often than elsewhere, as in life.</summary>
    private void Cross(int n)
    {
        var (life, cohort) = groups[group[n]];
        var turn = cohort.Crossing == Crossing.Into ? yearStart : yearEnd;
        Span<int> at = stackalloc int[Course.MostSteps];
        var turnDay = turn / Timetable.MinutesADay;
        var heaviest = Math.Max(Load.Arrivals.Weekdays.Max(), Math.Max(Load.Arrivals.MakeUp, Load.Arrivals.Resting));
        var earliest = cohort.Crossing == Crossing.OutOf ? yearStart / Timetable.MinutesADay : 0;
        opens[n] = (ushort)(turnDay - 1);
        var own = Draw.Key(Draw.Of(key, n), "turn");
        for (var attempt = 0; attempt < TriesADraw * 256; attempt++)
        {
            if (attempt % TriesADraw == 0) { redrawn[n - within] = (byte)(attempt / TriesADraw); }
            var bits = Draw.At(own, attempt);
            Course.Lay(Load, this[n], days, at);
            var length = cohort.After >= 0 ? Math.Min(at[cohort.After], days.End) - at[0] : days.End - yearEnd;
            var day = (turn - (int)Draw.Below(bits, (long)Math.Max(length, 1)) - 1) / Timetable.MinutesADay;
            if (day < earliest) { continue; }
            opens[n] = (ushort)day;
            if (Load.Arrivals.WeightOf(days, day) * (1 << 20) <= (Draw.At(own, attempt + MostAttempts) >> 44) * heaviest) { continue; }
            Course.Lay(Load, this[n], days, at);
            if (at[cohort.Before] < turn && (cohort.After < 0 || at[cohort.After] >= turn))
            {
                ends[n] = DayOfEnd(at, life);
                return;
            }
        }

        throw Impossible(n, "its steps cannot lie over the turn of the year");
    }

    private void PlaceWithin(int year)
    {
        var schedule = Load.Arrivals.Schedule(days, year, Count - groups.Zip(CasesOf(), (g, c) => g.Cohort.Crossing == Crossing.Into ? c : 0).Sum());
        var firstDay = yearStart / Timetable.MinutesADay;
        for (var i = within; i < Count; i++)
        {
            if (groups[group[i]].Cohort.Crossing == Crossing.OutOf) { schedule[opens[i] - firstDay]--; }
        }

        var at = 0;
        var free = Apportionment.Of(within, Array.ConvertAll(schedule, s => (double)Math.Max(s, 0)));
        for (var day = 0; day < free.Length; day++)
        {
            opens.AsSpan(at, free[day]).Fill((ushort)(firstDay + day));
            at += free[day];
        }

        Span<int> moments = stackalloc int[Course.MostSteps];
        for (var i = 0; i < within; i++) { if (!Fits(i, moments)) { ExchangeDay(i, moments); } }
    }

    /// <summary>Whether the plan closes before the year does; its end is noted.</summary>
    private bool Fits(int n, Span<int> at)
    {
        var (life, cohort) = groups[group[n]];
        Course.Lay(Load, this[n], days, at);
        ends[n] = DayOfEnd(at, life);
        return at[cohort.After] < yearEnd;
    }

    /// <summary>A plan that would not close in time exchanges its opening day with an earlier one that can do with the later day, so that the days keep their
    /// numbers. Where no other can, as in a small procedure with long courses, it opens beside an earlier one instead.</summary>
    private void ExchangeDay(int n, Span<int> at)
    {
        var own = Draw.Key(Draw.Of(key, n), "day");
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            // Those nearest before it first; plans within the year stand in the order of their days.
            var reach = (int)Math.Min(n, (long)((Count / 1000) + 16) * (attempt + 1));
            if (reach == 0) { break; }
            var other = n - 1 - Draw.Below(Draw.At(own, attempt), reach);
            var (mine, theirs) = (opens[n], opens[other]);
            if (theirs >= mine) { continue; }
            (opens[n], opens[other]) = (theirs, mine);
            if (Fits(n, at) && Fits(other, at)) { return; }
            opens[other] = theirs;
            Fits(other, at);
            if (attempt >= ExchangesTried && Fits(n, at)) { return; }
            opens[n] = mine;
        }

        throw Impossible(n, "it cannot close within the year");
    }

    private ushort DayOfEnd(ReadOnlySpan<int> at, Life life) => (ushort)(at[life.Steps.Length - 1] / Timetable.MinutesADay);

    private int[] CasesOf()
    {
        var cases = new int[groups.Length];
        foreach (var g in group) { cases[g]++; }
        return cases;
    }

    private InvalidOperationException Impossible(int n, string why) =>
        new($"{Load.Procedure}: a case of the life '{groups[group[n]].Life.Id}' cannot be placed: {why}. Change its waits or its numbers in the workload.");
}
