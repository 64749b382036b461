using CsCheck;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>Cases in whatever order of starts, stops, exclusions, extensions, returns and corrections a draw brings: after each act every clock is where a walk
/// from day to day over the story so far ends.</summary>
public sealed class CasesAgainstNaiveTests
{
    internal static readonly string[] Acts = ["start", "return", "correct", "pause", "resume", "pause-too", "resume-too", "ask", "serve", "answer", "extend"];

    // From a few weeks before the year's end: leap day, month ends, New Year and Spring Festival lie within the story.
    internal static readonly Gen<(int First, (int Act, int Gap)[] Then)> AnyStory = Gen.Select(
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
}
