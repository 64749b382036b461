using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Web.Features.Api;

/// <summary>What an operation answers.</summary>
internal abstract class Reply
{
    /// <summary>Headers besides type and length.</summary>
    public List<(string Name, string Value)>? Headers { get; private set; }

    public static Reply Of<T>(T model, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new Json<T>(model, type, status);

    public static Reply Of(Problem problem)
    {
        var reply = new Json<ProblemModel>(problem.Model(), ApiJson.Default.ProblemModel, problem.Status, Problem.MediaType);
        if (problem.RetryAfter is { } seconds) { reply.With("Retry-After", $"{seconds}"); }
        return problem.Status == StatusCodes.Status401Unauthorized ? reply.With("WWW-Authenticate", "Bearer") : reply;
    }

    public static implicit operator Reply(Problem problem) => Of(problem);

    public Reply With(string header, string value)
    {
        (Headers ??= []).Add((header, value));
        return this;
    }

    public Task WriteAsync(HttpContext context)
    {
        if (Headers is not null)
        {
            foreach (var (name, value) in Headers) { context.Response.Headers.Append(name, value); }
        }

        return BodyAsync(context);
    }

    protected abstract Task BodyAsync(HttpContext context);

    /// <summary>Written whole before the first byte leaves, so that a failure can still become a problem.</summary>
    private sealed class Json<T>(T model, JsonTypeInfo<T> type, int status, string mediaType = "application/json") : Reply
    {
        protected override async Task BodyAsync(HttpContext context)
        {
            using var buffer = new PooledBuffer();
            using (var writer = new Utf8JsonWriter(buffer, ApiJson.Writing)) { JsonSerializer.Serialize(writer, model, type); }
            context.Response.StatusCode = status;
            context.Response.ContentType = mediaType;
            context.Response.ContentLength = buffer.Length;
            context.Response.BodyWriter.Write(buffer.Written);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Bytes that are there already.</summary>
    internal sealed class Bytes(ReadOnlyMemory<byte> body, string mediaType, int status = StatusCodes.Status200OK) : Reply
    {
        protected override Task BodyAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = mediaType;
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        }
    }

    /// <summary>Content that is read while it is sent.</summary>
    internal sealed class Content(Stream content, string mediaType, long length) : Reply
    {
        protected override async Task BodyAsync(HttpContext context)
        {
            await using (content)
            {
                context.Response.ContentType = mediaType;
                context.Response.ContentLength = length;
                await content.CopyToAsync(context.Response.Body, context.RequestAborted);
            }
        }
    }

    /// <summary>Nothing but a status.</summary>
    internal sealed class Empty(int status) : Reply
    {
        protected override Task BodyAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }
    }
}
