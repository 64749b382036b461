using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>A decision over several cases is recorded in all of them or in none: a supervision with the rectifications that it opens.</summary>
public sealed class LinkedCasesTests : CaseworkTests
{
    private static readonly Edition Supervision = RealLaw.Book.InForce("oversight/supervision", Monday)!;
    private static readonly Edition Rectification = RealLaw.Book.InForce("oversight/rectification", Monday)!;
    private static readonly int Justice = RealLaw.Book.City.FindOrgan("justice")!.Number, Housing = RealLaw.Book.City.FindOrgan("housing")!.Number;

    [Fact]
    public async Task An_opened_case_and_the_one_that_opened_it_name_one_another_also_when_the_folder_is_opened_again()
    {
        var whole = await Supervise("open");
        var leaves = city.Ledger.Store.Size;

        Recorded(await Ask(whole, Problem("overdue"), "first"));
        Recorded(await Ask(whole, Problem("documents"), "second"));

        Assert.Equal(leaves + 4, city.Ledger.Store.Size);
        var parts = Parts(whole);
        Assert.Equal(2, parts.Length);
        Assert.All(parts, part => Assert.Equal(new LinkedCase(0, whole.Value), Row(part).State.Parent));
        Assert.Equal(Rectification, Row(parts[0]).State.Edition);
        Assert.Empty(await Faults());
        Assert.Equal(parts, Parts(whole));
    }

    [Fact]
    public async Task The_whole_closes_in_the_bundle_that_closes_its_last_part()
    {
        var whole = await Supervise("open");
        Recorded(await Ask(whole, Problem("overdue"), "first"));
        Recorded(await Ask(whole, Problem("documents"), "second"));
        Recorded(await Ask(whole, Act(Supervision, "report", Monday.AddDays(1)) with { Documents = [Supervision.FindDocument("report")!.Index] }, "report"));

        foreach (var part in Parts(whole)) { await Rectify(part); }

        var (closed, last) = (Row(whole), Row(Parts(whole)[1]));
        Assert.Equal("rectified", Supervision.Outcomes[closed.State.Outcome].Id);
        // The part's last leaf, then what the whole is told of it, then what the law does there.
        Assert.Equal([last.Places[^1] + 1, last.Places[^1] + 2], closed.Places[^2..]);
        Assert.Equal((LeafEntryKind.Linked, (int)LinkEvent.Closed), KindAt(closed.Places[^2]));
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task Parts_end_with_their_whole_and_their_leaves_say_so()
    {
        var whole = await Supervise("open");
        Recorded(await Ask(whole, Problem("overdue"), "first"));
        var head = RealLaw.Book.City.FindOrgan("justice")!.PostRanges["head"].First;

        Recorded(await Ask(whole, Act(Supervision, "recall", Monday) with { Outcome = Supervision.FindOutcome("recalled")!.Index, Approvals = [new Approval(Actor.OfOrgan(Justice, head), Monday)] }, "recall"));

        var part = Row(Assert.Single(Parts(whole)));
        Assert.Equal(Outcome.EndedWithParent, Rectification.Outcomes[part.State.Outcome].Id);
        Assert.Equal((LeafEntryKind.Linked, (int)LinkEvent.EndedWithParent), KindAt(part.Places[^1]));
        Assert.Null(part.State.Awaits);
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task What_cannot_be_opened_refuses_the_act_that_would_open_it_and_leaves_no_trace()
    {
        var opening = Act(Supervision, "open", new DateOnly(2019, 4, 16)) with
        {
            Facts = [Code(Supervision, "origin", "review")], Names = [new Naming(Supervision.FindRole("overseen")!.Index, Housing)], Documents = [Supervision.FindDocument("notice")!.Index],
        };
        var whole = Recorded(await city.Ask(new ActSubmission(null, Supervision.Procedure, opening, "open"))).Case;
        var size = city.Ledger.Store.Size;

        // A rectification runs a year at most: the child refuses the day, and with it the whole act.
        var problem = Problem("overdue") with { Facts = [Code(Supervision, "problem", "overdue"), new FactValue(Supervision.FindFact("described")!.Index, 0, "逾期"), new FactValue(Supervision.FindFact("rectify-by")!.Index, -5)] };
        Assert.IsType<ActAnswer.Refused>(await Ask(whole, problem, "first"));

        Assert.Equal(size, city.Ledger.Store.Size);
        Assert.Empty(Row(whole).State.Links.ToArray());
    }

    [Fact]
    public async Task A_problem_that_comes_back_is_rectified_in_the_case_that_it_had()
    {
        var first = Recorded(await city.Ask(new ActSubmission(null, Rectification.Procedure, Set(Monday), "set"))).Case;
        await Rectify(first);
        await Reopen();

        var again = Recorded(await city.Ask(new ActSubmission(null, Rectification.Procedure, Set(Monday.AddDays(30)), "again")));

        Assert.Equal(first, again.Case);
        Assert.Equal(Row(first).Places[^1], again.Leaf);
        Assert.True(Row(first).State.IsOpen);
        Assert.Equal(again with { Repeated = true }, await city.Ask(new ActSubmission(null, Rectification.Procedure, Set(Monday.AddDays(30)), "again")));
        // Another organ's problem is another case.
        var other = Recorded(await city.Ask(new ActSubmission(null, Rectification.Procedure, Set(Monday.AddDays(30), RealLaw.Book.City.FindOrgan("transport")!.Number), "other")));
        Assert.NotEqual(first, other.Case);
        Assert.Empty(await Faults());
    }

    private async Task<CaseId> Supervise(string key)
    {
        var opening = Act(Supervision, "open", Monday) with
        {
            Facts = [Code(Supervision, "origin", "review")], Names = [new Naming(Supervision.FindRole("overseen")!.Index, Housing)], Documents = [Supervision.FindDocument("notice")!.Index],
        };
        return Recorded(await city.Ask(new ActSubmission(null, Supervision.Procedure, opening, key))).Case;
    }

    private static ActRequest Problem(string problem) => Act(Supervision, "list-problem", Monday) with
    {
        Facts =
        [
            Code(Supervision, "problem", problem), new FactValue(Supervision.FindFact("described")!.Index, 0, "三件逾期"),
            new FactValue(Supervision.FindFact("rectify-by")!.Index, Monday.AddDays(60).DayNumber),
        ],
    };

    private static ActRequest Set(DateOnly day, int? owner = null) => Act(Rectification, "set", day) with
    {
        Facts = [Code(Rectification, "problem", "overdue"), new FactValue(Rectification.FindFact("rectify-by")!.Index, day.AddDays(60).DayNumber)],
        Names = [new Naming(Rectification.FindRole("owner")!.Index, owner ?? Housing)],
    };

    private async Task Rectify(CaseId id)
    {
        Recorded(await Ask(id, Act(Rectification, "submit", Monday.AddDays(3)) with { By = Actor.OfOrgan(Housing), Documents = [Rectification.FindDocument("evidence")!.Index] }, $"submit {id}"));
        Recorded(await Ask(id, Act(Rectification, "strike-off", Monday.AddDays(4)) with
        {
            By = Actor.OfOrgan(Justice, 9), Facts = [Code(Rectification, "found", "cured")], Documents = [Rectification.FindDocument("check")!.Index],
            Outcome = Rectification.FindOutcome("struck-off")!.Index,
        }, $"strike off {id}"));
    }

    private static ActRequest Act(Edition edition, string act, DateOnly day) => new()
    {
        Subject = edition.FindAct(act)!.Index, When = Moment.On(day), Today = day, By = Actor.OfOrgan(Justice),
    };

    private static FactValue Code(Edition edition, string fact, string code) => new(edition.FindFact(fact)!.Index, edition.FindFact(fact)!.Codes!.IndexOf(code));

    private CaseId[] Parts(CaseId whole) => [.. Row(whole).State.Links.ToArray().Select(run => new CaseId(run.Case))];

    private (LeafEntryKind, int) KindAt(long leaf)
    {
        var act = ActLeaf.Read(city.Ledger.Store.ReadLeaf(leaf));
        return (act.Kind, act.Subject);
    }
}
