using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Desk;

/// <summary>One query over one list of open cases: a single pass that counts, and takes the rows of the page.</summary>
internal sealed class DocketSearch
{
    private const int Near = 3;
    private readonly LawBook book;
    private readonly DocketQuery query;
    private readonly int today, nearUntil;
    /// <summary>By organ, whether the viewer may see its cases; empty: all.</summary>
    private readonly bool[] allowed;
    /// <summary>By edition: the stage asked for, or what <see cref="Any"/> and <see cref="None"/> say.</summary>
    private readonly int[] stages;
    private readonly int[] byEdition, byKeeper;
    private readonly int[] byLight = new int[3];
    private readonly ImmutableArray<DocketRow>.Builder rows = ImmutableArray.CreateBuilder<DocketRow>();
    private int total;

    private const int Any = -2, None = -3;

    public DocketSearch(LawBook book, DocketQuery query, DateOnly today)
    {
        if (query.Take is < 1 or > 200) { throw new ArgumentException($"A page has 1 to 200 rows, not {query.Take}.", nameof(query)); }
        this.book = book;
        this.query = query;
        this.today = today.DayNumber;
        nearUntil = book.Calendar.WorkingDaysAfter(today.AddDays(-1), Near).DayNumber;
        byEdition = new int[book.Editions.Length];
        byKeeper = new int[book.City.Organs.Length + 1];
        allowed = [];
        // A list of one organ is all that organ's; whatever else is sought among all.
        if (query.Organs is { Length: not 1 } organs)
        {
            allowed = new bool[byKeeper.Length];
            foreach (var organ in organs) { if (organ > 0 && organ < allowed.Length) { allowed[organ] = true; } }
        }

        stages = [.. book.Editions.Select(StageSought)];
    }

    public DocketPage Over(SortedCases cases)
    {
        for (var i = 0; i < cases.Blocks; i++)
        {
            foreach (var one in cases.Block(i)) { Look(one); }
        }

        return new DocketPage(rows.ToImmutable(), total, ImmutableDictionary.CreateRange(Enum.GetValues<Light>().Select(l => KeyValuePair.Create(l, byLight[(int)l]))),
            [.. byEdition.Select((n, i) => (book.Editions[i].Procedure, n)).Where(p => p.n > 0).GroupBy(p => p.Procedure, p => p.n).Select(g => (Procedure: g.Key, Cases: g.Sum()))
                .OrderByDescending(p => p.Cases).ThenBy(p => p.Procedure, StringComparer.Ordinal)],
            [.. byKeeper.Select((n, i) => (Organ: i, Cases: n)).Where(o => o.Cases > 0).OrderByDescending(o => o.Cases).ThenBy(o => o.Organ)]);
    }

    private void Look(OpenCase one)
    {
        if (allowed.Length > 0 && !Meets(one.Organs)) { return; }
        var light = one.Due < today ? Light.Red : one.Due <= nearUntil ? Light.Yellow : Light.Green;
        var lit = query.Light is not { } only || only == light;
        var staged = stages[one.Edition] is var stage && (stage == Any || stage == one.Stage);
        var held = query.Holder is not { } holder || Array.BinarySearch(one.Organs, holder) >= 0;
        if (staged && held) { byLight[(int)light]++; }
        if (lit && held) { byEdition[one.Edition]++; }
        if (lit && staged) { byKeeper[one.Keeper]++; }
        if (!lit || !staged || !held) { return; }
        total++;
        if (rows.Count < query.Take && IsAfter(one)) { rows.Add(RowOf(one, light)); }
    }

    private bool Meets(int[] organs)
    {
        foreach (var organ in organs) { if (allowed[organ]) { return true; } }
        return false;
    }

    private bool IsAfter(OpenCase one) => query.After is not { } place || SortedCases.Compare(one, place.Due?.DayNumber ?? OpenCase.NothingDue, place.Id.Value) > 0;

    private int StageSought(Edition edition)
    {
        if (query.Procedure is { } procedure && edition.Procedure != procedure) { return None; }
        if (query.Movable && book.TakesOver(edition, DateOnly.FromDayNumber(today), OpenCases.Marked) is null) { return None; }
        if (query.Stage is not { } id) { return Any; }
        foreach (var stage in edition.Stages) { if (stage.Id == id) { return stage.Index; } }
        return None;
    }

    private DocketRow RowOf(OpenCase one, Light light)
    {
        var edition = book.Editions[one.Edition];
        var number = new CaseNumber(book.EditionsOf(edition.Procedure)[^1].Number.Series, one.Year, one.Keeper, one.Id.Ordinal);
        return new DocketRow(one.Id, number, edition, one.Keeper, one.Stage, one.DueDay, one.Limit, light, one.Entries);
    }
}
