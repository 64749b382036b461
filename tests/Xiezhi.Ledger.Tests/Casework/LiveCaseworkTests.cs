using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Tests.Casework;

public sealed class LiveCaseworkTests : CaseworkTests
{
    [Fact]
    public async Task Cases_are_numbered_in_their_register_as_they_are_opened()
    {
        var first = Recorded(await Open("first"));
        var second = Recorded(await Open("second"));

        Assert.Equal((first.Case.Register, 1), (second.Case.Register, first.Case.Ordinal));
        Assert.Equal(2, second.Case.Ordinal);
        Assert.Equal(2, city.Ledger.Store.Registers().Single(r => r.Id == first.Case.Register).Last);
    }

    [Fact]
    public async Task What_is_recorded_is_in_the_log_and_in_the_row_of_its_case()
    {
        var opened = Recorded(await Open("open"));
        var act = Recorded(await Ask(opened.Case, InformationRequests.AskThirdParty(77, Monday), "act"));

        var row = Row(opened.Case);
        Assert.Equal([opened.Leaf, act.Leaf], row.Places);
        Assert.Equal(2, row.State.Entries);
        Assert.Equal((act.Leaf + 1, 2), (city.Ledger.Store.Size, NumberAt(act.Leaf)));
        Assert.Equal(city.Ledger.Writer.Root, RootOfHead());
    }

    [Fact]
    public async Task Of_two_acts_on_one_look_at_the_case_one_is_recorded_and_the_other_told_so_and_loses_nothing()
    {
        var id = Recorded(await Open("open")).Case;
        ActSubmission third = new(id, null, InformationRequests.AskThirdParty(77, Monday), "third", Seen: 1),
            author = new(id, null, InformationRequests.AskCoAuthor(Monday), "author", Seen: 1);

        var answers = await Task.WhenAll(city.Ask(third), city.Ask(author));

        Assert.Single(answers.OfType<ActAnswer.Recorded>());
        Assert.Equal(new ActAnswer.Conflict(id, Seen: 1, Now: 2), Assert.Single(answers.OfType<ActAnswer.Conflict>()));
        // Whoever was too late looks again and sends the same under the same key.
        var late = answers[0] is ActAnswer.Conflict ? third : author;
        Assert.False(Recorded(await city.Ask(late with { Seen = 2 })).Repeated);
        Assert.Equal(3, Row(id).State.Entries);
    }

    [Fact]
    public async Task Whoever_does_not_say_what_he_saw_acts_on_the_case_as_it_stands()
    {
        var id = Recorded(await Open("open")).Case;

        var answers = await Task.WhenAll(Ask(id, InformationRequests.AskThirdParty(77, Monday), "third"),
            Ask(id, InformationRequests.AskCoAuthor(Monday), "author"));

        Assert.All(answers, a => Recorded(a));
        Assert.Equal(3, Row(id).State.Entries);
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_and_records_nothing_also_after_the_folder_was_opened_again()
    {
        var opened = Recorded(await Open("open"));
        var act = Recorded(await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));
        var size = city.Ledger.Store.Size;

        Assert.Equal(opened with { Repeated = true }, await Open("open"));
        Assert.Equal(act with { Repeated = true }, await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));
        await Reopen();
        Assert.Equal(opened with { Repeated = true }, await Open("open"));
        Assert.Equal(act with { Repeated = true }, await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));

        Assert.Equal(size, city.Ledger.Store.Size);
    }

    [Fact]
    public async Task A_retry_that_overtakes_its_first_answer_opens_no_second_case()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open("same")));

        Assert.Single(answers.Select(a => (Recorded(a).Case, Recorded(a).Leaf)).Distinct());
        Assert.Single(answers, a => !Recorded(a).Repeated);
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_told_so_and_records_nothing()
    {
        var opened = Recorded(await Open("key"));
        var size = city.Ledger.Store.Size;

        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await city.Ask(Opening("key", applicant: 2)));
        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await Ask(opened.Case, InformationRequests.Answer(Monday), "key"));
        await Reopen();
        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await city.Ask(Opening("key", applicant: 2)));

        Assert.Equal(size, city.Ledger.Store.Size);
    }

    [Fact]
    public async Task A_refusal_carries_its_article_leaves_no_trace_and_does_not_use_up_its_key()
    {
        var id = Recorded(await Open("open")).Case;
        var (size, root) = (city.Ledger.Store.Size, city.Ledger.Writer.Root);

        var refused = Assert.IsType<ActAnswer.Refused>(await Ask(id, InformationRequests.Withdraw(applicant: 99, Monday), "withdraw"));

        Assert.Equal(RefusalCode.NotYourPart, refused.Why.Code);
        Assert.Equal(InformationRequests.Edition.FindAct("withdraw")!.Basis, refused.Why.Basis);
        Assert.NotNull(refused.Why.Basis);
        Assert.Equal((size, root, 1), (city.Ledger.Store.Size, city.Ledger.Writer.Root, Row(id).State.Entries));
        Assert.False(Recorded(await Ask(id, InformationRequests.Withdraw(applicant: 1, Monday), "withdraw")).Repeated);
    }

    [Fact]
    public async Task A_refused_opening_takes_no_ordinal_and_no_key_slot()
    {
        var slots = city.Ledger.Writer.Slots;
        var nameless = InformationRequests.Receive(1, "资料", Monday) with { Names = [] };

        Assert.IsType<ActAnswer.Refused>(await city.Ask(new ActSubmission(null, InformationRequests.Procedure, nameless, "nameless")));
        Assert.IsType<ActAnswer.Refused>(await city.Ask(new ActSubmission(null, "oversight/unheard-of", nameless, "unknown")));

        Assert.Equal(slots, city.Ledger.Writer.Slots);
        Assert.Equal(1, Recorded(await Open("open")).Case.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_said_to_be_so()
    {
        var nowhere = CaseId.Of(1, 4711);

        Assert.Equal(new ActAnswer.NoSuchCase(nowhere), await Ask(nowhere, InformationRequests.Answer(Monday), "answer"));
    }

    [Fact]
    public async Task An_expiry_that_nobody_swept_is_recorded_before_the_act_that_comes_after_it()
    {
        var id = Recorded(await Open("open")).Case;
        var late = Monday.AddDays(60);

        var act = Recorded(await Ask(id, InformationRequests.Answer(late), "answer"));

        var row = Row(id);
        Assert.True(row.State.IsClosed);
        Assert.True(row.Places.Count > 2);
        Assert.Equal(act.Leaf, row.Places[1]);
        Assert.Equal(LeafEntryKind.Expiry, ActLeaf.Read(city.Ledger.Store.ReadLeaf(act.Leaf)).Kind);
    }

    [Fact]
    public async Task Equal_bodies_in_two_acts_have_different_commitments_and_different_seals()
    {
        var first = Recorded(await city.Ask(Opening("one", applicant: 5)));
        var second = Recorded(await city.Ask(Opening("two", applicant: 5)));

        Assert.Equal(BodyOf(first), BodyOf(second));
        Assert.NotEqual(CommitmentAt(first.Leaf), CommitmentAt(second.Leaf));
        byte[] one = city.Ledger.Store.ReadBody(first.Leaf), two = city.Ledger.Store.ReadBody(second.Leaf);
        // Not even four bytes at the same place agree, which random ones do once in some 16 million times.
        for (var at = 0; at + 4 <= one.Length; at++) { Assert.NotEqual(one[at..(at + 4)], two[at..(at + 4)]); }
    }
}
