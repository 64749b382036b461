using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Verification;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.Tests.Offices;

/// <summary>Registers that acts write: an enforcement card makes its holder an enforcer, and a number is drawn once.</summary>
public sealed class RegistersTests : IAsyncDisposable
{
    private const string Register = "enforcement-officers";
    private readonly TestOffice test = new();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task Only_who_stands_in_the_register_may_seize_goods_and_the_refusal_names_the_register()
    {
        var refused = Assert.IsType<Decision.Refused>(Seized());
        Assert.Equal((RefusalCode.NotLicensed, "enforcer"), (refused.Code, refused.What));
        Assert.Contains(Register, refused.Words, StringComparison.Ordinal);

        var card = await Issued("market/15", "one");
        Assert.IsType<Decision.Accepted>(Seized());

        await test.Done(test.As("justice-officer"), new ActInput { Case = card, Act = "withdraw", Key = "withdraw" });
        Assert.Equal(RefusalCode.NotLicensed, Assert.IsType<Decision.Refused>(Seized()).Code);
    }

    [Fact]
    public async Task Each_card_draws_the_next_number_and_its_item_follows_the_entries()
    {
        var first = await Issued("market/15", "one");
        await Issued("market/16", "two");
        await test.Done(test.As("justice-officer"), new ActInput { Case = first, Act = "withdraw", Key = "withdraw" });

        var items = test.Office.Registers.Ask(all => all.ItemsOf(Register).ToList());
        Assert.Equal(["川Q000001", "川Q000002"], items.Select(i => i.Key));
        Assert.Equal([2, 1], items.Select(i => i.Editions.Length));
        Assert.Equal([false, true], items.Select(i => i.On(test.Office.Today) is not null));
        var form = test.Office.Book.Registers[Register];
        Assert.Equal("收回", RegisterWords.Of(form.Find("state")!, items[0].Latest.Values[form.Find("state")!.Index], test.Office.City).Zh);
        Assert.Equal([(1L, true), (2L, true)], test.Office.Registers.Ask(all => all.DrawnFrom(Register).Select(d => (d.Number, d.Case != 0)).ToList()));
    }

    [Fact]
    public async Task A_number_is_given_to_nobody_again_though_its_case_is_erased_and_everything_starts_anew()
    {
        await Issued("market/15", "one");
        var last = await Issued("market/16", "two");
        await test.Done(test.As("justice-officer"), new ActInput { Case = last, Act = "withdraw", Key = "withdraw" });
        var before = test.Office.Registers.NextNumber(test.Office.Book.Registers[Register]);
        var erased = await test.Office.Erasure.EraseAsync(test.Office.Accounts.Find("justice-officer")!, test.Office.Accounts.Find("justice-head")!, last, "period-over", CancellationToken.None);
        Assert.True(erased is Xiezhi.Office.Erasing.ErasureOutcome.Done, $"{erased}");
        await test.ReopenAsync();

        Assert.Equal((3L, 3L), (before, test.Office.Registers.NextNumber(test.Office.Book.Registers[Register])));
        var third = await Issued("market/17", "three");
        Assert.Equal(["川Q000001", "川Q000003"], test.Office.Registers.Ask(all => all.ItemsOf(Register).Select(i => i.Key).ToList()));
        var gap = Assert.Single(NumberGap.In(test.Ledger.Folder, test.Office.Book));
        Assert.Equal(("川Q000002", 1), (gap.Words, gap.Erased));
        Assert.Empty(FolderCheck.Run(test.Ledger.Folder, test.Office.Book, Xiezhi.Ledger.CrashingWriter.RealLaw.Plan, null, CancellationToken.None));
        Assert.NotEmpty(third);
    }

    private async Task<string> Issued(string officer, string key) => (await test.Done(test.As("justice-officer"), new ActInput
    {
        Procedure = "enforcement/enforcer-card", Act = "issue", Key = key, Facts = TestOffice.Words(("passed", "yes")), Names = TestOffice.Words(("holder", officer), ("employer", "market")),
    })).Number.ToString();

    /// <summary>What the law says of a seizure by officer 15 of the market authority, today.</summary>
    private Decision Seized()
    {
        var (edition, organ) = (test.Office.Book.InForce("enforcement/seizure", test.Office.Today)!, test.Office.City.FindOrgan("market")!.Number);
        return test.Office.Try(edition, new ActRequest
        {
            Subject = edition.FindAct("seize")!.Index, When = test.Office.Now, Today = test.Office.Today, By = Actor.OfOrgan(organ, 15), Officers = 2,
            Names = [new Naming(edition.FindRole("owner")!.Index, 7), new Naming(edition.FindRole("agency")!.Index, organ)], Documents = [edition.FindDocument("decision")!.Index],
            Approvals = [new Approval(Actor.OfOrgan(organ, 1), test.Office.Today)],
        });
    }
}
