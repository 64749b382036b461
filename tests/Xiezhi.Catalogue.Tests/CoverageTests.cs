using Xiezhi.Catalogue.Scenarios;

namespace Xiezhi.Catalogue.Tests;

public sealed class CoverageTests
{
    private static readonly CatalogueReading Reading = CatalogueReader.Read(House.Catalogue);
    private static readonly CatalogueReading Yibin = CatalogueReader.Read(House.Catalogue, House.Yibin);

    [Fact]
    public void The_stories_show_every_effect_refusal_and_edition_of_the_catalogue() => Assert.Empty(Coverage.Missing(Reading, [.. Results()]));

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
        return ScenarioReader.FilesOf(House.Catalogue).SelectMany(file => ScenarioReader.Read(file, new Diagnostics())).Select(runner.Run);
    }
}
