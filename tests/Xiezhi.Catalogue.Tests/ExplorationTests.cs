using Xiezhi.Catalogue.Exploring;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests;

/// <summary>Every course that a case can take, tried out. That each kind of fault is found is told by the broken files XZ048, XZ049 and XZ051.</summary>
public sealed class ExplorationTests : IDisposable
{
    private static readonly string Here = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests");
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-explored-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void No_course_in_the_catalogue_is_endless_or_goes_past_a_cap_or_leaves_a_clock_running()
    {
        var book = CatalogueReader.Read(House.Catalogue).Sound();

        var explorations = Explorer.Explore(book.Editions, book.Calendar);

        var faults = explorations.SelectMany(e => e.Faults.Select(f => $"{e.Edition.Id}: {f.Message}\n{f.Story}")).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(explorations, e => Assert.True(e.Whole && e.States > 0 && e.Moves > e.States / 2, e.Edition.Id));
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

        AssertRuns(book, "disputes/complaint", fault);
    }

    /// <summary>The largest editions with three things written otherwise: found among all courses of all that happens side by side.</summary>
    [Theory]
    // With no way back once it is started, a risk that cannot be borne and cannot be assessed again is the end of the road.
    [InlineData("decisions/major-decision/2019-09-01", "preparing", "publicity", "publicity",
        "from: preparing, closes: [not-started]", "from: preparing, when: [ { none: [ { done: start } ] } ], closes: [not-started]",
        "by: lead, from: preparing, takes: [risk]", "by: lead, from: preparing, at-most: 1, takes: [risk]",
        "from: decide, until: publish, within: 20 working-days", "from: [decide, close-comment], until: publish, after-closing: runs, within: 20 working-days, extended-by: { act: postpone, up-to: 10 working-days }",
        "limits:\n", "  postpone: { title: 暂缓, by: government, from: decided, approved-by: chief, law: mad 32 }\nlimits:\n")]
    // A stay in the second instance that only the first can end.
    [InlineData("disputes/administrative-litigation/2020-07-01", "suspended", "trial", "advice",
        "from: suspended, to: pending,", "from: suspended, to: pending, when: first-instance,",
        "by: court, from: [pending, suspended], closes: [withdrawn]", "by: court, from: pending, closes: [withdrawn]",
        "by: court, from: pending, at-most: 1, ground: trial-extensions", "by: court, from: pending, ground: trial-extensions",
        "45 days } }, tolled-by: [suspension],\n    extended-by: { act: extend-trial, to: extended-to }", "45 days } }, tolled-by: [suspension],\n    extended-by: { act: extend-trial, up-to: 3 months }",
        "limits:\n", "limits:\n  advice: { title: 回复建议, from: suggest, until: judge, after-closing: runs, within: 60 days, law: car 12 }\n")]
    // Resuming is only for the ordinary track, and while it rests nothing ends a case.
    [InlineData("disputes/administrative-reconsideration/2024-01-01", "suspended", "decision", "feedback",
        "from: suspended, to: heard,", "from: suspended, to: heard, when: ordinary,",
        "from: [examined, heard, suspended], closes: [withdrawn]", "from: [examined, heard], closes: [withdrawn]",
        "from: [heard, suspended], ground: termination-grounds", "from: heard, ground: termination-grounds",
        "when: ordinary, at-most: 1, approved-by: office-head", "when: ordinary, approved-by: office-head",
        "by: respondent, from: [heard, closed], after: [advise]", "by: respondent, from: heard, after: [advise]")]
    public void Faults_planted_in_a_large_edition_are_found(string edition, string endless, string pastCap, string runsOn, params string[] written)
    {
        // Given the edition as a draft in which some things are written otherwise
        var text = File.ReadAllText(Path.Combine(House.Catalogue, "procedures", $"{edition}.yaml"));
        foreach (var pair in written.Chunk(2))
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            text = text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }

        var draft = Path.Combine(folder, "drafts", $"{edition}.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(draft)!);
        File.WriteAllText(draft, text);
        var (procedure, day) = (Path.GetDirectoryName(edition)!.Replace('\\', '/'), Path.GetFileName(edition));
        var book = CatalogueReader.Read(House.Catalogue, null, address => address == procedure, Path.Combine(folder, "drafts")).Sound();

        // When all its courses are tried
        var exploration = Explorer.Explore(book.FindEdition($"{procedure}@{day}")!, book.Calendar);

        // Then each fault is found, with a course that leads there
        Assert.True(exploration.Whole);
        Assert.Equal([(Rule.DeadEnd, endless), (Rule.PastCap, pastCap), (Rule.RunsForEver, runsOn)], exploration.Faults.Select(f => (f.Rule, f.Subject)).OrderBy(f => f.Rule));
        Assert.All(exploration.Faults, fault => AssertRuns(book, procedure, fault));
    }

    private void AssertRuns(LawBook book, string procedure, ExplorationFault fault)
    {
        var file = Path.Combine(folder, "stories", "procedures", procedure, "scenarios", "found.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
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
