using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>What the law says, told without knowing how the fold does it.</summary>
internal sealed class NaiveCase(DateOnly began)
{
    private readonly Dictionary<string, (DateOnly From, DateOnly? Served)> open = new(StringComparer.Ordinal);
    private readonly List<(string Span, DateOnly First, DateOnly Last)> off = [];

    public DateOnly Today { get; set; }
    /// <summary>Which days work.</summary>
    public WorkingCalendar Calendar { get; set; } = Story.Calendar;
    public Dictionary<string, NaiveClock> Clocks { get; } = new(StringComparer.Ordinal);

    public void Take(string act)
    {
        switch (act)
        {
            case "start": Start("days", Today, again: false); Start("working", Today, again: true); Start("month", Today, again: false); Start("split", Today, again: true); break;
            case "return": Clocks.Remove("split"); break;
            case "correct":
                // The earlier starts do not count any more; the correction counts from the beginning.
                foreach (var id in Clocks.Where(c => c.Value.By == "start").Select(c => c.Key).ToList()) { Clocks.Remove(id); }
                Start("days", began, again: false, by: "correct"); Start("working", began, again: true, by: "correct"); Start("month", began, again: false, by: "correct");
                break;
            case "pause": Open("rest"); break;
            case "pause-too": Open("break"); break;
            case "ask": Open("outside"); break;
            case "serve": if (open.TryGetValue("outside", out var asked) && asked.Served is null) { open["outside"] = (asked.From, Today); } break;
            case "resume": End("rest"); break;
            case "resume-too": End("break"); break;
            case "answer": End("outside"); break;
            case "extend": foreach (var id in new[] { "days", "working", "month" }) { if (Clocks.TryGetValue(id, out var clock)) { clock.Extensions++; } } break;
        }
    }

    private void Start(string id, DateOnly from, bool again, string by = "start")
    {
        if (!again && Clocks.ContainsKey(id)) { return; }
        Clocks[id] = new NaiveClock(id, from, by, this);
    }

    private void Open(string span) => open.TryAdd(span, (Today, span == "outside" ? null : Today));

    private void End(string span)
    {
        if (!open.Remove(span, out var began) || began.Served is not { } first) { return; }
        off.Add((span, first > began.From ? first : began.From, Today));
    }

    public bool AwaitsEnd(bool restOnly) => open.Any(o => o.Value.Served is not null && (!restOnly || o.Key == "rest"));

    public bool IsOff(DateOnly day, bool restOnly) => off.Any(o => o.First <= day && day <= o.Last && (!restOnly || o.Span == "rest"));
}

/// <summary>One clock of it, found by walking from day to day.</summary>
internal sealed class NaiveClock(string id, DateOnly from, string by, NaiveCase of)
{
    public string By { get; } = by;
    public int Extensions { get; set; }

    public string Due()
    {
        var restOnly = id == "split";
        if (of.AwaitsEnd(restOnly)) { return "open"; }
        var end = id switch
        {
            "days" => Count(from, 10, _ => true),
            "working" => Count(from, 7, of.Calendar.IsWorking),
            "split" => Count(from, 5, of.Calendar.IsWorking),
            _ => Month(from),
        };
        end = id switch
        {
            "days" => Count(end, 5 * Extensions, _ => true),
            "working" => Count(end, 3 * Extensions, of.Calendar.IsWorking),
            // So many months are added at once, not one after the other.
            "month" => Extensions == 0 ? end : Count(end, end.AddMonths(Extensions).DayNumber - end.DayNumber, _ => true),
            _ => end,
        };
        if (!of.Calendar.IsWorking(end)) { while (!of.Calendar.IsWorking(end) || of.IsOff(end, restOnly)) { end = end.AddDays(1); } }
        return $"{end:yyyy-MM-dd}";

        DateOnly Month(DateOnly start) => Count(start, start.AddMonths(1).DayNumber - start.DayNumber, _ => true);

        DateOnly Count(DateOnly start, int days, Func<DateOnly, bool> counts)
        {
            var day = start;
            for (var left = days; left > 0;)
            {
                day = day.AddDays(1);
                if (counts(day) && !of.IsOff(day, restOnly)) { left--; }
            }

            return day;
        }
    }
}
