using Xiezhi.Catalogue.Scenarios;

namespace Xiezhi.Catalogue.Tests;

public sealed class CoverageTests
{
    private static readonly CatalogueReading Reading = CatalogueReader.Read(House.Catalogue);
    private static readonly CatalogueReading Yibin = CatalogueReader.Read(House.Catalogue, House.Yibin);

    [Fact]
    public void The_stories_show_every_effect_refusal_and_edition_of_the_catalogue() => Assert.Empty(Coverage.Missing(Reading, [.. Results()]));

    [Fact]
    public void What_only_a_city_has_is_asked_for_with_the_city()
    {
        var sound = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests", "sound");
        var (catalogue, town) = (Path.Combine(sound, "catalogue"), Path.Combine(sound, "cities", "town"));
        var reading = CatalogueReader.Read(catalogue, town);
        var alone = CatalogueReader.Read(catalogue).Sound();
        var runner = new ScenarioRunner(alone, city => city == "town" ? reading.Sound() : null);
        var told = ScenarioReader.FilesOf(catalogue, town).SelectMany(file => ScenarioReader.Read(file, new Diagnostics())).Select(runner.Run).ToList();

        Assert.All(told, r => Assert.True(r.Passed, $"{r.Difference}"));
        Assert.Empty(Coverage.Missing(reading, told, alone.Procedures));
        var asked = Coverage.Missing(reading, told.FindAll(r => r.Scenario.Procedure != "disputes/stall-dispute"), alone.Procedures);
        Assert.Contains("no story opens a case under disputes/stall-dispute@2020-01-01; tell one that begins on or after 2020-01-01", asked.Select(d => d.Message));
        Assert.All(asked, d => Assert.Contains("stall-dispute", d.File, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_stories_of_a_procedure_all_that_they_show_is_asked_for()
    {
        var all = Results().ToList();
        var without = all.FindAll(r => r.Scenario.Procedure != "disputes/administrative-reconsideration");

        var more = Coverage.Missing(Reading, without).Except(Coverage.Missing(Reading, all)).ToList();

        Assert.All(more, d => Assert.True(d is { Code: "XZ103", Severity: Severity.Warning } && d.File.Contains("administrative-reconsideration", StringComparison.Ordinal), d.ToString()));
        Assert.Contains(more, d => d.Message.Contains("'acceptance'", StringComparison.Ordinal) && d.Line > 0);
        Assert.Contains(more, d => d.Message.Contains("gate-missing", StringComparison.Ordinal));
    }

    private static IEnumerable<ScenarioResult> Results()
    {
        var runner = new ScenarioRunner(Reading.Sound(), city => city == "yibin" ? Yibin.Sound() : null);
        return ScenarioReader.FilesOf(House.Catalogue, House.Yibin).SelectMany(file => ScenarioReader.Read(file, new Diagnostics())).Select(runner.Run);
    }
}
