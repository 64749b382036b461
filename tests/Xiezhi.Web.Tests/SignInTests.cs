using System.Net;
using System.Text.RegularExpressions;

namespace Xiezhi.Web.Tests;

/// <summary>Signing in, and what whoever signed in may do with his account.</summary>
public sealed partial class SignInTests(LivingCity city)
{
    [Fact]
    public async Task The_cookie_is_for_this_site_and_the_server_alone_and_the_page_is_kept_by_nobody()
    {
        using var request = Sent("/signin", ("id", "hotline"), ("password", LivingCity.Password));
        using var answer = await city.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    [InlineData("", "cross-site")]
    [InlineData("", "same-site")]
    [InlineData("", "none")]
    public async Task A_form_of_another_site_is_not_taken(string? origin, string? site)
    {
        foreach (var address in new[] { "/signin", "/signout", "/track", "/desk/bulk", "/apply/services/citizen-appeal", "/account/password" })
        {
            using var request = Sent(address, ("id", "hotline"), ("password", LivingCity.Password));
            request.Headers.Remove("Origin");
            if (origin is not null) { request.Headers.Add("Origin", origin.Length == 0 ? city.Address.GetLeftPart(UriPartial.Authority) : origin); }
            if (site is not null) { request.Headers.Add("Sec-Fetch-Site", site); }
            using var answer = await city.Client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_to_no_other_site(string to)
    {
        using var request = Sent("/signin", ("id", "market"), ("password", LivingCity.Password), ("to", to));
        using var answer = await city.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself_and_not_only_the_cookie()
    {
        using var request = Sent("/signin", ("id", "watch"), ("password", LivingCity.Password));
        using var entered = await city.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var leave = Sent("/signout");
        leave.Headers.Add("Cookie", cookie);
        using var left = await city.Client.SendAsync(leave, TestContext.Current.CancellationToken);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/desk", UriKind.Relative));
        again.Headers.Add("Cookie", cookie);
        using var answer = await city.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task The_administrator_makes_an_account_whose_owner_changes_its_password()
    {
        using var keeper = await city.NewVisit().SignedInAsync("keeper");
        var made = await Visit.TextAsync(await keeper.PostAsync("/admin/accounts", ("id", "newcomer"), ("name", "新来的"), ("role", "Officer"), ("organ", "housing"), ("officer", "7")));
        var password = Secret().Match(made).Value;
        using var own = await city.NewVisit().SignedInAsync("newcomer", password);

        using var wrong = await own.PostAsync("/account/password", ("now", "not the password"), ("password", "a new one of my own"), ("again", "a new one of my own"));
        Assert.Contains("现在的密码不对", await Visit.TextAsync(wrong), StringComparison.Ordinal);
        using var changed = await own.PostAsync("/account/password", ("now", password), ("password", "a new one of my own"), ("again", "a new one of my own"));
        Assert.Contains("密码已经修改", await Visit.TextAsync(changed), StringComparison.Ordinal);
        Assert.Contains("新来的", await own.PageAsync("/account"), StringComparison.Ordinal);
        await city.NewVisit().SignedInAsync("newcomer", "a new one of my own");

        using var off = await keeper.PostAsync("/admin/accounts/newcomer", ("do", "disable"));
        using var asked = await own.GetAsync("/desk");
        Assert.StartsWith("/signin", asked.RequestMessage!.RequestUri!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_account_is_refused_with_all_reasons_and_nobody_disables_himself()
    {
        using var keeper = await city.NewVisit().SignedInAsync("keeper");

        using var bad = await keeper.PostAsync("/admin/accounts", ("id", "Wrong Name"), ("name", ""), ("role", "Officer"), ("organ", ""), ("officer", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        var html = await Visit.TextAsync(bad);
        Assert.Contains("href=\"#id\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#name\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#organ\"", html, StringComparison.Ordinal);

        using var own = await keeper.PostAsync("/admin/accounts/keeper", ("do", "disable"));
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        Assert.Contains("账号管理", await keeper.PageAsync("/admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_ends_when_it_is_revoked()
    {
        using var visit = await city.NewVisit().SignedInAsync("housing");
        var shown = Secret().Match(await Visit.TextAsync(await visit.PostAsync("/account/tokens", ("title", "对账程序"), ("use", "api")))).Value;
        Assert.StartsWith("xz_", shown, StringComparison.Ordinal);
        Assert.Equal("housing", city.Office.Tokens.Find(shown)?.Id);
        var page = await visit.PageAsync("/account");
        Assert.Contains("对账程序", page, StringComparison.Ordinal);
        Assert.DoesNotContain(shown, page, StringComparison.Ordinal);

        var number = city.Office.Tokens.Of(city.Office.Accounts.Find("housing")!)[0].Number;
        using var revoked = await visit.PostAsync("/account/tokens/revoke", ("number", $"{number}"));
        Assert.Null(city.Office.Tokens.Find(shown));
    }

    private HttpRequestMessage Sent(string address, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", city.Address.GetLeftPart(UriPartial.Authority));
        return request;
    }

    [GeneratedRegex("""(?<=class="secret">)[^<]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
