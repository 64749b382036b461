using Microsoft.AspNetCore.Http;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>What is done: cases opened, acts done in them.</summary>
internal static class ActOperations
{
    private static readonly AnswerOf Recorded = AnswerOf.Json(ApiJson.Default.RecordedModel, "已经记入账本。重发得到同一答复，并带 Idempotency-Replayed: true。", "It is recorded. A repeat gets the same answer with Idempotency-Replayed: true.", 201);

    private static readonly AnswerOf Waits = AnswerOf.Json(ApiJson.Default.WaitsModel, "等待批准。", "It waits for its approval.", 202);

    public static IEnumerable<Operation> All =>
    [
        new("POST", "/cases", "openCase", CaseOperations.Group, new Title("提出事项，开立案件", "Open a case"), call => DoAsync(call, null))
        {
            Notes = new Title("当事人可以不带令牌：答复里的 code 是查询码，只给这一次。", "A party needs no token: the code in the answer is its code for tracking, given this once."),
            Body = BodyOf.Json(ApiJson.Default.ActBody),
            Answers = [Recorded, Waits],
            Problems = [403, 409],
        },
        new("POST", "/cases/{number}/acts", "act", CaseOperations.Group, new Title("在案件中办理", "Act in a case"), call => DoAsync(call, call.Route("number")))
        {
            Parameters = [Parameter.Header("If-Match", "发送人看到的记录数，如 \"12\"；其间有人办理过就得到 412。", "How many entries the sender saw, such as \"12\"; 412 when somebody acted since.")],
            Body = BodyOf.Json(ApiJson.Default.ActBody),
            Answers = [Recorded, Waits],
            Problems = [403, 404, 409, 410, 412],
        },
    ];

    private static async Task<Reply> DoAsync(ApiCall call, string? number)
    {
        if (!call.TryKey(out var key)) { return Problem.KeyMissing; }
        if (!call.TryIfMatch(out var seen, out var unreadable)) { return unreadable; }
        var (body, problem) = await call.ReadAsync(ApiJson.Default.ActBody);
        if (body is null) { return problem!; }
        if (number is not null && CaseOperations.NumberOf(call) is null) { return Problem.NotFound; }
        if (number is not null && body.Procedure is not null)
        {
            return Problem.Unreadable("procedure", "案件已经有程序，请去掉这个字段。", "The case has its procedure: leave the field out.");
        }

        var input = body.Input(number is null ? null : CaseOperations.NumberOf(call)!.Value.ToString(), key, seen);
        var outcome = await call.Office.ActAsync(call.Viewer, input, call.Ct);
        return ReplyTo(outcome, call, input);
    }

    private static Reply ReplyTo(ActOutcome outcome, ApiCall call, ActInput input) => outcome switch
    {
        ActOutcome.Done done => Done(done),
        ActOutcome.Waits waits => Reply.Of(new WaitsModel(waits.Proposal), ApiJson.Default.WaitsModel, StatusCodes.Status202Accepted),
        _ => ProblemOf(outcome, call, input),
    };

    /// <summary>Why an act was not done.</summary>
    public static Problem ProblemOf(ActOutcome outcome, ApiCall call, ActInput input) => outcome switch
    {
        ActOutcome.Refused { Why: var why } => Refused(why, EditionOf(call, input)),
        ActOutcome.Unreadable { Problems: var problems } => Problem.Unreadable(problems),
        ActOutcome.Conflict { Seen: var seen, Now: var now } => Problem.Changed with { Entries = (seen, now) },
        ActOutcome.KeyReused => Problem.KeyReused,
        ActOutcome.Erased => Problem.Erased,
        ActOutcome.NotYours => call.Viewer is Viewer.Stranger ? Problem.SignIn : Problem.NotYours,
        _ => CaseOperations.Missing(call),
    };

    private static Problem Refused(Decision.Refused why, Edition? edition) =>
        new(409, why.CodeId, RefusalWords.Of(why, edition)) { What = why.What, Article = ArticleModel.Of(why.Basis, edition) };

    private static Edition? EditionOf(ApiCall call, ActInput input) => input.Case is { } number
        ? call.Office.Cases.Find(number) is { } id ? call.Office.Cases.Read(id)?.Edition.Edition : null
        : call.Site.Book.InForce(input.Procedure ?? "", call.Site.Now.Day);

    private static Reply Done(ActOutcome.Done done)
    {
        var model = RecordedModel.Of(done);
        var reply = Reply.Of(model, ApiJson.Default.RecordedModel, StatusCodes.Status201Created).With("Location", model.Case);
        return done.Repeated ? reply.With(ApiCall.Replayed, "true") : reply;
    }
}
