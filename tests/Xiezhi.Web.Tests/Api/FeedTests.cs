using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Tests.Api;

public sealed class FeedTests(ApiCity city) : IClassFixture<ApiCity>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task An_officers_calendar_has_a_day_for_each_due_case_and_nobody_in_it()
    {
        var (number, _) = await city.AppealAsync(appeal: ApiCity.Appeal("日历里不能有的话", "诸葛不见"));
        var calendar = await CalendarOfAsync("hotline-officer");

        var expected = (string)(await city.GetAsync($"/api/v1/cases/{number}")).Json!["clocks"]!.AsArray().First(clock => (string)clock!["state"]! == "running")!["due"]!;
        var due = Assert.Single(calendar.Events, each => each.Url!.AbsolutePath.EndsWith(number, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", CultureInfo.InvariantCulture), due.Start!.Date);
        Assert.True(due.IsAllDay);
        Assert.Contains("派单", due.Summary, StringComparison.Ordinal);
        Assert.NotEmpty(due.Uid!);
        Assert.DoesNotContain(calendar.Events, each => $"{each.Summary}{each.Description}".Contains("不见", StringComparison.Ordinal) || $"{each.Summary}{each.Description}".Contains("不能有", StringComparison.Ordinal));

        Assert.Empty((await CalendarOfAsync("housing-officer")).Events);
        Assert.Empty((await CalendarOfAsync("administrator")).Events);
    }

    [Fact]
    public async Task The_address_of_a_calendar_opens_it_alone_and_can_be_revoked()
    {
        var account = city.AccountOf("hotline-head");
        var (secret, token) = city.Office.Tokens.Make(account, TokenUse.Feed, "tests")!.Value;
        var address = $"/feeds/deadlines/{secret}.ics";

        Assert.Equal(200, (await city.GetAsync(address)).Status);
        Assert.Equal(401, (await city.GetAsync("/api/v1/cases", secret)).Status);
        Assert.Equal(404, (await city.GetAsync($"/feeds/deadlines/{city.TokenOf("hotline-head")}.ics")).Status);
        Assert.True(city.Office.Tokens.Revoke(account, token.Number));
        Assert.Equal(404, (await city.GetAsync(address)).Status);
    }

    [Fact]
    public async Task What_the_law_publishes_is_news_in_atom()
    {
        var published = await PublishAsync();
        var feed = await city.GetAsync("/feeds/published.atom");

        Assert.Equal("application/atom+xml", feed.Type);
        var root = XDocument.Parse(feed.Text).Root!;
        Assert.Equal(Atom + "feed", root.Name);
        IsDated(root);
        Assert.NotEmpty(root.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal($"{city.Client.BaseAddress}feeds/published.atom", root.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href")!.Value);
        var entry = root.Elements(Atom + "entry").Single(each => each.Element(Atom + "title")!.Value.StartsWith(published, StringComparison.Ordinal));
        Assert.All(root.Elements(Atom + "entry"), IsDated);
        Assert.True(Uri.TryCreate(entry.Element(Atom + "link")!.Attribute("href")!.Value, UriKind.Absolute, out var link));
        Assert.Equal(200, (await city.GetAsync(link.PathAndQuery)).Status);

        // And it is not sent twice to whoever has it
        var again = await city.SendAsync("GET", "/feeds/published.atom", headers: ("If-None-Match", feed.Header("ETag")!));
        var since = await city.SendAsync("GET", "/feeds/published.atom", headers: ("If-Modified-Since", feed.Header("Last-Modified")!));
        Assert.Equal(((int)HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.Equal(304, since.Status);
    }

    private static void IsDated(XElement of)
    {
        Assert.StartsWith("urn:uuid:", of.Element(Atom + "id")!.Value, StringComparison.Ordinal);
        Assert.NotEmpty(of.Element(Atom + "title")!.Value);
        Assert.True(DateTimeOffset.TryParseExact(of.Element(Atom + "updated")!.Value, "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    private async Task<Ical.Net.Calendar> CalendarOfAsync(string account)
    {
        var (secret, _) = city.Office.Tokens.Make(city.AccountOf(account), TokenUse.Feed, "tests")!.Value;
        var answer = await city.GetAsync($"/feeds/deadlines/{secret}.ics");
        Assert.Equal((200, "text/calendar"), (answer.Status, answer.Type));
        return Ical.Net.Calendar.Load(answer.Text)!;
    }

    /// <summary>A normative document that is published, filed and closed.</summary>
    private async Task<string> PublishAsync()
    {
        var opened = await city.PostAsync("/api/v1/cases", new JsonObject
        {
            ["procedure"] = "decisions/normative-document-filing",
            ["act"] = "publish",
            ["facts"] = new JsonObject { ["level"] = "department", ["name"] = "市政设施管理办法", ["in-force-on"] = "2024-04-01" },
            ["documents"] = new JsonObject { ["text"] = new JsonArray() },
        }, "housing-officer");
        Assert.True(opened.Status == 201, opened.Text);
        foreach (var (act, who) in new[] { ("report", "housing-officer"), ("register-filing", "justice-officer"), ("find-no-problem", "justice-officer") })
        {
            var body = new JsonObject { ["act"] = act };
            if (act == "report") { body["documents"] = new JsonObject { ["filing-report"] = new JsonArray(), ["explanation"] = new JsonArray() }; }
            if (act == "find-no-problem") { body["outcome"] = "no-problem"; }
            var done = await city.PostAsync(((string)opened.Json!["case"]!) + "/acts", body, who);
            Assert.True(done.Status == 201, done.Text);
        }

        return (string)opened.Json!["number"]!;
    }
}
