using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Tests;

/// <summary>What every answer carries, whatever was asked.</summary>
public sealed class AnswerTests(RunningSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/verify", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/en/nowhere/at/all", HttpStatusCode.NotFound)]
    public async Task Every_page_is_guarded_by_its_headers(string address, HttpStatusCode status)
    {
        using var answer = await site.GetAsync(address);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/figures/no_such_figure")]
    [InlineData("/figures/appeals_accepted?year=1999")]
    [InlineData("/figures/appeals_accepted?year=2023&month=13")]
    [InlineData("/figures/appeals_accepted?year=2023&month=-1")]
    [InlineData("/figures/appeals_accepted?year=2023&organ=nobody")]
    [InlineData("/figures/appeals_accepted?year=2023&of=bodies")]
    [InlineData("/figures/appeals_accepted?from=99999999999999999999")]
    [InlineData("/figures?year=abc")]
    [InlineData("/report/1999")]
    [InlineData("/report/20230")]
    [InlineData("/calendar/1")]
    [InlineData("/calendar/9999")]
    [InlineData("/procedures/services/nothing")]
    [InlineData("/procedures/services/citizen-appeal@1999-01-01")]
    [InlineData("/cases/%E8%AF%89%E6%B1%82-2023-3-99999999")]
    [InlineData("/cases/%E8%AF%89%E6%B1%82-2023-0-1")]
    [InlineData("/cases/%E6%97%A0-2023-1-1")]
    [InlineData("/cases/'%20OR%201=1--")]
    [InlineData("/cases/%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/assets/xiezhi.css")]
    [InlineData("/en/en/about")]
    [InlineData("/EN/about")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var answer = await site.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_typed_wrong_is_answered_kindly_and_shown_harmlessly()
    {
        var html = await site.PageAsync("/cases?number=" + Uri.EscapeDataString("<b>\"x\"</b>"));

        Assert.Contains("没有案号为", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        await site.PageAsync("/cases?number=" + new string('9', 3000));
        await site.PageAsync("/cases?number=");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task The_pages_are_only_read(string method)
    {
        foreach (var address in new[] { "/", "/figures/appeals_accepted", "/nowhere" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
            if (method != "OPTIONS") { request.Content = new StringContent("a=b"); }
            using var answer = await site.Client.SendAsync(request, Ct);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_head_is_the_answer_without_its_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/figures", UriKind.Relative));
        using var answer = await site.Client.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_and_assets_travel_compressed(string encoding)
    {
        foreach (var address in Assets(await site.PageAsync("/")).Prepend("/figures/appeals_accepted"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var answer = await site.Client.SendAsync(request, Ct);

            Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            await using var sent = await answer.Content.ReadAsStreamAsync(Ct);
            await using Stream unpacked = encoding == "br"
                ? new BrotliStream(sent, CompressionMode.Decompress)
                : new GZipStream(sent, CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked);
            Assert.Equal(await site.PageAsync(address), await reader.ReadToEndAsync(Ct));
        }
    }

    [Fact]
    public async Task An_asset_is_kept_for_ever_and_not_sent_twice()
    {
        foreach (var address in Assets(await site.PageAsync("/")))
        {
            using var first = await site.GetAsync(address);
            Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

            using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await site.Client.SendAsync(again, Ct);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        }
    }

    [Fact]
    public async Task A_page_that_fails_says_so_and_stays_guarded()
    {
        await using var app = XiezhiSite.Build(new SiteOptions("http://127.0.0.1:0"), new BrokenSite(site.City.Site));
        await XiezhiSite.StartAsync(app, Ct);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await client.GetAsync(new Uri("/cases/%E8%AF%89%E6%B1%82-2023-3-1", UriKind.Relative), Ct);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        var html = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("页面没有生成出来", html, StringComparison.Ordinal);
        Assert.DoesNotContain(BrokenSite.Secret, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_named()
    {
        await using var second = XiezhiSite.Build(new SiteOptions(site.Address.OriginalString), site.City.Site);

        var busy = await Assert.ThrowsAsync<PortBusyException>(() => XiezhiSite.StartAsync(second, Ct));

        Assert.Contains(site.Address.Port.ToString(), busy.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Assets(string html) =>
        Regex.Matches(html, "(?<=href=\")/assets/[^\"]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value);
}
