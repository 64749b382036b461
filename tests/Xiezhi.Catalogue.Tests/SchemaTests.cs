using System.Globalization;
using System.Text.Json.Nodes;
using Json.Schema;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Catalogue.Yaml;

namespace Xiezhi.Catalogue.Tests;

/// <summary>The schemas with which editors complete and check: they take every real file, refuse what is misspelt, and know the keys that the readers know.</summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(House.Catalogue, "schema");
    private static readonly string Here = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests");
    private static readonly Dictionary<string, JsonSchema> Schemas = Directory.EnumerateFiles(Folder, "*.schema.json")
        .ToDictionary(f => Path.GetFileName(f).Split('.')[0], f => JsonSchema.FromText(File.ReadAllText(f)), StringComparer.Ordinal);

    public static TheoryData<string> Misspelt => [.. Directory.EnumerateFiles(Path.Combine(Here, "broken"), "*.yaml", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f)[..5] is "XZ004" or "XZ005" or "XZ007" or "XZ009" or "XZ030").Select(f => Path.GetRelativePath(Path.Combine(Here, "broken"), f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_real_file_fits_its_schema()
    {
        var files = RealFiles().ToList();

        Assert.True(files.Count > 200);
        Assert.Equal(Schemas.Keys.Order(StringComparer.Ordinal), files.Select(f => f.Schema).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal([], files.SelectMany(f => Problems(f.Schema, f.File).Take(1).Select(problem => $"{Path.GetRelativePath(House.Root, f.File)}: {problem}")));
    }

    [Theory]
    [MemberData(nameof(Misspelt))]
    public void What_is_misspelt_is_refused(string file) =>
        Assert.NotEmpty(Problems(Path.GetDirectoryName(file) switch { "edition" => "procedure", "scenario" => "scenarios", "indicator" => "indicators", var same => same! }, Path.Combine(Here, "broken", file)));

    [Fact]
    public void The_schemas_have_the_keys_that_the_readers_know()
    {
        var diagnostics = new Diagnostics { KnownKeys = new(StringComparer.Ordinal) };
        _ = CatalogueReader.Read(House.Catalogue, House.Yibin, diagnostics);
        foreach (var file in ScenarioReader.FilesOf(House.Catalogue, House.Yibin)) { _ = ScenarioReader.Read(file, diagnostics); }
        var known = Directory.EnumerateFiles(Folder).SelectMany(f => Objects(JsonNode.Parse(File.ReadAllText(f))!)).ToLookup(o => o.Reads, o => o.Keys, StringComparer.Ordinal);

        // Of what a reader reads in several shapes, such as a length, each shape of the schema has some of its keys.
        var differ = from read in diagnostics.KnownKeys
                     let written = known[read.Key].SelectMany(k => k).ToHashSet(StringComparer.Ordinal)
                     where written.Count > 0
                     let missing = read.Value.Except(written, StringComparer.Ordinal).ToList()
                     where missing.Count > 0
                     select $"{read.Key}: the schema lacks {string.Join(", ", missing)}";
        var unknown = from shape in known
                      where diagnostics.KnownKeys.ContainsKey(shape.Key)
                      from key in shape.SelectMany(k => k).Distinct(StringComparer.Ordinal)
                      where !diagnostics.KnownKeys[shape.Key].Contains(key)
                      select $"{shape.Key}: the reader does not know {key}";
        Assert.Equal("", string.Join("\n", differ.Concat(unknown)));
        Assert.Equal([], new[] { "the procedure", "the act", "the limit", "the role", "the fact", "the document", "the span", "the gate", "a step", "'then'", "a law", "a code list", "a calendar", "a city", "the organ", "an overlay", "the figure", "a report", "a scenario" }
            .Where(shape => !diagnostics.KnownKeys.ContainsKey(shape) || !known.Contains(shape)));
    }

    private static IEnumerable<(string Schema, string File)> RealFiles()
    {
        foreach (var (schema, folder) in new[] { ("law", "law"), ("codes", "codes"), ("calendar", "calendars"), ("indicators", "indicators"), ("report", "reports"), ("register-form", "registers") })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Catalogue, folder), "*.yaml")) { yield return (schema, file); }
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Catalogue, "procedures"), "*.yaml", SearchOption.AllDirectories))
        {
            yield return (Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios" ? "scenarios" : "procedure", file);
        }

        // A real city has outages when they have been; the sound town has one.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Here, "sound", "cities", "town", "outages"), "*.yaml")) { yield return ("outage", file); }
        yield return ("privacy", Path.Combine(House.Catalogue, "privacy.yaml"));
        yield return ("city", Path.Combine(House.Yibin, "city.yaml"));
        yield return ("organs", Path.Combine(House.Yibin, "organs.yaml"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Yibin, "registers"), "*.yaml")) { yield return ("register", file); }
        foreach (var place in Directory.EnumerateDirectories(Path.Combine(House.Yibin, "counties")).Prepend(House.Yibin))
        {
            if (place != House.Yibin) { yield return ("county", Path.Combine(place, "county.yaml")); }
            foreach (var file in Directory.EnumerateFiles(Path.Combine(place, "procedures"), "*.yaml", SearchOption.AllDirectories))
            {
                yield return (Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios" ? "scenarios" : "overlay", file);
            }
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Yibin, "local"), "*.yaml", SearchOption.AllDirectories))
        {
            yield return (Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios" ? "scenarios" : "procedure", file);
        }

        foreach (var (schema, folder) in new[] { ("law", "law"), ("codes", "codes") })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(House.Yibin, folder), "*.yaml")) { yield return (schema, file); }
        }
    }

    private static IEnumerable<string> Problems(string schema, string file)
    {
        var json = Json(YamlFile.Parse(File.ReadAllBytes(file), file, new Diagnostics())!);
        var result = Schemas[schema].Evaluate(json, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : result.Details.Where(d => d.HasErrors).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}").DefaultIfEmpty("it does not fit");
    }

    // As an editor reads plain values: numbers, true and false, all else text.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Pairs.Select(p => KeyValuePair.Create(p.Key.Text, Json(p.Value)))),
        YamlSeq list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { Quoted: false, Text: "true" or "false" } flag => JsonValue.Create(flag.Text == "true"),
        YamlScalar { Quoted: false } number when long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        YamlScalar text => JsonValue.Create(text.Text),
        _ => null,
    };

    private static IEnumerable<(string Reads, IEnumerable<string> Keys)> Objects(JsonNode node)
    {
        if (node is JsonObject shape && shape["x-reads"] is JsonArray reads && shape["properties"] is JsonObject properties)
        {
            foreach (var one in reads) { yield return (one!.GetValue<string>(), properties.Select(p => p.Key)); }
        }

        foreach (var inner in node switch { JsonObject o => o.Select(p => p.Value), JsonArray a => a.AsEnumerable(), _ => [] })
        {
            if (inner is null) { continue; }
            foreach (var found in Objects(inner)) { yield return found; }
        }
    }
}
