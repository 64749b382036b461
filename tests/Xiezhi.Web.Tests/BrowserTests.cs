using Microsoft.Playwright;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Tests;

/// <summary>The pages in a real browser.</summary>
public sealed class BrowserTests(RunningSite site, Browser browser)
{
    /// <summary>One page of each kind.</summary>
    private IEnumerable<string> Kinds =>
    [
        "/", "/report/2023", "/figures?year=2023", "/figures/appeals_closure_rate?year=2023&month=3&of=numerator",
        "/procedures", "/procedures/disputes/administrative-reconsideration@2024-01-01",
        CaseAddress.Of(site.City.Numbers.Last()), "/calendar/2023", "/verify", "/about", "/cases?number=0", "/nowhere",
    ];

    private IEnumerable<string> Pages =>
    [
        .. Kinds, "/figures/appeals_accepted?year=2023", "/procedures/services/citizen-appeal@2022-03-01",
        .. site.City.Numbers.GroupBy(number => number.Series).Select(series => CaseAddress.Of(series.First())),
        "/en", "/en/report/2023", "/en/figures/platform_cases?year=2023", "/en/procedures/services/service-case@2019-04-23", "/en/calendar/2024",
        "/en" + CaseAddress.Of(site.City.Numbers.Last()),
    ];

    [Fact]
    public async Task Every_page_can_be_read_and_pressed_at_every_width_and_one_of_each_kind_in_the_dark()
    {
        await using var context = await browser.NewContextAsync(site, 1280);
        var page = await context.NewPageAsync();
        foreach (var address in Pages)
        {
            await page.GotoAsync(address);
            await Looks.AtEveryWidthAsync(page, address, dark: Kinds.Contains(address));
        }
    }

    [Fact]
    public async Task Axe_finds_what_is_wrong()
    {
        await using var context = await browser.NewContextAsync(site, 1280);
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<html lang='en'><title>x</title><main><h1>x</h1><img src='x'><p style='color:#bbb;background:#fff'>pale</p></main></html>");

        Assert.Contains("image-alt", await Axe.FindingsAsync(page), StringComparison.Ordinal);
        Assert.StartsWith("color-contrast", await Axe.PaleAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("color-contrast", await Axe.BesidesPaleAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_is_heavy_and_nothing_is_asked_of_another_host()
    {
        await using var context = await browser.NewContextAsync(site, 1280);
        var page = await context.NewPageAsync();
        var traffic = await Traffic.OfAsync(context, page);
        foreach (var address in Kinds) { await traffic.IsLightAsync(address, site.Address); }
    }

    [Fact]
    public async Task Without_script_a_reader_gets_from_the_report_to_a_due_day_and_to_the_other_language()
    {
        await using var context = await browser.NewContextAsync(site, 390, script: false);
        var page = await context.NewPageAsync();

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "读2023年度报告" }).ClickAsync();
        await page.Locator("a.figure[href*=appeals_accepted]").ClickAsync();
        Assert.Contains("/figures/appeals_accepted", page.Url, StringComparison.Ordinal);
        await page.Locator(".columns a").Nth(2).ClickAsync();
        Assert.Contains("month=3", page.Url, StringComparison.Ordinal);
        Assert.StartsWith("2023-03", await page.Locator(".evidence td.date").First.TextContentAsync() ?? "", StringComparison.Ordinal);
        await page.Locator(".evidence th a").First.ClickAsync();
        Assert.Contains("/cases/", page.Url, StringComparison.Ordinal);
        var working = page.Locator(".clock details").First;
        Assert.False(await working.Locator("ol").IsVisibleAsync());
        await working.Locator("summary").ClickAsync();
        Assert.True(await working.Locator("ol").IsVisibleAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        Assert.Contains("/en/cases/", page.Url, StringComparison.Ordinal);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("What was done", await page.Locator("#acts").TextContentAsync());
    }

    [Fact]
    public async Task By_keyboard_alone_a_case_is_found()
    {
        await using var context = await browser.NewContextAsync(site, 1280);
        var page = await context.NewPageAsync();
        var number = site.City.Numbers.First();
        await page.GotoAsync("/cases");

        // The first stop is the way past the navigation, and it can be seen.
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().top >= 0"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("document.activeElement.id === 'main'");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("number", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.TypeAsync(number.ToString());
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(number.ToString());
        Assert.Contains("/cases/", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_stop_of_the_keyboard_shows_where_it_is()
    {
        await using var context = await browser.NewContextAsync(site, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/figures/appeals_accepted?year=2023");
        for (var stop = 0; stop < 45; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var shown = await page.EvaluateAsync<bool>("""
                (() => { const e = document.activeElement; const s = getComputedStyle(e);
                  if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) return true;
                  const hit = e.querySelector('.hit'); if (hit === null) return false;
                  const h = getComputedStyle(hit); return h.stroke !== 'none' && parseFloat(h.strokeWidth) >= 2; })()
                """);
            Assert.True(shown, await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)"));
        }
    }

    [Fact]
    public async Task With_letters_of_twice_the_size_nothing_flows_over()
    {
        await using var context = await browser.NewContextAsync(site, 640);
        var page = await context.NewPageAsync();
        foreach (var address in Kinds)
        {
            await page.GotoAsync(address);
            var over = await page.EvaluateAsync<int>("""
                (() => { const root = document.documentElement; root.style.setProperty('font-size', '200%'); return root.scrollWidth - root.clientWidth; })()
                """);
            Assert.True(over <= 0, $"{address} is {over} px too wide with large letters");
        }
    }
}
