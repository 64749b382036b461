using System.Globalization;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api.Operations;

/// <summary>The registers that acts write, with the fields that anybody may see.</summary>
internal static class RegisterOperations
{
    private static readonly Group Group = new("registers", new Title("名册", "Registers"));

    private static readonly Parameter On = Parameter.Query("on", "只要这一天有效的条目和当日的内容，如 2024-01-02；不写则列出全部。", "Only what is in force on this day, as it then reads, such as 2024-01-02; all that is known when left out.", """{"type":"string","format":"date"}""");

    public static IEnumerable<Operation> All =>
    [
        new("GET", "/registers", "listRegisters", Group, new Title("全部名册", "All registers"), call => Task.FromResult(List(call)))
        {
            Answers = [AnswerOf.Json(ApiJson.Default.RegisterList, "由行为写入的名册。", "The registers that acts write.")],
        },
        new("GET", "/registers/{register}/items", "listItems", Group, new Title("名册的条目", "The items of a register"), call => Task.FromResult(Items(call)))
        {
            Parameters = [On, Parameter.Query("after", "从哪个条目之后接着翻。", "The key after which the page goes on."), Paging.Take],
            Answers = [AnswerOf.Json(ApiJson.Default.ItemList, "一页条目，按键排列。", "A page of items, by key.")],
            Problems = [400, 404],
        },
        new("GET", "/registers/{register}/items/{key}", "readItem", Group, new Title("一个条目", "One item"), call => Task.FromResult(Read(call)))
        {
            Parameters = [On],
            Answers = [AnswerOf.Json(ApiJson.Default.ItemModel, "条目的各版内容。", "What was written of it, edition by edition.")],
            Problems = [400, 404],
        },
    ];

    private static Reply List(ApiCall call) => Reply.Of(new RegisterList([.. call.Office.Book.Registers.Values.OrderBy(form => form.Id, StringComparer.Ordinal)
        .Select(form => RegisterModel.Of(form, call.Office.Registers.Ask(all => all.ItemsOf(form.Id).ToList()), call.Office.Today))]), ApiJson.Default.RegisterList);

    private static Reply Items(ApiCall call)
    {
        if (!call.Office.Book.Registers.TryGetValue(call.Route("register"), out var form)) { return Problem.NotFound; }
        if (!TryDay(call, out var on, out var problem) || !call.TryTake(out var take, out problem)) { return problem; }
        var after = call.Query("after");
        // Behind the key itself, so that what is written meanwhile shifts nothing; one more than asked for tells whether there is another page.
        var page = call.Office.Registers.Ask(all => all.ItemsOf(form.Id)
            .Where(item => (after is null || string.CompareOrdinal(item.Key, after) > 0) && (on is not { } day || item.On(day) is not null)).Take(take + 1).ToList());
        var next = page.Count > take ? Paging.Next(call, page[take - 1].Key) : null;
        return Reply.Of(new ItemList([.. page.Take(take).Select(item => ItemModel.Of(item, on, call.Office.City))], next), ApiJson.Default.ItemList).Linked(next);
    }

    private static Reply Read(ApiCall call)
    {
        if (!call.Office.Book.Registers.TryGetValue(call.Route("register"), out var form)) { return Problem.NotFound; }
        if (!TryDay(call, out var on, out var problem)) { return problem; }
        return call.Office.Registers.Ask(all => all.Find(form.Id, call.Route("key"))) is { } item && (on is not { } day || item.On(day) is not null)
            ? Reply.Of(ItemModel.Of(item, on, call.Office.City), ApiJson.Default.ItemModel)
            : Problem.NotFound;
    }

    private static bool TryDay(ApiCall call, out DateOnly? on, out Problem problem)
    {
        on = null;
        problem = Problem.Unreadable("on", "on 应当是日期，如 2024-01-02。", "on is a day, such as 2024-01-02.");
        if (call.Query("on") is not { } text) { return true; }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) { return false; }
        on = day;
        return true;
    }
}
