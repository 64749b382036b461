using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace Xiezhi.Web.Tests;

/// <summary>Everybody whom a case does not concern tries every page and every form of the site with its number.</summary>
public sealed partial class LeakTests(LivingCity city)
{
    private const string Told = "病历里写着的秘密";
    private const string Name = "欧阳无忌";
    private const string Identity = "511502199001011234";
    private const string Phone = "0831-5550123";
    private static readonly string[] Private = [Told, Name, Identity, Phone];

    private async Task<(string Number, string Code)> CaseAsync()
    {
        var opened = await city.AppealAsync(Told, Name, Identity, Phone);
        await city.ActAsync("hotline", opened.Number, "dispatch", ("handler", "market"));
        return opened;
    }

    private IEnumerable<RouteEndpoint> Routes(string method) =>
        city.Endpoints.Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) == true && !e.RoutePattern.RawText!.StartsWith("/api", StringComparison.Ordinal));

    /// <summary>The route with the case in every place where one can be.</summary>
    private static string Filled(RouteEndpoint route, string number) => Parameter().Replace(route.RoutePattern.RawText!, match => Uri.EscapeDataString(match.Groups["name"].Value switch
    {
        "number" => number,
        "act" => "sign",
        "chapter" => "services",
        "name" when route.RoutePattern.RawText!.Contains("/documents/", StringComparison.Ordinal) => "work-order",
        "name" => "citizen-appeal",
        "edition" => "citizen-appeal@2022-03-01",
        "year" or "leaf" => "2024",
        _ => "1",
    }));

    private async Task<Visit> AsAsync(string who)
    {
        var visit = city.NewVisit();
        switch (who)
        {
            case "stranger": return visit;
            case "tracker of another case":
                var (number, code) = await city.AppealAsync();
                using (var tracked = await visit.PostAsync("/track", ("number", number), ("code", code))) { Assert.True(tracked.IsSuccessStatusCode); }
                return visit;
            default: return await visit.SignedInAsync(who);
        }
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("tracker of another case")]
    [InlineData("li")]
    [InlineData("window")]
    [InlineData("county")]
    [InlineData("county-watch")]
    [InlineData("keeper")]
    public async Task Whom_a_case_does_not_concern_finds_nothing_of_it(string who)
    {
        var (number, _) = await CaseAsync();
        var nowhere = number[..(number.LastIndexOf('-') + 1)] + "999999号";
        using var visit = await AsAsync(who);
        var tried = 0;
        foreach (var route in Routes("GET"))
        {
            var address = Filled(route, number);
            using var answer = await visit.GetAsync(address);
            var html = await Visit.TextAsync(answer);
            Assert.All(Private, word => Assert.False(html.Contains(word, StringComparison.Ordinal), $"{who} reads “{word}” at {address}"));
            if (!address.StartsWith("/mine/", StringComparison.Ordinal) && !address.StartsWith("/desk/cases/", StringComparison.Ordinal)) { continue; }
            tried++;
            // What is not his is as if it were not there: the same answer as for a number that nobody has.
            using var none = await visit.GetAsync(Filled(route, nowhere));
            Assert.Equal(none.StatusCode, answer.StatusCode);
            Assert.Equal(Stable(await Visit.TextAsync(none), nowhere), Stable(html, number));
        }

        Assert.True(tried >= 8, $"only {tried} addresses of case files were tried");
        if (who is "window" or "county" or "county-watch")
        {
            foreach (var list in new[] { "/desk", "/desk/all", "/desk?procedure=services%2Fcitizen-appeal", "/desk?light=yellow", "/desk/proposals", "/desk?organ=hotline-center", "/desk/all?organ=hotline-center" })
            {
                Assert.DoesNotContain(number, await visit.PageAsync(list), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("tracker of another case")]
    [InlineData("li")]
    [InlineData("window")]
    [InlineData("county")]
    [InlineData("watch")]
    [InlineData("keeper")]
    public async Task Whom_a_case_does_not_concern_changes_nothing_in_it(string who)
    {
        var (number, _) = await CaseAsync();
        using var visit = await AsAsync(who);
        foreach (var route in Routes("POST").Where(r => !r.RoutePattern.RawText!.Contains("sign", StringComparison.Ordinal) && !r.RoutePattern.RawText.StartsWith("/admin", StringComparison.Ordinal)))
        {
            using var answer = await visit.PostAsync(Filled(route, number), ("case", number), ("number", number), ("act", "sign"), ("do", "approve"), ("key", Guid.NewGuid().ToString("N")), ("seen", "2"));
            var html = await Visit.TextAsync(answer);
            Assert.All(Private, word => Assert.False(html.Contains(word, StringComparison.Ordinal), $"{who} reads “{word}” in the answer of {route.RoutePattern.RawText}"));
        }

        Assert.Equal(2, city.EntriesOf(number));
    }

    [Fact]
    public async Task Whom_it_concerns_sees_it_each_as_much_as_he_may()
    {
        var (number, code) = await CaseAsync();
        var file = "/desk/cases/" + Uri.EscapeDataString(number);

        using var hotline = await AsAsync("hotline");
        var whole = await hotline.PageAsync(file);
        Assert.All(Private, word => Assert.Contains(word, whole, StringComparison.Ordinal));

        // The handler knows the matter and not the person: the edition shows him to the hotline alone.
        using var market = await AsAsync("market");
        var handled = await market.PageAsync(file);
        Assert.Contains(Told, handled, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, handled, StringComparison.Ordinal);

        using var party = city.NewVisit();
        using var tracked = await party.PostAsync("/track", ("number", number), ("code", code));
        Assert.Contains(Name, await Visit.TextAsync(tracked), StringComparison.Ordinal);

        using var supervisor = await AsAsync("watch");
        var watched = await supervisor.PageAsync(file);
        Assert.Contains("现在没有需要你做的事", watched, StringComparison.Ordinal);
        Assert.Contains(number, await supervisor.PageAsync("/desk?procedure=services%2Fcitizen-appeal"), StringComparison.Ordinal);
    }

    // The clock, the log's head and keys of forms may move between two requests; the number is what was asked for.
    private static string Stable(string html, string number) => Moving().Replace(html, "").Replace(Uri.EscapeDataString(number), "", StringComparison.Ordinal).Replace(number, "", StringComparison.Ordinal)
        .Replace(Convert.ToHexString(Encoding.UTF8.GetBytes(number)), "", StringComparison.Ordinal);

    [GeneratedRegex(@"\{(?<name>[a-z]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("""<time.*?</time>|账本共.*?</p>|href="/en/[^"]*"|name="to" value="[^"]*"|name="key" value="[^"]*" """, RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moving();
}
