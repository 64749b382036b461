using System.Text;
using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

/// <summary>Everybody who has no part in a case tries every operation of the API on it: he learns nothing, and not even that there is something.</summary>
public sealed class AskersTests(ApiCity city) : IClassFixture<ApiCity>
{
    private const string Name = "欧阳秘名";
    private const string Phone = "13977778888";
    private const string Told = "只说给热线听的话";
    private const string PaperName = "机密合同.txt";
    private const string PaperText = "paper of the citizen, nobody else's";
    private const string Missing = "%E8%AF%89%E6%B1%82-2024-3-99999";

    [Fact]
    public async Task Whoever_has_no_part_finds_nothing_by_any_operation()
    {
        // Given a citizen's case with a paper and his own subscription, and another case whose code somebody has
        var paper = (string)(await UploadAsync("citizen-wang")).Json!["id"]!;
        var appeal = ApiCity.Appeal(Told, Name, Phone);
        appeal["documents"] = new JsonObject { ["evidence"] = new JsonArray(paper) };
        var (number, code) = await city.AppealAsync("citizen-wang", appeal);
        var subscription = (string)(await city.PostAsync("/api/v1/subscriptions", new JsonObject { ["url"] = "http://127.0.0.1:9/secret-path" }, "citizen-wang")).Json!["id"]!;
        var (_, otherCode) = await city.AppealAsync();
        var proposal = await ProposedAsync();
        var document = (await city.GetAsync("/api/v1/openapi.json")).Json!;

        foreach (var asker in new[] { null, "citizen-chen", "housing-officer", "cuiping-market-head", "cuiping-supervisor", "administrator", otherCode, "xz_not-a-token" })
        {
            foreach (var (path, methods) in document["paths"]!.AsObject())
            {
                foreach (var (method, _) in methods!.AsObject())
                {
                    var there = await AskAsync(method, Filled(path, number, paper, subscription, proposal), asker);
                    var missing = await AskAsync(method, Filled(path, Missing, "0123456789ABCDEFGHJKMNPQRS", "0123456789ABCDEFGHJKMNPQRS", ""), asker);

                    // Then nothing of it is said, and what is his looks like what is not there
                    foreach (var secret in new[] { Name, Phone, Told, PaperName, PaperText, "secret-path", code! })
                    {
                        Assert.False(there.Text.Contains(secret, StringComparison.Ordinal), $"{asker} {method} {path} says {secret}");
                    }

                    if (path.StartsWith("/cases/{number}/", StringComparison.Ordinal) || path.StartsWith("/subscriptions/{id}", StringComparison.Ordinal)
                        || path.StartsWith("/proposals/{id}", StringComparison.Ordinal))
                    {
                        Assert.True((there.Status, there.Code) == (missing.Status, missing.Code), $"{asker} {method} {path}: {there.Status} {there.Text} is not {missing.Status} {missing.Text}");
                        // Whoever tries a code again and again is told to wait, whatever he tries it on.
                        Assert.True(there.Status is 401 or 404 || (there.Status == 429 && asker == otherCode), $"{asker} {method} {path}: {there.Status}");
                        Assert.True(there.Status == 429 || there.Text == missing.Text, $"{asker} {method} {path}: {there.Text} is not {missing.Text}");
                    }
                }
            }
        }

        // And nobody has done anything in it
        Assert.Equal(1, (int)(await city.GetAsync($"/api/v1/cases/{number}", "hotline-officer")).Json!["entries"]!);
        Assert.Single((await city.GetAsync("/api/v1/subscriptions", "citizen-wang")).Json!["items"]!.AsArray());
    }

    [Fact]
    public async Task No_list_counts_or_sorts_what_its_reader_may_not_see()
    {
        await city.AppealAsync();

        foreach (var asker in new[] { "housing-officer", "cuiping-market-head", "cuiping-supervisor", "administrator", "citizen-chen" })
        {
            foreach (var query in new[] { "", "?state=all", "?state=all&year=2024", "?organ=hotline-center", "?procedure=services/citizen-appeal", "?stage=registered", "?light=yellow", "?light=green", "?light=red", "?take=1" })
            {
                var list = (await city.GetAsync("/api/v1/cases" + query, asker)).Json!;
                Assert.Empty(list["items"]!.AsArray());
                Assert.Equal(0, (int)list["total"]!);
                Assert.Null(list["next"]);
            }
        }

        Assert.NotEmpty((await city.GetAsync("/api/v1/cases?organ=hotline-center", "hotline-officer")).Json!["items"]!.AsArray());
        Assert.NotEmpty((await city.GetAsync("/api/v1/cases?state=all", "city-supervisor")).Json!["items"]!.AsArray());
    }

    private Task<Answer> AskAsync(string method, string path, string? asker)
    {
        HttpContent? body = method.ToUpperInvariant() switch
        {
            "POST" when path.EndsWith("/acts", StringComparison.Ordinal) => ApiCity.Json(new JsonObject { ["act"] = "dispatch", ["names"] = new JsonObject { ["handler"] = "housing" } }),
            "POST" when path.Contains("/papers", StringComparison.Ordinal) => new StringContent("x", Encoding.UTF8, "text/plain"),
            "POST" when path.EndsWith("/refusal", StringComparison.Ordinal) => ApiCity.Json(new JsonObject { ["reason"] = "没有理由" }),
            "POST" or "PUT" => ApiCity.Json(new JsonObject()),
            _ => null,
        };
        return city.SendAsync(method.ToUpperInvariant(), "/api/v1" + path, asker, body, method is "post" ? ApiCity.NewKey() : null);
    }

    /// <summary>An extension that waits for the head of the approving bureau.</summary>
    private async Task<string> ProposedAsync()
    {
        var permit = await Permit.AcceptedAsync(city);
        var waits = await city.PostAsync($"/api/v1/cases/{permit}/acts", Permit.Extension(), "window-officer");
        Assert.True(waits.Status == 202, waits.Text);
        return $"{waits.Json!["proposal"]}";
    }

    private Task<Answer> UploadAsync(string who) =>
        city.SendAsync("POST", $"/api/v1/papers?name={Uri.EscapeDataString(PaperName)}", who, new StringContent(PaperText, Encoding.UTF8, "text/plain"), ApiCity.NewKey());

    private static string Filled(string path, string number, string paper, string subscription, string proposal) => path
        .Replace("{number}", number, StringComparison.Ordinal).Replace("{chapter}/{procedure}", "services/citizen-appeal", StringComparison.Ordinal).Replace("{limit}", "dispatch", StringComparison.Ordinal)
        .Replace("{register}", "enforcement-officers", StringComparison.Ordinal).Replace("{key}", "川Q000001", StringComparison.Ordinal)
        .Replace("{document}", "work-order", StringComparison.Ordinal).Replace("{year}", "2023", StringComparison.Ordinal).Replace("{leaf}", "0", StringComparison.Ordinal)
        .Replace("{act}", path.StartsWith("/cases", StringComparison.Ordinal) ? "dispatch" : "register", StringComparison.Ordinal)
        .Replace("{id}", path.StartsWith("/figures", StringComparison.Ordinal) ? "appeals_accepted" : path.StartsWith("/subscriptions", StringComparison.Ordinal) ? subscription
            : path.StartsWith("/proposals", StringComparison.Ordinal) ? number == Missing ? "99999" : proposal : paper, StringComparison.Ordinal);
}
