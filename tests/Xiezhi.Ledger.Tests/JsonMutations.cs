using System.Text.Json.Nodes;
using CsCheck;

namespace Xiezhi.Ledger.Tests;

/// <summary>JSON as somebody hostile would send it: in a valid document one value or more put in the place of another, taken out, doubled, or larger than anything that is meant.</summary>
internal static class JsonMutations
{
    private static readonly string?[] Hostile =
    [
        "null", "true", "0", "-1", "1", "2147483648", "9223372036854775807", "-9223372036854775808", "1e308", "1e-300", "0.1", "79228162514264337593543950335", "\"\"", "\"x\"", "\"0001-01-01\"", "\"9999-12-31\"",
        "\"2024-02-30\"", "\"\\u0000\"", "\"" + new string('9', 400) + "\"", "[]", "{}", "[null]", "[[]]", "{\"procedure\":null}", "[" + string.Join(',', Enumerable.Repeat("0", 500)) + "]", null,
    ];

    public static Gen<string> Of(string valid)
    {
        var places = CountOf(JsonNode.Parse(valid)!);
        return Gen.Select(Gen.Int[0, places - 1], Gen.Int[0, Hostile.Length - 1], Gen.Int[0, places - 1]).Array[1, 3].Select(edits =>
        {
            var root = JsonNode.Parse(valid)!;
            foreach (var (at, hostile, from) in edits)
            {
                // Now and then another part of the same document.
                var value = hostile % 5 == 4 ? Places(root).ElementAtOrDefault(from)?.DeepClone() : Hostile[hostile] is { } text ? JsonNode.Parse(text) : null;
                Put(Places(root).ElementAtOrDefault(at), value, remove: Hostile[hostile] is null);
            }

            return root.ToJsonString();
        });
    }

    private static void Put(JsonNode? at, JsonNode? value, bool remove)
    {
        switch (at?.Parent)
        {
            case JsonObject of when remove: of.Remove(at.GetPropertyName()); break;
            case JsonObject of: of[at.GetPropertyName()] = value; break;
            case JsonArray of when remove: of.RemoveAt(at.GetElementIndex()); break;
            case JsonArray of: of[at.GetElementIndex()] = value; break;
        }
    }

    private static int CountOf(JsonNode root) => Places(root).Count();

    private static IEnumerable<JsonNode> Places(JsonNode root)
    {
        yield return root;
        var inner = root switch
        {
            JsonObject of => of.Select(p => p.Value),
            JsonArray of => of,
            _ => [],
        };
        foreach (var node in inner.OfType<JsonNode>().SelectMany(Places)) { yield return node; }
    }
}
