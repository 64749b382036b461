using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Xiezhi.Web.Hosting;

/// <summary>A file that never changes under its address, because the address carries the hash of its bytes. Compressed once, when the site starts.</summary>
internal sealed class Asset
{
    private readonly byte[] plain;
    private readonly byte[] brotli;
    private readonly byte[] gzip;
    private readonly string contentType;
    private readonly string tag;

    public Asset(string name, string extension, string contentType, string text)
    {
        plain = Encoding.UTF8.GetBytes(text);
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..16];
        tag = $"\"{hash}\"";
        Path = $"/assets/{name}.{hash}.{extension}";
        this.contentType = contentType;
        brotli = Squeezed(plain, static into => new BrotliStream(into, CompressionLevel.SmallestSize));
        gzip = Squeezed(plain, static into => new GZipStream(into, CompressionLevel.SmallestSize));
    }

    /// <summary>Where it is served; the same in every language.</summary>
    public string Path { get; }

    public Task ServeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ETag = tag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var (bytes, encoding) = Choose(context.Request.GetTypedHeaders().AcceptEncoding);
        if (encoding is not null) { headers.ContentEncoding = encoding; }
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private (byte[] Bytes, string? Encoding) Choose(IList<StringWithQualityHeaderValue> accepted)
    {
        bool Takes(string encoding) => accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);
        return Takes("br") ? (brotli, "br") : Takes("gzip") ? (gzip, "gzip") : (plain, null);
    }

    private static byte[] Squeezed(byte[] bytes, Func<Stream, Stream> around)
    {
        var squeezed = new MemoryStream();
        using (var squeeze = around(squeezed)) { squeeze.Write(bytes); }
        return squeezed.ToArray();
    }
}
