using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Acts;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>What the law prescribes: procedures in their editions, and when a limit ends.</summary>
internal static class ProcedureOperations
{
    private static readonly Group Group = new("procedures", new Title("程序", "Procedures"));

    private static readonly Parameter On = Parameter.Query("on", "哪一天施行的版本，如 2024-01-02；不写是今天。", "The edition in force on this day, such as 2024-01-02; today when left out.", """{"type":"string","format":"date"}""");

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/procedures", "listProcedures", Group, new Title("全部程序", "All procedures"), call => Task.FromResult(List(call)))
        {
            Parameters = [On],
            Answers = [AnswerOf.Json(ApiJson.Default.ProcedureList, "当日施行的程序。", "The procedures in force on the day.")],
            Problems = [400],
        },
        new("GET", "/procedures/{chapter}/{procedure}", "readProcedure", Group, new Title("一个程序", "One procedure"), call => Task.FromResult(Read(call)))
        {
            Parameters = [On],
            Answers = [AnswerOf.Json(ApiJson.Default.ProcedureModel, "角色、事实、行为、期限和依据。", "Its roles, facts, acts, limits and articles.")],
            Problems = [400, 404],
        },
        new("GET", "/procedures/{chapter}/{procedure}/limits/{limit}/due", "explainLimit", Group, new Title("推算期限", "When a limit ends"), call => Task.FromResult(Explain(call)))
        {
            Notes = new Title("期限长短取决于事实的，用 fact.<事实>=<值> 给出。", "Where the length depends on facts, give them as fact.<id>=<value>."),
            Parameters =
            [
                On,
                new Parameter("from", "query", new Title("起算日（2024-01-02）或起算时刻（2024-01-02T09:30）。", "The day that starts it (2024-01-02), or the minute (2024-01-02T09:30)."), Required: true),
                Parameter.Query("tolled", "中止的日子，首尾都算，如 2024-02-01..2024-02-10；可以写几个。", "Days on which the case rests, both ends included, such as 2024-02-01..2024-02-10; may be repeated.",
                    """{"type":"array","items":{"type":"string"}}"""),
                Parameter.Query("excluded", "扣除的日子，写法同上。", "Days that are not charged, written the same way.", """{"type":"array","items":{"type":"string"}}"""),
                Parameter.Query("extended", "延长多少，如 30:calendar-day。", "By how much it is extended, such as 30:calendar-day."),
            ],
            Answers = [AnswerOf.Json(ApiJson.Default.DueModel, "到期日和推算过程。", "The due day with its working.")],
            Problems = [400, 404],
        },
    ];

    private static Reply List(ApiCall call)
    {
        if (!TryDay(call, out var day, out var problem)) { return problem; }
        var book = call.Site.Book;
        var inForce = book.Procedures.Select(procedure => book.InForce(procedure, day)).OfType<Edition>();
        return Reply.Of(new ProcedureList([.. inForce.Select(edition => ProcedureBrief.Of(edition, book))]), ApiJson.Default.ProcedureList);
    }

    private static Reply Read(ApiCall call) =>
        !TryDay(call, out var day, out var problem) ? problem
        : Find(call, day) is { } edition ? Reply.Of(ProcedureModel.Of(edition), ApiJson.Default.ProcedureModel)
        : Problem.NotFound;

    private static Edition? Find(ApiCall call, DateOnly day) => call.Site.Book.InForce($"{call.Route("chapter")}/{call.Route("procedure")}", day);

    private static bool TryDay(ApiCall call, out DateOnly day, out Problem problem)
    {
        day = call.Site.Now.Day;
        problem = Problem.Unreadable("on", "on 应当是日期，如 2024-01-02。", "on is a day, such as 2024-01-02.");
        return call.Query("on") is not { } text || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static Reply Explain(ApiCall call)
    {
        if (!Moment.TryParse(call.Query("from") ?? "", out var from))
        {
            return Problem.Unreadable("from", "from 应当是日期或时刻，如 2024-01-02 或 2024-01-02T09:30。", "from is a day or a minute, such as 2024-01-02 or 2024-01-02T09:30.");
        }

        if (!TryDay(call, out var day, out var wrong)) { return wrong; }
        if (Find(call, call.Query("on") is null ? from.Day : day) is not { } edition || edition.FindLimit(call.Route("limit")) is not { } limit) { return Problem.NotFound; }
        var problems = new List<InputProblem>();
        var facts = Facts(call, edition, problems);
        var tolled = Stretches(call, "tolled", StretchKind.Tolled, problems);
        var excluded = Stretches(call, "excluded", StretchKind.Excluded, problems);
        Length? extension = null;
        if (call.Query("extended") is { } extended)
        {
            if (Length.TryParse(extended, out var more)) { extension = more; }
            else { problems.Add(new InputProblem("extended", new Title("应当是数和单位，如 30:calendar-day。", "A number and a unit, such as 30:calendar-day."))); }
        }

        if (problems.Count > 0) { return Problem.Unreadable([.. problems]); }
        var book = call.Site.Book;
        if (limit.IsDated) { return Reply.Of(FixedDay(edition, limit, from.Day, book), ApiJson.Default.DueModel); }
        if (Measure.LengthOf(limit, CaseState.Supposing(edition, facts), book.Calendar, book.City, from.Day) is not { } length) { return Reply.Of(Model(edition, limit, null, null, []), ApiJson.Default.DueModel); }
        if (length.IsByTheMinute && !from.HasMinute)
        {
            return Problem.Unreadable("from", $"{StepText.Chinese(length)}按分钟计算，请写明时刻，如 2024-01-02T09:30。", $"{length} are counted by the minute: write one, such as 2024-01-02T09:30.");
        }

        var derivation = new Derivation();
        try
        {
            var reckoning = new Reckoning { Kind = limit.Kind, From = from, Length = length, TakenOff = [.. tolled, .. excluded], Extension = extension, ShiftedBy = limit.ShiftedBy, Rule = limit.Counting, Hours = book.City.Hours };
            var due = Due.Of(book.Calendar, in reckoning, ref derivation);
            return Reply.Of(Model(edition, limit, length, due, derivation.Steps), ApiJson.Default.DueModel);
        }
        catch (ArgumentOutOfRangeException)
        {
            return Problem.Unreadable("from", "推算超出了日历所有的年份；请写近一些的日子或短一些的期间。", "The reckoning leaves the years that the calendar has: write a nearer day or a shorter length.");
        }
    }

    private static DueModel FixedDay(Edition edition, Limit limit, DateOnly from, LawBook book)
    {
        var (month, day, exclusive) = limit.ByDay;
        var next = Due.NextByDay(book.Calendar, from, month, day, exclusive);
        var derivation = new Derivation();
        var due = Due.ByDay(book.Calendar, exclusive ? next.Strict.AddDays(1).Year : next.Strict.Year, month, day, exclusive, ref derivation);
        return Model(edition, limit, null, due, derivation.Steps);
    }

    private static DueModel Model(Edition edition, Limit limit, Length? length, DueDay? due, ImmutableArray<Step> steps) => new(edition.Procedure, edition.From, limit.Id, TextModel.Of(limit.Title),
        length?.ToString(), due?.Strict, due?.Rolled, Words.Time(due?.Minute ?? -1), due?.Provisional ?? false, ArticleModel.Of(limit.Basis, edition), Words.Working(steps));

    private static ImmutableArray<FactValue> Facts(ApiCall call, Edition edition, List<InputProblem> problems)
    {
        var facts = ImmutableArray.CreateBuilder<FactValue>();
        foreach (var (name, value) in call.Http.Request.Query)
        {
            if (!name.StartsWith("fact.", StringComparison.Ordinal)) { continue; }
            if (edition.FindFact(name[5..]) is not { } fact) { problems.Add(new InputProblem(name, new Title($"{edition.Id} 没有这个事实。", $"{edition.Id} has no such fact."))); }
            else if (FactText.TryRead(fact, value.ToString(), call.Site.Book.City, out var read, out var problem)) { facts.Add(read); }
            else { problems.Add(new InputProblem(name, new Title("值的写法不对。" + (fact.Codes is { } codes ? $"可以是 {string.Join("、", codes.Codes)}。" : ""), problem))); }
        }

        return facts.DrainToImmutable();
    }

    private static ImmutableArray<Stretch> Stretches(ApiCall call, string name, StretchKind kind, List<InputProblem> problems)
    {
        var stretches = ImmutableArray.CreateBuilder<Stretch>();
        foreach (var text in call.Http.Request.Query[name])
        {
            var dots = text?.IndexOf("..", StringComparison.Ordinal) ?? -1;
            if (dots > 0 && Moment.TryParse(text.AsSpan(0, dots), out var first) && Moment.TryParse(text.AsSpan(dots + 2), out var last) && !first.HasMinute && !last.HasMinute && first <= last)
            {
                stretches.Add(new Stretch(first.Day, last.Day, kind));
            }
            else
            {
                problems.Add(new InputProblem(name, new Title("应当是首日..末日，如 2024-02-01..2024-02-10。", "The first and the last day, such as 2024-02-01..2024-02-10.")));
            }
        }

        return stretches.DrainToImmutable();
    }
}
