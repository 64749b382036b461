using CsCheck;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests.Clocks;

/// <summary>Notices that come late, are put right and put right again while cases are open: after each, exactly those clocks move that a walk over the days finds moved,
/// from the day and to the day that it finds.</summary>
public sealed class MovesAgainstNaiveTests
{
    // Days that a notice changes: from the first day on which a story begins to well after the last of its clocks.
    private static readonly Gen<DateOnly[][]> AnyNotices = Gen.Int[new DateOnly(2023, 9, 1).DayNumber, new DateOnly(2024, 12, 31).DayNumber].Select(DateOnly.FromDayNumber).Array[1, 90].Array[1, 4];

    private static readonly Gen<((int First, (int Act, int Gap)[] Then) Course, bool Ends)[]> AnyCases = Gen.Select(CasesAgainstNaiveTests.AnyStory, Gen.Int[0, 3].Select(n => n == 0)).Array[1, 4];

    [Fact]
    public void Each_notice_moves_the_clocks_that_a_walk_over_the_days_finds_moved_and_no_other()
    {
        var moved = 0;
        Gen.Select(AnyCases, AnyNotices).Sample((cases, notices) =>
        {
            var open = cases.Select(Played).ToList();
            var calendar = Story.Calendar;
            foreach (var notice in notices)
            {
                var before = calendar;
                calendar = Changed(calendar, notice);
                foreach (var one in open)
                {
                    var after = Fold.Reckon(one.Case, calendar, one.Story.City);
                    var told = Fold.Moves(one.Case, after).Select(m => $"{one.Story.Edition.Limits[m.Limit].Id}: {m.Before:yyyy-MM-dd} → {m.After:yyyy-MM-dd}").Order(StringComparer.Ordinal).ToList();
                    Assert.Equal(Expected(one, before, calendar), told);
                    one.Case = after;
                    Interlocked.Add(ref moved, told.Count);
                }
            }
        }, iter: 300);
        Assert.True(moved > 500, $"only {moved} clocks were moved in all; the draw tests nothing");
    }

    [Fact]
    public void A_notice_that_is_taken_back_brings_every_clock_to_where_it_was() => Gen.Select(AnyCases, AnyNotices).Sample((cases, notices) =>
    {
        var calendar = Changed(Story.Calendar, notices.SelectMany(n => n));
        foreach (var one in cases.Select(Played))
        {
            var there = Fold.Reckon(one.Case, calendar, one.Story.City);
            var back = Fold.Reckon(there, Story.Calendar, one.Story.City);
            Assert.True(back.SameAs(one.Case));
            Assert.Equal(Fold.Moves(one.Case, there).Select(m => (m.Limit, m.After, m.Before)), Fold.Moves(there, back).Select(m => (m.Limit, m.Before, m.After)));
        }
    }, iter: 150);

    private static IEnumerable<string> Expected(Open one, WorkingCalendar before, WorkingCalendar after)
    {
        if (one.Case.IsClosed) { return []; }
        return one.Naive.Clocks.Select(c => (c.Key, Before: On(c.Value, before), After: On(c.Value, after))).Where(c => c.Before != "open" && c.Before != c.After)
            .Select(c => $"{c.Key}: {c.Before} → {c.After}").Order(StringComparer.Ordinal);

        string On(NaiveClock clock, WorkingCalendar calendar)
        {
            one.Naive.Calendar = calendar;
            return clock.Due();
        }
    }

    private static Open Played(((int First, (int Act, int Gap)[] Then) Course, bool Ends) drawn)
    {
        var day = DateOnly.FromDayNumber(drawn.Course.First);
        var (story, naive) = (new Story("one-clock"), new NaiveCase(day));
        story.Do("begin", $"{day:yyyy-MM-dd}");
        story.Do("start", $"{day:yyyy-MM-dd}");
        naive.Today = day;
        naive.Take("start");
        foreach (var (act, gap) in drawn.Course.Then)
        {
            day = day.AddDays(gap);
            naive.Today = day;
            var name = CasesAgainstNaiveTests.Acts[act];
            if (name == "serve" ? story.TryServe("letter", $"{day:yyyy-MM-dd}") : story.TryDo(name, $"{day:yyyy-MM-dd}")) { naive.Take(name); }
        }

        if (drawn.Ends) { story.Do("finish", $"{day:yyyy-MM-dd}"); }
        return new Open(story, naive) { Case = story.Case };
    }

    /// <summary>On the days of the notice, what worked rests and what rested works.</summary>
    private static WorkingCalendar Changed(WorkingCalendar calendar, IEnumerable<DateOnly> notice)
    {
        var days = notice.Distinct().ToLookup(calendar.KindOf);
        return new WorkingCalendar(calendar.Years.Select(year => year with
        {
            DaysOff = [.. year.DaysOff.Where(d => !days[DayKind.DayOff].Contains(d.Day)), .. Named(DayKind.Working, year.Year)],
            MakeUpDays = [.. year.MakeUpDays.Where(d => !days[DayKind.MakeUp].Contains(d.Day)), .. Named(DayKind.Weekend, year.Year)],
        }));

        IEnumerable<NamedDay> Named(DayKind kind, int year) => days[kind].Where(day => day.Year == year).Select(day => new NamedDay(day, "临时通知"));
    }

    private sealed class Open(Story story, NaiveCase naive)
    {
        public Story Story { get; } = story;
        public NaiveCase Naive { get; } = naive;
        public required CaseState Case { get; set; }
    }
}
