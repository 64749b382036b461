using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xiezhi.Bench;

/// <summary>What came back.</summary>
/// <param name="FirstByte">Milliseconds from the sending of the request to the first byte of the answer.</param>
/// <param name="Bytes">All bytes of the answer, its head included.</param>
internal readonly record struct WireAnswer(int Status, double FirstByte, double Whole, int Bytes, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>One kept connection that sends a request and reads its answer, as cheaply as a load that shares the cores with the server should.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];

    public static async Task<Wire> ToAsync(int port)
    {
        var wire = new Wire();
        await wire.socket.ConnectAsync(IPAddress.Loopback, port);
        return wire;
    }

    /// <summary>The bytes of a request with these header lines, each ended by a line feed.</summary>
    public static byte[] Request(string method, string address, string headers, string body = "") =>
        Encoding.UTF8.GetBytes($"{method} {address} HTTP/1.1\r\nHost: localhost\r\n{headers.ReplaceLineEndings("\r\n")}{(method == "POST" ? $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n" : "")}\r\n{body}");

    /// <returns>The answer; its body lives until the next request.</returns>
    public async Task<WireAnswer> AskAsync(ReadOnlyMemory<byte> request)
    {
        var asked = Stopwatch.GetTimestamp();
        await socket.SendAsync(request);
        var (length, head, first) = (0, -1, 0.0);
        while (true)
        {
            if (length == buffer.Length) { Array.Resize(ref buffer, buffer.Length * 2); }
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) { throw new IOException("The server closed the connection within an answer."); }
            if (length == 0) { first = Stopwatch.GetElapsedTime(asked).TotalMilliseconds; }
            length += read;
            if (head < 0 && (head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0) { continue; }
            if (!IsWhole(buffer.AsSpan(0, length), head)) { continue; }
            var status = (buffer[9] - '0') * 100 + ((buffer[10] - '0') * 10) + buffer[11] - '0';
            return new WireAnswer(status, first, Stopwatch.GetElapsedTime(asked).TotalMilliseconds, length, buffer.AsMemory(head + 4, length - head - 4));
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer, int head)
    {
        const string Length = "\r\nContent-Length: ";
        Span<byte> sought = stackalloc byte[Length.Length];
        Encoding.ASCII.GetBytes(Length, sought);
        var at = answer[..head].IndexOf(sought);
        if (at < 0) { return answer[head..].EndsWith("\r\n0\r\n\r\n"u8) || answer[..head].StartsWith("HTTP/1.1 30"u8) || answer[..head].StartsWith("HTTP/1.1 204"u8); }
        var body = 0;
        for (var i = at + Length.Length; i < head && answer[i] is >= (byte)'0' and <= (byte)'9'; i++) { body = (body * 10) + answer[i] - '0'; }
        return answer.Length >= head + 4 + body;
    }
}
