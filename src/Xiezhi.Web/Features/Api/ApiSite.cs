using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Features.Api.Operations;

namespace Xiezhi.Web.Features.Api;

/// <summary>The API of the site: its operations, and what holds for each answer.</summary>
internal static partial class ApiSite
{
    public const string Root = "/api/v1";

    private const string Document = Root + "/openapi.json";

    /// <summary>The parameter of every operation that acts.</summary>
    public static Parameter Key { get; } = new("Idempotency-Key", "header", new Title("8 到 128 个可见的 ASCII 字符；同一请求带同一个键重发，得到第一次的答复。",
        "8 to 128 visible ASCII characters; the same request sent again under it gets the first answer."), Required: true);

    /// <summary>Every operation, in the order of the document.</summary>
    public static IReadOnlyList<Operation> Operations { get; } =
        [.. ProcedureOperations.All, .. CaseOperations.All, .. ActOperations.All, .. ProposalOperations.All, .. PaperOperations.All, .. FigureOperations.All, .. RegisterOperations.All, .. SubscriptionOperations.All];

    /// <summary>Whether a request is one to the API, where other rules hold than for pages.</summary>
    public static bool Has(HttpContext context) => context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    /// <summary>The statuses of the problems that an operation can answer.</summary>
    public static IEnumerable<int> ProblemsOf(Operation operation) => operation.Problems.AsEnumerable()
        .Concat(operation.Acts ? [400, 422] : [])
        .Concat(operation.Body is null ? [] : [400, 413, 415])
        .Concat([401, 429, 500])
        .Distinct().Order();

    /// <summary>Maps every operation, the document, and whatever else is asked below the root.</summary>
    public static void Map(IEndpointRouteBuilder routes, ApiHouse house, Callers callers)
    {
        foreach (var operation in Operations)
        {
            routes.MapMethods(Root + operation.Path, operation.Method == "GET" ? ["GET", "HEAD"] : [operation.Method], context => AnswerAsync(context, operation, house, callers))
                .WithMetadata(operation);
        }

        foreach (var path in Operations.GroupBy(operation => operation.Path))
        {
            var allowed = string.Join(", ", path.Select(operation => operation.Method == "GET" ? "GET, HEAD" : operation.Method));
            routes.Map(Root + path.Key, context => Reply.Of(Problem.MethodNotAllowed).With("Allow", allowed).WriteAsync(context)).WithOrder(1);
        }

        var document = OpenApi.Of(Operations);
        routes.MapMethods(Document, ["GET", "HEAD"], context => new Reply.Bytes(document, "application/json").WriteAsync(context));
        routes.Map(Root + "/{**path}", context => Reply.Of(Problem.NotFound).WriteAsync(context)).WithOrder(int.MaxValue);
    }

    /// <summary>Around every answer of the API: its headers, and a problem where there is no other body.</summary>
    public static async Task Guard(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.Vary = VaryOn;
        try
        {
            await next(context);
            if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && context.Response.ContentType is null) { await WriteAsync(context, Problem.OfStatus(context.Response.StatusCode)); }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The asker has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Problem.OfStatus(refused.StatusCode));
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            OperationFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Xiezhi.Web"), context.GetEndpoint()?.Metadata.GetMetadata<Operation>()?.Id ?? "", failure);
            await WriteAsync(context, Problem.Failed);
        }
    }

    private const string VaryOn = "Authorization, " + Callers.CodeHeader;

    private static Task WriteAsync(HttpContext context, Problem problem) => Reply.Of(problem).WriteAsync(context);

    private static async Task AnswerAsync(HttpContext context, Operation operation, ApiHouse house, Callers callers)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) { size.MaxRequestBodySize = operation.LargestBody; }
        var (viewer, problem) = callers.Of(context);
        if (viewer is null)
        {
            await WriteAsync(context, problem!);
            return;
        }

        var call = new ApiCall(context, house, viewer);
        var reply = operation.NeedsToken && call.Account is null ? Problem.SignIn : await operation.Handle(call);
        await reply.WriteAsync(context);
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Error, Message = "The operation {Operation} failed")]
    private static partial void OperationFailed(ILogger logger, string operation, Exception failure);
}
