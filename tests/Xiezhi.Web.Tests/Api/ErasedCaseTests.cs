using System.Net;
using System.Text.Json.Nodes;
using Xiezhi.Office.Erasing;

namespace Xiezhi.Web.Tests.Api;

/// <summary>What is told of a case whose content was erased: kindly that it is gone, and by the public record what stays.</summary>
public sealed class ErasedCaseTests(ApiCity city) : IClassFixture<ApiCity>
{
    private const string Name = "欧阳已删除";
    private const string Told = "这是要依法删除的投诉原文";

    [Fact]
    public async Task An_officer_asks_and_the_head_of_the_same_organ_consents_while_the_city_is_served()
    {
        var (number, code) = await city.AppealAsync(appeal: ApiCity.Appeal(told: Told, name: Name));
        var erase = new JsonObject { ["act"] = "erase:period-over" };
        Task<Answer> Ask(string who, string act = "erase:period-over") => city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = act }, who);
        var early = await Ask("justice-officer");
        Assert.Equal(400, early.Status);
        Assert.Contains("先依程序办结", early.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "answer-at-once" }, "hotline-officer")).Status);

        // Who may not erase learns nothing by asking.
        Assert.Equal(403, (await Ask("hotline-officer")).Status);
        Assert.Equal(404, (await Ask("housing-officer")).Status);
        Assert.Contains("period-over", (await Ask("justice-officer", "erase:because")).Text, StringComparison.Ordinal);
        var asked = await city.PostAsync($"/api/v1/cases/{number}/acts", erase.DeepClone(), "justice-officer", "erase-key-1");
        var again = await city.PostAsync($"/api/v1/cases/{number}/acts", erase.DeepClone(), "justice-officer", "erase-key-1");
        var proposal = (long)asked.Json!["proposal"]!;
        Assert.Equal((202, 202, proposal), (asked.Status, again.Status, (long)again.Json!["proposal"]!));
        foreach (var nobody in new[] { "justice-officer", "hotline-officer" })
        {
            Assert.Equal(404, (await city.PostAsync($"/api/v1/proposals/{proposal}/approval", new JsonObject(), nobody)).Status);
        }

        // At the desk, whose office it is, the same is asked and answered; to others there is no such page.
        Assert.Equal(HttpStatusCode.NotFound, await AtDeskAsync("hotline-head", number));
        Assert.Equal(HttpStatusCode.SeeOther, await AtDeskAsync("justice-officer", number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AtDeskAsync("justice-officer", "nothing"));

        // The head consents.
        Assert.Contains("删除内容", (await city.GetAsync("/api/v1/proposals", "justice-head")).Text, StringComparison.Ordinal);
        var consented = await city.PostAsync($"/api/v1/proposals/{proposal}/approval", new JsonObject(), "justice-head");
        Assert.True(consented.Status == 201, consented.Text);
        Assert.Equal((410, "erased"), ((await city.GetAsync($"/api/v1/cases/{number}/menu", code)).Status, (await city.GetAsync($"/api/v1/cases/{number}/menu", code)).Code));
        Assert.Equal("period-over", (string?)(await city.GetAsync($"/api/v1/cases/{number}")).Json!["erased"]!["ground"]);
        Assert.Equal(410, (await Ask("justice-officer")).Status);
        Assert.DoesNotContain($"\"id\":{proposal},", (await city.GetAsync("/api/v1/proposals", "justice-officer")).Text, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> AtDeskAsync(string account, string number)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/desk/erase", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("number", Uri.UnescapeDataString(number)), new("ground", "period-over"), new("key", $"desk-key-{account}")]),
        };
        message.Headers.Add("Cookie", $"xiezhi-session={city.Office.Sessions.Begin(city.AccountOf(account))}");
        message.Headers.Add("Origin", city.Address.GetLeftPart(UriPartial.Authority));
        message.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await city.Client.SendAsync(message, ApiCity.Ct);
        return answer.StatusCode;
    }

    [Fact]
    public async Task What_is_gone_is_gone_for_everybody_and_the_public_record_says_when_and_why()
    {
        var (number, code) = await city.AppealAsync(appeal: ApiCity.Appeal(told: Told, name: Name));
        var closed = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "answer-at-once" }, "hotline-officer");
        Assert.True(closed.Status == 201, closed.Text);
        var before = await city.GetAsync($"/api/v1/cases/{number}");
        Assert.Null(before.Json!["erased"]);
        Assert.IsType<ErasureOutcome.Done>(await city.Office.Erasure.EraseAsync(city.AccountOf("justice-officer"), city.AccountOf("justice-head"), Uri.UnescapeDataString(number), "period-over", ApiCity.Ct));

        // The public record is what it was, and says so.
        var after = await city.GetAsync($"/api/v1/cases/{number}");
        Assert.Equal((200, "period-over", before.Json!["history"]!.ToJsonString()), (after.Status, (string?)after.Json!["erased"]!["ground"], after.Json["history"]!.ToJsonString()));
        Assert.Contains("依法删除", (await city.GetAsync($"/cases/{number}")).Text, StringComparison.Ordinal);
        var kept = await city.GetAsync($"/api/v1/cases/{number}", "hotline-officer");
        Assert.Equal(("period-over", 0), ((string?)kept.Json!["erased"]!["ground"], kept.Json["persons"]!.AsArray().Count));

        // Whatever was private in it is gone, for the party with its code and for the officer.
        foreach (var (path, who) in new[] { ("", code), ("/menu", code), ("/forms/withdraw", "citizen-wang"), ("/documents/work-order", "hotline-officer"), ("/papers/1", "hotline-officer"), ("/papers/1", "citizen-wang") })
        {
            var gone = await city.GetAsync($"/api/v1/cases/{number}{path}", who);
            Assert.Equal((410, "erased", "application/problem+json"), (gone.Status, gone.Code, gone.Type));
        }

        foreach (var who in new[] { code, "citizen-wang", "hotline-officer", null })
        {
            var refused = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "withdraw" }, who);
            Assert.Equal((410, "erased"), (refused.Status, refused.Code));
        }

        // Pages.
        using var visit = new Visit(city.Address);
        using var mine = await visit.GetAsync($"/mine/{number}");
        using var tracked = await visit.PostAsync("/track", ("number", Uri.UnescapeDataString(number)), ("code", code!));
        foreach (var answer in new[] { mine, tracked })
        {
            var page = await Visit.TextAsync(answer);
            Assert.Equal(410, (int)answer.StatusCode);
            Assert.Contains("依法删除", page, StringComparison.Ordinal);
            Assert.Contains($"/cases/{number}", page, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, page, StringComparison.Ordinal);
        }
    }
}
