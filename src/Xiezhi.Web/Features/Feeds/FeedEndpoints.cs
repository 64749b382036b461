using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.Events;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Api;

namespace Xiezhi.Web.Features.Feeds;

/// <summary>What other programs fetch from time to time: deadlines for a calendar, published items for a reader of news.</summary>
internal static class FeedEndpoints
{
    public const string Published = "/feeds/published.atom";

    /// <summary>Address of an account's calendar.</summary>
    public static string DeadlinesOf(string token) => $"/feeds/deadlines/{token}.ics";

    public static void Map(IEndpointRouteBuilder routes, ISite site, CityOffice office, PublishedItems published, Callers callers, ApiOptions options)
    {
        routes.MapGet("/feeds/deadlines/{token}.ics", async context =>
        {
            // The token lies in the address: it must not be passed on, and those who guess are slowed down.
            if (office.Tokens.Find((string)context.Request.RouteValues["token"]!, TokenUse.Feed) is not { } account)
            {
                context.Response.StatusCode = callers.TooMany(context) is null ? StatusCodes.Status404NotFound : StatusCodes.Status429TooManyRequests;
                return;
            }

            var calendar = await DeadlineCalendar.OfAsync(account, site, office, SiteAddress(context, options), context.RequestAborted);
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            await AnswerAsync(context, calendar, "text/calendar; charset=utf-8", "private, max-age=300", null);
        });
        routes.MapGet(Published, context =>
        {
            if (callers.TooMany(context) is not null)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Task.CompletedTask;
            }

            var feed = PublishedFeed.Of(published.Latest(), site, SiteAddress(context, options));
            return AnswerAsync(context, feed.Text, "application/atom+xml; charset=utf-8", "public, max-age=300", feed.Updated);
        });
    }

    /// <summary>The site as its readers know it: as it was told at the start, else as this reader asked.</summary>
    private static string SiteAddress(HttpContext context, ApiOptions options) => options.PublicUrl ?? $"{context.Request.Scheme}://{context.Request.Host}";

    private static Task AnswerAsync(HttpContext context, byte[] body, string type, string cache, DateTimeOffset? updated)
    {
        var headers = context.Response.Headers;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
        headers.ETag = tag;
        headers.CacheControl = cache;
        if (updated is { } last) { headers.LastModified = last.ToString("R", CultureInfo.InvariantCulture); }
        if (IsKnown(context.Request, tag, updated))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool IsKnown(HttpRequest request, string tag, DateTimeOffset? updated)
    {
        var asked = request.GetTypedHeaders();
        if (asked.IfNoneMatch.Count > 0) { return asked.IfNoneMatch.Any(known => known.Tag == "*" || known.Tag == tag); }
        return updated is { } last && asked.IfModifiedSince is { } since && last <= since;
    }
}
