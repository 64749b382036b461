using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

public sealed class PagingTests(ApiCity city) : IClassFixture<ApiCity>
{
    [Theory]
    [InlineData("/api/v1/cases?take=3")]
    [InlineData("/api/v1/cases?take=3&state=all")]
    public async Task Pages_show_every_case_once_while_others_arrive(string first)
    {
        // Given some cases
        var there = new HashSet<string>();
        for (var n = 0; n < 10; n++) { there.Add((await city.AppealAsync("hotline-clerk")).Number); }

        // When they are paged through, and a case is opened and another sent on between any two pages
        var seen = new List<string>();
        for (var next = first; next is not null;)
        {
            var page = (await city.GetAsync(next, "hotline-officer")).Json!;
            seen.AddRange(page["items"]!.AsArray().Select(item => ((string)item!["case"]!).Split('/')[^1]));
            await city.AppealAsync("hotline-clerk");
            next = (string?)page["next"];
        }

        // Then each is seen, and none twice
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.Subset(seen.ToHashSet(), there);
    }

    [Fact]
    public async Task The_items_of_a_register_are_paged_by_key_and_read_as_they_are_on_a_day()
    {
        foreach (var officer in new[] { "market/15", "market/16", "market/17" })
        {
            var issued = await city.PostAsync("/api/v1/cases", new JsonObject
            {
                ["procedure"] = "enforcement/enforcer-card", ["act"] = "issue", ["facts"] = new JsonObject { ["passed"] = "yes" }, ["names"] = new JsonObject { ["holder"] = officer, ["employer"] = "market" },
            }, "justice-officer");
            Assert.True(issued.Status == 201, issued.Text);
        }

        const string Items = "/api/v1/registers/enforcement-officers/items";
        var first = (await city.GetAsync($"{Items}?take=2")).Json!;
        var second = (await city.GetAsync((string)first["next"]!)).Json!;
        Assert.Equal(["川Q000001", "川Q000002", "川Q000003"], first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(item => (string)item!["key"]!));
        Assert.Null(second["next"]);

        // Nobody learns by it what the register's form does not make public.
        var one = (await city.GetAsync($"{Items}/川Q000002")).Json!;
        Assert.Equal(["holder", "employer", "state"], one["editions"]![0]!["values"]!.AsArray().Select(value => (string)value!["field"]!));
        Assert.Equal(404, (await city.GetAsync($"{Items}/川Q000002?on=2020-01-01")).Status);
        Assert.Equal(3, (int)(await city.GetAsync("/api/v1/registers")).Json!["items"]![0]!["inForce"]!);
    }

    [Fact]
    public async Task The_next_page_is_named_in_a_header_too()
    {
        await city.AppealAsync("hotline-clerk");
        await city.AppealAsync("hotline-clerk");

        var page = await city.GetAsync("/api/v1/cases?take=1&procedure=services%2Fcitizen-appeal", "hotline-officer");

        Assert.Equal($"<{page.Json!["next"]}>; rel=\"next\"", page.Header("Link"));
        Assert.Contains("procedure=services%2Fcitizen-appeal", (string)page.Json["next"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("after=nonsense!")]
    [InlineData("after=AAAA")]
    [InlineData("after=AAAAAAAAAAA")]
    [InlineData("take=0")]
    [InlineData("take=201")]
    [InlineData("take=many")]
    public async Task A_place_that_is_none_is_told(string query)
    {
        var answer = await city.GetAsync("/api/v1/cases?" + query, "hotline-officer");

        Assert.Equal((400, "unreadable"), (answer.Status, answer.Code));
        Assert.Single(answer.Json!["errors"]!.AsObject());
    }
}
