using System.Net;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Tests;

public sealed class CasePageTests(RunningSite site)
{
    [Fact]
    public async Task A_case_shows_every_leaf_with_its_index_and_day()
    {
        foreach (var number in site.City.Numbers.Where((_, i) => i % 97 == 0))
        {
            var html = WebUtility.HtmlDecode(await site.PageAsync(CaseAddress.Of(number)));
            Assert.Contains($"<h1>{number}</h1>", html, StringComparison.Ordinal);
            foreach (var entry in site.City.Site.Case(number)!.Entries)
            {
                Assert.Contains($"<code>{entry.Leaf:N0}</code>", html, StringComparison.Ordinal);
                Assert.Contains($"{entry.Effective:yyyy-MM}", html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_case_is_found_by_its_number_as_printed_and_as_typed()
    {
        var number = site.City.Numbers.First();
        foreach (var typed in new[] { number.ToString(), $"{number.Series}{number.Year}-{number.Organ}-{number.Ordinal}", $" {number} " })
        {
            using var answer = await site.GetAsync("/en/cases?number=" + Uri.EscapeDataString(typed));

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/en" + CaseAddress.Of(number), answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task The_other_language_shows_the_same_page()
    {
        var address = CaseAddress.Of(site.City.Numbers.First());

        Assert.Contains($"href=\"/en{address}\"", await site.PageAsync(address), StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}\"", await site.PageAsync("/en" + address), StringComparison.Ordinal);
        Assert.Contains("href=\"/figures?year=2023\"", await site.PageAsync("/en/figures?year=2023"), StringComparison.Ordinal);
    }
}
