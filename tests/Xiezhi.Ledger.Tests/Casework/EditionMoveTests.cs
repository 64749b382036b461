using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using EntryKind = Xiezhi.Law.Cases.EntryKind;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Cases that a new edition takes over: in the log, in the case row, and as fsck and a reading of their history see them.</summary>
public sealed class EditionMoveTests : TrialTests
{
    private const string Procedure = "disputes/moving-appeal";
    private static readonly Edition First = Book.EditionsOf(Procedure)[0], Second = Book.EditionsOf(Procedure)[1], Third = Book.EditionsOf(Procedure)[2];
    [Fact]
    public async Task The_sweep_moves_every_open_case_once_after_what_ran_out_before_and_leaves_closed_ones_alone()
    {
        var lapsed = await FileAsync(new DateOnly(2023, 12, 20));
        var fresh = await FileAsync(new DateOnly(2023, 12, 28));
        var closed = await FileAsync(new DateOnly(2023, 12, 20));
        Recorded(await Ask(closed, Act(First, "accept", new DateOnly(2023, 12, 21))));
        Recorded(await Ask(closed, Act(First, "decide", new DateOnly(2023, 12, 22)) with { Outcome = 0 }));

        Assert.Equal(1, await casework.SweepAsync(Moment.On(new DateOnly(2023, 12, 31)), CancellationToken.None));
        Assert.Equal(2, await casework.SweepAsync(Moment.On(new DateOnly(2024, 1, 2)), CancellationToken.None));
        Assert.Equal(0, await casework.SweepAsync(Moment.On(new DateOnly(2024, 1, 2)), CancellationToken.None));

        Assert.Equal((Second, "heard"), (Row(lapsed).State.Edition, StageOf(lapsed)));
        Assert.Equal((Second, "received"), (Row(fresh).State.Edition, StageOf(fresh)));
        Assert.Equal(First, Row(closed).State.Edition);
        Assert.Equal([LeafEntryKind.Act, LeafEntryKind.Act, LeafEntryKind.Move], KindsOf(lapsed));
        Assert.True(LeafAt(lapsed, 3).Deemed);
        Assert.Equal(3, ledger.Columns.Find(Procedure)!.Tables.Single().Rows);

        // What comes later is written and read under the new edition.
        Recorded(await Ask(lapsed, Act(Second, "conclude", new DateOnly(2024, 1, 5)) with { Outcome = 0 }));
        await Sound();
    }

    [Fact]
    public async Task Whoever_asks_before_the_sweep_came_moves_the_case_and_looks_again()
    {
        var id = await FileAsync(new DateOnly(2023, 12, 28));
        var asked = Act(First, "accept", new DateOnly(2024, 1, 3));

        var conflict = Assert.IsType<ActAnswer.Conflict>(await Ask(id, asked));

        Assert.Equal((1, 2), (conflict.Seen, conflict.Now));
        Assert.Equal(Second, Row(id).State.Edition);
        Assert.IsType<ActAnswer.Conflict>(await casework.SubmitAsync(new ActSubmission(id, null, asked, "under the first") { Under = First }, CancellationToken.None));
        Recorded(await Ask(id, Act(Second, "accept", new DateOnly(2024, 1, 3))));
        await Sound();
    }

    [Fact]
    public async Task An_officer_moves_what_is_marked_and_a_correction_reaches_back_to_the_move()
    {
        var id = await FileAsync(new DateOnly(2024, 5, 27));
        Recorded(await Ask(id, Act(Second, "accept", new DateOnly(2024, 5, 28))));
        Assert.Equal(0, await casework.SweepAsync(Moment.On(new DateOnly(2024, 6, 3)), CancellationToken.None));
        Assert.Equal(Second, Row(id).State.Edition);

        var today = new DateOnly(2024, 6, 4);
        Recorded(await Ask(id, BuiltIn(EntryKind.Move, Third.From.DayNumber, today) with { To = Third }));
        Recorded(await Ask(id, Act(Third, "conclude", today) with { Outcome = 0 }));
        Recorded(await Ask(id, BuiltIn(EntryKind.Annul, 4, today)));
        var refused = Assert.IsType<ActAnswer.Refused>(await Ask(id, BuiltIn(EntryKind.Annul, 2, today)));

        Assert.Equal((RefusalCode.WouldBreak, "edition-before"), (refused.Why.Code, refused.Why.What));
        Assert.Equal((Third, "heard"), (Row(id).State.Edition, StageOf(id)));
        Assert.Equal(new DateOnly(2024, 6, 12), Row(id).State.Awaits);
        await Sound();
    }

    private async Task<CaseId> FileAsync(DateOnly day)
    {
        var edition = Book.InForce(Procedure, day)!;
        var request = Act(edition, "file", day) with
        {
            By = Actor.OfParty(7), Facts = [new FactValue(edition.FindFact("weight")!.Index, 0)], Names = [new Naming(edition.FindRole("applicant")!.Index, 7)], Persons = [new Person(7, "甲", "", "")],
        };
        return Recorded(await Submit(Procedure, request)).Case;
    }
}
