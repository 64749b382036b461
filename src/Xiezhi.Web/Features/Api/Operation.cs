using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Api;

/// <summary>One operation of the API. Its route and its part of the OpenAPI document are both made from this, so that neither can say more than the other.</summary>
/// <param name="Path">Below <see cref="ApiSite.Root"/>, as OpenAPI writes it: <c>/cases/{number}</c>.</param>
/// <param name="Id">Its name for generated clients.</param>
/// <param name="Handle">Answers it.</param>
internal sealed record Operation(string Method, string Path, string Id, Group Group, Title Title, Func<ApiCall, Task<Reply>> Handle)
{
    /// <summary>What the title cannot say.</summary>
    public Title? Notes { get; init; }

    public ImmutableArray<Parameter> Parameters { get; init; } = [];

    public BodyOf? Body { get; init; }

    public ImmutableArray<AnswerOf> Answers { get; init; } = [];

    /// <summary>Statuses of the problems that it can answer besides those that every operation can.</summary>
    public ImmutableArray<int> Problems { get; init; } = [];

    /// <summary>Whether a token is needed.</summary>
    public bool NeedsToken { get; init; }

    /// <summary>Most bytes that it takes; where it reads nothing, what is passed over so that the connection lives on.</summary>
    public long LargestBody => Body?.Largest ?? BodyOf.LargestJson;

    /// <summary>Whether it acts, so that an idempotency key is asked for.</summary>
    public bool Acts => Method == "POST";
}

/// <summary>Operations that belong together.</summary>
internal sealed record Group(string Id, Title Title);

/// <param name="In">path, query or header.</param>
/// <param name="Schema">A schema of JSON, as text.</param>
internal sealed record Parameter(string Name, string In, Title Title, bool Required = false, string Schema = """{"type":"string"}""")
{
    public static Parameter Query(string name, string zh, string en, string schema = """{"type":"string"}""") => new(name, "query", new Title(zh, en), Required: false, schema);
    public static Parameter Header(string name, string zh, string en, bool required = false) => new(name, "header", new Title(zh, en), required);
}

/// <param name="Type">The schema of a body of JSON; null for bytes.</param>
internal sealed record BodyOf(JsonTypeInfo? Type, ImmutableArray<string> MediaTypes, long Largest)
{
    public const long LargestJson = 256 * 1024;

    public static BodyOf Json(JsonTypeInfo type) => new(type, ["application/json"], LargestJson);
}

/// <param name="Type">The schema of an answer of JSON; null for others.</param>
internal sealed record AnswerOf(int Status, Title Title, JsonTypeInfo? Type, ImmutableArray<string> MediaTypes)
{
    public static AnswerOf Json(JsonTypeInfo type, string zh, string en, int status = 200) => new(status, new Title(zh, en), type, ["application/json"]);
    public static AnswerOf Bytes(string zh, string en, params ImmutableArray<string> mediaTypes) => new(200, new Title(zh, en), null, mediaTypes);
    public static AnswerOf Empty(int status, string zh, string en) => new(status, new Title(zh, en), null, []);
}
