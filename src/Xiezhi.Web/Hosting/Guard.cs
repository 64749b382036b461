using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Xiezhi.Web.Hosting;

/// <summary>What holds for every answer: the headers, and that nothing is taken but where an endpoint declares it.</summary>
internal static class Guard
{
    public static Task Headers(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }

    /// <summary>A question for the headers alone is answered as GET; the server itself leaves the body out.</summary>
    public static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) { context.Request.Method = HttpMethods.Get; }
        return next(context);
    }

    /// <summary>After routing: lets through what is only read, and what is sent to an endpoint that declares to take it.</summary>
    public static Task Sending(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method)) { return next(context); }
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<Writes>() is not { } writes) { return NotTaken(context, StatusCodes.Status405MethodNotAllowed); }
        if (writes.FromPages && !FromThisSite(context.Request)) { return NotTaken(context, StatusCodes.Status403Forbidden); }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) { limit.MaxRequestBodySize = writes.MaxBody; }
        return next(context);
    }

    private static Task NotTaken(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status405MethodNotAllowed) { context.Response.Headers.Allow = "GET, HEAD"; }
        // Whatever was sent along is not read, so that nothing can follow it.
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    // Every browser says from where a form is sent; what says nothing is no form of ours. The scheme is not compared: a proxy may have taken it off.
    private static bool FromThisSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin") { return false; }
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
