using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Desk;

/// <summary>Where the organ that the law names asks that the content of a case be erased; its head consents among the other proposals.</summary>
internal static class ErasureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/desk/erase", (long? waits, string? number, HttpContext context) => Eraser(context, office) is not null
            ? Page.ForOne<ErasePage>(View(office, number ?? "", "", FormView.NewKey()) with { Waits = waits }) : SeeOther.OrNotFound(context));
        routes.MapPost("/desk/erase", async (HttpContext context, CancellationToken ct) => Eraser(context, office) is { } viewer
            ? await ProposeAsync(await SentForm.ReadAsync(context, null, ct), viewer, context, office, ct) : SeeOther.OrNotFound(context)).WithMetadata(new Writes());
    }

    private static Viewer.SignedIn? Eraser(HttpContext context, CityOffice office) =>
        DeskEndpoints.Staff(context) is { } account && new Viewer.SignedIn(account) is var viewer && office.Erasure.MayPropose(viewer) ? viewer : null;

    private static async Task<IResult> ProposeAsync(SentForm sent, Viewer.SignedIn viewer, HttpContext context, CityOffice office, CancellationToken ct)
    {
        var (text, ground, key) = (sent["number"].Trim(), sent["ground"], sent["key"] is { Length: >= 8 and <= 64 } given ? given : FormView.NewKey());
        var outcome = text.Length <= 100 && CaseNumber.TryParse(text, out var number)
            ? await office.ActAsync(viewer, new ActInput { Case = number.ToString(), Act = CaseErasure.Act + ground, Key = key }, ct) : new ActOutcome.NoSuchCase();
        var again = View(office, text, ground, key);
        return outcome switch
        {
            ActOutcome.Waits waits => SeeOther.To(context, $"/desk/erase?waits={waits.Proposal}"),
            ActOutcome.Unreadable { Problems: [var problem, ..] } => Page.ForOne<ErasePage>(again with { Trouble = problem.Words }, StatusCodes.Status409Conflict),
            ActOutcome.Erased => Page.ForOne<ErasePage>(again with { Trouble = new Title("内容已经删除", "Its content was erased") }, StatusCodes.Status410Gone),
            _ => Page.ForOne<ErasePage>(again with { Trouble = new Title("没有这个案件；请照文书上的案号填写", "There is no such case; write the number on its papers") }, StatusCodes.Status422UnprocessableEntity),
        };
    }

    private static EraseView View(CityOffice office, string number, string ground, string key) => new(office.Book.Privacy.Grounds, number, ground, key);
}

/// <param name="Grounds">Those of the law.</param>
/// <param name="Number">As it was typed.</param>
public sealed record EraseView(ImmutableArray<ErasureGround> Grounds, string Number, string Ground, string Key)
{
    /// <summary>Number of the proposal that was just made; null before.</summary>
    public long? Waits { get; init; }
    public Title? Trouble { get; init; }
}
