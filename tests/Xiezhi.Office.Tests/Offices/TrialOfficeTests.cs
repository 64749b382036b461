using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Desk;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>An office over made-up law: cases that an officer moves to a later edition, and acts that pick which procedure follows.</summary>
public sealed class TrialOfficeTests : IAsyncDisposable
{
    private static readonly LawBook Law = RealLaw.Trial;
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-office-{Guid.NewGuid():N}");
    private readonly HandClock clock = new(Instant.FromUtc(2026, 5, 6, 2, 0));
    private readonly CityLedger ledger;
    private readonly CityOffice office;

    public TrialOfficeTests()
    {
        var description = new FolderDescription("none", Synthetic: true, clock.Now, new FolderClock.StandsAt(new LocalDateTime(2024, 5, 27, 9, 30), clock.Now), Replay: null);
        ledger = CityLedger.Create(path, description, Law, ColumnPlan.Empty, "xiezhi/none/office-tests", new DateOnly(2024, 5, 27), "tests");
        office = CityOffice.Open(ledger, clock, new PasswordHashing(100));
        foreach (var account in new[]
        {
            new Account("citizen", "甲", AccountRole.Citizen, 0, 0, 7), new Account("officer", "乙", AccountRole.Officer, 2, 3, 0), new Account("head", "丙", AccountRole.Head, 2, 1, 0),
            new Account("above", "丁", AccountRole.Head, 1, 1, 0),
        }) { Assert.Empty(office.Accounts.Create(account, TestOffice.Password)); }
    }

    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        ledger.Dispose();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task What_is_marked_is_listed_on_the_desk_until_an_officer_has_moved_it_with_an_approval()
    {
        var number = await Opened("disputes/moving-appeal", "file", ("weight", "light"), ("track", "ordinary"));
        Assert.Equal(0, await Movable());
        clock.Pass(Duration.FromDays(10));

        Assert.Equal(1, await Movable());
        Assert.Equal(new DateOnly(2024, 6, 1), office.OpenFile(As("officer"), number)!.MovesTo!.From);
        Assert.Null(office.OpenFile(As("citizen"), number)!.MovesTo);
        Assert.Equal(["why"], office.Form(As("officer"), number, null, "move-edition:2024-06-01")!.Fields.Select(f => f.Name));
        Assert.Null(office.Form(As("officer"), number, null, "move-edition:2025-06-01"));
        Assert.IsType<ActOutcome.Unreadable>(await Act("officer", number, "move-edition:2025-06-01", why: "当事人同意"));
        var waits = Assert.IsType<ActOutcome.Waits>(await Act("officer", number, "move-edition:2024-06-01", why: "当事人同意"));
        Assert.Equal(waits.Proposal, Assert.Single(office.Proposals.WaitingFor(As("above"))).Id);
        Assert.IsType<ActOutcome.Done>(Assert.IsType<ProposalAnswer.Acted>(await office.Proposals.ApproveAsync(As("head"), waits.Proposal, CancellationToken.None)).Outcome);

        Assert.Equal(0, await Movable());
        var file = office.OpenFile(As("officer"), number)!;
        Assert.Equal((new DateOnly(2024, 6, 1), null), (file.Edition.From, file.MovesTo));
        // What ran out before the move was carried out under the old edition, and stands beside it in the file.
        Assert.Equal([EntryKind.Act, EntryKind.Act, EntryKind.Move], file.Entries.Select(e => e.Entry.Kind));
        Assert.Equal([new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 1)], file.Entries.Select(e => e.Edition.From));
        Assert.Contains(file.Entries[^1].Changes, c => file.Edition.Limits[c.Limit].Id == "decision" && c.After!.Value.Rolled < c.Before!.Value.Rolled);
    }

    [Fact]
    public async Task The_form_of_an_act_that_passes_on_offers_the_procedures_that_the_law_can_open()
    {
        var number = await Opened("disputes/intake", "register", ("weight", "light"));

        var field = Assert.Single(office.Form(As("officer"), number, null, "pass-on")!.Fields, f => f.Name == "follow");
        Assert.Equal((true, "disputes/escalation"), (field.Required, Assert.Single(field.Choices).Value));
        Assert.Equal("follow", Assert.Single(Assert.IsType<ActOutcome.Unreadable>(await Act("officer", number, "pass-on")).Problems).Field);
        Assert.Equal("follow", Assert.Single(Assert.IsType<ActOutcome.Unreadable>(await Act("officer", number, "pass-on", follow: "disputes/escalatoin")).Problems).Field);
        Assert.Equal("follow", Assert.Single(Assert.IsType<ActOutcome.Unreadable>(await Act("officer", number, "answer", follow: "escalation")).Problems).Field);

        Assert.IsType<ActOutcome.Done>(await Act("officer", number, "pass-on", follow: "escalation"));

        Assert.Equal("disputes/escalation", Assert.Single(office.OpenFile(As("officer"), number)!.Linked).Edition.Procedure);
    }

    private async Task<string> Opened(string procedure, string act, params (string, string)[] facts)
    {
        var outcome = await office.ActAsync(As("citizen"), new ActInput { Procedure = procedure, Act = act, Key = "open", Facts = TestOffice.Words(facts) }, CancellationToken.None);
        return Assert.IsType<ActOutcome.Done>(outcome).Number.ToString();
    }

    private Task<ActOutcome> Act(string who, string number, string act, string? why = null, string? follow = null) =>
        office.ActAsync(As(who), new ActInput { Case = number, Act = act, Key = $"{act} {follow}", Why = why, Follow = follow }, CancellationToken.None);

    private async Task<int> Movable() => (await office.Docket.FindAsync(new DocketQuery(null) { Movable = true }, office.Today, CancellationToken.None)).Total;

    private Viewer As(string id) => new Viewer.SignedIn(office.Accounts.Find(id)!);
}
