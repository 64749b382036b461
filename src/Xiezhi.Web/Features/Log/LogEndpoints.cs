using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Published;
using Xiezhi.Reports;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Log;

/// <summary>The public log under <c>/log</c>, file by file as an export has it, so that clients of c2sp.org/tlog-tiles and <c>recount</c> read it where it is.</summary>
internal static class LogEndpoints
{
    /// <summary>Content type of tiles and entry bundles.</summary>
    public const string Bytes = "application/octet-stream";

    private const string Text = "text/plain; charset=utf-8", Json = "application/json; charset=utf-8";
    // A tile or bundle never changes under its name; a head is soon followed by the next, and so are the figures.
    private const string ForEver = "public, max-age=31536000, immutable", Short = "public, max-age=5";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/" + TilePath.Checkpoint, (ISite site, HttpContext context) => Give(context, site.LogFile(TilePath.Checkpoint), Text, Short));
        routes.MapGet("/log/" + TilePath.VerifierKey, (ISite site, HttpContext context) => Give(context, site.LogFile(TilePath.VerifierKey), Text, Short));
        routes.MapGet("/log/" + TilePath.WitnessPolicy, (ISite site, HttpContext context) => Give(context, site.LogFile(TilePath.WitnessPolicy), Text, Short));
        routes.MapGet("/log/" + TilePath.Cosigned, (ISite site, HttpContext context) => Give(context, site.LogFile(TilePath.Cosigned), Text, Short));
        routes.MapGet("/log/" + PublishedFigures.FileName, (ISite site, HttpContext context) => Give(context, Figures(site).ToJson(), Json, Short));
        routes.MapGet("/log/" + PublishedFigures.DefinitionsFileName, (ISite site, HttpContext context) => Give(context, DefinitionJson.Write(site.Indicators), Json, Short));
        routes.MapGet("/log/tile/{**name}", (string name, ISite site, HttpContext context) => Give(context, site.LogFile("tile/" + name), Bytes, ForEver));
    }

    private static PublishedFigures Figures(ISite site)
    {
        var year = site.Holdings.Years is [.., var newest] ? newest : site.Now.Day.Year;
        return PublishedFigures.Of(site.Book.City.Id, site.Counter.Count(site.Indicators, Period.OfYear(year)), DefinitionJson.Write(site.Indicators));
    }

    private static IResult Give(HttpContext context, byte[]? file, string type, string keep)
    {
        if (file is null) { return Page.NotFound(); }
        var headers = context.Response.Headers;
        headers.CacheControl = keep;
        // Public evidence: pages of others may read and check it too.
        headers.AccessControlAllowOrigin = "*";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Bytes(file, type);
    }
}
