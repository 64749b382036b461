using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Shell;

namespace Xiezhi.Web.Tests;

/// <summary>What the public counts again from leaves, held against what the ledger knows in private.</summary>
public sealed class PublicClocksTests(RunningSite site)
{
    private LawBook Book => site.City.Site.Book;
    private DateOnly Today => site.City.Site.Now.Day;

    private IEnumerable<(PublicCase Public, Ledger.Casework.CaseRecord Private)> All =>
        site.City.Numbers.Select(number => (site.City.Site.Case(number)!, site.City.Cases.Read(site.City.Cases.Find(number.ToString())!.Value)!));

    [Fact]
    public void A_due_day_that_the_public_counts_is_the_due_day_of_the_law()
    {
        var running = 0;
        foreach (var (seen, known) in All)
        {
            foreach (var clock in PublicClocks.Of(seen, Book, Today).All().Where(clock => clock is { Runs: true, Due: not null }))
            {
                running++;
                var real = Assert.Single(known.State.Clocks.ToArray(), one => one.Limit == clock.Limit.Index && one.Runs);
                var (strict, rolled) = (clock.Due!.Value.Strict, clock.Due.Value.Rolled);
                Assert.True((real.Strict, real.Rolled) == (strict, rolled), $"{seen.Number} {clock.Limit.Id}: {rolled:yyyy-MM-dd} is not {real.Rolled:yyyy-MM-dd}");
            }
        }

        Assert.True(running > 30, $"only {running} clocks were running");
    }

    [Fact]
    public void Whether_an_act_was_in_time_the_public_finds_by_itself()
    {
        var stopped = 0;
        foreach (var (seen, _) in All)
        {
            var clocks = PublicClocks.Of(seen, Book, Today);
            foreach (var clock in clocks.All().Where(clock => clock is { Verdict: not null, Due: not null, Runs: false }))
            {
                stopped++;
                var folded = Assert.Single(clocks.Case.Clocks.ToArray(), one => one.Limit == clock.Limit.Index);
                Assert.True(folded.State == clock.State, $"{seen.Number} {clock.Limit.Id}: counted {folded.State}, the leaf says {clock.Verdict}");
            }
        }

        Assert.True(stopped > 3000, $"only {stopped} clocks had stopped");
    }

    [Fact]
    public void Its_working_ends_with_the_due_day()
    {
        foreach (var (seen, _) in All)
        {
            foreach (var clock in PublicClocks.Of(seen, Book, Today).All().Where(clock => clock.Working.Length > 0))
            {
                Assert.Empty(clock.Obstacles);
                var result = Assert.Single(clock.Working, step => step.Kind is StepKind.LastDay or StepKind.MinimumEnds or StepKind.LatestBefore or StepKind.CycleEnds);
                Assert.Equal(clock.Due!.Value.Rolled, result.Last);
            }
        }
    }

    [Fact]
    public void What_rests_on_a_hidden_fact_shows_no_day()
    {
        var hidden = All.SelectMany(one => PublicClocks.Of(one.Public, Book, Today).All()).Where(clock => clock.Obstacles.Length > 0).ToList();

        Assert.NotEmpty(hidden);
        Assert.All(hidden, clock =>
        {
            Assert.Null(clock.Due);
            Assert.Empty(clock.Working);
        });
    }

    [Fact]
    public void The_public_sees_the_stage_and_the_outcome_of_every_case()
    {
        foreach (var (seen, known) in All)
        {
            var state = PublicClocks.Of(seen, Book, Today).Case;
            Assert.True((state.Stage, state.Outcome) == (known.State.Stage, known.State.Outcome), $"{seen.Number}: seen {state.Stage}, the ledger has {known.State.Stage}");
        }
    }

    [Fact]
    public void A_running_clock_turns_yellow_and_then_red()
    {
        var (seen, clock) = All.SelectMany(one => PublicClocks.Of(one.Public, Book, Today).All(), (one, clock) => (one.Public, Clock: clock))
            .First(one => one.Clock is { Runs: true, Due: not null, Light: not Light.Overdue });
        var last = clock.Due!.Value.Rolled;

        Light On(DateOnly day) => PublicClocks.Of(seen, Book, day).All().Single(one => one.Limit == clock.Limit).Light;

        Assert.Equal(Light.Normal, On(last.AddDays(-30)));
        Assert.Equal(Light.Near, On(last));
        Assert.Equal(Light.Overdue, On(last.AddDays(1)));
    }
}
