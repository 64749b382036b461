using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Office.Tests.Papers;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>Entries put right and struck out, roles handed over: asked for like any act, approved by somebody else, and told in the file with old and new.</summary>
public sealed class CorrectionsTests : IAsyncDisposable
{
    private readonly TestOffice test = new();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task A_wrong_day_is_put_right_when_the_head_of_the_organ_approves_and_the_file_says_what_it_moved()
    {
        var number = await Answered();

        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Right(number, "amend-entry:4", when: "2024-03-05")));
        foreach (var nobody in new[] { "market-officer", "market-clerk", "hotline-head", "housing-head", "citizen-wang" }.Where(id => test.Office.Accounts.Find(id) is not null))
        {
            Assert.Empty(test.Office.Proposals.WaitingFor(test.As(nobody)));
        }

        var proposal = Assert.Single(test.Office.Proposals.WaitingFor(test.As("market-head")));
        Assert.Equal(("amend-entry:4", "更正第4条", null), (proposal.Act, proposal.Title.Zh, proposal.Approver));
        test.Clock.Pass(Duration.FromDays(1));
        await Approved("market-head", waits.Proposal);

        var file = test.Office.OpenFile(test.As("market-officer"), number)!;
        var right = file.Entries[^1];
        Assert.Equal((EntryKind.Amend, 4, new DateOnly(2024, 3, 5), "登记有误"), (right.Entry.Kind, right.Entry.Subject, right.Entry.Happened.Day, right.Entry.Why));
        Assert.Equal(new DateOnly(2024, 3, 7), right.Was!.Happened.Day);
        var moved = Assert.Single(right.Changes, c => file.Edition.Limits[c.Limit].Id == "call-back");
        Assert.True(moved.After!.Value.Rolled < moved.Before!.Value.Rolled);
    }

    [Fact]
    public async Task What_would_break_a_later_act_is_refused_before_anybody_is_asked_and_names_that_act()
    {
        var number = await Answered();

        var refused = Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("market-officer"), Right(number, "annul-entry:3"))).Why;

        Assert.Equal(RefusalCode.WouldBreak, refused.Code);
        Assert.Equal((4, "answer"), (refused.Breaks!.Entry, refused.Breaks.Act));
        Assert.StartsWith("第4条“答复”将不能成立：", RefusalWords.Of(refused, EditionOf(number)).Zh, StringComparison.Ordinal);
        Assert.Empty(test.Office.Proposals.WaitingFor(test.As("market-head")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_field_by_field()
    {
        var number = await Answered();

        Assert.Equal(["act"], await Wrong(Right(number, "amend-entry:17")));
        Assert.Equal(["why"], await Wrong(Right(number, "annul-entry:4") with { Why = " " }));
        Assert.Equal(["when"], await Wrong(Right(number, "annul-entry:4", when: "2024-03-05")));
        Assert.Equal(["fact.told"], await Wrong(Right(number, "amend-entry:4") with { Facts = TestOffice.Words(("told", "别的")) }));
        Assert.Equal(["act"], await Wrong(Right(number, "annul-entry:4+nothing", when: "2024-03-05")));
        Assert.Equal(["name.handler"], await Wrong(Right(number, "hand-over:handler")));
        Assert.Equal(["act"], await Wrong(Right(number, "hand-over:citizen")));
        Assert.IsType<ActOutcome.NotYours>(await test.Act(test.As("citizen-wang"), Right(number, "annul-entry:4")));
        Assert.IsType<ActOutcome.NotYours>(await test.Act(test.As("hotline-clerk"), Right(number, "annul-entry:4")));
    }

    [Fact]
    public async Task A_handler_hands_over_and_the_case_lies_on_another_desk()
    {
        var number = (await test.Handled(test.As("citizen-wang"), "a")).Number.ToString();
        Assert.Null(test.Office.OpenFile(test.As("housing-officer"), number));

        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("market-officer"), Right(number, "hand-over:handler") with { Names = TestOffice.Words(("handler", "housing")) }));
        await Approved("market-head", waits.Proposal);

        await test.Done(test.As("housing-officer"), new ActInput { Case = number, Act = "answer", Key = "answer", Documents = TestOffice.Paperless("reply") });
        Assert.Null(test.Office.OpenFile(test.As("market-officer"), number));
        Assert.Equal(EntryKind.HandOver, test.Office.OpenFile(test.As("housing-officer"), number)!.Entries[^2].Entry.Kind);
    }

    [Fact]
    public async Task What_a_party_did_in_time_and_nobody_recorded_is_brought_in_and_the_case_goes_on()
    {
        var number = await Lapsed();
        var deemed = test.Office.OpenFile(test.As("justice-officer"), number)!.Entries[^1].Entry;
        Assert.True(deemed.Deemed);
        var form = test.Office.Form(test.As("justice-officer"), number, null, $"annul-entry:{deemed.Number}+correct")!;
        Assert.Equal(["fact.contested", "when", "why"], form.Fields.Where(f => f.Kind != FieldKind.Paper).Select(f => f.Name));
        Assert.Equal("correct", form.Doing!.Id);

        Assert.Equal(RefusalCode.DocumentMissing, Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("justice-officer"), Right(number, $"annul-entry:{deemed.Number}"))).Why.Code);
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("justice-officer"), Right(number, $"annul-entry:{deemed.Number}+correct", when: "2024-03-08") with { Key = "again" }));
        await Approved("justice-head", waits.Proposal);

        var file = test.Office.OpenFile(test.As("justice-officer"), number)!;
        Assert.True(file.State.IsOpen);
        Assert.False(file.Entries[deemed.Number - 1].Stands);
        var brought = file.Entries[^2].Entry;
        Assert.Equal(("correct", new DateOnly(2024, 3, 8)), (file.Edition.Acts[brought.Subject].Id, brought.Happened.Day));
        Assert.NotEqual(0, brought.By.Party);
        Assert.Contains(file.Entries[^1].Changes, c => file.Edition.Limits[c.Limit].Id == "correction" && c.After!.Value.State == ClockState.Met);
    }

    [Fact]
    public async Task The_form_of_an_amendment_holds_what_the_entry_says_and_keeps_what_is_left_as_it_is()
    {
        var number = await Answered();

        var form = test.Office.Form(test.As("hotline-officer"), number, null, "amend-entry:1")!;
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("hotline-officer"), Right(number, "amend-entry:1") with { Facts = TestOffice.Words(("subject", "rubbish")) }));
        await Approved("hotline-head", waits.Proposal);

        Assert.Equal(("noise", "夜间施工噪声很大"), (form.Fields.Single(f => f.Name == "fact.subject").Value, form.Fields.Single(f => f.Name == "fact.told").Value));
        Assert.True(form.ApprovedAbove);
        Assert.Contains(form.BringsIn, c => c.Value == "amend-entry:1+answer");
        var facts = test.Office.OpenFile(test.As("hotline-officer"), number)!.Facts.ToDictionary(f => f.Fact.Id, f => f);
        Assert.Equal("夜间施工噪声很大", facts["told"].Value.Text);
        Assert.Equal("rubbish", facts["subject"].Fact.Codes!.Codes[(int)facts["subject"].Value.Number]);
    }

    /// <summary>An appeal that the market authority answered three days later.</summary>
    private async Task<string> Answered()
    {
        var number = (await test.Handled(test.As("citizen-wang"), "a")).Number.ToString();
        test.Clock.Pass(Duration.FromDays(3));
        await test.Done(test.As("market-officer"), new ActInput { Case = number, Act = "answer", Key = "answer", Documents = TestOffice.Paperless("reply") });
        return number;
    }

    /// <summary>A reconsideration whose applicant has let the time for correcting pass, as far as the file knows.</summary>
    private async Task<string> Lapsed()
    {
        var number = (await test.Done(test.As("citizen-chen"), new ActInput
        {
            Procedure = "disputes/administrative-reconsideration", Act = "apply", Key = "apply",
            Facts = TestOffice.Words(("matter", "penalty"), ("knew-on", "2024-02-20"), ("told", "yes")), Names = TestOffice.Words(("authority", "government"), ("respondent", "market")),
            Documents = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("application", [(await test.Upload(Contents.Text, "申请书.txt")).Id]),
        })).Number.ToString();
        await test.Done(test.As("justice-officer"), new ActInput { Case = number, Act = "request-correction", Key = "request", Documents = TestOffice.Paperless("correction-notice") });
        await test.Done(test.As("justice-officer"), new ActInput { Case = number, Act = "serve:correction-notice", Key = "serve" });
        test.Clock.Pass(Duration.FromDays(20));
        await test.Office.Casework.SweepAsync(test.Office.Now, CancellationToken.None);
        return number;
    }

    private static ActInput Right(string number, string act, string? when = null) => new() { Case = number, Act = act, Key = $"{act} {when}", When = when, Why = "登记有误" };

    private async Task<IEnumerable<string>> Wrong(ActInput input) =>
        Assert.IsType<ActOutcome.Unreadable>(await test.Act(test.As("market-officer"), input)).Problems.Select(p => p.Field);

    private async Task Approved(string head, long proposal) =>
        Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await test.Office.Proposals.ApproveAsync(test.As(head), proposal, CancellationToken.None)).Outcome);

    private Law.Procedures.Edition EditionOf(string number) => test.Office.Cases.Read(test.Office.Cases.Find(number)!.Value)!.State.Edition;
}
