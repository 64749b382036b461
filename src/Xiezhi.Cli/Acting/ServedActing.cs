using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Acting;

/// <summary>Acts through the API of the server that has the folder open, with the token that lies in the folder.</summary>
internal sealed class ServedActing : IActing
{
    private readonly HttpClient http;

    private ServedActing(HttpClient http) => this.http = http;

    /// <summary>The server of a folder; null when nobody serves it.</summary>
    public static ServedActing? Find(string data, string account)
    {
        if (LocalAccess.Find(data) is not var (address, secret)) { return null; }
        var client = new HttpClient { BaseAddress = new Uri(address, "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        client.DefaultRequestHeaders.Add("Xiezhi-Act-As", account);
        return new ServedActing(client);
    }

    public async Task<ImmutableArray<string>?> DocumentsOfAsync(ActLine line, CancellationToken ct)
    {
        var act = Uri.EscapeDataString(line.Input.Act);
        var address = line.Input.Case is { } number ? $"cases/{Uri.EscapeDataString(number)}/forms/{act}" : $"procedures/{line.Input.Procedure}/forms/{act}";
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), ct);
        if (!answer.IsSuccessStatusCode) { return null; }
        var form = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return [.. form.GetProperty("fields").EnumerateArray().Where(f => f.GetProperty("kind").GetString() == "paper").Select(f => f.GetProperty("name").GetString()![FieldName.Documents.Length..])];
    }

    public async Task<string> UploadAsync(string path, string key, CancellationToken ct)
    {
        using var answer = await SendAsync(() =>
        {
            var message = new HttpRequestMessage(HttpMethod.Post, $"papers?name={Uri.EscapeDataString(Path.GetFileName(path))}") { Content = new StreamContent(File.OpenRead(path)) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            message.Headers.Add("Idempotency-Key", key);
            return message;
        }, ct);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        if (answer.IsSuccessStatusCode) { return said.GetProperty("id").GetString()!; }
        var words = WordsOf(said);
        throw new UsageException($"{path}: {words.Zh}", words.En);
    }

    public async Task<ActReply> ActAsync(ActInput input, CancellationToken ct)
    {
        var address = input.Case is { } number ? $"cases/{Uri.EscapeDataString(number)}/acts" : "cases";
        using var answer = await SendAsync(() =>
        {
            var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(Body(input)) };
            message.Headers.Add("Idempotency-Key", input.Key);
            return message;
        }, ct);
        return await ReplyOfAsync(answer, ct);
    }

    /// <summary>Approves what waits for this account.</summary>
    public async Task<ActReply> ApproveAsync(long proposal, string key, CancellationToken ct)
    {
        using var answer = await SendAsync(() =>
        {
            var message = new HttpRequestMessage(HttpMethod.Post, $"proposals/{proposal}/approval");
            message.Headers.Add("Idempotency-Key", key);
            return message;
        }, ct);
        return await ReplyOfAsync(answer, ct);
    }

    private static async Task<ActReply> ReplyOfAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.StatusCode switch
        {
            HttpStatusCode.Created => new ActReply(ActResult.Recorded)
            {
                Number = said.GetProperty("number").GetString(), Leaf = said.GetProperty("leaf").GetInt64(), TrackingCode = Text(said, "code"),
                Repeated = answer.Headers.Contains("Idempotency-Replayed"),
            },
            HttpStatusCode.Accepted => new ActReply(ActResult.Waits) { Proposal = said.GetProperty("proposal").GetInt64() },
            HttpStatusCode.BadRequest when said.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object => new ActReply(ActResult.Unreadable)
            {
                Errors = [.. errors.EnumerateObject().Select(e => (e.Name, TitleOf(e.Value)))],
            },
            HttpStatusCode.Unauthorized => throw new UsageException("the server does not take that account.", "Name an account that is enabled with --as."),
            _ => new ActReply(ActResult.Refused) { Code = Text(said, "code"), Words = WordsOf(said), Article = ArticleOf(said) },
        };
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> message, CancellationToken ct)
    {
        try
        {
            using var sent = message();
            return await http.SendAsync(sent, ct);
        }
        catch (HttpRequestException failed)
        {
            throw new UsageException($"the server at {http.BaseAddress} does not answer: {failed.Message}", "Look whether it still runs; sending the same line under the same --key is safe.");
        }
    }

    private static Dictionary<string, object> Body(ActInput input)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["act"] = input.Act, ["officers"] = input.Officers };
        if (input.Procedure is { } procedure) { body["procedure"] = procedure; }
        if (input.Facts.Count > 0) { body["facts"] = input.Facts; }
        if (input.Names.Count > 0) { body["names"] = input.Names; }
        if (input.Persons.Count > 0) { body["persons"] = input.Persons.ToDictionary(p => p.Key, p => new { name = p.Value.Name, identity = p.Value.Identity, phone = p.Value.Phone }); }
        if (input.Documents.Count > 0) { body["documents"] = input.Documents; }
        if (input.Outcome is { } outcome) { body["outcome"] = outcome; }
        if (input.On is { } on) { body["on"] = on; }
        if (input.Why is { } why) { body["why"] = why; }
        if (input.By is { } by) { body["by"] = by; }
        if (input.Follow is { } follow) { body["follow"] = follow; }
        if (input.When is { } when) { body["when"] = when; }
        return body;
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Title WordsOf(JsonElement problem) => problem.TryGetProperty("words", out var words) ? TitleOf(words) : new Title("", "");

    private static Title TitleOf(JsonElement words) => new(Text(words, "zh") ?? "", Text(words, "en") ?? "");

    private static string? ArticleOf(JsonElement problem)
    {
        if (!problem.TryGetProperty("article", out var article) || article.ValueKind != JsonValueKind.Object) { return null; }
        var number = Text(article, "article") ?? "";
        return article.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.Object
            ? ArticleText.Chinese(TitleOf(title).Zh, number)
            : new Basis(Text(article, "law") ?? "", Text(article, "edition") ?? "", number).ToString();
    }
}
