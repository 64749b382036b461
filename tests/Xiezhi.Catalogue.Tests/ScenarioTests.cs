using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests;

/// <summary>Every story that lies beside the law holds.</summary>
public sealed class ScenarioTests
{
    private static readonly Lazy<LawBook> Book = new(() => CatalogueReader.Read(House.Catalogue).Sound());
    private static readonly Lazy<LawBook> Yibin = new(() => CatalogueReader.Read(House.Catalogue, House.Yibin).Sound());

    public static TheoryData<string> Files => [.. ScenarioReader.FilesOf(House.Catalogue).Select(file => Path.GetRelativePath(House.Catalogue, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_story_beside_the_law_holds(string file)
    {
        var diagnostics = new Diagnostics();
        var stories = ScenarioReader.Read(Path.Combine(House.Catalogue, file), diagnostics);
        Assert.Equal([], diagnostics.InOrder.Select(d => d.ToString()));
        Assert.NotEmpty(stories);

        var runner = new ScenarioRunner(Book.Value, city => city == "yibin" ? Yibin.Value : null);
        var differences = stories.Select(runner.Run).Where(r => !r.Passed).Select(r => $"{r.Scenario.Name}\n  {r.Difference}").ToList();
        if (differences.Count > 0) { Assert.Fail(string.Join('\n', differences)); }
    }
}
