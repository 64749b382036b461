using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Shell;

namespace Xiezhi.Web.Hosting;

/// <summary>A page as the answer to a request: a component rendered once, on the server, with the values that its endpoint has read.</summary>
/// <param name="component">The page; it takes values only.</param>
/// <param name="model">Becomes the page's <c>Model</c> parameter; null for a page without one.</param>
internal sealed class Page(Type component, object? model, int status = StatusCodes.Status200OK) : IResult
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Page Of<TPage>(object? model = null)
        where TPage : IComponent => new(typeof(TPage), model);

    public static Page NotFound() => new(typeof(Features.Faults.NotFoundPage), model: null, StatusCodes.Status404NotFound);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var view = View.Of(httpContext, services.GetRequiredService<ISite>());
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
        httpContext.Response.Headers.CacheControl = "no-cache";
        await httpContext.Response.Body.WriteAsync(Utf8.GetBytes(html), httpContext.RequestAborted);
    }
}
