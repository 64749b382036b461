using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Xiezhi.Office.Events;

/// <summary>Where events may be sent, and how they are. An address is looked at when a connection is made to it, so that no name can change its mind in between.</summary>
public sealed class Receivers : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private readonly bool anywhere;
    private readonly TimeSpan patience;
    private readonly HttpClient client;

    /// <param name="anywhere">Also to this machine and into private networks; only whoever runs the site may say so.</param>
    /// <param name="patience">How long a receiver may take until the last byte of its answer.</param>
    public Receivers(bool anywhere, TimeSpan patience)
    {
        this.anywhere = anywhere;
        this.patience = patience;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Whether events may be sent there at all, as far as the address itself tells.</summary>
    public bool Takes(Uri url)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0 || url.Fragment.Length > 0) { return false; }
        // Events are sent unencrypted to nobody but this machine itself.
        var mayBePlain = anywhere && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp;
        return (url.Scheme == Uri.UriSchemeHttps || mayBePlain) && (!IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) || MayReach(address));
    }

    /// <summary>Sends an event and waits until the whole answer has come.</summary>
    /// <returns>Null when it was taken; else what came instead, in a few words.</returns>
    public async Task<string?> SendAsync(Uri url, byte[] body, string id, long seconds, string signature, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(CloudEvent.MediaType) { CharSet = "utf-8" };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{seconds}");
        request.Headers.Add("webhook-signature", signature);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            if (!answer.IsSuccessStatusCode) { return $"status {(int)answer.StatusCode}"; }
            // A receiver that breaks off in the middle of its answer has taken nothing, whatever its first line said.
            return await ReadToEndAsync(answer, limited.Token) ? null : "the answer has no end";
        }
        catch (HttpRequestException failed)
        {
            return failed.InnerException is ForbiddenAddressException ? "the address is not open to events" : failed.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "the name is not known",
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.SecureConnectionError => "no secure connection",
                HttpRequestError.ResponseEnded => "the answer broke off",
                _ => "the request failed",
            };
        }
        catch (IOException)
        {
            return "the answer broke off";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    public void Dispose() => client.Dispose();

    private static async Task<bool> ReadToEndAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[4096];
        for (var read = 0; read <= LongestAnswer;)
        {
            var more = await stream.ReadAsync(buffer, ct);
            if (more == 0) { return true; }
            read += more;
        }

        return false;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var open = addresses.Where(MayReach).ToArray();
        if (open.Length == 0) { throw new ForbiddenAddressException(); }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayReach(IPAddress address) => anywhere || PublicAddress.Is(address);

    private sealed class ForbiddenAddressException() : IOException("The address lies on this machine or in a private network.");
}
