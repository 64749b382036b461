using Microsoft.AspNetCore.Http;

namespace Xiezhi.Web.Hosting;

/// <summary>After something was sent, the browser is told where to look; so that looking again sends nothing again.</summary>
internal static class SeeOther
{
    /// <param name="address">Path and query without the language.</param>
    public static IResult To(HttpContext context, string address) => new Answer(context.Request.PathBase + address);

    /// <summary>To sign in, and then back to what was asked for.</summary>
    public static IResult ToSignIn(HttpContext context) => To(context, "/signin?to=" + Uri.EscapeDataString(
        HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent() : "/"));

    /// <summary>A stranger may sign in; whoever has, finds that there is no such page.</summary>
    public static IResult OrNotFound(HttpContext context) => Visitor.Of(context).Account is null ? ToSignIn(context) : Page.NotFound();

    private sealed class Answer(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            httpContext.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}
