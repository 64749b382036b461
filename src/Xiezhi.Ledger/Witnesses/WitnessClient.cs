using System.Net;
using System.Text;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>What asking a witness led to. Closed: the kinds below are all there are.</summary>
public abstract record WitnessReply
{
    private WitnessReply() { }

    /// <summary>The witness has cosigned, and its signature verifies.</summary>
    public sealed record Cosigned(NoteSignature Signature) : WitnessReply;

    /// <summary>It starts from another head than was assumed.</summary>
    public sealed record StandsAt(long Size) : WitnessReply;

    /// <summary>It holds this head to be no continuation of the one that it has cosigned.</summary>
    public sealed record Refused : WitnessReply;

    /// <summary>No usable answer came.</summary>
    public sealed record Failed(string Why) : WitnessReply;
}

/// <summary>Asks witnesses over HTTP.</summary>
public sealed class WitnessClient : IDisposable
{
    private const int LongestAnswer = 16 * 1024;
    private readonly HttpClient client;

    /// <param name="patience">How long a witness may take for its whole answer.</param>
    public WitnessClient(TimeSpan patience) => client = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>Asks for a cosignature.</summary>
    public async Task<WitnessReply> AskAsync(NamedWitness witness, CheckpointRequest request, CancellationToken ct)
    {
        try
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(request.ToString()));
            using var answer = await client.PostAsync(new Uri(witness.Url!, "add-checkpoint"), body, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => Signature(witness.Key, request.Head, text) is { } signature ? new WitnessReply.Cosigned(signature) : new WitnessReply.Failed("its signature does not verify"),
                HttpStatusCode.Conflict => long.TryParse(text.TrimEnd('\n'), out var size) && size >= 0 ? new WitnessReply.StandsAt(size) : new WitnessReply.Failed("it answers 409 without a size"),
                HttpStatusCode.UnprocessableEntity => new WitnessReply.Refused(),
                HttpStatusCode.NotFound => new WitnessReply.Failed("it does not watch this log"),
                HttpStatusCode.Forbidden => new WitnessReply.Failed("it knows the log under another key"),
                var other => new WitnessReply.Failed($"status {(int)other}"),
            };
        }
        catch (HttpRequestException failed)
        {
            return new WitnessReply.Failed(failed.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "its name is not known",
                HttpRequestError.ConnectionError => "no connection",
                HttpRequestError.SecureConnectionError => "no secure connection",
                _ => "the request failed",
            });
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WitnessReply.Failed("it took too long");
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The witness's own line among those of the answer, when it fits the head.</summary>
    private static NoteSignature? Signature(NoteVerifier key, SignedNote head, string lines)
    {
        try
        {
            var own = SignedNote.Parse($"{head.Text}\n{lines}").Only(key);
            return own.IsSignedBy(key) ? own.Signatures[0] : null;
        }
        catch (NoteFormatException)
        {
            return null;
        }
    }
}
