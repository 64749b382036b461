using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Files;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Tracking;

/// <summary>How a party comes to its case: by number and code, or signed in.</summary>
internal static class TrackEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/track", (string? number) => Page.ForOne<TrackPage>(new TrackView(number is { Length: <= 100 } ? number : "")));
        routes.MapPost("/track", async (HttpContext context, ISite site, CancellationToken ct) =>
        {
            var sent = await SentForm.ReadAsync(context, null, ct);
            var (typed, words) = (sent["number"].Trim(), View.Of(context, site, office).Words);
            switch (office.Codes.Open(typed, sent["code"], Visitor.AddressOf(context)))
            {
                case TrackingAnswer.Opened when CaseNumber.TryParse(typed, out var number):
                    Visitor.Track(context, number, sent["code"].Trim());
                    return SeeOther.To(context, FilePlace.Mine.Of(number));
                case TrackingAnswer.Erased:
                    return FileEndpoints.NotHere(typed, FilePlace.Mine, Viewer.Stranger.Instance, context, office);
                case TrackingAnswer.TooMany:
                    return Page.ForOne<TrackPage>(new TrackView(typed, words.TryLater), StatusCodes.Status429TooManyRequests);
                default:
                    return Page.ForOne<TrackPage>(new TrackView(typed, words.TrackWrong), StatusCodes.Status403Forbidden);
            }
        }).WithMetadata(new Writes());
        routes.MapPost("/track/done", (HttpContext context) =>
        {
            Visitor.Untrack(context);
            return SeeOther.To(context, "/track");
        }).WithMetadata(new Writes());
        routes.MapGet("/mine", (HttpContext context) => Visitor.Of(context) switch
        {
            { Account: { Role: AccountRole.Citizen } account } => Page.ForOne<MinePage>(new MineView([.. office.Openings.Of(account.Party).Select(id => MineRow.Of(id, office)).OfType<MineRow>()])),
            { Tracker: { } tracked } => SeeOther.To(context, FilePlace.Mine.Of(tracked.Number)),
            _ => SeeOther.OrNotFound(context),
        });
    }
}

/// <param name="Number">As it was typed.</param>
/// <param name="Error">Why it did not open; null at first.</param>
public sealed record TrackView(string Number, string? Error = null);

/// <param name="Cases">The latest first.</param>
public sealed record MineView(ImmutableArray<MineRow> Cases);

/// <param name="Stage">Null when the case has ended.</param>
public sealed record MineRow(CaseNumber Number, Edition Edition, Stage? Stage, Outcome? Outcome)
{
    public static MineRow? Of(Ledger.Stores.CaseId id, CityOffice office)
    {
        if (office.Cases.Read(id) is not { } record) { return null; }
        var (edition, state) = (record.Edition.Edition, record.State);
        return new MineRow(office.Cases.NumberOf(record), edition, state.IsOpen ? edition.Stages[state.Stage] : null, state.Outcome >= 0 ? edition.Outcomes[state.Outcome] : null);
    }
}
