namespace Xiezhi.Web.Tests.Api;

/// <summary>What opens a file, and what does not.</summary>
public sealed class CodesTests(ApiCity city) : IClassFixture<ApiCity>
{
    private const string Name = "上官自述";
    private const string Told = "自己说的话自己看得到";

    [Fact]
    public async Task His_own_file_shows_the_party_his_data_and_the_hotline_too()
    {
        var (number, code) = await city.AppealAsync(appeal: ApiCity.Appeal(told: Told, name: Name));

        foreach (var asker in new[] { code, "hotline-officer" })
        {
            var file = await city.GetAsync($"/api/v1/cases/{number}", asker);
            Assert.Equal("file", (string)file.Json!["scope"]!);
            Assert.Contains(Told, file.Text, StringComparison.Ordinal);
            Assert.Contains(Name, file.Text, StringComparison.Ordinal);
            Assert.Equal("no-store", file.Header("Cache-Control"));
        }
    }

    [Fact]
    public async Task A_wrong_code_is_answered_like_a_number_that_is_not_there()
    {
        var (number, code) = await city.AppealAsync();
        var wrong = code![..^1] + (code[^1] == '7' ? '8' : '7');

        var (known, unknown) = (await city.GetAsync($"/api/v1/cases/{number}", wrong), await city.GetAsync($"/api/v1/cases/%E8%AF%89%E6%B1%82-2024-3-99999", wrong));

        Assert.Equal((404, known.Text), (unknown.Status, unknown.Text));
        Assert.Equal(200, (await city.GetAsync($"/api/v1/cases/{number}", code)).Status);
    }

    [Fact]
    public async Task A_cookie_of_the_pages_opens_nothing()
    {
        var answer = await city.SendAsync("GET", "/api/v1/cases", headers: ("Cookie", $"xiezhi-session={city.TokenOf("hotline-officer")}"));

        Assert.Equal(401, answer.Status);
    }
}
