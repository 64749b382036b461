using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>The pages on which people act, in a real browser: for every eye, every width, and light enough for every line.</summary>
public sealed class OfficePagesTests(LivingCity city, Browser browser)
{
    private static readonly string[] Open =
        ["/matters", "/matters?q=%E5%99%AA%E5%A3%B0", "/matters?q=zzz", "/apply/services/citizen-appeal", "/apply/disputes/administrative-reconsideration", "/track", "/signin", "/registers", "/registers/enforcement-officers", "/calendar/moved", "/en/registers", "/en/matters", "/en/apply/services/service-case"];

    /// <summary>One page of each kind for whoever signed in.</summary>
    private async Task<IReadOnlyList<(string Who, string[] Addresses)>> KindsAsync()
    {
        var (number, _) = await city.AppealAsync("说了很长的一段话，一行放不下，会折到下一行，再折到下一行。" + new string('长', 90));
        await city.ActAsync("hotline", number, "dispatch", ("handler", "market"));
        var file = "/desk/cases/" + Uri.EscapeDataString(number);
        return
        [
            ("hotline", ["/desk", "/desk?procedure=services%2Fcitizen-appeal", "/desk/all", "/desk/open", "/desk/open/services/citizen-appeal", "/desk/proposals", file, file + "/acts/reassign", file + "/documents/work-order", "/account", "/en/desk", "/en" + file]),
            ("market", ["/desk", file + "/acts/sign", file + "/acts/return-order", file + "/acts/answer"]),
            ("watch", ["/desk", file + "/readings"]),
            ("keeper", ["/admin"]),
            ("zhang", ["/mine", "/account"]),
        ];
    }

    [Fact]
    public async Task Every_page_can_be_read_and_pressed_at_every_width_in_the_light_and_in_the_dark()
    {
        foreach (var (who, addresses) in (await KindsAsync()).Prepend(("", Open)))
        {
            await using var context = await browser.NewContextAsync(city, 1280);
            await EnterAsync(context, who);
            var page = await context.NewPageAsync();
            foreach (var address in addresses)
            {
                var answer = await page.GotoAsync(address);
                Assert.True(answer!.Ok, $"{address} answers {answer.Status} to {who}");
                await Looks.AtEveryWidthAsync(page, $"{address} for {who}", dark: true);
            }
        }
    }

    [Fact]
    public async Task What_went_wrong_is_as_readable_as_what_went_right()
    {
        await using var context = await browser.NewContextAsync(city, 390);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/apply/services/citizen-appeal");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步：核对" }).ClickAsync();
        await page.Locator("#errors").WaitForAsync();

        Assert.Equal("", await Axe.FindingsAsync(page));
        // Each line of the summary leads to its field.
        foreach (var link in await page.Locator("#errors a").AllAsync())
        {
            var field = (await link.GetAttributeAsync("href"))![1..];
            Assert.Equal(1, await page.Locator($"[id='{field}']").CountAsync());
        }
    }

    [Fact]
    public async Task No_page_is_heavy_and_nothing_is_asked_of_another_host()
    {
        foreach (var (who, addresses) in (await KindsAsync()).Prepend(("", Open)))
        {
            await using var context = await browser.NewContextAsync(city, 1280);
            await EnterAsync(context, who);
            var page = await context.NewPageAsync();
            var traffic = await Traffic.OfAsync(context, page);
            foreach (var address in addresses) { await traffic.IsLightAsync(address, city.Address); }
        }
    }

    [Fact]
    public async Task On_paper_a_document_is_the_document_alone()
    {
        var (number, _) = await city.AppealAsync();
        await city.ActAsync("hotline", number, "dispatch", ("handler", "market"));
        await using var context = await browser.NewContextAsync(city, 1280);
        await EnterAsync(context, "hotline");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/desk/cases/" + Uri.EscapeDataString(number) + "/documents/work-order");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await page.Locator("article.paper").IsVisibleAsync());
        Assert.False(await page.Locator(".top nav").IsVisibleAsync());
        Assert.False(await page.Locator(".steps").First.IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await page.Locator("article.paper").EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor"));
    }

    /// <summary>Signs in without the page for it, which has tests of its own.</summary>
    private async Task EnterAsync(IBrowserContext context, string who)
    {
        if (who.Length == 0) { return; }
        var secret = city.Office.Sessions.Begin(city.Office.Accounts.Find(who)!);
        await context.AddCookiesAsync([new() { Name = "xiezhi-session", Value = secret, Url = city.Address.OriginalString }]);
    }
}
