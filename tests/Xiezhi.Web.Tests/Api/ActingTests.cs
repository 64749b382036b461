using System.Text;
using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

/// <summary>Acts through the API: done once, refused with their article, and told what is wrong.</summary>
public sealed class ActingTests(ApiCity city) : IClassFixture<ApiCity>
{
    private static JsonObject Dispatch => new() { ["act"] = "dispatch", ["names"] = new JsonObject { ["handler"] = "housing" } };

    [Fact]
    public async Task An_act_is_recorded_and_its_repeat_gets_the_same_answer()
    {
        var key = ApiCity.NewKey();

        var first = await city.PostAsync("/api/v1/cases", ApiCity.Appeal(), key: key);
        var again = await city.PostAsync("/api/v1/cases", ApiCity.Appeal(), key: key);

        Assert.Equal(201, first.Status);
        Assert.Null(first.Header("Idempotency-Replayed"));
        Assert.Equal((201, first.Text, "true"), (again.Status, again.Text, again.Header("Idempotency-Replayed")));
        Assert.Equal((string)first.Json!["case"]!, first.Header("Location"));

        var other = await city.PostAsync("/api/v1/cases", ApiCity.Appeal(told: "另一件事"), key: key);
        IsProblem(other, 422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Under_one_key_a_case_is_opened_once_however_many_ask_at_once()
    {
        var key = ApiCity.NewKey();
        var before = city.Office.Casework.Growth.Size;

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => city.PostAsync("/api/v1/cases", ApiCity.Call(), "hotline-clerk", key)));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(31, answers.Count(answer => answer.Header("Idempotency-Replayed") == "true"));
        Assert.Equal(before + 1, city.Office.Casework.Growth.Size);
    }

    [Fact]
    public async Task The_key_of_one_account_means_nothing_to_another()
    {
        var key = ApiCity.NewKey();

        var wang = await city.PostAsync("/api/v1/cases", ApiCity.Appeal(), "citizen-wang", key);
        var chen = await city.PostAsync("/api/v1/cases", ApiCity.Appeal(), "citizen-chen", key);

        Assert.Equal((201, 201), (wang.Status, chen.Status));
        Assert.NotEqual(wang.Text, chen.Text);
        Assert.Null(chen.Header("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_refusal_carries_its_article()
    {
        var (number, _) = await city.AppealAsync();

        var refused = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "sign" }, "hotline-officer");

        Assert.True(refused.Status == 409, refused.Text);
        Assert.Equal("application/problem+json", refused.Type);
        Assert.NotEmpty((string)refused.Json!["what"]!);
        Assert.NotEmpty((string)refused.Json["words"]!["zh"]!);
        Assert.NotEmpty((string)refused.Json["words"]!["en"]!);
        Assert.NotEmpty((string)refused.Json["article"]!["law"]!);
        Assert.NotEmpty((string)refused.Json["article"]!["title"]!["zh"]!);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var appeal = ApiCity.Appeal();
        appeal["facts"] = new JsonObject { ["category"] = "no-such-kind", ["subject"] = "no-such-subject" };
        appeal["persons"] = new JsonObject { ["citizen"] = new JsonObject { ["name"] = "" } };

        var unreadable = await city.PostAsync("/api/v1/cases", appeal);

        IsProblem(unreadable, 400, "unreadable");
        var errors = unreadable.Json!["errors"]!.AsObject();
        Assert.True(errors.Count >= 3, unreadable.Text);
        Assert.Contains("fact.category", errors);
        Assert.Contains("fact.subject", errors);
        Assert.NotEmpty((string)errors["fact.category"]!["zh"]!);
    }

    [Fact]
    public async Task Two_who_act_at_once_do_not_overrule_each_other()
    {
        var (number, _) = await city.AppealAsync();
        var seen = (await city.GetAsync($"/api/v1/cases/{number}", "hotline-officer")).Header("ETag")!;

        var first = await city.PostAsync($"/api/v1/cases/{number}/acts", Dispatch, "hotline-officer", headers: ("If-Match", seen));
        var second = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "reject", ["outcome"] = "not-accepted" }, "hotline-head", headers: ("If-Match", seen));

        Assert.True(first.Status == 201, first.Text);
        IsProblem(second, 412, "changed");
        Assert.Equal((1, 2), ((int)second.Json!["seen"]!, (int)second.Json["now"]!));
        Assert.Equal("\"2\"", (await city.GetAsync($"/api/v1/cases/{number}", "hotline-officer")).Header("ETag"));
    }

    [Fact]
    public async Task An_organ_that_gets_a_part_sees_the_case_and_acts_in_it()
    {
        var (number, _) = await city.AppealAsync();
        Assert.Equal(404, (await city.GetAsync($"/api/v1/cases/{number}/menu", "housing-officer")).Status);

        await city.PostAsync($"/api/v1/cases/{number}/acts", Dispatch, "hotline-officer");
        var menu = await city.GetAsync($"/api/v1/cases/{number}/menu", "housing-officer");
        var signed = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "sign" }, "housing-officer");

        Assert.Contains(menu.Json!["items"]!.AsArray(), option => (string)option!["act"]! == "sign" && (bool)option["possible"]!);
        Assert.True(signed.Status == 201, signed.Text);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404, "not-found")]
    [InlineData("GET", "/api/v1", 404, "not-found")]
    [InlineData("POST", "/api/v1/procedures", 405, "method-not-allowed")]
    [InlineData("DELETE", "/api/v1/cases", 405, "method-not-allowed")]
    [InlineData("PATCH", "/api/v1/nowhere", 404, "not-found")]
    [InlineData("GET", "/api/v1/cases/'%20OR%201=1--", 404, "not-found")]
    [InlineData("GET", "/api/v1/cases/%E8%AF%89%E6%B1%82-2024-3-99999", 404, "not-found")]
    [InlineData("GET", "/api/v1/figures/appeals_accepted/evidence?year=1999", 404, "not-found")]
    [InlineData("GET", "/api/v1/procedures?on=yesterday", 400, "unreadable")]
    [InlineData("GET", "/api/v1/procedures/services/citizen-appeal/limits/dispatch/due", 400, "unreadable")]
    [InlineData("GET", "/api/v1/subscriptions", 401, "sign-in")]
    [InlineData("POST", "/api/v1/cases", 400, "idempotency-key-missing")]
    public async Task Whatever_goes_wrong_is_a_problem(string method, string path, int status, string code)
    {
        var answer = await city.SendAsync(method, path, body: method is "GET" or "DELETE" ? null : ApiCity.Json(new JsonObject()));

        IsProblem(answer, status, code);
        if (status == 405) { Assert.NotNull(answer.Header("Allow")); }
        if (status == 401) { Assert.Equal("Bearer", answer.Header("WWW-Authenticate")); }
    }

    [Theory]
    [InlineData("{\"act\":", 400, "unreadable")]
    [InlineData("[1]", 400, "unreadable")]
    [InlineData("{\"act\":\"register\",\"colour\":\"red\"}", 400, "unreadable")]
    [InlineData("{\"act\":\"register\",\"act\":\"register\"}", 400, "unreadable")]
    [InlineData("{\"facts\":{\"a\":[1]}}", 400, "unreadable")]
    [InlineData("null", 400, "unreadable")]
    [InlineData("", 400, "unreadable")]
    public async Task A_body_that_is_none_is_told_where_it_is_wrong(string body, int status, string code)
    {
        var answer = await city.SendAsync("POST", "/api/v1/cases", body: new StringContent(body, Encoding.UTF8, "application/json"), key: ApiCity.NewKey());

        IsProblem(answer, status, code);
    }

    [Fact]
    public async Task Another_type_and_too_much_of_it_are_not_taken()
    {
        var form = await city.SendAsync("POST", "/api/v1/cases", body: new FormUrlEncodedContent([KeyValuePair.Create("act", "register")]), key: ApiCity.NewKey());
        var large = await city.SendAsync("POST", "/api/v1/cases", body: ApiCity.Json(ApiCity.Appeal(told: new string('长', 200_000))), key: ApiCity.NewKey());

        IsProblem(form, 415, "unsupported-type");
        IsProblem(large, 413, "too-large");
    }

    [Fact]
    public async Task Strangers_who_ask_too_often_are_asked_to_wait_and_others_are_not()
    {
        await city.CloseAsync();
        var before = city.Options;
        city.Options = before with { StrangersPerMinute = 6 };
        await city.OpenAsync();
        try
        {
            var answers = new List<Answer>();
            for (var n = 0; n < 12; n++) { answers.Add(await city.GetAsync("/api/v1/checkpoint")); }
            var limited = answers.First(answer => answer.Status == 429);

            IsProblem(limited, 429, "too-many-requests");
            Assert.True(int.Parse(limited.Header("Retry-After")!) > 0);
            Assert.Equal(429, (await city.GetAsync("/api/v1/checkpoint", "xz_guessed")).Status);
            Assert.Equal(200, (await city.GetAsync("/api/v1/checkpoint", "hotline-officer")).Status);
        }
        finally
        {
            await city.CloseAsync();
            city.Options = before;
            await city.OpenAsync();
        }
    }

    [Fact]
    public async Task The_owner_of_the_folder_acts_for_an_account_and_nobody_else_does()
    {
        city.Office.ServeLocally(city.Client.BaseAddress!);
        var secret = (await File.ReadAllTextAsync(Path.Combine(city.Folder, "local.token"), ApiCity.Ct)).Split((char[])['\n', ' ', '"'], StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("xz_", StringComparison.Ordinal));

        var allowed = await city.SendAsync("GET", "/api/v1/cases", secret, headers: ("Xiezhi-Act-As", "hotline-officer"));
        var nobody = await city.SendAsync("GET", "/api/v1/cases", secret, headers: ("Xiezhi-Act-As", "no-such-account"));
        var officer = await city.SendAsync("GET", "/api/v1/cases", "housing-officer", headers: ("Xiezhi-Act-As", "hotline-officer"));

        Assert.Equal((200, 401, 401), (allowed.Status, nobody.Status, officer.Status));
    }

    private static void IsProblem(Answer answer, int status, string code)
    {
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Text}");
        Assert.Equal("application/problem+json", answer.Type);
        Assert.Equal((status, code), ((int)answer.Json!["status"]!, answer.Code));
        Assert.NotEmpty((string)answer.Json["words"]!["zh"]!);
        Assert.NotEmpty((string)answer.Json["words"]!["en"]!);
        Assert.StartsWith("/api#", (string)answer.Json["type"]!, StringComparison.Ordinal);
    }
}
