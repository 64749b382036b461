using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Xiezhi.Web.Tests.Api;

/// <summary>The OpenAPI document says neither more nor less than the routes do.</summary>
public sealed class OpenApiTests(ApiCity city) : IClassFixture<ApiCity>
{
    private const string Root = "/api/v1";

    [Fact]
    public async Task Every_route_kindin_the_document_and_every_operation_of_it_kinda_route()
    {
        var document = await DocumentAsync();
        var told = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {Root}{path.Key}"));

        var routes = city.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Root, StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} {endpoint.RoutePattern.RawText}") ?? []);
        Assert.Equal(told.Append($"GET {Root}/openapi.json").Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_references_lead_somewhere_and_its_operations_are_told_apart()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1.", (string)document["openapi"]!, StringComparison.Ordinal);
        foreach (var reference in References(document))
        {
            JsonNode? at = document;
            foreach (var part in reference.Split('/')[1..]) { at = at?[part]; }
            Assert.True(at is JsonObject { Count: > 0 }, $"{reference} leads nowhere");
        }

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Operation: operation.Value!))).ToList();
        Assert.Equal(operations.Count, operations.Select(each => (string)each.Operation["operationId"]!).Distinct().Count());
        foreach (var (path, operation) in operations)
        {
            var inPath = operation["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "path").Select(parameter => $"{{{parameter!["name"]}}}").Order(StringComparer.Ordinal);
            Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')).Order(StringComparer.Ordinal), inPath ?? Enumerable.Empty<string>());
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
        }
    }

    [Fact]
    public async Task What_kindanswered_has_the_members_that_its_schema_tells()
    {
        var document = await DocumentAsync();
        var (number, code) = await city.AppealAsync();

        foreach (var (path, schema, who) in new[]
        {
            ($"{Root}/procedures", "ProcedureList", null), ($"{Root}/procedures/services/citizen-appeal", "Procedure", null), ($"{Root}/cases/{number}", "Case", null), ($"{Root}/cases/{number}", "Case", code),
            ($"{Root}/cases/{number}/menu", "Menu", code), ($"{Root}/cases", "CaseList", "hotline-officer"), ($"{Root}/checkpoint", "Checkpoint", null), ($"{Root}/registers", "RegisterList", null), ($"{Root}/registers/enforcement-officers/items", "ItemList", null), ($"{Root}/procedures/services/citizen-appeal/forms/register", "Form", null),
            ($"{Root}/nothing", "Problem", null),
        })
        {
            var answer = await city.GetAsync(path, who);
            Conforms(answer.Json!, document["components"]!["schemas"]![schema]!, document, path);
        }
    }

    private static void Conforms(JsonNode? value, JsonNode schema, JsonNode document, string at)
    {
        if (schema["$ref"] is { } reference)
        {
            Conforms(value, document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!, document, at);
            return;
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            if (value is not null) { Conforms(value, choices[0]!, document, at); }
            return;
        }

        switch (value)
        {
            case JsonObject members when schema["properties"] is JsonObject properties:
                foreach (var (name, member) in members)
                {
                    Assert.True(properties.ContainsKey(name), $"{at} has a member {name} that its schema does not tell");
                    Conforms(member, properties[name]!, document, $"{at}.{name}");
                }

                break;
            case JsonArray items when schema["items"] is { } item:
                foreach (var each in items) { Conforms(each, item, document, $"{at}[]"); }
                break;
            default:
                var types = schema["type"] is JsonArray many ? many.Select(type => (string)type!).ToList() : schema["type"] is { } one ? [(string)one!] : [];
                var kind = value?.GetValueKind() switch
                {
                    null => "null",
                    System.Text.Json.JsonValueKind.String => "string",
                    System.Text.Json.JsonValueKind.Number => "number",
                    System.Text.Json.JsonValueKind.Object => "object",
                    System.Text.Json.JsonValueKind.Array => "array",
                    _ => "boolean",
                };
                Assert.True(types.Count == 0 || types.Contains(kind) || (kind == "number" && types.Contains("integer")), $"{at} is {kind}, its schema tells {string.Join('|', types)}");
                break;
        }
    }

    private async Task<JsonNode> DocumentAsync()
    {
        var answer = await city.GetAsync($"{Root}/openapi.json");
        Assert.Equal(200, answer.Status);
        return answer.Json!;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
