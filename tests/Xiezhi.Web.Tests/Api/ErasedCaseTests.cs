using System.Text.Json.Nodes;
using Xiezhi.Office.Erasing;

namespace Xiezhi.Web.Tests.Api;

/// <summary>What is told of a case whose content was erased: kindly that it is gone, and by the public record what stays.</summary>
public sealed class ErasedCaseTests(ApiCity city) : IClassFixture<ApiCity>
{
    private const string Name = "欧阳已删除";
    private const string Told = "这是要依法删除的投诉原文";

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
