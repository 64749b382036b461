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
