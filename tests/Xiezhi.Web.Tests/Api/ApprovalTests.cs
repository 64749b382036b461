using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

public sealed class ApprovalTests(ApiCity city) : IClassFixture<ApiCity>
{
    [Fact]
    public async Task An_act_waits_for_its_approval_and_is_done_once_when_it_has_it()
    {
        var permit = await Permit.AcceptedAsync(city);
        var entries = await EntriesAsync(permit);
        var key = ApiCity.NewKey();

        var waits = await city.PostAsync($"/api/v1/cases/{permit}/acts", Permit.Extension(), "window-officer", key);
        var repeated = await city.PostAsync($"/api/v1/cases/{permit}/acts", Permit.Extension(), "window-officer", key);
        Assert.Equal((202, 202, waits.Text), (waits.Status, repeated.Status, repeated.Text));
        Assert.Equal(entries, await EntriesAsync(permit));
        var proposal = $"/api/v1/proposals/{waits.Json!["proposal"]}";

        Assert.Contains((await city.GetAsync("/api/v1/proposals", "window-head")).Json!["waiting"]!.AsArray(), each => $"/api/v1/proposals/{each!["id"]}" == proposal);
        Assert.Contains((await city.GetAsync("/api/v1/proposals", "window-officer")).Json!["made"]!.AsArray(), each => $"/api/v1/proposals/{each!["id"]}" == proposal);
        Assert.Equal("waiting", (string)(await city.GetAsync(proposal, "window-head")).Json!["state"]!);
        Assert.Equal(404, (await city.PostAsync($"{proposal}/approval", new JsonObject(), "window-officer")).Status);
        Assert.Equal(404, (await city.PostAsync($"{proposal}/approval", new JsonObject(), "housing-head")).Status);

        var once = ApiCity.NewKey();
        var approvals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => city.PostAsync($"{proposal}/approval", new JsonObject(), "window-head", once)));
        Assert.All(approvals, answer => Assert.Equal((201, approvals[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(5, approvals.Count(answer => answer.Header("Idempotency-Replayed") == "true"));
        Assert.Equal(entries + 1, await EntriesAsync(permit));
        Assert.Equal("decided", (await city.PostAsync($"{proposal}/approval", new JsonObject(), "window-head")).Code);
    }

    [Fact]
    public async Task An_entry_is_put_right_with_somebody_else_s_approval_and_what_would_break_names_the_act()
    {
        var permit = await Permit.AcceptedAsync(city);
        var form = await city.GetAsync($"/api/v1/cases/{permit}/forms/amend-entry:2", "window-officer");
        Assert.Equal(["when", "why"], form.Json!["fields"]!.AsArray().Select(f => (string)f!["name"]!).Where(name => !name.StartsWith("fact.", StringComparison.Ordinal)));
        Assert.Equal(404, (await city.GetAsync($"/api/v1/cases/{permit}/forms/amend-entry:9", "window-officer")).Status);

        var broken = await city.PostAsync($"/api/v1/cases/{permit}/acts", new JsonObject { ["act"] = "annul-entry:1", ["why"] = "重复登记" }, "window-officer");
        Assert.Equal((409, "would-break"), (broken.Status, broken.Code));
        var waits = await city.PostAsync($"/api/v1/cases/{permit}/acts", new JsonObject { ["act"] = "annul-entry:2", ["why"] = "误操作" }, "window-officer");
        Assert.Equal(202, waits.Status);
        var proposal = $"/api/v1/proposals/{waits.Json!["proposal"]}";
        Assert.Equal("annul-entry:2", (string)(await city.GetAsync(proposal, "window-head")).Json!["act"]!["id"]!);
        Assert.Equal(201, (await city.PostAsync($"{proposal}/approval", new JsonObject(), "window-head")).Status);

        var file = (await city.GetAsync($"/api/v1/cases/{permit}", "window-officer")).Json!;
        Assert.Equal("annul", (string)file["history"]!.AsArray().Last()!["kind"]!);
    }

    [Fact]
    public async Task A_declined_act_tells_its_proposer_why()
    {
        var permit = await Permit.AcceptedAsync(city);
        var waits = await city.PostAsync($"/api/v1/cases/{permit}/acts", Permit.Extension(), "window-officer");
        var proposal = $"/api/v1/proposals/{waits.Json!["proposal"]}";

        Assert.Equal("unreadable", (await city.PostAsync($"{proposal}/refusal", new JsonObject(), "window-head")).Code);
        var declined = await city.PostAsync($"{proposal}/refusal", new JsonObject { ["reason"] = "材料已经齐全，不必延长" }, "window-head");

        Assert.Equal((201, "declined"), (declined.Status, (string)declined.Json!["state"]!));
        var seen = await city.GetAsync(proposal, "window-officer");
        Assert.Equal(("declined", "材料已经齐全，不必延长"), ((string)seen.Json!["state"]!, (string)seen.Json["reason"]!));
    }

    [Fact]
    public async Task What_opens_a_case_waits_without_one_and_has_its_number_when_it_is_approved()
    {
        var card = await city.PostAsync("/api/v1/cases", new JsonObject
        {
            ["procedure"] = "enforcement/enforcer-card", ["act"] = "issue", ["facts"] = new JsonObject { ["passed"] = true },
            ["names"] = new JsonObject { ["holder"] = "market/15", ["employer"] = "market" },
        }, "justice-officer");
        Assert.True(card.Status == 201, card.Text);

        var waits = await city.PostAsync("/api/v1/cases", new JsonObject
        {
            ["procedure"] = "enforcement/seizure", ["act"] = "seize", ["officers"] = 2,
            ["persons"] = new JsonObject { ["owner"] = new JsonObject { ["name"] = "申屠扣押" } }, ["documents"] = new JsonObject { ["decision"] = new JsonArray() },
        }, "market-officer");
        Assert.True(waits.Status == 202, waits.Text);
        var proposal = $"/api/v1/proposals/{waits.Json!["proposal"]}";
        var before = (await city.GetAsync(proposal, "market-head")).Json!;
        Assert.Equal(("waiting", null, null), ((string)before["state"]!, (string?)before["number"], (string?)before["case"]));
        Assert.Equal(404, (await city.GetAsync(proposal, "housing-head")).Status);

        var approved = await city.PostAsync($"{proposal}/approval", new JsonObject(), "market-head");

        Assert.True(approved.Status == 201, approved.Text);
        Assert.Null(approved.Json!["code"]);
        Assert.Equal((string)approved.Json["number"]!, (string)(await city.GetAsync(proposal, "market-officer")).Json!["number"]!);
        Assert.Equal(200, (await city.GetAsync((string)approved.Json["case"]!, "market-head")).Status);
    }

    [Fact]
    public async Task A_party_sees_its_cases_and_who_has_read_them_and_keeps_a_receipt()
    {
        var (number, _) = await city.AppealAsync("citizen-wang");
        await city.GetAsync($"/api/v1/cases/{number}", "hotline-officer");

        var own = (await city.GetAsync("/api/v1/cases", "citizen-wang")).Json!["items"]!.AsArray();
        Assert.Contains(own, each => ((string)each!["case"]!).EndsWith(number, StringComparison.Ordinal));
        var readings = (await city.GetAsync($"/api/v1/cases/{number}/readings", "citizen-wang")).Json!["items"]!.AsArray();
        Assert.Contains(readings, each => (string?)each!["organ"] == "hotline-center" && (bool)each["persons"]!);
        Assert.Equal(404, (await city.GetAsync($"/api/v1/cases/{number}/readings", "hotline-officer")).Status);

        var leaf = (long)(await city.GetAsync($"/api/v1/cases/{number}")).Json!["history"]![0]!["leaf"]!;
        var receipt = Ledger.Published.Receipt.Parse((await city.GetAsync($"/api/v1/receipts/{leaf}")).Text);
        var key = (string)(await city.GetAsync("/api/v1/checkpoint")).Json!["key"]!;
        Assert.True(receipt.Verify(Ledger.Notes.NoteVerifier.Parse(key)).Size > leaf);
        Assert.Equal(404, (await city.GetAsync("/api/v1/receipts/99999999")).Status);
    }

    [Fact]
    public async Task A_matter_is_found_by_words_as_people_say_them()
    {
        var found = (await city.GetAsync("/api/v1/matters?words=" + Uri.EscapeDataString("路灯不亮"))).Json!["items"]!.AsArray();

        Assert.Equal("services/citizen-appeal", (string)found[0]!["procedure"]!);
        Assert.Equal("register", (string)found[0]!["act"]!);
    }

    private async Task<int> EntriesAsync(string number) => (int)(await city.GetAsync($"/api/v1/cases/{number}", "window-officer")).Json!["entries"]!;
}
