using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Desk;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Features.Matters;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Desk;

/// <summary>The desk of whoever works for an organ, or looks over some. Which cases its lists hold, the gate says.</summary>
internal static class DeskEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/desk", async (HttpContext context, CancellationToken ct) => Staff(context) is { } account
            ? Page.ForOne<DeskPage>(await DeskAsync(account, DeskFilter.Of(context.Request, office.Book), office, ct)) : SeeOther.OrNotFound(context));
        routes.MapPost("/desk/bulk", async (HttpContext context, CancellationToken ct) => Staff(context) is { } account
            ? Page.ForOne<BulkPage>(await BulkAsync(await SentForm.ReadAsync(context, null, ct), new Viewer.SignedIn(account), office, ct)) : SeeOther.OrNotFound(context)).WithMetadata(new Writes());
        routes.MapGet("/desk/open", (HttpContext context) => Staff(context) is { Role: not AccountRole.Supervisor } account
            ? Page.ForOne<OpenPage>((IReadOnlyList<Edition>)[.. ApplyPlace.Desk.Editions(new Viewer.SignedIn(account), office)]) : SeeOther.OrNotFound(context));
        routes.MapGet("/desk/all", (HttpContext context) => Staff(context) is { } account
            ? Page.ForOne<ListsPage>(Lists(context.Request, new Viewer.SignedIn(account), office)) : SeeOther.OrNotFound(context));
        ProposalEndpoints.Map(routes, office);
        ErasureEndpoints.Map(routes, office);
    }

    /// <summary>Whoever has a desk; null for anybody else.</summary>
    public static Account? Staff(HttpContext context) =>
        Visitor.Of(context).Account is { Role: not (AccountRole.Citizen or AccountRole.Administrator) } account ? account : null;

    public static string ListAddress(ListsView view, CaseId after) => QueryHelpers.AddQueryString("/desk/all", new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["procedure"] = view.Query.Procedure,
        ["year"] = view.Query.Year?.ToString(CultureInfo.InvariantCulture),
        ["organ"] = view.Organs.FirstOrDefault(o => o.Number == view.Query.Organ)?.Id,
        ["after"] = after.Value.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is not null));

    private static async Task<DeskView> DeskAsync(Account account, DeskFilter filter, CityOffice office, CancellationToken ct)
    {
        var viewer = new Viewer.SignedIn(account);
        var query = new DocketQuery(office.Gate.Organs(viewer), filter.Light, filter.Procedure, filter.Stage, filter.Holder?.Number, filter.After, DeskView.PageSize) { Movable = filter.Movable };
        var marked = office.Book.Editions.Any(e => e.From <= office.Today && e.Transition is { OpenCases: Law.Procedures.OpenCases.Marked });
        return new DeskView(filter, await office.Docket.FindAsync(query, office.Today, ct), account, office.City.FindOrgan(account.Organ), office.Proposals.WaitingFor(viewer).Length)
        {
            MayErase = office.Erasure.MayPropose(viewer),
            Movable = filter.Movable || (marked && (await office.Docket.FindAsync(new DocketQuery(query.Organs, Take: 1) { Movable = true }, office.Today, ct)).Total > 0),
        };
    }

    /// <summary>One act in each of the chosen cases; what stands in the way of one does not stop the others.</summary>
    private static async Task<BulkView> BulkAsync(SentForm sent, Viewer viewer, CityOffice office, CancellationToken ct)
    {
        var (act, key) = (sent["act"], sent["key"] is { Length: >= 8 and <= 64 } given ? given : FormView.NewKey());
        var rows = new List<Task<BulkRow>>();
        foreach (var text in sent.All("case").Distinct().Take(MostAtOnce))
        {
            if (CaseNumber.TryParse(text, out var number)) { rows.Add(OneAsync(number, act, $"{key} {number}", viewer, office, ct)); }
        }

        return new BulkView(act, [.. await Task.WhenAll(rows)], sent["back"].StartsWith("/desk", StringComparison.Ordinal) ? sent["back"] : "/desk");
    }

    private static async Task<BulkRow> OneAsync(CaseNumber number, string act, string key, Viewer viewer, CityOffice office, CancellationToken ct)
    {
        var form = office.Form(viewer, number.ToString(), null, act);
        var outcome = form is null ? new ActOutcome.NoSuchCase() : await office.ActAsync(viewer, new ActInput { Case = number.ToString(), Act = act, Key = key }, ct);
        return new BulkRow(number, form?.Title ?? new Title(act, act), form?.Edition, outcome);
    }

    private static ListsView Lists(HttpRequest request, Viewer viewer, CityOffice office)
    {
        string? Asked(string name) => request.Query[name] is [{ Length: > 0 and <= 200 } value] ? value : null;
        var organs = office.Gate.Organs(viewer);
        var query = new CaseListQuery(organs,
            Asked("organ") is { } organ ? office.City.FindOrgan(organ)?.Number : null,
            Asked("procedure") is { } procedure && !office.Book.EditionsOf(procedure).IsEmpty ? procedure : null,
            int.TryParse(Asked("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null,
            long.TryParse(Asked("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? new CaseId(after) : null, DeskView.PageSize);
        return new ListsView(query, office.Lists.Find(query), [.. organs.Select(office.City.FindOrgan).OfType<Organ>()], [.. office.Book.Procedures],
            [.. office.Lists.Years(organs)]);
    }
}
