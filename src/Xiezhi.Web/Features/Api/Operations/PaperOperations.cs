using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Papers;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>Papers: uploaded before the act that hands them in, and read from the case.</summary>
internal static class PaperOperations
{
    private const int LongestName = 200;

    private static readonly Group Group = new("papers", new Title("材料", "Papers"));

    public static IEnumerable<Operation> All =>
    [
        new("POST", "/papers", "uploadPaper", Group, new Title("上传材料", "Upload a paper"), UploadAsync)
        {
            Notes = new Title("内容就是文件本身，最大 10 MB；类型按内容判断。得到的 id 写进行为的 documents；30 天没有提交就删除。",
                "The body is the file itself, at most 10 MB; its type is told from its content. Put the id into documents of an act; what is not handed in within 30 days is removed."),
            Parameters = [new Parameter("name", "query", new Title("文件名，结尾要与内容相符。", "The file's name; its ending must agree with the content."), Required: true)],
            Body = new BodyOf(null, ["*/*"], PaperStore.Largest + 1),
            Answers = [AnswerOf.Json(ApiJson.Default.UploadedModel, "已经收下，加密保存。", "It is taken, and kept encrypted.", 201)],
        },
        new("GET", "/cases/{number}/papers/{id}", "readPaper", Group, new Title("案件里的一份材料", "A paper of a case"), call => Task.FromResult(Read(call)))
        {
            Parameters = [Parameter.Header(Callers.CodeHeader, "案件的查询码。", "The code for tracking the case.")],
            Answers = [AnswerOf.Bytes("文件。", "The file.", [.. PaperType.All.Select(type => type.Media)])],
            Problems = [404, 410],
        },
    ];

    private static async Task<Reply> UploadAsync(ApiCall call)
    {
        if (!call.TryKey(out var key)) { return Problem.KeyMissing; }
        if (call.Query("name") is not { Length: <= LongestName } name) { return Problem.Unreadable("name", "请写文件名，不超过 200 个字。", "Give the file's name, at most 200 characters."); }
        PaperAnswer answer;
        try
        {
            answer = await call.Office.Papers.ReceiveAsync(call.Http.Request.Body, name, call.Http.Request.ContentLength, call.Ct);
        }
        catch (BadHttpRequestException cutOff) when (cutOff.StatusCode != StatusCodes.Status413PayloadTooLarge)
        {
            // The sender broke off; what had come was removed.
            return Problem.OfStatus(StatusCodes.Status400BadRequest);
        }

        if (answer is PaperAnswer.NotTaken not)
        {
            return not.Fault switch
            {
                PaperFault.TooLarge => Problem.TooLarge with { Words = not.Words },
                PaperFault.WrongType => Problem.UnsupportedType with { Words = not.Words },
                _ => Problem.Unreadable([new InputProblem(not.Fault == PaperFault.WrongName ? "name" : "body", not.Words)]),
            };
        }

        var paper = ((PaperAnswer.Received)answer).Paper;
        var request = Encoding.UTF8.GetBytes($"{name}\n{paper.Content}");
        var kept = call.Office.Replies.Keep(call.Own("paper", key), request, JsonSerializer.SerializeToUtf8Bytes(UploadedModel.Of(paper), ApiJson.Default.UploadedModel));
        if (kept is not (var first, false)) { call.Office.Papers.Remove(paper.Id); }
        return kept is not (var told, var earlier) ? Problem.KeyReused
            : earlier ? new Reply.Bytes(told, "application/json", StatusCodes.Status201Created).With(ApiCall.Replayed, "true")
            : new Reply.Bytes(told, "application/json", StatusCodes.Status201Created);
    }

    private static Reply Read(ApiCall call)
    {
        if (CaseOperations.NumberOf(call) is not { } number || call.Viewer is Viewer.Stranger || call.Office.OpenPaper(call.Viewer, number.ToString(), call.Route("id")) is not { } opened) { return CaseOperations.Missing(call); }
        return new Reply.Content(opened.Content, opened.Paper.Type, opened.Paper.Length)
            .With("Content-Disposition", $"attachment; filename*=UTF-8''{Uri.EscapeDataString(opened.Paper.Name)}");
    }
}
