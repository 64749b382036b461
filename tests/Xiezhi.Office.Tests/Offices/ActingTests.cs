using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Verification;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Papers;

namespace Xiezhi.Office.Tests.Offices;

public sealed class ActingTests : IAsyncDisposable
{
    private readonly TestOffice test = new();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task A_stranger_opens_a_case_and_acts_in_it_with_his_code()
    {
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        var tracker = Assert.IsType<TrackingAnswer.Opened>(test.Office.Codes.Open(done.Number.ToString(), done.Code!, "here")).Viewer;

        await test.Done(tracker, new ActInput { Case = done.Number.ToString(), Act = "withdraw", Key = "withdraw" });

        Assert.True(test.Office.Cases.Read(done.Case)!.State.IsClosed);
    }

    [Fact]
    public async Task The_same_input_under_the_same_key_gets_the_first_answer_at_any_later_minute_and_after_a_restart()
    {
        var first = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        test.Clock.Pass(NodaTime.Duration.FromMinutes(7));
        var again = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        await test.ReopenAsync();
        var after = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));

        Assert.Equal(first with { Repeated = true }, again);
        Assert.Equal(again, after);
        Assert.IsType<ActOutcome.KeyReused>(await test.Act(Viewer.Stranger.Instance, TestOffice.Appeal("open", told: "别的事")));
    }

    [Fact]
    public async Task A_repeated_act_gets_its_first_answer_though_the_case_has_moved_on()
    {
        var done = await test.Handled(test.As("citizen-wang"), "a");
        var sign = new ActInput { Case = done.Number.ToString(), Act = "sign", Key = "a sign" };

        Assert.True((await test.Done(test.As("market-officer"), sign)).Repeated);
        Assert.IsType<ActOutcome.Refused>(await test.Act(test.As("market-officer"), sign with { Key = "another" }));
    }

    [Fact]
    public async Task Keys_of_two_people_are_two_keys()
    {
        var wang = await test.Done(test.As("citizen-wang"), TestOffice.Appeal("1", told: "甲"));
        var chen = await test.Done(test.As("citizen-chen"), TestOffice.Appeal("1", told: "乙"));

        Assert.NotEqual(wang.Case, chen.Case);
    }

    [Fact]
    public async Task Whoever_has_no_part_is_answered_as_if_there_were_no_case()
    {
        var done = await test.Handled(test.As("citizen-wang"), "a");
        var answer = new ActInput { Case = done.Number.ToString(), Act = "answer", Key = "answer", Documents = TestOffice.Paperless("reply") };
        var nowhere = answer with { Case = (done.Number with { Ordinal = 4711 }).ToString() };

        foreach (var id in new[] { "citizen-chen", "housing-officer", "cuiping-market-officer", "justice-head", "administrator", "cuiping-supervisor" })
        {
            Assert.Equal(await test.Act(test.As(id), nowhere), await test.Act(test.As(id), answer));
        }

        Assert.Equal(new ActOutcome.NoSuchCase(), await test.Act(Viewer.Stranger.Instance, answer));
        Assert.Equal(new ActOutcome.NotYours(), await test.Act(test.As("city-supervisor"), answer));
        Assert.Equal(3, test.Office.Cases.Read(done.Case)!.State.Entries);
    }

    [Fact]
    public async Task A_clerk_opens_a_case_for_a_caller_and_decides_nothing()
    {
        var done = await test.Done(test.As("hotline-clerk"), TestOffice.Appeal("call") with { Names = TestOffice.Words() });

        Assert.Null(done.Code);
        Assert.Equal(new ActOutcome.NotYours(), await test.Act(test.As("hotline-clerk"), new ActInput { Case = done.Number.ToString(), Act = "answer-at-once", Key = "x" }));
        Assert.Equal(new ActOutcome.NotYours(), await test.Act(test.As("administrator"), TestOffice.Appeal("admin")));
        Assert.Equal(new ActOutcome.NotYours(), await test.Act(test.As("city-supervisor"), TestOffice.Appeal("supervisor")));
    }

    [Fact]
    public async Task Of_two_who_looked_at_the_same_entries_the_second_is_told_so()
    {
        var done = await test.Handled(test.As("citizen-wang"), "a");
        var look = new ActInput { Case = done.Number.ToString(), Act = "recategorise", Key = "1", Facts = TestOffice.Words(("category", "help")), Seen = 3 };

        var answers = await Task.WhenAll(test.Act(test.As("hotline-officer"), look), test.Act(test.As("hotline-head"), look));

        Assert.Single(answers.OfType<ActOutcome.Done>());
        Assert.Equal(new ActOutcome.Conflict(3, 4), Assert.Single(answers.OfType<ActOutcome.Conflict>()));
    }

    [Fact]
    public async Task All_that_cannot_be_read_is_told_at_once_and_nothing_is_recorded()
    {
        var size = test.Ledger.Store.Size;
        var wrong = TestOffice.Appeal("wrong", evidence: "0000") with { Facts = TestOffice.Words(("category", "complaints"), ("told", "x")) };

        var problems = Assert.IsType<ActOutcome.Unreadable>(await test.Act(Viewer.Stranger.Instance, wrong)).Problems;

        Assert.Equal(["document.evidence", "fact.category", "fact.subject"], problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        Assert.Equal(size, test.Ledger.Store.Size);
    }

    [Fact]
    public async Task A_paper_that_is_handed_in_belongs_to_the_entry_and_to_no_other_act()
    {
        var paper = await test.Upload(Contents.Png, "噪声.png");
        var done = await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", evidence: paper.Id));

        var file = test.Office.OpenFile(test.As("hotline-officer"), done.Number.ToString())!;

        var kept = Assert.Single(file.Papers);
        Assert.Equal((paper.Id, "噪声.png", "image/png", (long)Contents.Png.Length, 1), (kept.Id, kept.Name, kept.Type, kept.Length, kept.Entry));
        Assert.Equal(paper.Content, Assert.Single(file.Entries[0].Entry.Papers).Content);
        var problem = Assert.Single(Assert.IsType<ActOutcome.Unreadable>(await test.Act(test.As("citizen-wang"), TestOffice.Appeal("again", evidence: paper.Id))).Problems);
        Assert.Equal("document.evidence", problem.Field);
        Assert.True((await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", evidence: paper.Id))).Repeated);
        test.Clock.Pass(NodaTime.Duration.FromDays(100));
        test.Office.RemoveAbandoned();
        using var content = test.Office.OpenPaper(test.As("hotline-officer"), done.Number.ToString(), paper.Id)!;
        Assert.Equal(Contents.Png.Length, content.Content.Length);
    }

    [Fact]
    public async Task Of_many_acts_at_once_that_hand_in_the_same_paper_one_gets_it()
    {
        var paper = await test.Upload(Contents.Png, "图.png");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => test.Act(test.As("citizen-wang"), TestOffice.Appeal($"{i}", evidence: paper.Id))));

        Assert.Single(outcomes.OfType<ActOutcome.Done>());
        Assert.Equal(11, outcomes.OfType<ActOutcome.Unreadable>().Count());
    }

    [Fact]
    public async Task A_refused_act_gives_its_papers_free()
    {
        var paper = await test.Upload(Contents.Png, "图.png");
        var late = TestOffice.Appeal("late", evidence: paper.Id);
        var refused = await test.Act(test.As("hotline-officer"), late with { When = "2031-01-01T09:00" });

        Assert.IsType<ActOutcome.Refused>(refused);
        await test.Done(test.As("citizen-wang"), late with { Key = "now" });
    }

    [Fact]
    public async Task A_crash_between_ledger_and_office_loses_no_paper_and_doubles_no_act()
    {
        var paper = await test.Upload(Contents.Png, "图.png");
        var input = TestOffice.Appeal("open", evidence: paper.Id);
        var wang = (Viewer.SignedIn)test.As("citizen-wang");
        // Given the paper was set aside and the act committed, when the process ended before the paper was bound
        var key = ActSubmission.HashOf($"account {wang.Account.Id}\nopen");
        Assert.Null(test.Office.Papers.Reserve(key, [paper.Id]));
        var scoped = input with { Key = $"account {wang.Account.Id}\nopen" };
        var sound = Assert.IsType<ActReading.Sound>(ActReading.Read(RealLaw.Book, null, scoped, wang, test.Office.Now, id => test.Office.Papers.Find(id)?.Content));
        var recorded = Assert.IsType<ActAnswer.Recorded>(await test.Office.Casework.SubmitAsync(
            new ActSubmission(null, sound.Edition.Procedure, sound.Request, scoped.Key, Sent: $"\n{input.Procedure}\n{ActReading.Text(input)}"), CancellationToken.None));

        await test.ReopenAsync();

        var done = await test.Done(test.As("citizen-wang"), input);
        Assert.Equal((recorded.Case, true), (done.Case, done.Repeated));
        Assert.Equal(paper.Id, Assert.Single(test.Office.OpenFile(wang, done.Number.ToString())!.Papers).Id);
        Assert.Equal(1, test.Ledger.Store.Registers().Sum(r => r.Last));
    }

    [Fact]
    public async Task A_paper_set_aside_for_an_act_that_never_came_is_free_after_a_restart()
    {
        var paper = await test.Upload(Contents.Png, "图.png");
        Assert.Null(test.Office.Papers.Reserve(4711, [paper.Id]));
        Assert.Equal(paper.Id, test.Office.Papers.Reserve(4712, [paper.Id]));

        await test.ReopenAsync();

        await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", evidence: paper.Id));
    }

    [Fact]
    public async Task Destroying_the_key_of_a_case_erases_its_papers_too()
    {
        var paper = await test.Upload(Contents.Png, "图.png");
        var done = await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", evidence: paper.Id));

        test.Ledger.Folder.Keys.Destroy(test.Office.Cases.Read(done.Case)!.KeySlot);

        Assert.Null(test.Office.OpenPaper(test.As("citizen-wang"), done.Number.ToString(), paper.Id));
        Assert.Null(test.Office.Papers.Open(paper.Id));
        var file = test.Office.OpenFile(test.As("hotline-officer"), done.Number.ToString())!;
        Assert.Empty(file.Papers);
        Assert.Empty(file.Persons);
        Assert.Equal(new ActOutcome.Erased(), await test.Act(test.As("hotline-officer"), new ActInput { Case = done.Number.ToString(), Act = "answer-at-once", Key = "x" }));
    }

    [Fact]
    public async Task A_folder_with_everything_in_it_is_found_whole()
    {
        var paper = await test.Upload(Contents.Pdf(), "证明.pdf");
        await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", evidence: paper.Id));
        await test.Handled(test.As("citizen-chen"), "other");

        test.Ledger.SaveColumns();

        Assert.Empty(FolderCheck.Run(test.Ledger.Folder, RealLaw.Book, RealLaw.Plan, null, CancellationToken.None));
    }
}
