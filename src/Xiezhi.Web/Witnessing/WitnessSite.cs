using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Web.Witnessing;

/// <summary>The address of a witness: logs ask it for cosignatures (c2sp.org/tlog-witness), and anybody reads which heads it has cosigned.</summary>
public static class WitnessSite
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>The site, not yet started. Start it with <see cref="Hosting.XiezhiSite.StartAsync"/>, which names a busy port.</summary>
    /// <param name="urls">Addresses as Kestrel reads them, separated by semicolons.</param>
    public static WebApplication Build(string urls, Witness witness)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(WitnessSite).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = CheckpointRequest.MaxLength;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost("/add-checkpoint", context => TakeAsync(context, witness));
        app.MapGet("/", () => Results.Text(Summary(witness), Text));
        app.MapGet("/{log}/checkpoint", (string log) => witness.Logs.FirstOrDefault(one => one.Id == log)?.Head is { } head ? Results.Text(head.ToString(), Text) : Results.NotFound());
        return app;
    }

    private static async Task TakeAsync(HttpContext context, Witness witness)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException tooLarge)
        {
            await SayAsync(context, tooLarge.StatusCode, "The request is too long.\n");
            return;
        }

        var answer = witness.Take(body.GetBuffer().AsSpan(0, (int)body.Length));
        var (status, text) = answer switch
        {
            WitnessAnswer.Cosigned cosigned => (StatusCodes.Status200OK, $"{cosigned.Signature}\n"),
            WitnessAnswer.Conflict conflict => (StatusCodes.Status409Conflict, string.Create(CultureInfo.InvariantCulture, $"{conflict.Size}\n")),
            WitnessAnswer.UnknownLog unknown => (StatusCodes.Status404NotFound, $"This witness does not watch '{unknown.Origin}'.\n"),
            WitnessAnswer.NotTrusted not => (StatusCodes.Status403Forbidden, $"{not.Why}\n"),
            WitnessAnswer.Malformed malformed => (StatusCodes.Status400BadRequest, $"{malformed.Why}\n"),
            WitnessAnswer.NotConsistent(var size) => (StatusCodes.Status422UnprocessableEntity, string.Create(CultureInfo.InvariantCulture, $"The proof does not lead from the {size} entries that were cosigned to this head.\n")),
            _ => throw new InvalidOperationException($"No status says {answer}."),
        };
        if (answer is WitnessAnswer.Conflict) { context.Response.ContentType = "text/x.tlog.size"; }
        await SayAsync(context, status, text);
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType ??= Text;
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }

    private static string Summary(Witness witness)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"见证 witness {witness.Key}\n");
        foreach (var log in witness.Logs) { text.Append(CultureInfo.InvariantCulture, $"\n{log.Key}\n{log.Size} {log.Last}\n/{log.Id}/checkpoint\n"); }
        return text.ToString();
    }
}
