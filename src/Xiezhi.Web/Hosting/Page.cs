using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Shell;

namespace Xiezhi.Web.Hosting;

/// <summary>A page as the answer to a request: a component rendered once, on the server, with the values that its endpoint has read.</summary>
/// <param name="component">The page; it takes values only.</param>
/// <param name="model">Becomes the page's <c>Model</c> parameter; null for a page without one.</param>
/// <param name="secret">What the page shows is for this one reader, whether or not he has signed in.</param>
internal sealed class Page(Type component, object? model, int status = StatusCodes.Status200OK, bool secret = false) : IResult
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Page Of<TPage>(object? model = null)
        where TPage : IComponent => new(typeof(TPage), model);

    /// <summary>A page for one reader alone, which nobody may keep.</summary>
    public static Page ForOne<TPage>(object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(typeof(TPage), model, status, secret: true);

    public static Page NotFound() => new(typeof(Features.Faults.NotFoundPage), model: null, StatusCodes.Status404NotFound);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var view = View.Of(httpContext, services.GetRequiredService<ISite>(), services.GetService<CityOffice>());
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<Frame>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(Frame.View)] = view,
                [nameof(Frame.Page)] = component,
                [nameof(Frame.Model)] = model,
            }));
            var text = new StringWriter();
            await text.WriteAsync("<!DOCTYPE html>\n");
            root.WriteHtmlTo(text);
            return text.ToString();
        });

        // Rendered whole before the first byte leaves, so that a failure can still become a page that says so.
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.ContentLanguage = view.Words.LanguageTag;
        // What one person sees or has sent is kept by no browser and no proxy.
        httpContext.Response.Headers.CacheControl = view.Viewer is Viewer.Stranger && !httpContext.Response.Headers.ContainsKey("Set-Cookie") && !secret ? "no-cache" : "no-store";
        await httpContext.Response.Body.WriteAsync(Utf8.GetBytes(html), httpContext.RequestAborted);
    }
}
