using System.Globalization;
using System.Text;
using System.Text.Json;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>Acts that wait for an approval, and the decisions on them.</summary>
internal static class ProposalOperations
{
    private const int LongestReason = 500;

    private static readonly Group Group = new("proposals", new Title("待审批事项", "Proposals"));

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/proposals", "listProposals", Group, new Title("等我批准的和我提出的", "What waits for my approval, and what I proposed"), call => Task.FromResult(List(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.ProposalList, "待审批事项。", "The proposals.")],
            NeedsToken = true,
        },
        new("GET", "/proposals/{id}", "readProposal", Group, new Title("一个待审批事项", "One proposal"), call => Task.FromResult(Read(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.ProposalModel, "待审批事项。", "The proposal.")],
            Problems = [404],
            NeedsToken = true,
        },
        new("POST", "/proposals/{id}/approval", "approve", Group, new Title("批准", "Approve"), ApproveAsync)
        {
            Notes = new Title("批准即办理：行为以提出人的名义记入，带上批准。自己提出的自己不能批准。", "The act is done at once, for whoever proposed it, with the approval. Nobody approves what he proposed himself."),
            Answers = [AnswerOf.Json(ApiJson.Default.RecordedModel, "已经记入账本。", "It is recorded.", 201)],
            Problems = [404, 409, 410, 412],
            NeedsToken = true,
        },
        new("POST", "/proposals/{id}/refusal", "decline", Group, new Title("不批准", "Decline"), DeclineAsync)
        {
            Body = BodyOf.Json(ApiJson.Default.DeclineBody),
            Answers = [AnswerOf.Json(ApiJson.Default.ProposalModel, "没有批准的事项。", "The declined proposal.", 201)],
            Problems = [404, 409],
            NeedsToken = true,
        },
    ];

    private static Reply List(ApiCall call) => Reply.Of(new ProposalList([.. call.Office.Proposals.WaitingFor(call.Viewer).Select(ProposalModel.Of)],
        [.. call.Office.Proposals.MadeBy(call.Account!).Select(ProposalModel.Of)]), ApiJson.Default.ProposalList);

    private static Reply Read(ApiCall call) => Find(call) is { } found ? Reply.Of(ProposalModel.Of(found), ApiJson.Default.ProposalModel) : Problem.NotFound;

    private static Proposal? Find(ApiCall call) => long.TryParse(call.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? call.Office.Proposals.Find(call.Viewer, id) : null;

    private static async Task<Reply> ApproveAsync(ApiCall call)
    {
        if (!call.TryKey(out var key)) { return Problem.KeyMissing; }
        if (Find(call) is not { } proposal) { return Problem.NotFound; }
        return await call.OnceAsync("approve", key, Encoding.UTF8.GetBytes($"{proposal.Id}"), 201, async () => await call.Office.Proposals.ApproveAsync(call.Viewer, proposal.Id, call.Ct) switch
        {
            ProposalAnswer.Acted { Outcome: ActOutcome.Done done } => (JsonSerializer.SerializeToUtf8Bytes(RecordedModel.Of(done), ApiJson.Default.RecordedModel), default(Problem)),
            ProposalAnswer.Acted { Outcome: var outcome } => (null, ActOperations.ProblemOf(outcome, call, proposal.Input)),
            var other => (null, ProblemOf(other)),
        });
    }

    private static async Task<Reply> DeclineAsync(ApiCall call)
    {
        if (!call.TryKey(out var key)) { return Problem.KeyMissing; }
        var (body, problem) = await call.ReadAsync(ApiJson.Default.DeclineBody);
        if (body is null) { return problem!; }
        if (Find(call) is not { } proposal) { return Problem.NotFound; }
        if (body.Reason?.Trim() is not { Length: > 0 and <= LongestReason } reason) { return Problem.Unreadable("reason", "请写明理由，不超过 500 字。", "Give a reason, at most 500 characters."); }
        return await call.OnceAsync("decline", key, Encoding.UTF8.GetBytes($"{proposal.Id}\n{reason}"), 201, async () => await call.Office.Proposals.DeclineAsync(call.Viewer, proposal.Id, reason, call.Ct) switch
        {
            ProposalAnswer.Declined => (JsonSerializer.SerializeToUtf8Bytes(ProposalModel.Of(proposal with { State = ProposalState.Declined, Reason = reason }), ApiJson.Default.ProposalModel), default(Problem)),
            var other => (null, ProblemOf(other)),
        });
    }

    private static Problem ProblemOf(ProposalAnswer answer) => answer is ProposalAnswer.Decided ? Problem.Decided : Problem.NotFound;
}
