using Xiezhi.Catalogue.Exploring;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests;

/// <summary>Every course that a case can take, tried out. That each kind of fault is found is told by the broken files XZ048, XZ049 and XZ051.</summary>
public sealed class ExplorationTests : IDisposable
{
    // Fewer than the command looks at, so that the tests stay short: faults show early, for the search is breadth first.
    private const int Enough = 3_000;
    private static readonly string Here = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests");
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-explored-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void No_course_in_the_catalogue_is_endless_or_goes_past_a_cap_or_leaves_a_clock_running()
    {
        var book = CatalogueReader.Read(House.Catalogue).Sound();

        var explorations = Explorer.Explore(book.Editions, book.Calendar, Enough);

        var faults = explorations.SelectMany(e => e.Faults.Select(f => $"{e.Edition.Id}: {f.Message}\n{f.Story}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(explorations, e => Assert.True(e.States > 0 && e.Moves > e.States / 2, e.Edition.Id));
    }

    [Fact]
    public void Small_editions_are_explored_whole_and_every_act_is_done_somewhere()
    {
        var book = CatalogueReader.Read(House.Catalogue).Sound();

        var exploration = Explorer.Explore(book.FindEdition("oversight/information-request@2019-05-15")!, book.Calendar);

        Assert.True(exploration.Whole);
        Assert.Empty(exploration.NeverDone);
    }

    [Theory]
    [InlineData("XZ048-no-way-out-after-the-wrong-answer")]
    [InlineData("XZ049-extended-for-ever")]
    [InlineData("XZ051-waits-for-a-closing-that-was")]
    public void What_it_finds_is_a_story_that_runs(string broken)
    {
        var book = Planted(broken);
        var fault = Assert.Single(Explorer.Explore(book.EditionsOf("disputes/complaint")[0], book.Calendar).Faults);
        var file = Path.Combine(folder, "catalogue", "procedures", "disputes", "complaint", "scenarios", "found.yaml");
        File.WriteAllText(file, fault.Story);

        var diagnostics = new Diagnostics();
        var result = new ScenarioRunner(book, _ => null).Run(Assert.Single(ScenarioReader.Read(file, diagnostics)));

        Assert.Equal([], diagnostics.InOrder.Select(d => d.ToString()));
        Assert.True(result.Passed, $"{result.Difference}\n{fault.Story}");
    }

    private LawBook Planted(string broken)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Here, "sound", "catalogue"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Path.Combine(Here, "sound"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Copy(Path.Combine(Here, "broken", "edition", $"{broken}.yaml"), Path.Combine(folder, "catalogue", "procedures", "disputes", "complaint", "2020-01-01.yaml"), overwrite: true);
        return CatalogueReader.Read(Path.Combine(folder, "catalogue")).Sound();
    }
}
