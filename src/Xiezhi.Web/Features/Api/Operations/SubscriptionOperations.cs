using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Events;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>Events out: who is told what.</summary>
internal static class SubscriptionOperations
{
    private const int LongestUrl = 2000;

    private static readonly Group Group = new("events", new Title("事件订阅", "Events"));

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/subscriptions", "listSubscriptions", Group, new Title("我的订阅", "My subscriptions"), call => Task.FromResult(List(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.SubscriptionList, "本账号的订阅和投递情况。", "The subscriptions of the account, and how their deliveries go.")],
            NeedsToken = true,
        },
        new("POST", "/subscriptions", "subscribe", Group, new Title("订阅事件", "Subscribe"), AddAsync)
        {
            Notes = new Title("事件是 CloudEvents 1.0 的 JSON，按 Standard Webhooks 签名；同一案件的事件依次投递，没有收下就重发，至少一次，id 不变。收下以 2xx 和完整的应答为准。",
                "Events are CloudEvents 1.0 in JSON, signed as Standard Webhooks asks; events of one case come one after the other, each repeated until it is taken: at least once, under one id. Taken means 2xx and a whole answer."),
            Body = BodyOf.Json(ApiJson.Default.SubscriptionBody),
            Answers = [AnswerOf.Json(ApiJson.Default.SubscriptionModel, "订阅；secret 只在这里给出。", "The subscription; its secret is shown here and nowhere else.", 201)],
            Problems = [409],
            NeedsToken = true,
        },
        new("GET", "/subscriptions/{id}", "readSubscription", Group, new Title("一个订阅", "One subscription"), call => Task.FromResult(Read(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.SubscriptionModel, "订阅和投递情况。", "The subscription, and how its deliveries go.")],
            Problems = [404],
            NeedsToken = true,
        },
        new("DELETE", "/subscriptions/{id}", "unsubscribe", Group, new Title("取消订阅", "End a subscription"), call => Task.FromResult(End(call)))
        {
            Answers = [AnswerOf.Empty(204, "已经取消。", "It has ended.")],
            Problems = [404],
            NeedsToken = true,
        },
        new("PUT", "/subscriptions/{id}/cursor", "resumeSubscription", Group, new Title("继续或者重新投递", "Go on, or tell anew"), MoveAsync)
        {
            Notes = new Title("暂停的订阅由此继续；给出 from 就从那条记录起重新投递，漏收的可以这样补。", "Takes up what was paused; with from, events are told anew from that leaf on, so that a receiver can make up for what it lost."),
            Body = BodyOf.Json(ApiJson.Default.CursorBody),
            Answers = [AnswerOf.Json(ApiJson.Default.SubscriptionModel, "订阅。", "The subscription.")],
            Problems = [404],
            NeedsToken = true,
        },
    ];

    private static Reply List(ApiCall call) => Reply.Of(
        new SubscriptionList([.. call.Office.Subscriptions.Of(call.Account!).Select(each => SubscriptionModel.Of(each))], call.Office.Casework.Growth.Size), ApiJson.Default.SubscriptionList);

    private static Reply Read(ApiCall call) => call.Office.Subscriptions.Find(call.Account!, call.Route("id")) is { } found
        ? Reply.Of(SubscriptionModel.Of(found), ApiJson.Default.SubscriptionModel) : Problem.NotFound;

    private static Reply End(ApiCall call) => call.Office.Subscriptions.End(call.Account!, call.Route("id")) ? new Reply.Empty(204) : Problem.NotFound;

    private static async Task<Reply> AddAsync(ApiCall call)
    {
        if (!call.TryKey(out var sent)) { return Problem.KeyMissing; }
        var (body, problem) = await call.ReadAsync(ApiJson.Default.SubscriptionBody);
        if (body is null) { return problem!; }
        var problems = Check(body, call, out var url);
        if (problems.Length > 0) { return Problem.Unreadable(problems); }
        var request = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Default.SubscriptionBody);
        return await call.OnceAsync("subscribe", sent, request, 201, () => Task.FromResult(
            call.Office.Subscriptions.Add(call.Account!, url, body.Types ?? [], body.Procedures ?? [], body.From ?? call.Office.Casework.Growth.Size) is { } made
                ? (JsonSerializer.SerializeToUtf8Bytes(SubscriptionModel.Of(made, withSecret: true), ApiJson.Default.SubscriptionModel), default(Problem))
                : (null, Problem.TooManySubscriptions)));
    }

    private static async Task<Reply> MoveAsync(ApiCall call)
    {
        var (body, problem) = await call.ReadAsync(ApiJson.Default.CursorBody);
        if (body is null) { return problem!; }
        if (body.From is { } from && (from < 0 || from > call.Office.Casework.Growth.Size)) { return Problem.Unreadable([From]); }
        return call.Office.Subscriptions.Resume(call.Account!, call.Route("id"), body.From) is { } moved
            ? Reply.Of(SubscriptionModel.Of(moved), ApiJson.Default.SubscriptionModel) : Problem.NotFound;
    }

    private static InputProblem From { get; } = new("from", new Title("from 是账本里的记录序号，不能超过账本的长度。", "from is the index of a leaf, and not beyond the size of the log."));

    private static ImmutableArray<InputProblem> Check(SubscriptionBody body, ApiCall call, out Uri url)
    {
        var problems = ImmutableArray.CreateBuilder<InputProblem>();
        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out url!) || body.Url.Length > LongestUrl || !call.House.Receivers.Takes(url))
        {
            problems.Add(new InputProblem("url", new Title("请给出一个公开可达的 https 地址；本机和内网地址只有管理员启动服务时许可才行。",
                "Give an address of https that is publicly reachable; addresses of this machine and of private networks only where the administrator allowed them at the start.")));
        }

        foreach (var type in body.Types ?? [])
        {
            if (!EventTypes.All.Contains(type)) { problems.Add(new InputProblem("types", new Title($"没有事件类型 {type}。可用的有：{string.Join("、", EventTypes.All)}。", $"There is no type '{type}'. There are: {string.Join(", ", EventTypes.All)}."))); }
        }

        foreach (var procedure in body.Procedures ?? [])
        {
            if (call.Site.Book.EditionsOf(procedure).IsEmpty) { problems.Add(new InputProblem("procedures", new Title($"没有程序 {procedure}。", $"There is no procedure '{procedure}'."))); }
        }

        if (body.From is { } from && (from < 0 || from > call.Office.Casework.Growth.Size)) { problems.Add(From); }
        return problems.DrainToImmutable();
    }
}
