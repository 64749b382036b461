using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Faults;

/// <summary>Answers a request that failed: the page says so kindly, the log says why.</summary>
internal static partial class Failure
{
    public static async Task Catch(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await new Page(typeof(BadFormPage), refused.StatusCode == StatusCodes.Status413PayloadTooLarge, refused.StatusCode).ExecuteAsync(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            PageFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Xiezhi.Web"), context.Request.Path, failure);
            await new Page(typeof(FailurePage), model: null, StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "The page {Path} failed")]
    private static partial void PageFailed(ILogger logger, PathString path, Exception failure);
}
