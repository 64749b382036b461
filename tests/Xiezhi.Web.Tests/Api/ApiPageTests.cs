using Microsoft.Playwright;
using Xiezhi.Law.Cases;

namespace Xiezhi.Web.Tests.Api;

/// <summary>The page that tells people what the document tells programs.</summary>
public sealed class ApiPageTests(ApiCity city, Browser browser) : IClassFixture<ApiCity>
{
    [Theory]
    [InlineData("/api", "程序接口")]
    [InlineData("/en/api", "Interface for programs")]
    public async Task It_tells_every_operation_and_every_problem(string address, string title)
    {
        var page = await city.GetAsync(address);
        var document = (await city.GetAsync("/api/v1/openapi.json")).Json!;

        Assert.Contains($"<h1>{title}</h1>", page.Text, StringComparison.Ordinal);
        foreach (var operation in document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => (string)method.Value!["operationId"]!)))
        {
            Assert.Contains($"id=\"{operation}\"", page.Text, StringComparison.Ordinal);
        }

        // And every problem's type leads to a place on it
        foreach (var code in Enum.GetValues<RefusalCode>().Select(Decision.IdOf).Concat(["not-found", "unreadable", "changed", "sign-in", "idempotency-key-missing", "too-many-requests", "failed"]))
        {
            Assert.Contains($"id=\"{code}\"", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("href=\"" + address + "\"", (await city.GetAsync(address == "/api" ? "/about" : "/en/about")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task It_has_no_axe_finding_and_does_not_flow_over(int width, ColorScheme scheme)
    {
        await using var context = await browser.NewContextAsync(city, width, scheme);
        var page = await context.NewPageAsync();
        foreach (var address in new[] { "/api", "/en/api" })
        {
            await page.GotoAsync(address);
            var found = await Axe.FindingsAsync(page);
            Assert.True(found.Length == 0, $"{address} at {width}: {found}");
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{address} is {over} px wider than {width}");
        }
    }
}
