using System.Net;

namespace Xiezhi.Ledger.Published;

/// <summary>A log that a site serves: <c>https://fz.example.cn/log</c>. Nothing that the server says is believed; what comes is checked by whoever reads it.</summary>
public sealed class ServedFiles : IPublishedFiles, IDisposable
{
    /// <summary>No file of a log is larger: an entry bundle has 256 leaves of at most 65,535 bytes.</summary>
    private const long LargestFile = 256L * (ushort.MaxValue + EntryBundle.LengthBytes);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri address;
    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { Timeout = Patience, MaxResponseContentBufferSize = LargestFile };

    public ServedFiles(Uri address) => this.address = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");

    public byte[] Read(string name) => Find(name)
        ?? throw new BrokenLogException($"{new Uri(address, name)} answers 404, where a published log has a file. Look whether the address is that of a log: it ends in /log.");

    public byte[]? Find(string name)
    {
        var url = new Uri(address, name);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = client.Send(request);
            if (response.StatusCode == HttpStatusCode.NotFound) { return null; }
            return response.IsSuccessStatusCode
                ? response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()
                : throw new BrokenLogException($"{url} answers {(int)response.StatusCode}, where a published log has a file. Look whether the address is that of a log: it ends in /log.");
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or IOException)
        {
            throw new BrokenLogException($"{url} cannot be read.", problem);
        }
    }

    public override string ToString() => address.AbsoluteUri;

    public void Dispose() => client.Dispose();
}
