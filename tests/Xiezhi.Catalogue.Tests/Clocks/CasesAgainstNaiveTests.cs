using CsCheck;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>Cases in whatever order of starts, stops, exclusions, extensions, returns and corrections a draw brings: after each act every clock is where a walk
/// from day to day over the story so far ends.</summary>
public sealed class CasesAgainstNaiveTests
{
    private static readonly string[] Acts = ["start", "return", "correct", "pause", "resume", "pause-too", "resume-too", "ask", "serve", "answer", "extend"];

    // From a few weeks before the year's end: leap day, month ends, New Year and Spring Festival lie within the story.
    private static readonly Gen<(int First, (int Act, int Gap)[] Then)> AnyStory = Gen.Select(
        Gen.Int[new DateOnly(2023, 9, 1).DayNumber, new DateOnly(2024, 8, 20).DayNumber],
        Gen.Select(Gen.Int[0, Acts.Length - 1], Gen.Int[0, 6]).Array[1, 14]);

    [Fact]
    public void After_every_act_the_clocks_are_where_a_walk_over_the_days_ends() => AnyStory.Sample(drawn =>
    {
        var day = DateOnly.FromDayNumber(drawn.First);
        var story = new Story("one-clock");
        var naive = new NaiveCase(day);
        story.Do("begin", $"{day:yyyy-MM-dd}");
        foreach (var (act, gap) in drawn.Then)
        {
            day = day.AddDays(gap);
            naive.Today = day;
            var name = Acts[act];
            var done = name == "serve" ? story.TryServe("letter", $"{day:yyyy-MM-dd}") : story.TryDo(name, $"{day:yyyy-MM-dd}");
            if (done) { naive.Take(name); }
            foreach (var (limit, expected) in naive.Clocks)
            {
                var clock = story.Case.Clocks.ToArray().LastOrDefault(c => story.Edition.Limits[c.Limit].Id == limit);
                var actual = clock.Start == default || !clock.Runs ? null : story.Due(limit);
                Assert.True(expected.Due() == actual, $"{limit} on {day:yyyy-MM-dd} after {name}: expected {expected.Due()}, but it is {actual}");
            }
        }
    }, iter: 3000);

    [Fact]
    public void A_case_read_back_from_its_row_after_every_act_comes_to_the_same() => AnyStory.Sample(drawn =>
    {
        var day = DateOnly.FromDayNumber(drawn.First);
        var (story, stored) = (new Story("one-clock"), new Story("one-clock"));
        story.Do("begin", $"{day:yyyy-MM-dd}");
        stored.Do("begin", $"{day:yyyy-MM-dd}");
        foreach (var (act, gap) in drawn.Then)
        {
            day = day.AddDays(gap);
            stored.GoThroughTheStore();
            var name = Acts[act];
            if (name == "serve") { Assert.Equal(story.TryServe("letter", $"{day:yyyy-MM-dd}"), stored.TryServe("letter", $"{day:yyyy-MM-dd}")); }
            else { Assert.Equal(story.TryDo(name, $"{day:yyyy-MM-dd}"), stored.TryDo(name, $"{day:yyyy-MM-dd}")); }
        }

        stored.GoThroughTheStore();
        story.GoThroughTheStore();
        Assert.True(story.Case.SameAs(stored.Case));
    }, iter: 1000);

    /// <summary>What the law says, told without knowing how the fold does it.</summary>
    private sealed class NaiveCase(DateOnly began)
    {
        private readonly Dictionary<string, (DateOnly From, DateOnly? Served)> open = new(StringComparer.Ordinal);
        private readonly List<(string Span, DateOnly First, DateOnly Last)> off = [];

        public DateOnly Today { get; set; }
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

    private sealed class NaiveClock(string id, DateOnly from, string by, NaiveCase of)
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
                "working" => Count(from, 7, Story.Calendar.IsWorking),
                "split" => Count(from, 5, Story.Calendar.IsWorking),
                _ => Month(from),
            };
            end = id switch
            {
                "days" => Count(end, 5 * Extensions, _ => true),
                "working" => Count(end, 3 * Extensions, Story.Calendar.IsWorking),
                // So many months are added at once, not one after the other.
                "month" => Extensions == 0 ? end : Count(end, end.AddMonths(Extensions).DayNumber - end.DayNumber, _ => true),
                _ => end,
            };
            if (!Story.Calendar.IsWorking(end)) { while (!Story.Calendar.IsWorking(end) || of.IsOff(end, restOnly)) { end = end.AddDays(1); } }
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
}
