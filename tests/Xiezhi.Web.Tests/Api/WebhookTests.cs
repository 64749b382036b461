using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xiezhi.Office.Events;
using Xiezhi.Web.Features.Api;

namespace Xiezhi.Web.Tests.Api;

/// <summary>Events reach their receiver, each at least once and those of a case in order, whatever the receiver does.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly DeliveryOptions Quick = new()
    {
        Anywhere = true, Patience = TimeSpan.FromMilliseconds(500), FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(100),
    };

    private readonly ApiCity city = new() { Options = new ApiOptions(StrangersPerMinute: 1_000_000) { Delivery = Quick } };

    private readonly Receiver receiver = new();

    public async ValueTask InitializeAsync()
    {
        await city.InitializeAsync();
        await receiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await city.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_event_says_what_the_leaf_says_signed_and_nothing_about_anybody()
    {
        var subscription = await SubscribeAsync("hotline-officer");
        var (number, _) = await city.AppealAsync(appeal: ApiCity.Appeal("不该外传的话", "司马不该"));
        await receiver.UntilAsync(1);

        var received = Assert.Single(receiver.Taken);
        var (json, data) = (received.Json, received.Json["data"]!);
        Assert.Equal(("1.0", EventTypes.Opened, "xiezhi/yibin/api-tests"), ((string)json["specversion"]!, (string)json["type"]!, (string)json["source"]!));
        Assert.Equal((string)json["id"]!, received.Id);
        Assert.Equal(("services/citizen-appeal", "register", 1), ((string)data["procedure"]!, (string)data["subject"]!, (int)data["entry"]!));
        Assert.EndsWith(number, (string)data["case"]!, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("application/cloudevents+json", received.Type, StringComparison.Ordinal);
        Assert.DoesNotContain("不该", Encoding.UTF8.GetString(received.Body), StringComparison.Ordinal);

        // And whoever has the secret can tell that it is from here
        var secret = Convert.FromBase64String(((string)subscription["secret"]!)["whsec_".Length..]);
        var expected = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{received.Id}.{received.Seconds}.").Concat(received.Body).ToArray());
        Assert.Equal("v1," + Convert.ToBase64String(expected), received.Signature);
        Assert.Null((await city.GetAsync($"/api/v1/subscriptions/{subscription["id"]}", "hotline-officer")).Json!["secret"]);
    }

    [Fact]
    public async Task Nothing_is_lost_and_no_order_broken_while_the_receiver_is_down_slow_failing_and_lying()
    {
        await SubscribeAsync("hotline-officer");
        // Given a receiver that breaks down in every way in turn
        receiver.Answers = (n, context) => (n % 7) switch
        {
            2 => Receiver.FailAsync(context),
            4 => Receiver.LieAsync(context),
            5 when n < 40 => SlowAsync(context),
            _ => Task.FromResult(true),
        };

        // When cases are opened and sent on, and the receiver is killed and started again meanwhile
        var numbers = new List<string>();
        for (var n = 0; n < 20; n++) { numbers.Add(await LiveAsync()); }
        await receiver.UntilAsync(5);
        await receiver.StopAsync();
        for (var n = 0; n < 20; n++) { numbers.Add(await LiveAsync()); }
        await Task.Delay(TimeSpan.FromSeconds(1), ApiCity.Ct);
        await receiver.StartAsync();
        for (var n = 0; n < 10; n++) { numbers.Add(await LiveAsync()); }
        await receiver.UntilAsync(numbers.Count * 3);

        // Then each event has come, those of a case in their order
        var taken = receiver.Distinct();
        Assert.Equal(numbers.Count * 3, taken.Count);
        Assert.Equal(numbers.Count, taken.Select(each => each.Number).Distinct().Count());
        Assert.All(taken.GroupBy(each => each.Number), ofCase => Assert.Equal([1, 2, 3], ofCase.Select(each => each.Entry)));

        static async Task<bool> SlowAsync(Microsoft.AspNetCore.Http.HttpContext context)
        {
            // Longer than anybody waits for it; it did not take the event.
            await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            context.Abort();
            return false;
        }
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stood()
    {
        await SubscribeAsync("hotline-officer");
        await receiver.StopAsync();
        for (var n = 0; n < 5; n++) { await LiveAsync(); }
        await city.CloseAsync();
        await receiver.StartAsync();
        await city.OpenAsync();
        await LiveAsync();
        await receiver.UntilAsync(18);

        Assert.All(receiver.Distinct().GroupBy(each => each.Number), ofCase => Assert.Equal([1, 2, 3], ofCase.Select(each => each.Entry)));
        await SettledAsync();
        var before = receiver.Asked;
        await city.CloseAsync();
        await city.OpenAsync();
        await LiveAsync();
        await receiver.UntilAsync(21);
        Assert.Equal(before + 3, receiver.Asked);
    }

    [Fact]
    public async Task A_subscriber_is_told_of_what_his_gate_shows_and_of_what_he_asked_for()
    {
        await SubscribeAsync("housing-officer");
        var own = await LiveAsync("housing");
        await LiveAsync("market");
        var last = await LiveAsync("housing");
        // The last event that is his is the last that comes
        await ApiCity.UntilAsync(() => receiver.Distinct().Any(each => each.Number == last && each.Entry == 3));

        Assert.Equal([own, last], receiver.Distinct().Select(each => each.Number).Distinct());
        // From the entry on that gave him his part; earlier ones come along when they are read later.
        Assert.All(receiver.Distinct().GroupBy(each => each.Number), ofCase => Assert.Subset(ofCase.Select(each => each.Entry).ToHashSet(), new HashSet<int> { 2, 3 }));

        var closings = new Receiver();
        await closings.StartAsync();
        await using (closings)
        {
            await SubscribeAsync("hotline-officer", closings, new JsonObject { ["types"] = new JsonArray(EventTypes.Closed), ["from"] = 0 });
            var answered = await city.PostAsync("/api/v1/cases", ApiCity.Call(), "hotline-officer");
            var number = ((string)answered.Json!["case"]!).Split('/')[^1];
            var closed = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "answer-at-once", ["outcome"] = "answered-at-once" }, "hotline-officer");
            Assert.True(closed.Status == 201, closed.Text);
            await closings.UntilAsync(1);
            Assert.Equal((EventTypes.Closed, "answered-at-once"), ((string)closings.Taken.First().Json["type"]!, (string)closings.Taken.First().Json["data"]!["outcome"]!));
        }
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_paused_and_taken_up_again_without_loss()
    {
        var id = (string)(await SubscribeAsync("hotline-officer"))["id"]!;
        receiver.Answers = (_, context) =>
        {
            context.Response.StatusCode = 410;
            return Task.FromResult(false);
        };
        await LiveAsync();
        await ApiCity.UntilAsync(async () => (string)(await StateAsync(id))["state"]! == "paused");
        await LiveAsync();
        receiver.Answers = (_, _) => Task.FromResult(true);

        var resumed = await city.SendAsync("PUT", $"/api/v1/subscriptions/{id}/cursor", "hotline-officer", ApiCity.Json(new JsonObject()));
        Assert.Equal((200, "active"), (resumed.Status, (string)resumed.Json!["state"]!));
        await receiver.UntilAsync(6);

        // And what was told is told anew to whoever asks for it
        await SettledAsync();
        var before = receiver.Asked;
        await city.SendAsync("PUT", $"/api/v1/subscriptions/{id}/cursor", "hotline-officer", ApiCity.Json(new JsonObject { ["from"] = 0 }));
        await ApiCity.UntilAsync(() => receiver.Asked >= before + 6);
        Assert.Equal(6, receiver.Distinct().Count);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_seen_to_fail()
    {
        var id = (string)(await SubscribeAsync("hotline-officer"))["id"]!;
        receiver.Answers = (_, context) => Receiver.FailAsync(context);
        await LiveAsync();

        await ApiCity.UntilAsync(async () => (string)(await StateAsync(id))["state"]! == "failing");
        Assert.Equal("status 500", (string)(await StateAsync(id))["why"]!);

        receiver.Answers = (_, _) => Task.FromResult(true);
        await ApiCity.UntilAsync(async () => (string)(await StateAsync(id))["state"]! == "active");
    }

    [Fact]
    public async Task An_ended_subscription_is_told_nothing_more()
    {
        var id = (string)(await SubscribeAsync("hotline-officer"))["id"]!;
        await LiveAsync();
        await receiver.UntilAsync(3);

        Assert.Equal(204, (await city.SendAsync("DELETE", $"/api/v1/subscriptions/{id}", "hotline-officer")).Status);
        await LiveAsync();

        Assert.Equal(404, (await city.GetAsync($"/api/v1/subscriptions/{id}", "hotline-officer")).Status);
        await using var second = new Receiver();
        await second.StartAsync();
        await SubscribeAsync("hotline-officer", second);
        await LiveAsync();
        await second.UntilAsync(3);
        Assert.Equal(3, receiver.Taken.Count);
    }

    [Fact]
    public async Task A_subscription_is_made_once_under_one_key()
    {
        var key = ApiCity.NewKey();
        var body = new JsonObject { ["url"] = receiver.Address.ToString() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => city.SendAsync("POST", "/api/v1/subscriptions", "hotline-officer", ApiCity.Json(body), key)));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Equal(7, answers.Count(answer => answer.Header("Idempotency-Replayed") == "true"));
        Assert.Single((await city.GetAsync("/api/v1/subscriptions", "hotline-officer")).Json!["items"]!.AsArray());
        Assert.Equal(422, (await city.PostAsync("/api/v1/subscriptions", new JsonObject { ["url"] = receiver.Address.ToString() + "/other" }, "hotline-officer", key)).Status);
    }

    /// <summary>A case with three entries.</summary>
    private async Task<string> LiveAsync(string handler = "housing")
    {
        var (number, _) = await city.AppealAsync("hotline-clerk");
        var dispatched = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "dispatch", ["names"] = new JsonObject { ["handler"] = handler } }, "hotline-officer");
        Assert.True(dispatched.Status == 201, dispatched.Text);
        var signed = await city.PostAsync($"/api/v1/cases/{number}/acts", new JsonObject { ["act"] = "sign" }, $"{handler}-officer");
        Assert.True(signed.Status == 201, signed.Text);
        return (string)signed.Json!["number"]!;
    }

    private async Task<JsonNode> SubscribeAsync(string who, Receiver? to = null, JsonObject? more = null)
    {
        var body = more ?? [];
        body["url"] = (to ?? receiver).Address.ToString();
        var made = await city.PostAsync("/api/v1/subscriptions", body, who);
        Assert.True(made.Status == 201, made.Text);
        return made.Json!;
    }

    private async Task<JsonNode> StateAsync(string id) => (await city.GetAsync($"/api/v1/subscriptions/{id}", "hotline-officer")).Json!;

    /// <summary>Waits until every subscription has been told everything.</summary>
    private Task SettledAsync() => ApiCity.UntilAsync(async () =>
    {
        var list = (await city.GetAsync("/api/v1/subscriptions", "hotline-officer")).Json!;
        return list["items"]!.AsArray().All(item => (long)item!["next"]! == (long)list["size"]!);
    });
}
