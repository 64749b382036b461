using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Events;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Features.Api;

/// <summary>One request to the API: who asks, and what the request says.</summary>
internal sealed class ApiCall(HttpContext http, ApiHouse house, Viewer viewer)
{
    /// <summary>The header that marks an answer as one that was given before.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const int ShortestKey = 8;
    private const int LongestKey = 128;

    public HttpContext Http => http;
    public ApiHouse House => house;
    public ISite Site => house.Site;
    public CityOffice Office => house.Office;
    public Viewer Viewer => viewer;
    public CancellationToken Ct => http.RequestAborted;

    /// <summary>The account that asks; null for a stranger and for whoever comes with a tracking code.</summary>
    public Account? Account => (viewer as Viewer.SignedIn)?.Account;

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>The first value; null when there is none or it is empty.</summary>
    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var value) && value.Count > 0 && value[0] is { Length: > 0 } text ? text : null;

    public string? Header(string name) => http.Request.Headers.TryGetValue(name, out var value) && value.Count > 0 && value[0] is { Length: > 0 } text ? text : null;

    /// <summary>How many items a page has: 1 to 200, 50 when the address does not say.</summary>
    public bool TryTake(out int take, out Problem problem)
    {
        take = 50;
        problem = Problem.NotFound;
        if (Query("take") is not { } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is >= 1 and <= 200)) { return true; }
        problem = Problem.Unreadable("take", "take 应当是 1 到 200 的整数。", "take is a whole number from 1 to 200.");
        return false;
    }

    /// <summary>The key under which a repeat gets the first answer.</summary>
    public bool TryKey(out string key)
    {
        key = Header("Idempotency-Key")?.Trim('"') ?? "";
        return key.Length is >= ShortestKey and <= LongestKey && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
    }

    /// <summary>A key of this asker for this operation: nobody meets the answers of another by his key.</summary>
    public string Own(string operation, string key) => viewer switch
    {
        Viewer.SignedIn { Account: var account } => $"{operation} account {account.Id}\n{key}",
        Viewer.Tracker { Case: var id, Party: var party } => $"{operation} party {id} {party}\n{key}",
        _ => $"{operation} somebody\n{key}",
    };

    /// <summary>Does something once under the sender's key, where the ledger itself keeps no answer: a repeat gets the first answer, another request under the key a problem.</summary>
    /// <param name="operation">Tells the keys of one operation from those of another.</param>
    /// <param name="request">The same bytes for the same request.</param>
    /// <param name="act">Gives the answer to keep, in JSON, or why there is none.</param>
    public async Task<Reply> OnceAsync(string operation, string key, byte[] request, int status, Func<Task<(byte[]? Answer, Problem? Problem)>> act)
    {
        var own = Own(operation, key);
        using var held = await house.Keys.HoldAsync(own, Ct);
        if (Office.Replies.Find(own, request, out var other) is { } earlier) { return new Reply.Bytes(earlier, "application/json", status).With(Replayed, "true"); }
        if (other) { return Problem.KeyReused; }
        var (answer, problem) = await act();
        if (answer is null) { return problem!; }
        Office.Replies.Keep(own, request, answer);
        return new Reply.Bytes(answer, "application/json", status);
    }

    /// <summary>How many entries the sender saw; null when he does not say.</summary>
    public bool TryIfMatch(out int? seen, out Problem problem)
    {
        seen = null;
        problem = Problem.Unreadable("If-Match", "If-Match 应当是案件的记录数，写成 \"12\"。", "If-Match is the number of entries of the case, written \"12\".");
        if (Header("If-Match") is not { } text || text == "*") { return true; }
        if (!int.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var entries)) { return false; }
        seen = entries;
        return true;
    }

    /// <summary>Reads the body.</summary>
    /// <returns>What was sent, or the problem with it.</returns>
    public async Task<(T? Body, Problem? Problem)> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (!http.Request.HasJsonContentType()) { return (null, Problem.UnsupportedType); }
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.BodyReader, type, Ct) is { } body ? (body, null)
                : (null, Problem.Unreadable("body", "内容是空的。", "The body is empty."));
        }
        catch (JsonException wrong)
        {
            var field = wrong.Path is { Length: > 2 } path ? path[2..] : "body";
            var at = wrong.LineNumber is { } line ? $"{line + 1}:{wrong.BytePositionInLine + 1}" : "1:1";
            return (null, Problem.Unreadable(ImmutableArray.Create(new InputProblem(field,
                new Title($"第 {at} 处不是这里要的 JSON，或者没有这个字段。字段列在 /api/v1/openapi.json。", $"At {at} this is not the JSON that is asked for, or there is no such field. Fields are listed in /api/v1/openapi.json.")))));
        }
    }
}

/// <summary>What all operations share.</summary>
/// <param name="Receivers">Where events may be sent.</param>
internal sealed record ApiHouse(ISite Site, CityOffice Office, Receivers Receivers, ApiOptions Options)
{
    public KeyLocks Keys { get; } = new();
}
