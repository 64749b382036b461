using System.Globalization;
using System.Text;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Notes;
using Xiezhi.Web.Features.Api.Models;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Figures;
using Xiezhi.Web.Features.Report;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>What was counted, and the evidence for it: all of it public.</summary>
internal static class FigureOperations
{
    private static readonly Group Group = new("figures", new Title("数据与证据", "Figures and evidence"));

    private static readonly Parameter Year = Parameter.Query("year", "哪一年；不写是最近一年。", "Of which year; the newest when left out.", """{"type":"integer"}""");

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/figures", "listFigures", Group, new Title("一年的全部数据", "All figures of a year"), call => Task.FromResult(List(call)))
        {
            Parameters = [Year],
            Answers = [AnswerOf.Json(ApiJson.Default.FigureList, "数据和数出它们的账本封存点。", "The figures, and the head of the log that they were counted from.")],
            Problems = [404],
        },
        new("GET", "/figures/{id}", "readFigure", Group, new Title("一个数据", "One figure"), call => Task.FromResult(Read(call)))
        {
            Parameters = [Year],
            Answers = [AnswerOf.Json(ApiJson.Default.FigureParts, "数据及其按月、按机关、按区县的构成。", "The figure in its parts by month, organ and county.")],
            Problems = [404],
        },
        new("GET", "/figures/{id}/evidence", "listEvidence", Group, new Title("数据背后的每一件", "Every unit behind a figure"), call => Task.FromResult(Evidence(call)))
        {
            Notes = new Title("按登记年份、机关、顺序号排列；翻页时新办的案件不会使已有的重复或者遗漏。", "Ordered by year and organ of the register, then by ordinal; acts that arrive meanwhile neither repeat nor hide a unit."),
            Parameters =
            [
                Year,
                Parameter.Query("of", "units（计数单位，默认）或 numerator（比率的分子）。", "units, the default, or numerator for those of a rate's numerator.", """{"enum":["units","numerator"]}"""),
                Parameter.Query("organ", "只看一个机关。", "Only of one organ."),
                Parameter.Query("month", "只看一个月，1 到 12。", "Only of one month, 1 to 12.", """{"type":"integer","minimum":1,"maximum":12}"""),
                Paging.After, Paging.Take,
            ],
            Answers = [AnswerOf.Json(ApiJson.Default.EvidenceList, "一页证据。", "A page of evidence.")],
            Problems = [400, 403, 404],
        },
        new("GET", "/reports/{year}", "readReport", Group, new Title("年度报告", "The yearly report"), call => Task.FromResult(Report(call)))
        {
            Parameters = [Parameter.Query("language", "zh（默认）或 en。", "zh, the default, or en.", """{"enum":["zh","en"]}""")],
            Answers = [AnswerOf.Json(ApiJson.Default.ReportModel, "报告的句子和其中的数据。", "The sentences of the report with their figures.")],
            Problems = [400, 404],
        },
        new("GET", "/receipts/{leaf}", "readReceipt", Group, new Title("一条记录的存证", "The receipt of an entry"), call => Task.FromResult(Receipt(call)))
        {
            Notes = new Title("公开记录、到封存点的证明路径和封存点（c2sp.org/tlog-proof）；只用账本的公钥就能验证。", "The leaf, its way to a signed head, and the head (c2sp.org/tlog-proof); the log's public key alone checks it."),
            Answers = [AnswerOf.Bytes("存证。", "The receipt.", "text/plain")],
            Problems = [404],
        },
        new("GET", "/checkpoint", "readCheckpoint", Group, new Title("账本的封存点", "The signed head of the log"), call => Task.FromResult(Checkpoint(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.CheckpointModel, "最新的封存点及其签名。", "The newest head with its signature.")],
        },
    ];

    private static Reply List(ApiCall call) => FigureQuery.YearOf(call.Site, call.Query("year")) is { } year
        ? Reply.Of(new FigureList(year, CheckpointBrief.Of(call.Site.Head), [.. call.Site.Counter.Count(call.Site.Indicators, Period.OfYear(year)).Select(FigureModel.Of)]), ApiJson.Default.FigureList)
        : Problem.NotFound;

    private static Reply Read(ApiCall call)
    {
        if (FigureQuery.Read(call.Site, call.Route("id"), call.Query("year"), null, null, null, null) is not { } query) { return Problem.NotFound; }
        var parts = FigureQuery.PartsOf(query.Indicator, query.Period, call.Site);
        return Reply.Of(new FigureParts(FigureModel.Of(call.Site.Counter.Count(query.Indicator, query.Period)),
            [.. parts.Months.Select((part, month) => new PartModel($"{query.Year}-{month + 1:00}", null, part.Hidden ? null : part.Amount, part.Numerator, part.Rate))],
            [.. parts.Organs.Select(Organ)], [.. parts.Counties.Select(Organ)]), ApiJson.Default.FigureParts);

        PartModel Organ(OrganPart part) => new(part.Organ, call.Site.Book.City.FindOrgan(part.Organ) is { } organ ? TextModel.Of(organ.Title) : null, part.Part.Hidden ? null : part.Part.Amount, part.Part.Numerator, part.Part.Rate);
    }

    private static Reply Evidence(ApiCall call)
    {
        if (FigureQuery.Read(call.Site, call.Route("id"), call.Query("year"), call.Query("month"), call.Query("organ"), call.Query("of"), null) is not { } query) { return Problem.NotFound; }
        if (query.IsWithheld(FigureQuery.PartsOf(query.Indicator, query.Period, call.Site), call.Site)) { return Problem.TooFew; }
        if (!call.TryTake(out var take, out var problem)) { return problem; }
        UnitPlace? after = null;
        if (call.Query("after") is { } cursor)
        {
            if (!Paging.TryRead(cursor, out var numbers) || numbers is not [var year, var organ, var ordinal, var leaf]) { return Paging.Unknown; }
            after = new UnitPlace((int)year, (int)organ, (int)ordinal, leaf);
        }

        var within = query.Month is { } month ? query.Period.Month(month - 1) : default(Period?);
        var units = call.Site.Counter.Evidence(query.Indicator, query.Period, query.Of, take: take + 1, organ: query.Organ?.Number - 1, within: within, after: after);
        var next = units.Count > take && units[take - 1] is var last ? Paging.Next(call, Paging.Write(last.Year, last.Organ, last.Ordinal, last.Leaf)) : null;
        return Reply.Of(new EvidenceList(query.Indicator.Id, query.Year, [.. units.Take(take).Select(unit => Unit(unit, call))], next), ApiJson.Default.EvidenceList).Linked(next);
    }

    private static EvidenceModel Unit(CountedUnit unit, ApiCall call)
    {
        var number = CaseAddress.NumberOf(unit, call.Site.Book);
        return new EvidenceModel(unit.Leaf, number.ToString(), unit.Procedure, unit.OrganId, unit.Day, ApiSite.Root + CaseAddress.Of(number));
    }

    private static Reply Report(ApiCall call)
    {
        if (call.Query("language") is not (null or "zh" or "en")) { return Problem.Unreadable("language", "language 是 zh 或 en。", "language is zh or en."); }
        return int.TryParse(call.Route("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && call.Site.Holdings.Has(year)
            ? Reply.Of(ReportModel.Of(ReportEndpoints.Written(call.Site, year, call.Query("language") == "en")), ApiJson.Default.ReportModel)
            : Problem.NotFound;
    }

    private static Reply Receipt(ApiCall call) => long.TryParse(call.Route("leaf"), NumberStyles.None, CultureInfo.InvariantCulture, out var leaf) && call.Site.ReceiptOf(leaf) is { } receipt
        ? new Reply.Bytes(Encoding.UTF8.GetBytes(receipt.ToString()), "text/plain; charset=utf-8") : Problem.NotFound;

    private static Reply Checkpoint(ApiCall call)
    {
        var head = call.Site.Head;
        var origin = Ledger.Notes.Checkpoint.Parse(SignedNote.Parse(head.Note).Text).Origin;
        return Reply.Of(new CheckpointModel(origin, head.Head.Size, head.Head.Root, head.Note, head.Key), ApiJson.Default.CheckpointModel);
    }
}
