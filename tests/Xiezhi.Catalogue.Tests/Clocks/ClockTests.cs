using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>What the stories of the table cannot say: which entries come of it, and what the city adds.</summary>
public sealed class ClockTests
{
    [Fact]
    public void Each_missed_cycle_leaves_a_finding_dated_on_its_own_day()
    {
        var story = new Story("clock-table");
        story.Do("begin", "2024-03-01");
        story.Do("start", "2024-03-01");

        var missed = story.Wait("2024-06-15").Where(e => e.Subject == story.Edition.FindLimit("cycle")!.Index).ToList();

        Assert.Equal(["2024-04-02", "2024-05-07", "2024-06-04"], missed.Select(e => $"{e.Effective:yyyy-MM-dd}"));
        Assert.All(missed, e => Assert.Single(e.Findings));
        Assert.All(missed, e => Assert.Equal(VerdictKind.Overdue, Assert.Single(e.Verdicts).Kind));
        Assert.Equal(ClockState.Running, story.Clock("cycle").State);
    }

    [Fact]
    public void A_year_of_missed_cycles_is_caught_up_at_once_and_the_same_as_day_by_day()
    {
        var atOnce = Begun();
        atOnce.Wait("2026-01-01");
        var daily = Begun();
        for (var day = new DateOnly(2024, 3, 2); day <= new DateOnly(2026, 1, 1); day = day.AddDays(1)) { daily.Wait($"{day:yyyy-MM-dd}"); }

        Assert.Equal(daily.Entries.Select(e => (e.Subject, e.Effective)), atOnce.Entries.Select(e => (e.Subject, e.Effective)));
        Assert.True(daily.Case.SameAs(atOnce.Case));

        static Story Begun()
        {
            var story = new Story("clock-table");
            story.Do("begin", "2024-03-01");
            story.Do("start", "2024-03-01");
            return story;
        }
    }

    [Fact]
    public void A_clock_over_at_its_start_runs_out_in_the_bundle_of_the_act_and_never_before_it()
    {
        var story = new Story("clock-table");
        story.Do("begin", "2024-03-01");

        var bundle = story.Do("recall", "2024-03-20");

        Assert.Equal([new DateOnly(2024, 3, 1), new DateOnly(2024, 3, 20), new DateOnly(2024, 3, 20)], bundle.Select(e => e.Effective));
        Assert.Equal([EntryKind.Act, EntryKind.Expiry, EntryKind.Act], bundle.Select(e => e.Kind));
        Assert.True(bundle[2].Deemed);
        Assert.Equal(story.Case.Entries, bundle[^1].Number);
    }

    [Fact]
    public void A_remeasured_clock_that_is_over_runs_out_on_that_day_and_keeps_its_working()
    {
        var story = new Story("clock-table", with: e => e with { Acts = [.. e.Acts.Select(a => a.Id == "begin" ? a with { Sets = [new FactValue(e.FindFact("track")!.Index, 1)] } : a)] });
        story.Do("begin", "2024-03-01");
        story.Do("start", "2024-03-01");

        var bundle = story.Do("measure", "2024-03-15");

        var expiry = Assert.Single(bundle, e => e.Kind == EntryKind.Expiry && e.Subject == story.Edition.FindLimit("chosen")!.Index);
        Assert.Equal(new DateOnly(2024, 3, 15), expiry.Effective);
        Assert.Equal("2024-03-06", story.Due("chosen"));
    }

    [Fact]
    public void Working_hours_are_those_of_the_organ_that_is_bound()
    {
        var early = new OfficeHours([new OfficeSession(8 * 60, 12 * 60), new OfficeSession(14 * 60, 18 * 60)]);
        var usual = new Story("by-the-hour");
        var own = new Story("by-the-hour", office: o => o with { Hours = early });

        usual.Do("receive", "2024-03-08T16:00");
        own.Do("receive", "2024-03-08T16:00");

        Assert.Equal("2024-03-11T12:00", usual.Due("four"));
        Assert.Equal("2024-03-11T10:00", own.Due("four"));
    }

    [Fact]
    public void A_sweep_in_the_evening_finds_what_ran_out_in_the_afternoon_at_its_minute()
    {
        var story = new Story("by-the-hour");
        story.Do("receive", "2024-03-06T13:30");

        Assert.Empty(story.Wait("2024-03-06T15:30"));
        var expiry = Assert.Single(story.Wait("2024-03-06T19:00"));

        Assert.Equal(Moment.At(new DateOnly(2024, 3, 6), 15, 30), expiry.Happened);
        Assert.Equal(new DateOnly(2024, 3, 6), expiry.Effective);
    }

    [Fact]
    public void What_is_posted_in_time_is_in_time_though_it_comes_after_the_last_day()
    {
        var story = Posted();
        Assert.Equal([], story.Wait("2024-03-14").Where(e => IsBars(story, e)));
        Assert.Equal(new DateOnly(2024, 3, 14), story.Case.EarliestDue);

        // The office does something else meanwhile; the letter was posted on the last day.
        story.Do("object", "2024-03-11");

        Assert.Equal(ClockState.Met, story.Clock("bars").State);
    }

    [Fact]
    public void What_is_posted_too_late_finds_the_time_over_and_nothing_is_waited_for()
    {
        var story = Posted();

        var no = Assert.IsType<Decision.Refused>(story.Try("object", "2024-03-12"));

        Assert.Equal(RefusalCode.PeriodExpired, no.Code);
    }

    [Fact]
    public void When_nothing_comes_the_time_ends_with_its_last_day_all_the_same()
    {
        var story = Posted();

        var end = Assert.Single(story.Wait("2024-03-15").Where(e => IsBars(story, e)));

        Assert.Equal(new DateOnly(2024, 3, 11), end.Effective);
        Assert.Equal(ClockState.Ended, story.Clock("bars").State);
    }

    [Fact]
    public void A_span_with_a_cap_leaves_a_last_day_while_it_is_open()
    {
        var story = new Story("clock-table");
        story.Do("begin", "2024-03-01");
        story.Do("start", "2024-03-01");
        story.Do("ask", "2024-03-04");
        Assert.Equal("2024-03-11", story.Due("excluded"));
    }

    private static bool IsBars(Story story, Entry entry) => entry.Kind == EntryKind.Expiry && entry.Subject == story.Edition.FindLimit("bars")!.Index;

    // The limit 'bars' alone, and three days for the post.
    private static Story Posted()
    {
        var story = new Story("clock-table", with: e => e with
        {
            Acts = [.. e.Acts.Select(a => a with { Starts = [.. a.Starts.Where(l => e.Limits[l].Id == "bars")] })],
            Limits = [.. e.Limits.Select(l => l.Id == "bars" ? l with { Grace = 3, StartsAtEnd = [] } : l)],
        });
        story.Do("begin", "2024-03-01");
        story.Do("start", "2024-03-01");
        return story;
    }
}
