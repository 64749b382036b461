using Xiezhi.Law.Cases;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;
using Xiezhi.Office.Tests.Papers;

namespace Xiezhi.Office.Tests.Files;

public sealed class CaseFileTests : IAsyncLifetime
{
    private readonly TestOffice test = new();
    private ActOutcome.Done opened = null!;
    private string number = "";

    public async ValueTask InitializeAsync()
    {
        opened = await test.Handled(test.As("citizen-wang"), "a");
        number = opened.Number.ToString();
    }

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public void The_hotline_sees_who_complains_and_the_handler_does_not()
    {
        var hotline = Open("hotline-officer")!;
        var handler = Open("market-officer")!;

        var person = Assert.Single(hotline.Persons);
        Assert.Equal(("citizen", "李晓明", "13000000001"), (person.Role.Id, person.Person.Name, person.Person.Phone));
        Assert.Empty(handler.Persons);
        Assert.All(handler.Entries, e => Assert.Empty(e.Entry.Persons));
        Assert.Equal(Actor.OfParty(Sight.SomeParty), handler.Entries[0].Entry.By);
        Assert.DoesNotContain(handler.Entries.SelectMany(e => e.Entry.Names), n => n.Holder == 900000001);
        Assert.Contains("夜间施工噪声很大", handler.Facts.Select(f => f.Value.Text));
        Assert.Equal(handler.Entries.Length, handler.Seen);
    }

    [Fact]
    public void The_party_sees_itself_and_not_the_work_order()
    {
        var file = Open("citizen-wang")!;

        Assert.Equal("511502199001019999", Assert.Single(file.Persons).Person.Identity);
        var order = file.Edition.FindDocument("work-order")!.Index;
        Assert.Contains(Open("market-officer")!.Entries, e => e.Entry.Documents.Contains(order));
        Assert.DoesNotContain(file.Entries, e => e.Entry.Documents.Contains(order));
    }

    [Fact]
    public void Whoever_has_no_part_finds_no_file_and_nothing_is_noted()
    {
        foreach (var id in new[] { "citizen-chen", "housing-officer", "housing-head", "cuiping-market-officer", "justice-head", "window-officer", "administrator", "cuiping-supervisor" })
        {
            Assert.Null(Open(id));
            Assert.Null(test.Office.Form(test.As(id), number, null, "answer"));
        }

        Assert.Null(test.Office.OpenFile(Viewer.Stranger.Instance, number));
        Assert.Null(test.Office.OpenFile(test.As("hotline-officer"), "诉求〔2024〕3-99号"));
        Assert.Null(test.Office.OpenFile(test.As("hotline-officer"), "something else"));
        Assert.Empty(test.Office.Readings.OfCase(opened.Case));
    }

    [Fact]
    public async Task A_file_shows_the_cases_that_it_has_opened_and_theirs_shows_it_to_whoever_may_open_it()
    {
        var justice = test.As("justice-head");
        var supervision = await test.Done(justice, new ActInput
        {
            Procedure = "oversight/supervision", Act = "open", Key = "supervise", Facts = TestOffice.Words(("origin", "review")), Names = TestOffice.Words(("overseen", "housing")),
            Documents = TestOffice.Paperless("notice"),
        });
        await test.Done(justice, new ActInput
        {
            Case = supervision.Number.ToString(), Act = "list-problem", Key = "problem",
            Facts = TestOffice.Words(("problem", "overdue"), ("described", "三件逾期"), ("rectify-by", "2024-05-10")),
        });

        var linked = Assert.Single(test.Office.OpenFile(justice, supervision.Number.ToString())!.Linked);
        Assert.Equal(("整改事项", "oversight/rectification"), (linked.Link!.Value.Zh, linked.Edition.Procedure));
        // The organ that has to rectify finds it on its desk, with the case from which it comes; a third one finds neither.
        var theirs = test.Office.OpenFile(test.As("housing-officer"), linked.Number.ToString())!;
        Assert.Equal((null, supervision.Number), (Assert.Single(theirs.Linked).Link, Assert.Single(theirs.Linked).Number));
        Assert.Contains(theirs.Menu, option => option.Act == "submit" && option.Obstacle is null);
        Assert.Contains("三件逾期", theirs.Facts.Select(f => f.Value.Text));
        Assert.Null(test.Office.OpenFile(test.As("market-officer"), linked.Number.ToString()));
    }

    [Fact]
    public async Task A_supervisor_sees_what_the_organs_below_see_and_may_do_nothing()
    {
        var file = Open("city-supervisor")!;

        Assert.Single(file.Persons);
        Assert.Empty(file.Menu);
        Assert.Null(test.Office.Form(test.As("city-supervisor"), number, null, "answer"));
        Assert.Equal(new ActOutcome.NotYours(), await test.Act(test.As("city-supervisor"), new ActInput { Case = number, Act = "answer", Key = "x" }));
    }

    [Fact]
    public void The_menu_says_what_each_may_do_now()
    {
        Assert.Contains(Open("market-officer")!.Menu, o => o is { Act: "answer", Obstacle: null });
        Assert.Contains(Open("hotline-officer")!.Menu, o => o is { Act: "answer", Obstacle: not null });
        Assert.Contains(Open("citizen-wang")!.Menu, o => o is { Act: "withdraw", Obstacle: null });
        Assert.All(Open("hotline-clerk")!.Menu, o => Assert.StartsWith("serve:", o.Act, StringComparison.Ordinal));
        Assert.NotNull(test.Office.Form(test.As("market-officer"), number, null, "answer"));
        Assert.NotNull(test.Office.Form(Viewer.Stranger.Instance, null, "services/citizen-appeal", "register"));
        Assert.Null(test.Office.Form(Viewer.Stranger.Instance, null, "services/citizen-appeal", "answer"));
        Assert.Null(test.Office.Form(Viewer.Stranger.Instance, null, "services/nothing", "register"));
    }

    [Fact]
    public async Task Each_look_at_personal_data_is_noted_and_stays_noted()
    {
        Open("hotline-officer");
        Open("market-officer");
        Open("citizen-wang");
        await test.ReopenAsync();
        test.Office.OpenFile(Assert.IsType<TrackingAnswer.Opened>(test.Office.Codes.Open(number, opened.Code!, "here")).Viewer, number);

        var readings = test.Office.Readings.OfCase(opened.Case);

        Assert.Equal(["", "citizen-wang", "market-officer", "hotline-officer"], readings.Select(r => r.Reader));
        Assert.Equal([PersonalData.Facts, PersonalData.Persons | PersonalData.Facts], readings.Skip(2).Select(r => r.Kinds));
        Assert.All(readings, r => Assert.Equal(test.Clock.Now, r.At));
        Assert.Equal("market-officer", Assert.Single(test.Office.Readings.OfOrgan(TestOffice.City.FindOrgan("market")!.Number)).Reader);
        Assert.Equal(["market-officer", "hotline-officer"], test.Office.Readings.OfCase(opened.Case, before: readings[1].Id).Select(r => r.Reader));
    }

    [Fact]
    public async Task A_paper_for_certain_roles_is_given_to_them_alone_and_each_download_is_noted()
    {
        var paper = await test.Upload(Contents.Pdf(), "退单说明.pdf");
        var fresh = await test.Done(test.As("citizen-chen"), TestOffice.Appeal("b"));
        var other = fresh.Number.ToString();
        await test.Done(test.As("hotline-officer"), new ActInput { Case = other, Act = "dispatch", Key = "d", Names = TestOffice.Words(("handler", "market")), Documents = TestOffice.Paperless("work-order") });
        await test.Done(test.As("market-officer"), new ActInput
        {
            Case = other, Act = "return-order", Key = "r", Facts = TestOffice.Words(("ground", FirstGround())),
            Documents = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty.Add("return-reason", [paper.Id]),
        });

        Assert.Null(test.Office.OpenPaper(test.As("citizen-chen"), other, paper.Id));
        Assert.Empty(test.Office.OpenFile(test.As("citizen-chen"), other)!.Papers);
        Assert.Null(test.Office.OpenPaper(test.As("housing-officer"), other, paper.Id));
        Assert.Null(test.Office.OpenPaper(test.As("hotline-officer"), number, paper.Id));
        using (var content = test.Office.OpenPaper(test.As("hotline-officer"), other, paper.Id)!) { Assert.Equal("退单说明.pdf", content.Paper.Name); }
        Assert.Equal(PersonalData.Paper, test.Office.Readings.OfCase(fresh.Case)[0].Kinds);
    }

    private static string FirstGround()
    {
        var edition = Xiezhi.Ledger.CrashingWriter.RealLaw.Book.InForce("services/citizen-appeal", new DateOnly(2024, 3, 4))!;
        return edition.Facts[edition.FindAct("return-order")!.Ground].Codes!.Codes[0];
    }

    private CaseFile? Open(string id) => test.Office.OpenFile(test.As(id), number);
}
