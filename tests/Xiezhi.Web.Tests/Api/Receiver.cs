using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Xiezhi.Web.Tests.Api;

/// <summary>A receiver of events, that can be stopped, started again at its address, slow, broken, and lying.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> taken = new();
    private WebApplication? app;
    private int port;

    /// <summary>What it does with the n-th request, counted from 0; taken is what it has answered 200 to in full.</summary>
    public Func<int, HttpContext, Task<bool>> Answers { get; set; } = (_, _) => Task.FromResult(true);

    public Uri Address => new($"http://127.0.0.1:{port}/events");

    /// <summary>In the order in which they were taken.</summary>
    public IReadOnlyCollection<Received> Taken => taken;

    public int Asked { get; private set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(ReceiveAsync);
        await app.StartAsync(ApiCity.Ct);
        port = new Uri(app.Urls.First()).Port;
    }

    /// <summary>Goes away as a process that is killed.</summary>
    public async Task StopAsync()
    {
        if (app is null) { return; }
        using var now = new CancellationTokenSource(0);
        try { await app.StopAsync(now.Token); }
        catch (OperationCanceledException) { }
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Waits until so many different events were taken.</summary>
    public Task UntilAsync(int events) => ApiCity.UntilAsync(() => Distinct().Count >= events);

    /// <summary>Each event as it was taken first.</summary>
    public List<Received> Distinct() => [.. taken.DistinctBy(received => received.Id)];

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var received = new Received(context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString(), context.Request.Headers["webhook-signature"].ToString(),
            context.Request.ContentType ?? "", body.ToArray());
        int n;
        lock (taken) { n = Asked++; }
        if (await Answers(n, context)) { taken.Enqueue(received); }
    }

    /// <summary>Says 200, and breaks off in the middle of its answer.</summary>
    public static async Task<bool> LieAsync(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.Body.WriteAsync(new byte[50]);
        await context.Response.Body.FlushAsync();
        context.Abort();
        return false;
    }

    public static Task<bool> FailAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)HttpStatusCode.InternalServerError;
        return Task.FromResult(false);
    }
}

internal sealed record Received(string Id, string Seconds, string Signature, string Type, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
    public string Number => (string)Json["data"]!["number"]!;
    public int Entry => (int)Json["data"]!["entry"]!;
}
