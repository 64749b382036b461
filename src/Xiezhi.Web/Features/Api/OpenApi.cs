using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api;

/// <summary>The OpenAPI 3.1 document, made from the table of operations and from the types that they read and write.</summary>
internal sealed class OpenApi
{
    private readonly JsonObject schemas = [];
    private readonly Dictionary<Type, string> named = [];

    private OpenApi() { }

    /// <summary>The document as it is served.</summary>
    public static byte[] Of(IEnumerable<Operation> operations)
    {
        var document = new OpenApi().Document([.. operations]);
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ApiJson.Writing with { Indented = true })) { document.WriteTo(writer); }
        return buffer.ToArray();
    }

    private JsonObject Document(IReadOnlyList<Operation> operations)
    {
        var paths = new JsonObject();
        foreach (var path in operations.GroupBy(operation => operation.Path))
        {
            var item = new JsonObject();
            foreach (var operation in path) { item[operation.Method.ToLowerInvariant()] = Of(operation); }
            paths[path.Key] = item;
        }

        var problem = Schema(ApiJson.Default.ProblemModel);
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "獬豸 Xiezhi",
                ["version"] = "1",
                ["description"] = Both(new Title("城市依法办事的接口：程序、案件、行为、数据与证据。", "What a city does by law: procedures, cases, acts, figures and their evidence.")),
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiSite.Root }),
            ["tags"] = new JsonArray([.. operations.Select(operation => operation.Group).Distinct().Select(group => new JsonObject { ["name"] = group.Id, ["description"] = Both(group.Title) })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["code"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = Callers.CodeHeader },
                },
                ["responses"] = new JsonObject
                {
                    ["Problem"] = new JsonObject
                    {
                        ["description"] = Both(new Title("没有办成，原因见内容（RFC 9457）。", "Not done; the body says why (RFC 9457).")),
                        ["content"] = new JsonObject { [Problem.MediaType] = new JsonObject { ["schema"] = problem } },
                    },
                },
                ["schemas"] = schemas,
            },
        };
    }

    private JsonObject Of(Operation operation)
    {
        var made = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["tags"] = new JsonArray(operation.Group.Id),
            ["summary"] = Both(operation.Title),
        };
        if (operation.Notes is { } notes) { made["description"] = Both(notes); }
        var parameters = PathParameters.Of(operation.Path).Concat(operation.Parameters).Concat(operation.Acts ? [ApiSite.Key] : []).ToList();
        if (parameters.Count > 0) { made["parameters"] = new JsonArray([.. parameters.Select(Of)]); }
        if (operation.Body is { } body)
        {
            made["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content(body.Type, body.MediaTypes) };
        }

        var responses = new JsonObject();
        foreach (var answer in operation.Answers)
        {
            var said = new JsonObject { ["description"] = Both(answer.Title) };
            if (answer.MediaTypes.Length > 0) { said["content"] = Content(answer.Type, answer.MediaTypes); }
            responses[$"{answer.Status}"] = said;
        }

        foreach (var status in ApiSite.ProblemsOf(operation)) { responses[$"{status}"] = new JsonObject { ["$ref"] = "#/components/responses/Problem" }; }
        made["responses"] = responses;
        // Nothing, a token, or number and code: each is a way in where no token is needed.
        made["security"] = operation.NeedsToken
            ? new JsonArray(new JsonObject { ["token"] = new JsonArray() })
            : new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }, new JsonObject { ["code"] = new JsonArray() });
        return made;
    }

    private static JsonObject Of(Parameter parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = parameter.In,
        ["required"] = parameter.Required,
        ["description"] = Both(parameter.Title),
        ["schema"] = JsonNode.Parse(parameter.Schema),
    };

    private JsonObject Content(JsonTypeInfo? type, IEnumerable<string> mediaTypes)
    {
        var content = new JsonObject();
        foreach (var mediaType in mediaTypes)
        {
            content[mediaType] = type is null ? new JsonObject() : new JsonObject { ["schema"] = Schema(type) };
        }

        return content;
    }

    /// <summary>A reference to the schema of the type, which is written down once.</summary>
    private JsonObject Schema(JsonTypeInfo type)
    {
        if (!named.TryGetValue(type.Type, out var name))
        {
            name = NameOf(type);
            named[type.Type] = name;
            schemas[name] = null;
            schemas[name] = type.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Referring });
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    // Inside a schema the house's own types are referred to, so that a generated client has a class for each.
    private JsonNode Referring(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(System.Collections.Immutable.ImmutableDictionary<string, string>))
        {
            return JsonNode.Parse("""{"type":["object","null"],"additionalProperties":{"type":["string","number","boolean"]}}""")!;
        }

        if (context.Path.IsEmpty || context.TypeInfo.Kind != JsonTypeInfoKind.Object || context.TypeInfo.Type.Namespace?.StartsWith("Xiezhi", StringComparison.Ordinal) != true) { return schema; }
        var reference = Schema(context.TypeInfo);
        var nullable = schema is JsonObject { } made && made["type"] is JsonArray;
        return nullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    /// <summary>Name of the schema of a type.</summary>
    public static string NameOf(JsonTypeInfo type) => type.Type.Name.Replace("Model", "", StringComparison.Ordinal);

    private static string Both(Title title) => $"{title.Zh} {title.En}";
}

/// <summary>The parameters that stand in paths, told once for all paths.</summary>
internal static class PathParameters
{
    private static readonly Dictionary<string, Title> Told = new(StringComparer.Ordinal)
    {
        ["chapter"] = new("程序所在的章，如 services。", "The chapter of the procedure, such as services."),
        ["procedure"] = new("章内的程序，如 citizen-appeal。", "The procedure in its chapter, such as citizen-appeal."),
        ["limit"] = new("期限的标识。", "Id of the limit."),
        ["number"] = new("案号，如 诉求〔2023〕5-12号，或者不带括号：诉求-2023-5-12。", "The case number, as printed or without brackets: 诉求-2023-5-12."),
        ["act"] = new("行为的标识，或者 serve: 加文书的标识。", "Id of the act, or serve: and the id of the document."),
        ["id"] = new("标识。", "Its id."),
        ["year"] = new("年份。", "The year."),
        ["leaf"] = new("记录在账本里的序号。", "Index of the entry in the log."),
        ["register"] = new("名册的标识，如 enforcement-officers。", "Id of the register, such as enforcement-officers."),
        ["key"] = new("条目的键，如证号 川Q000001。", "Key of the item, such as the number of a card: 川Q000001."),
        ["document"] = new("文书的标识。", "Id of the document."),
    };

    public static IEnumerable<Parameter> Of(string path) => path.Split('/').Where(part => part.StartsWith('{'))
        .Select(part => part.Trim('{', '}')).Select(name => new Parameter(name, "path", Told[name], Required: true));
}
