using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>What an act opens because somebody picked it, what a sweep opens because nobody acted, and what is merged: in the ledger.</summary>
public sealed class LinkedTrialTests : TrialTests
{
    private const string Intake = "disputes/intake", Escalation = "disputes/escalation";
    private static readonly DateOnly Wednesday = new(2023, 3, 1);
    private static readonly Edition Edition = Book.InForce(Intake, Wednesday)!;

    [Fact]
    public async Task A_sweep_records_the_expiry_and_the_case_that_it_opens_together()
    {
        var id = await RegisterAsync(7, "light", Wednesday);
        var size = ledger.Store.Size;

        Assert.Equal(1, await casework.SweepAsync(Moment.On(new DateOnly(2023, 3, 9)), CancellationToken.None));

        Assert.Equal(size + 2, ledger.Store.Size);
        var opened = new CaseId(Row(id).State.Links[0].Case);
        Assert.Equal((Escalation, id.Value), (Row(opened).State.Edition.Procedure, Row(opened).State.Parent.Case));
        Assert.Equal(0, await casework.SweepAsync(Moment.On(new DateOnly(2023, 3, 9)), CancellationToken.None));
        await Sound();
        // Time goes on in both.
        Assert.Equal(1, await casework.SweepAsync(Moment.On(new DateOnly(2023, 3, 30)), CancellationToken.None));
        await Sound();
    }

    [Fact]
    public async Task Whoever_acts_picks_the_procedure_that_follows()
    {
        var id = await RegisterAsync(7, "grave", Wednesday);
        var passOn = Act(Edition, "pass-on", Wednesday.AddDays(1)) with { Outcome = Edition.FindOutcome("passed")!.Index };
        var size = ledger.Store.Size;

        Assert.Equal(RefusalCode.LinkRefused, Assert.IsType<ActAnswer.Refused>(await Ask(id, passOn)).Why.Code);
        Assert.Equal(size, ledger.Store.Size);
        Recorded(await Ask(id, passOn with { Follow = Escalation }));

        Assert.True(Row(id).State.IsClosed);
        Assert.Equal(Escalation, Row(new CaseId(Row(id).State.Links[0].Case)).State.Edition.Procedure);
        await Sound();
    }

    [Fact]
    public async Task The_same_matter_is_merged_also_when_the_folder_was_opened_anew()
    {
        var first = await RegisterAsync(7, "light", Wednesday);
        await Sound();

        var again = await RegisterAsync(7, "light", Wednesday.AddDays(1));
        var other = await RegisterAsync(8, "light", Wednesday.AddDays(1));

        Assert.NotEqual(first, again);
        Assert.Equal(Outcome.Merged, Edition.Outcomes[Row(again).State.Outcome].Id);
        Assert.True(Row(first).State.IsOpen);
        Assert.True(Row(other).State.IsOpen);
        await Sound();
    }

    private async Task<CaseId> RegisterAsync(long applicant, string weight, DateOnly day)
    {
        var fact = Edition.FindFact("weight")!;
        return Recorded(await Submit(Intake, Act(Edition, "register", day) with
        {
            By = Actor.OfParty(applicant), Facts = [new FactValue(fact.Index, fact.Codes!.IndexOf(weight))],
            Names = [new Naming(Edition.FindRole("applicant")!.Index, applicant)], Persons = [new Person(applicant, $"申请人{applicant}", "", "")],
        })).Case;
    }
}
