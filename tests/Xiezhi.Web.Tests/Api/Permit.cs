using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

/// <summary>A permit at the approving bureau, whose extension needs its head.</summary>
internal static class Permit
{
    public static async Task<string> AcceptedAsync(ApiCity city)
    {
        var opened = await city.PostAsync("/api/v1/cases", new JsonObject
        {
            ["procedure"] = "services/service-case",
            ["act"] = "receive",
            ["facts"] = new JsonObject { ["item"] = "food-business-permit" },
            ["persons"] = new JsonObject { ["applicant"] = new JsonObject { ["name"] = "申屠许可" } },
            ["documents"] = new JsonObject { ["application"] = new JsonArray() },
        }, "window-officer");
        Assert.True(opened.Status == 201, opened.Text);
        var number = ((string)opened.Json!["case"]!).Split('/')[^1];
        var accepted = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "accept", ["documents"] = new JsonObject { ["acceptance-notice"] = new JsonArray() } }, "window-officer");
        Assert.True(accepted.Status == 201, accepted.Text);
        return number;
    }

    public static JsonObject Extension() => new()
    {
        ["act"] = "extend",
        ["facts"] = new JsonObject { ["extend-ground"] = "complex" },
        ["documents"] = new JsonObject { ["extension-notice"] = new JsonArray() },
    };
}
