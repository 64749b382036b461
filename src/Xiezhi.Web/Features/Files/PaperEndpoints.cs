using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Files;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Files;

/// <summary>What belongs to a case file and is not the file itself: uploaded papers, and who has read personal data of the case.</summary>
internal static class PaperEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        foreach (var place in new[] { FilePlace.Mine, FilePlace.Desk })
        {
            routes.MapGet(place.Root + "/{number}/papers/{id}", (string number, string id, HttpContext context) =>
            {
                var (viewer, known) = FileEndpoints.Look(number, place, context);
                return known is { } asked && id.Length <= 100 && office.OpenPaper(viewer, asked.ToString(), id) is { } paper ? Download(paper, context) : FileEndpoints.NotHere(place, viewer, context);
            });
            routes.MapGet(place.Root + "/{number}/readings", (string number, HttpContext context) =>
            {
                var (viewer, known) = FileEndpoints.Look(number, place, context);
                return known is { } asked && office.Cases.Find(asked.ToString()) is { } id && office.Cases.Read(id) is { } record && office.Gate.SeesReadings(viewer, record)
                    ? Page.ForOne<ReadingsPage>(new ReadingsView(asked, place, [.. office.Readings.OfCase(id).Select(reading => Named(reading, office))]))
                    : FileEndpoints.NotHere(place, viewer, context);
            });
        }
    }

    // Always as a file to keep: nothing that somebody uploaded is shown as a page of this site.
    private static IResult Download(PaperContent paper, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var says = new ContentDispositionHeaderValue("attachment");
        says.SetHttpFileName(paper.Paper.Name);
        context.Response.Headers.ContentDisposition = says.ToString();
        context.Response.RegisterForDispose(paper);
        return Results.Stream(paper.Content, paper.Paper.Type);
    }

    private static ReadingRow Named(Reading reading, CityOffice office) =>
        new(reading.Reader.Length == 0 ? null : office.Accounts.Find(reading.Reader)?.Name, office.City.FindOrgan(reading.Organ)?.Title, reading.At, reading.Kinds);
}

/// <param name="Rows">The newest first.</param>
public sealed record ReadingsView(CaseNumber Number, FilePlace Place, ImmutableArray<ReadingRow> Rows);

/// <param name="Name">Of the account; null for the party with number and code.</param>
/// <param name="Organ">For which he looked; null for a party.</param>
public sealed record ReadingRow(string? Name, Title? Organ, NodaTime.Instant At, PersonalData Kinds);
