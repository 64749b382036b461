using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Desk;
using Xiezhi.Office.Documents;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Api.Models;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>Cases as the asker may see them.</summary>
internal static class CaseOperations
{
    private const int LongestNumber = 100;

    public static readonly Group Group = new("cases", new Title("案件", "Cases"));

    private static readonly Parameter Code = Parameter.Header(Callers.CodeHeader, "案件的查询码，不分大小写和连字符。", "The code for tracking the case; case and hyphens do not matter.");

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/cases", "listCases", Group, new Title("我能看的案件", "The cases that I may see"), ListAsync)
        {
            Notes = new Title("机关人员：本机关登记或者有角色的案件；当事人：自己的案件。默认列出未办结的，按到期日排列；写 state=all 按登记簿列出全部，最近的在前。",
                "Staff: cases that their organ registers or has a part in; parties: their own. Open ones by due day, unless state=all asks for whole registers, the latest first."),
            Parameters =
            [
                Parameter.Query("state", "open（默认）或 all。", "open, the default, or all.", """{"enum":["open","all"]}"""),
                Parameter.Query("procedure", "只看一个程序。", "Only of one procedure."),
                Parameter.Query("organ", "只看一个机关登记或者有角色的。", "Only those that one organ registers or has a part in."),
                Parameter.Query("stage", "只看一个阶段（未办结的）。", "Only in one stage (open ones)."),
                Parameter.Query("light", "red、yellow 或 green（未办结的）。", "red, yellow or green (open ones).", """{"enum":["red","yellow","green"]}"""),
                Parameter.Query("year", "只看一年登记的（state=all）。", "Only registered in one year (state=all).", """{"type":"integer"}"""),
                Paging.After, Paging.Take,
            ],
            Answers = [AnswerOf.Json(ApiJson.Default.CaseList, "一页案件。", "A page of cases.")],
            Problems = [400],
            NeedsToken = true,
        },
        new("GET", "/cases/{number}", "readCase", Group, new Title("一个案件", "One case"), call => Task.FromResult(Read(call)))
        {
            Notes = new Title("不带令牌：公开记录所说的；带令牌或者查询码：允许看的卷宗。看个人信息会留下查阅记录。ETag 是记录数。",
                "Without a token what the public leaves say; with a token or the code the file as far as it is open to the asker. Reading personal data is itself recorded. The ETag is the number of entries."),
            Parameters = [Code],
            Answers = [AnswerOf.Json(ApiJson.Default.CaseModel, "案件。", "The case.")],
            Problems = [404, 410],
        },
        new("GET", "/cases/{number}/menu", "readMenu", Group, new Title("现在可以办什么", "What may be done now"), call => Task.FromResult(Menu(call)))
        {
            Notes = new Title("还列出现在不能办的行为、挡在前面的是什么、依据哪一条。", "Also what may not be done now, what stands in the way and on which article."),
            Parameters = [Code],
            Answers = [AnswerOf.Json(ApiJson.Default.MenuModel, "每个行为。", "Every act.")],
            Problems = [404, 410],
        },
        new("GET", "/cases/{number}/forms/{act}", "readForm", Group, new Title("行为的表单", "The form of an act"), call => Task.FromResult(Form(call, call.Route("act"))))
        {
            Parameters = [Code],
            Answers = [AnswerOf.Json(ApiJson.Default.FormModel, "要填的每一项。", "Every field that is asked for.")],
            Problems = [404, 410],
        },
        new("GET", "/cases/{number}/documents/{document}", "readDocument", Group, new Title("案件里的一份文书", "A document of a case"), call => Task.FromResult(Document(call)))
        {
            Notes = new Title("按目录里的模板制成；Accept 写 DOCX 的类型就得到 DOCX，否则是网页。", "Made from its template in the catalogue; a page, or DOCX where Accept asks for its type."),
            Parameters = [Code],
            Answers = [AnswerOf.Bytes("文书。", "The document.", "text/html", DocumentDocx.MediaType)],
            Problems = [404, 410],
        },
        new("GET", "/cases/{number}/readings", "listReadings", Group, new Title("谁查阅过个人信息", "Who has read personal data"), call => Task.FromResult(Readings(call)))
        {
            Notes = new Title("对当事人和监督机关开放。", "Open to the parties and to the supervisors."),
            Parameters = [Code],
            Answers = [AnswerOf.Json(ApiJson.Default.ReadingList, "每次查阅。", "Each reading.")],
            Problems = [404],
        },
        new("GET", "/matters", "findMatters", Group, new Title("按平常的话找事项", "Find a matter by words as people say them"), call => Task.FromResult(Matters(call)))
        {
            Parameters = [Parameter.Query("words", "想办什么、遇到什么；不写就列出全部程序。", "What somebody wants or has met with; all procedures when left out.")],
            Answers = [AnswerOf.Json(ApiJson.Default.MatterList, "合适的事项。", "The matters that fit.")],
        },
        new("GET", "/procedures/{chapter}/{procedure}/forms/{act}", "readOpeningForm", Group, new Title("开立案件的表单", "The form that opens a case"), call => Task.FromResult(OpeningForm(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.FormModel, "要填的每一项。", "Every field that is asked for.")],
            Problems = [404],
        },
    ];

    /// <summary>The number that the address names; null when it is none.</summary>
    public static CaseNumber? NumberOf(ApiCall call) => call.Route("number") is { Length: <= LongestNumber } text && CaseNumber.TryParse(text, out var number) ? number : null;

    /// <summary>What is said of a case, or of something in it, that is not here for the asker: that it was erased, which everybody may know, or that there is nothing.</summary>
    public static Problem Missing(ApiCall call) => NumberOf(call) is { } number && call.Office.Erasure.Of(number.ToString()) is not null ? Problem.Erased : Problem.NotFound;

    private static Reply Read(ApiCall call)
    {
        if (NumberOf(call) is not { } number) { return Problem.NotFound; }
        var model = call.Viewer is not Viewer.Stranger && call.Office.OpenFile(call.Viewer, number.ToString()) is { } file ? CaseModel.Of(file, call.Site.Book)
            : call.Viewer is not Viewer.Tracker && call.Site.Case(number) is { } found ? CaseModel.Of(CaseView.Of(found, call.Site.Book, call.Site.Now.Day), call.Site.Book)
            : null;
        return model is null ? Problem.NotFound : Reply.Of(model, ApiJson.Default.CaseModel).With("ETag", $"\"{model.Entries}\"");
    }

    private static Reply Menu(ApiCall call) => NumberOf(call) is { } number && call.Viewer is not Viewer.Stranger && call.Office.OpenFile(call.Viewer, number.ToString()) is { } file
        ? Reply.Of(MenuModel.Of(file), ApiJson.Default.MenuModel).With("ETag", $"\"{file.Seen}\"") : Missing(call);

    private static Reply Form(ApiCall call, string act) => NumberOf(call) is { } number && call.Viewer is not Viewer.Stranger && call.Office.Form(call.Viewer, number.ToString(), null, act) is { } form
        ? Reply.Of(FormModel.Of(form), ApiJson.Default.FormModel) : Missing(call);

    private static Reply Readings(ApiCall call) => NumberOf(call) is { } number && call.Viewer is not Viewer.Stranger && call.Office.Cases.Find(number.ToString()) is { } id
        && call.Office.Cases.Read(id) is { } record && call.Office.Gate.SeesReadings(call.Viewer, record)
        ? Reply.Of(new ReadingList([.. call.Office.Readings.OfCase(id).Select(reading => ReadingModel.Of(reading, call.Office))]), ApiJson.Default.ReadingList)
        : Problem.NotFound;

    private static Reply Matters(ApiCall call) =>
        Reply.Of(new MatterList([.. call.Office.Matters.Find(call.Query("words") ?? "", call.Site.Now.Day).Select(MatterModel.Of)]), ApiJson.Default.MatterList);

    private static Reply Document(ApiCall call)
    {
        if (NumberOf(call) is not { } number || call.Viewer is Viewer.Stranger || call.Office.OpenDocument(call.Viewer, number.ToString(), call.Route("document")) is not { } document) { return Missing(call); }
        if (call.Header("Accept")?.Contains(DocumentDocx.MediaType, StringComparison.OrdinalIgnoreCase) == true)
        {
            return new Reply.Bytes(DocumentDocx.Write(document), DocumentDocx.MediaType)
                .With("Content-Disposition", $"attachment; filename*=UTF-8''{Uri.EscapeDataString($"{document.Title}.docx")}");
        }

        var page = $"<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>{HtmlEncoder.Default.Encode(document.Title)}</title></head><body>{DocumentHtml.Write(document)}</body></html>\n";
        return new Reply.Bytes(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");
    }

    private static Reply OpeningForm(ApiCall call) => call.Office.Form(call.Viewer, null, $"{call.Route("chapter")}/{call.Route("procedure")}", call.Route("act")) is { } form
        ? Reply.Of(FormModel.Of(form), ApiJson.Default.FormModel) : Problem.NotFound;

    private static async Task<Reply> ListAsync(ApiCall call)
    {
        if (!call.TryTake(out var take, out var problem)) { return problem; }
        var problems = new List<InputProblem>();
        var book = call.Site.Book;
        var procedure = call.Query("procedure");
        if (procedure is not null && book.EditionsOf(procedure).IsEmpty) { problems.Add(Unknown("procedure", "没有这个程序。", "There is no such procedure.")); }
        var organ = call.Query("organ") is { } id ? book.City.FindOrgan(id) : null;
        if (organ is null && call.Query("organ") is not null) { problems.Add(Unknown("organ", "没有这个机关。", "There is no such organ.")); }
        Light? light = call.Query("light") switch { "red" => Light.Red, "yellow" => Light.Yellow, "green" => Light.Green, _ => null };
        if (light is null && call.Query("light") is not null) { problems.Add(Unknown("light", "可用的有 red、yellow、green。", "It is red, yellow or green.")); }
        var year = 0;
        if (call.Query("year") is { } asked && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out year)) { problems.Add(Unknown("year", "应当是年份。", "It is a year.")); }
        var whole = call.Query("state") == "all";
        if (call.Query("state") is not (null or "open" or "all")) { problems.Add(Unknown("state", "可用的有 open、all。", "It is open or all.")); }
        if (whole && (light is not null || call.Query("stage") is not null)) { problems.Add(Unknown("state", "light 和 stage 只能用于未办结的案件。", "light and stage are of open cases only.")); }
        if (!whole && call.Query("year") is not null) { problems.Add(Unknown("year", "按年份列出要写 state=all。", "To list by year, write state=all.")); }
        long[] after = [];
        if (call.Query("after") is { } cursor && (!Paging.TryRead(cursor, out after) || after.Length != (whole || call.Account!.Role == AccountRole.Citizen ? 1 : 2))) { problems.Add(Paging.Unknown.Errors[0]); }
        if (problems.Count > 0) { return Problem.Unreadable([.. problems]); }

        if (call.Account is { Role: AccountRole.Citizen } citizen) { return Own(call, citizen, whole, procedure, after is [var own] ? own : null, take); }
        var organs = call.Office.Gate.Organs(call.Viewer);
        if (whole)
        {
            return Registers(call, new CaseListQuery(organs, organ?.Number, procedure, call.Query("year") is null ? null : year, after is [var last] ? new CaseId(last) : null, take));
        }

        var query = new DocketQuery(organs, light, procedure, call.Query("stage"), organ?.Number, after is [var due, var at] ? new DocketPlace(due < 0 ? null : DateOnly.FromDayNumber((int)due), new CaseId(at)) : null, take);
        return await DocketAsync(call, query);
    }

    private static async Task<Reply> DocketAsync(ApiCall call, DocketQuery query)
    {
        var page = await call.Office.Docket.FindAsync(query, call.Site.Now.Day, call.Ct);
        var next = page.Rows.Length == query.Take && page.Rows[^1] is var last ? Paging.Next(call, Paging.Write(last.Due?.DayNumber ?? -1, last.Id.Value)) : null;
        return Reply.Of(new CaseList([.. page.Rows.Select(row => Brief(row, call))], page.Total, next), ApiJson.Default.CaseList).Linked(next);
    }

    private static Reply Registers(ApiCall call, CaseListQuery query)
    {
        var page = call.Office.Lists.Find(query);
        var next = page.Rows.Length == query.Take ? Paging.Next(call, Paging.Write(page.Rows[^1].Id.Value)) : null;
        return Reply.Of(new CaseList([.. page.Rows.Select(row => Brief(row, call))], (int)page.Total, next), ApiJson.Default.CaseList).Linked(next);
    }

    /// <summary>A party's own cases, the latest first.</summary>
    private static Reply Own(ApiCall call, Account citizen, bool whole, string? procedure, long? after, int take)
    {
        var ids = call.Office.Openings.Of(citizen.Party);
        // By its place among all, so that a case that was closed meanwhile shifts nothing.
        var from = after is { } last ? ids.IndexOf(new CaseId(last)) + 1 : 0;
        var page = new List<(CaseId Id, CaseBrief Brief)>();
        var total = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            if (call.Office.Cases.Read(ids[i]) is not { } record || call.Office.Gate.Look(call.Viewer, record) is null) { continue; }
            if ((!whole && !record.State.IsOpen) || (procedure is not null && record.Edition.Edition.Procedure != procedure)) { continue; }
            total++;
            if (i >= from && page.Count <= take) { page.Add((ids[i], Brief(record, call))); }
        }

        var next = page.Count > take ? Paging.Next(call, Paging.Write(page[take - 1].Id.Value)) : null;
        return Reply.Of(new CaseList([.. page.Take(take).Select(each => each.Brief)], total, next), ApiJson.Default.CaseList).Linked(next);
    }

    private static CaseBrief Brief(CaseRecord record, ApiCall call)
    {
        var (edition, state, number) = (record.Edition.Edition, record.State, call.Office.Cases.NumberOf(record));
        return new CaseBrief(number.ToString(), edition.Procedure, edition.From, KeeperOf(number.Organ, call), Named.Of(state.IsOpen ? edition.Stages[state.Stage] : null),
            Named.Of(state.Outcome >= 0 ? edition.Outcomes[state.Outcome] : null), null, state.EarliestDue, null, state.Entries, ApiSite.Root + CaseAddress.Of(number));
    }

    private static CaseBrief Brief(DocketRow row, ApiCall call) => new(row.Number.ToString(), row.Edition.Procedure, row.Edition.From, KeeperOf(row.Keeper, call),
        Named.Of(row.Stage >= 0 ? row.Edition.Stages[row.Stage] : null), null, Models.Words.Id(row.Light), row.Due, row.Limit >= 0 ? Named.Of(row.Edition.Limits[row.Limit]) : null, row.Entries, ApiSite.Root + CaseAddress.Of(row.Number));

    private static CaseBrief Brief(CaseListRow row, ApiCall call) => new(row.Number.ToString(), row.Edition.Procedure, row.Edition.From, KeeperOf(row.Keeper, call),
        Named.Of(row.Stage >= 0 ? row.Edition.Stages[row.Stage] : null), Named.Of(row.Outcome >= 0 ? row.Edition.Outcomes[row.Outcome] : null), null, null, null, row.Entries, ApiSite.Root + CaseAddress.Of(row.Number));

    private static string KeeperOf(int organ, ApiCall call) => call.Site.Book.City.FindOrgan(organ)?.Id ?? "";

    private static InputProblem Unknown(string field, string zh, string en) => new(field, new Title(zh, en));
}
