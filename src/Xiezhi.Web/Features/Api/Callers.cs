using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Xiezhi.Office;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Features.Api;

/// <summary>Tells who asks: by his token, by number and code of a case, or a stranger. Cookies have no say here.</summary>
internal sealed class Callers(CityOffice office, ApiOptions options) : IDisposable
{
    public const string CodeHeader = "Xiezhi-Tracking-Code";

    /// <summary>For which account the owner of the folder acts, with the token of its file <c>local.token</c>.</summary>
    public const string ActAsHeader = "Xiezhi-Act-As";

    private const string Scheme = "Bearer ";
    private readonly PartitionedRateLimiter<IPAddress> strangers = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetTokenBucketLimiter(address, _ =>
        new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.StrangersPerMinute,
            TokensPerPeriod = Math.Max(1, options.StrangersPerMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        }));

    /// <returns>Who asks, or why he is not heard.</returns>
    public (Viewer? Viewer, Problem? Problem) Of(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization;
        if (authorization.Count == 1 && authorization[0] is { } sent && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && WhoseIs(sent[Scheme.Length..].Trim(), context) is { } known)
        {
            return (known, null);
        }

        return TooMany(context) is { } tooMany ? (null, tooMany)
            : authorization.Count > 0 ? (null, Problem.BadToken)
            : context.Request.Headers.TryGetValue(CodeHeader, out var code) ? Tracking(context, code.ToString())
            : (Viewer.Stranger.Instance, null);
    }

    private Viewer.SignedIn? WhoseIs(string token, HttpContext context) =>
        context.Request.Headers.TryGetValue(ActAsHeader, out var name) ? office.ActAs(token, name.ToString())
        : office.Tokens.Find(token) is { } account ? new Viewer.SignedIn(account)
        : null;

    /// <summary>Counts a request of a stranger.</summary>
    /// <returns>The problem when his address has sent too many.</returns>
    public Problem? TooMany(HttpContext context)
    {
        using var lease = strangers.AttemptAcquire(Network(context.Connection.RemoteIpAddress));
        return lease.IsAcquired ? null : Problem.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 10);
    }

    public void Dispose() => strangers.Dispose();

    private (Viewer?, Problem?) Tracking(HttpContext context, string code) => (string?)context.Request.RouteValues["number"] is not { } number ? (null, Problem.NotFound)
        : office.Codes.Open(number, code, $"{Network(context.Connection.RemoteIpAddress)}") switch
        {
            TrackingAnswer.Opened opened => (opened.Viewer, null),
            TrackingAnswer.TooMany many => (null, Problem.TooMany(Math.Max(1, (int)Math.Ceiling(many.Wait.TotalSeconds)))),
            TrackingAnswer.Erased => (null, Problem.Erased),
            _ => (null, Problem.NotFound),
        };

    /// <summary>The address, or its network of 64 bits where one subscriber has as many addresses as he likes.</summary>
    private static IPAddress Network(IPAddress? address)
    {
        if (address is null) { return IPAddress.None; }
        if (address.IsIPv4MappedToIPv6) { return address.MapToIPv4(); }
        if (address.AddressFamily != AddressFamily.InterNetworkV6) { return address; }
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
