using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Xiezhi.Web.Tests;

/// <summary>What anybody finds who follows every link.</summary>
public sealed partial class StrangerTests(RunningSite site)
{
    private const int MostPages = 700;
    private const int MostCases = 120;

    [Fact]
    public async Task Every_link_leads_to_a_page_that_says_what_the_data_are_and_nothing_private()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/", "/en" };
        var waiting = new Queue<string>(seen);
        var (pages, cases) = (0, 0);
        while (pages < MostPages && waiting.TryDequeue(out var address))
        {
            pages++;
            var html = await FollowAsync(address);
            AssertClean(address, html);
            foreach (var link in Links().Matches(html).Select(match => WebUtility.HtmlDecode(match.Value).Split('#')[0]).Where(link => link.Length > 0))
            {
                Assert.True(link.StartsWith('/'), $"{address} leads off the site: {link}");
                if (link.Contains("/cases/", StringComparison.Ordinal) && ++cases > MostCases) { continue; }
                // What programs read has tests of its own.
                if (!ForPrograms.Any(start => link.StartsWith(start, StringComparison.Ordinal)) && seen.Add(link)) { waiting.Enqueue(link); }
            }
        }

        Assert.True(pages > 200, $"only {pages} pages were found");
        foreach (var start in new[] { "/report/", "/figures/", "/cases/", "/procedures/", "/calendar/", "/verify", "/about", "/en/report/", "/en/cases/" })
        {
            Assert.Contains(seen, address => address.StartsWith(start, StringComparison.Ordinal));
        }
    }

    private static readonly string[] ForPrograms = ["/assets/", "/api/v1/", "/log/", "/verify/figure/"];

    private async Task<string> FollowAsync(string address)
    {
        for (var hops = 0; hops < 3; hops++)
        {
            using var answer = await site.GetAsync(address);
            if (answer.Headers.Location is { } other)
            {
                address = other.OriginalString;
                continue;
            }

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answers {(int)answer.StatusCode}");
            Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"{address} leads in a circle");
    }

    private void AssertClean(string address, string html)
    {
        var english = address == "/en" || address.StartsWith("/en/", StringComparison.Ordinal);
        Assert.Contains(english ? "generated acts, not records of Yibin" : "办件均为模拟生成，非宜宾市真实记录", html, StringComparison.Ordinal);
        Assert.Contains(english ? "Demonstration time" : "演示时间", html, StringComparison.Ordinal);
        Assert.Contains(english ? "Sample" : "抽样", html, StringComparison.Ordinal);
        Assert.StartsWith($"<!DOCTYPE html>\n<html lang=\"{(english ? "en" : "zh-CN")}\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\sstyle=|\son[a-z]+=|(href|src|action)=""(https?:)?//", html);
        // Chinese is written as Chinese, not as numbers.
        Assert.DoesNotMatch("&#x[4-9A-F][0-9A-F]{3};", html);
        site.City.AssertNamesNobody(address, Encoding.UTF8.GetBytes(html));
    }

    [GeneratedRegex("""(?<=\shref=")[^"]*(?="[\s>])""", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Links();
}
