using System.Text;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>A seizure: the act that opens the case needs the approval of the agency's head, before there is a case.</summary>
public sealed class OpeningProposalsTests : IAsyncLifetime
{
    private const string Owner = "司徒测试名";
    private readonly TestOffice test = new();
    private Proposals Proposals => test.Office.Proposals;

    public async ValueTask InitializeAsync() => await test.Done(test.As("justice-officer"), new ActInput
    {
        Procedure = "enforcement/enforcer-card", Act = "issue", Key = "card", Facts = TestOffice.Words(("passed", "yes")), Names = TestOffice.Words(("holder", "market/15"), ("employer", "market")),
    });

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task It_waits_before_the_head_of_its_agency_alone_and_opens_the_case_when_he_approves()
    {
        var cases = Cases;
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Seize()));
        Assert.Equal(waits, await test.Act(test.As("market-officer"), Seize()));
        foreach (var nobody in new[] { "market-officer", "cuiping-market-head", "housing-head", "market-clerk", "city-supervisor", "administrator", "citizen-wang" }.Where(id => test.Office.Accounts.Find(id) is not null))
        {
            Assert.Empty(Proposals.WaitingFor(test.As(nobody)));
            Assert.IsType<ProposalAnswer.NoSuchProposal>(await Approve(nobody, waits.Proposal));
        }

        await test.ReopenAsync();
        var proposal = Assert.Single(Proposals.WaitingFor(test.As("market-head")));
        Assert.Equal((waits.Proposal, "seize", "head", null, null), (proposal.Id, proposal.Act, proposal.Approver!.Id, proposal.Number, proposal.Case));
        // It bears the time of the city, in which it is 2024.
        Assert.Equal(2024, proposal.Made.InUtc().Year);
        Assert.Equal(cases, Cases);

        var done = Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await Approve("market-head", waits.Proposal)).Outcome);

        var entry = Assert.Single(test.Office.OpenFile(test.As("market-head"), done.Number.ToString())!.Entries).Entry;
        Assert.Equal((test.Office.Gate.ActsAs(test.As("market-officer")), test.Office.Gate.ActsAs(test.As("market-head"))), (entry.By, Assert.Single(entry.Approvals).By));
        var made = Assert.Single(Proposals.MadeBy(test.Office.Accounts.Find("market-officer")!));
        Assert.Equal((ProposalState.Approved, done.Number, "market-head"), (made.State, made.Number, made.Decider));
        Assert.Equal(new ProposalAnswer.Decided(ProposalState.Approved), await Approve("market-head", waits.Proposal));
        Assert.Equal(done with { Repeated = true }, await test.Act(test.As("market-officer"), Seize()));
        Assert.Equal(cases + 1, Cases);
    }

    [Fact]
    public async Task What_the_law_would_refuse_with_anybody_s_approval_is_refused_at_once()
    {
        // Officer 1 of the market authority, its head, has no card.
        var refused = Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("market-head"), Seize()));

        Assert.Equal(RefusalCode.NotLicensed, refused.Why.Code);
        Assert.Empty(Proposals.MadeBy(test.Office.Accounts.Find("market-head")!));
    }

    [Fact]
    public async Task The_head_of_another_agency_cannot_approve_in_law_either()
    {
        var edition = test.Office.Book.InForce("enforcement/seizure", test.Office.Today)!;
        var reading = Assert.IsType<ActReading.Sound>(ActReading.Read(test.Office.Book, null, Seize(), test.As("market-officer"), test.Office.Now, _ => null));

        Decision With(string head) => test.Office.Try(edition, reading.Request with { Approvals = [new Approval(test.Office.Gate.ActsAs(test.As(head))!.Value, test.Office.Today)] });

        Assert.Equal(RefusalCode.NotApproved, Assert.IsType<Decision.Refused>(With("housing-head")).Code);
        Assert.IsType<Decision.Accepted>(With("market-head"));
    }

    [Fact]
    public async Task Trying_it_says_that_it_would_wait_and_keeps_nothing()
    {
        Assert.Null(test.Office.TryAct(test.As("market-officer"), Seize()));
        Assert.Equal(RefusalCode.NotLicensed, Assert.IsType<ActOutcome.Refused>(test.Office.TryAct(test.As("market-head"), Seize())).Why.Code);
        Assert.Empty(Proposals.MadeBy(test.Office.Accounts.Find("market-officer")!));
        Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Seize()));
    }

    [Fact]
    public async Task Declined_it_tells_why_for_a_month_and_then_it_is_gone()
    {
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Seize()));

        Assert.IsType<ProposalAnswer.Declined>(await Proposals.DeclineAsync(test.As("market-head"), waits.Proposal, "证据不足", CancellationToken.None));
        Assert.Equal((ProposalState.Declined, "证据不足"), (Proposals.Find(test.As("market-officer"), waits.Proposal)!.State, Proposals.Find(test.As("market-officer"), waits.Proposal)!.Reason));
        Assert.Null(Proposals.Find(test.As("housing-officer"), waits.Proposal));
        Assert.Equal(new ProposalAnswer.Decided(ProposalState.Declined), await Approve("market-head", waits.Proposal));

        test.Clock.Pass(Duration.FromDays(31));
        test.Office.RemoveAbandoned();
        Assert.Empty(Proposals.MadeBy(test.Office.Accounts.Find("market-officer")!));
    }

    [Fact]
    public async Task An_approval_that_was_cut_off_after_the_ledger_had_it_is_finished_at_the_next_start()
    {
        // Given that the case is there, and the process ended before the office knew
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Seize()));
        var approval = new Approval(test.Office.Gate.ActsAs(test.As("market-head"))!.Value, test.Office.Today);
        var done = Assert.IsType<ActOutcome.Done>(await test.Office.Acting.DoAsync(test.As("market-officer"), Seize(), approval, CancellationToken.None));

        await test.ReopenAsync();

        var made = Proposals.Find(test.As("market-officer"), waits.Proposal)!;
        Assert.Equal((ProposalState.Approved, done.Number), (made.State, made.Number));
        Assert.Empty(Proposals.WaitingFor(test.As("market-head")));
        Assert.Equal(Owner, made.Input.Persons["owner"].Name);
    }

    [Fact]
    public async Task Nobody_reads_in_the_file_of_the_office_whose_goods_are_meant()
    {
        await test.Act(test.As("market-officer"), Seize());
        test.Office.RemoveAbandoned();

        var bytes = await File.ReadAllBytesAsync(Path.Combine(test.Path, "office.db"), TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().IndexOf("market-officer"u8) >= 0);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Owner)));
    }

    private int Cases => test.Office.Lists.Find(new(test.Office.Gate.Organs(test.As("market-officer")), null, null, null, null, 50)).Rows.Length;

    private static ActInput Seize() => new()
    {
        Procedure = "enforcement/seizure", Act = "seize", Key = "seize", Officers = 2,
        Persons = System.Collections.Immutable.ImmutableDictionary<string, PersonInput>.Empty.Add("owner", new PersonInput(Owner)), Documents = TestOffice.Paperless("decision"),
    };

    private Task<ProposalAnswer> Approve(string id, long proposal) => Proposals.ApproveAsync(test.As(id), proposal, CancellationToken.None);
}
