using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Tests;

/// <summary>Goods are seized: the officer fills in the form, and there is a case only when the head of his agency has approved.</summary>
public sealed class SeizureStoryTests(LivingCity city, Browser browser)
{
    [Fact]
    public async Task A_case_is_opened_by_the_approval_by_keyboard_and_without_script()
    {
        var card = await city.Office.ActAsync(new Viewer.SignedIn(city.Office.Accounts.Find("justice")!), new ActInput
        {
            Procedure = "enforcement/enforcer-card", Act = "issue", Key = Guid.NewGuid().ToString("N"),
            Facts = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("passed", "yes"),
            Names = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("holder", "market/4").Add("employer", "market"),
        }, TestContext.Current.CancellationToken);
        Assert.IsType<ActOutcome.Done>(card);

        await using var street = await browser.NewContextAsync(city, 390, script: false);
        var officer = new Keyboard(await street.NewPageAsync());
        await officer.SignInAsync("market");
        await officer.OpenAsync("/desk/open/enforcement/seizure");
        await officer.WriteAsync("当事人姓名或名称", "司马扣押");
        await officer.PressAsync("提交");
        await officer.SeesAsync("批准以后才立案");
        var made = city.Office.Proposals.MadeBy(city.Office.Accounts.Find("market")!)[0];
        await officer.SeesAsync($"待立案 第{made.Id}号");

        await using var office = await browser.NewContextAsync(city, 1280, script: false);
        var head = new Keyboard(await office.NewPageAsync());
        await head.SignInAsync("market-head");
        await head.PressAsync("待我批准（1）");
        await head.SeesAsync("司马扣押");
        // The day is the city's, on which the case will begin.
        await head.SeesAsync("2024");
        await head.PressAsync($"批准 待立案 第{made.Id}号");
        await head.SeesAsync("已批准，行为已记入案件");

        var number = city.Office.Proposals.Find(new Viewer.SignedIn(city.Office.Accounts.Find("market")!), made.Id)!.Number!.Value.ToString();
        await officer.OpenAsync("/desk");
        await officer.PressAsync(number);
        await officer.SeesAsync("查封扣押中");
    }
}
