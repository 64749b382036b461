using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Documents;
using Xiezhi.Office.Files;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Files;

/// <summary>What belongs to a case file and is not the file itself: uploaded papers, documents made from templates, and who has read personal data of the case.</summary>
internal static class PaperEndpoints
{
    private const string DocxEnding = ".docx";

    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        foreach (var place in new[] { FilePlace.Mine, FilePlace.Desk })
        {
            routes.MapGet(place.Root + "/{number}/papers/{id}", (string number, string id, HttpContext context) =>
            {
                var (viewer, known) = FileEndpoints.Look(number, place, context);
                return known is { } asked && id.Length <= 100 && office.OpenPaper(viewer, asked.ToString(), id) is { } paper ? Download(paper, context) : FileEndpoints.NotHere(number, place, viewer, context, office);
            });
            routes.MapGet(place.Root + "/{number}/documents/{name}", (string number, string name, HttpContext context) =>
            {
                var (viewer, known) = FileEndpoints.Look(number, place, context);
                var docx = name.EndsWith(DocxEnding, StringComparison.Ordinal);
                var id = docx ? name[..^DocxEnding.Length] : name;
                if (known is not { } asked || office.OpenDocument(viewer, asked.ToString(), id) is not { } document) { return FileEndpoints.NotHere(number, place, viewer, context, office); }
                return docx ? Attached(context, $"{document.Title} {asked}{DocxEnding}", Results.Bytes(DocumentDocx.Write(document), DocumentDocx.MediaType))
                    : Page.ForOne<DocumentPage>(new DocumentView(asked, place, id, document));
            });
            routes.MapGet(place.Root + "/{number}/readings", (string number, HttpContext context) =>
            {
                var (viewer, known) = FileEndpoints.Look(number, place, context);
                return known is { } asked && office.Cases.Find(asked.ToString()) is { } id && office.Cases.Read(id) is { } record && office.Gate.SeesReadings(viewer, record)
                    ? Page.ForOne<ReadingsPage>(new ReadingsView(asked, place, [.. office.Readings.OfCase(id).Select(reading => Named(reading, office))]))
                    : FileEndpoints.NotHere(number, place, viewer, context, office);
            });
        }
    }

    private static IResult Download(PaperContent paper, HttpContext context)
    {
        context.Response.RegisterForDispose(paper);
        return Attached(context, paper.Paper.Name, Results.Stream(paper.Content, paper.Paper.Type));
    }

    // Always as a file to keep: nothing that somebody uploaded is shown as a page of this site.
    private static IResult Attached(HttpContext context, string name, IResult content)
    {
        context.Response.Headers.CacheControl = "no-store";
        var says = new ContentDispositionHeaderValue("attachment");
        says.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = says.ToString();
        return content;
    }

    private static ReadingRow Named(Reading reading, CityOffice office) =>
        new(reading.Reader.Length == 0 ? null : office.Accounts.Find(reading.Reader)?.Name, office.City.FindOrgan(reading.Organ)?.Title, reading.At, reading.Kinds);
}

/// <param name="Rows">The newest first.</param>
public sealed record ReadingsView(CaseNumber Number, FilePlace Place, ImmutableArray<ReadingRow> Rows);

/// <param name="Name">Of the account; null for the party with number and code.</param>
/// <param name="Organ">For which he looked; null for a party.</param>
public sealed record ReadingRow(string? Name, Title? Organ, NodaTime.Instant At, PersonalData Kinds);

/// <param name="Id">Of the document in the edition.</param>
public sealed record DocumentView(CaseNumber Number, FilePlace Place, string Id, RenderedDocument Document)
{
    public string Address => $"{Place.Of(Number)}/documents/{Id}";
}
