using Xiezhi.Law.Cases;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Papers;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>An extension that the handler of an appeal asks for and the hotline approves.</summary>
public sealed class ProposalsTests : IAsyncLifetime
{
    private readonly TestOffice test = new();
    private string number = "";
    private Proposals Proposals => test.Office.Proposals;

    public async ValueTask InitializeAsync() => number = (await test.Handled(test.As("citizen-wang"), "a")).Number.ToString();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task An_act_that_needs_an_approval_waits_before_those_who_may_approve_it_and_is_done_when_one_does()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend()));

        Assert.Equal(3, Entries);
        foreach (var nobody in new[] { "market-officer", "market-head", "hotline-officer", "hotline-clerk", "housing-head", "city-supervisor", "administrator", "citizen-wang" })
        {
            Assert.Empty(Proposals.WaitingFor(test.As(nobody)));
            Assert.IsType<ProposalAnswer.NoSuchProposal>(await Approve(nobody, waits.Proposal));
        }

        var proposal = Assert.Single(Proposals.WaitingFor(test.As("hotline-head")));
        Assert.Equal((waits.Proposal, "extend", "hotline", "market-officer"), (proposal.Id, proposal.Act, proposal.Approver!.Id, proposal.Proposer));
        Assert.Equal("works-needed", proposal.Input.Facts["ground"]);

        Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await Approve("hotline-head", waits.Proposal)).Outcome);
        var entry = test.Office.OpenFile(test.As("hotline-officer"), number)!.Entries[^1].Entry;
        Assert.Equal(Actor(test.As("market-officer")), entry.By);
        Assert.Equal(Actor(test.As("hotline-head")), Assert.Single(entry.Approvals).By);
        Assert.Empty(Proposals.WaitingFor(test.As("hotline-head")));
        Assert.Equal(ProposalState.Approved, Assert.Single(Proposals.MadeBy(test.Office.Accounts.Find("market-officer")!)).State);
        Assert.Equal(new ProposalAnswer.Decided(ProposalState.Approved), await Approve("hotline-head", waits.Proposal));
        Assert.Equal(4, Entries);
    }

    [Fact]
    public async Task A_proposal_waits_through_a_restart_and_is_one_however_often_it_is_sent()
    {
        var first = await test.Act(test.As("market-officer"), Extend());
        var again = await test.Act(test.As("market-officer"), Extend());
        await test.ReopenAsync();
        var after = await test.Act(test.As("market-officer"), Extend());

        Assert.Equal(first, again);
        Assert.Equal(first, after);
        Assert.Single(Proposals.WaitingFor(test.As("hotline-head")));
        Assert.IsType<ActOutcome.KeyReused>(await test.Act(test.As("market-officer"), Extend(ground: "complex")));
    }

    [Fact]
    public async Task Once_approved_the_same_input_gets_the_act_as_its_answer()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend()));
        test.Clock.Pass(NodaTime.Duration.FromDays(2));
        var done = Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await Approve("hotline-head", waits.Proposal)).Outcome);

        Assert.Equal(done with { Repeated = true }, await test.Act(test.As("market-officer"), Extend()));
        Assert.Equal(new DateOnly(2024, 3, 6), test.Office.OpenFile(test.As("hotline-officer"), number)!.Entries[^1].Entry.Effective);
    }

    [Fact]
    public async Task A_declined_proposal_tells_its_maker_why_and_nothing_is_recorded()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend()));

        Assert.IsType<ProposalAnswer.NoSuchProposal>(await Proposals.DeclineAsync(test.As("market-head"), waits.Proposal, "不行", CancellationToken.None));
        Assert.IsType<ProposalAnswer.Declined>(await Proposals.DeclineAsync(test.As("hotline-head"), waits.Proposal, "理由不充分", CancellationToken.None));

        var proposal = Proposals.Find(test.As("market-officer"), waits.Proposal)!;
        Assert.Equal((ProposalState.Declined, "理由不充分", "hotline-head"), (proposal.State, proposal.Reason, proposal.Decider));
        Assert.Null(Proposals.Find(test.As("housing-officer"), waits.Proposal));
        Assert.Equal(new ProposalAnswer.Decided(ProposalState.Declined), await Approve("hotline-head", waits.Proposal));
        Assert.Equal(3, Entries);
        Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend(key: "once more")));
    }

    [Fact]
    public async Task What_the_law_would_refuse_even_with_an_approval_is_refused_at_once()
    {
        var refused = Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("hotline-officer"), Extend()));
        Assert.Equal(RefusalCode.NotYourPart, refused.Why.Code);
        await test.Done(test.As("market-officer"), new ActInput { Case = number, Act = "answer", Key = "answer", Documents = TestOffice.Paperless("reply") });

        var late = Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("market-officer"), Extend(key: "late")));

        Assert.Equal(RefusalCode.WrongStage, late.Why.Code);
        Assert.Empty(Proposals.WaitingFor(test.As("hotline-head")));
    }

    [Fact]
    public async Task What_the_law_refuses_meanwhile_is_told_to_whoever_approves_and_waits_on()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend()));
        await test.Done(test.As("market-officer"), new ActInput { Case = number, Act = "answer", Key = "answer", Documents = TestOffice.Paperless("reply") });

        var outcome = Assert.IsType<ProposalAnswer.Acted>(await Approve("hotline-head", waits.Proposal)).Outcome;

        Assert.Equal(RefusalCode.WrongStage, Assert.IsType<ActOutcome.Refused>(outcome).Why.Code);
        Assert.IsType<ProposalAnswer.Declined>(await Proposals.DeclineAsync(test.As("hotline-head"), waits.Proposal, "已经答复", CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_approves_his_own_act_though_he_could_approve_another_s()
    {
        var opened = await test.Done(test.As("citizen-chen"), TestOffice.Appeal("own"));
        await test.Done(test.As("hotline-officer"), new ActInput { Case = opened.Number.ToString(), Act = "dispatch", Key = "d", Names = TestOffice.Words(("handler", "hotline-center")), Documents = TestOffice.Paperless("work-order") });
        await test.Done(test.As("hotline-head"), new ActInput { Case = opened.Number.ToString(), Act = "sign", Key = "s" });

        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("hotline-head"), Extend() with { Case = opened.Number.ToString() }));

        Assert.Empty(Proposals.WaitingFor(test.As("hotline-head")));
        Assert.IsType<ProposalAnswer.NoSuchProposal>(await Approve("hotline-head", waits.Proposal));
    }

    [Fact]
    public async Task Two_who_decide_at_once_decide_once()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Extend()));

        var approved = Approve("hotline-head", waits.Proposal);
        var declined = Proposals.DeclineAsync(test.As("hotline-head"), waits.Proposal, "不行", CancellationToken.None);
        var answers = await Task.WhenAll(approved, declined);

        Assert.Single(answers.OfType<ProposalAnswer.Decided>());
        Assert.Equal(answers[0] is ProposalAnswer.Acted ? 4 : 3, Entries);
    }

    [Fact]
    public async Task The_head_of_another_organ_that_has_to_approve_sees_the_case_while_it_waits()
    {
        var opened = await test.Done(test.As("citizen-chen"), new ActInput
        {
            Procedure = "disputes/administrative-reconsideration", Act = "apply", Key = "reconsideration",
            Facts = TestOffice.Words(("matter", "penalty"), ("knew-on", "2024-02-20"), ("told", "yes")), Names = TestOffice.Words(("authority", "government"), ("respondent", "market")),
            Documents = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty.Add("application", [(await test.Upload(Contents.Text, "申请书.txt")).Id]),
        });
        var reconsideration = opened.Number.ToString();
        await test.Done(test.As("government-officer"), new ActInput { Case = reconsideration, Act = "accept", Key = "accept" });

        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("government-officer"), new ActInput { Case = reconsideration, Act = "extend", Key = "extend", Documents = TestOffice.Paperless("notice") }));

        Assert.Equal(waits.Proposal, Assert.Single(Proposals.WaitingFor(test.As("justice-head"))).Id);
        Assert.NotNull(test.Office.OpenFile(test.As("justice-head"), reconsideration));
        Assert.Empty(Proposals.WaitingFor(test.As("government-head")));
        Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await Approve("justice-head", waits.Proposal)).Outcome);
    }

    private int Entries => test.Office.Cases.Read(test.Office.Cases.Find(number)!.Value)!.State.Entries;

    private ActInput Extend(string key = "extend", string ground = "works-needed") => new()
    {
        Case = number, Act = "extend", Key = key, Facts = TestOffice.Words(("ground", ground), ("answer-by", "2024-04-10")),
    };

    private Task<ProposalAnswer> Approve(string id, long proposal) => Proposals.ApproveAsync(test.As(id), proposal, CancellationToken.None);

    private Actor Actor(Viewer viewer) => test.Office.Gate.ActsAs(viewer)!.Value;
}
