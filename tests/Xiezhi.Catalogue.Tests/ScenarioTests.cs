using System.Collections.Immutable;
using Xiezhi.Catalogue.Scenarios;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests;

/// <summary>Every story that lies beside the law holds.</summary>
public sealed class ScenarioTests
{
    private static readonly Lazy<LawBook> Book = new(() => CatalogueReader.Read(House.Catalogue).Sound());
    private static readonly Lazy<LawBook> Yibin = new(() => CatalogueReader.Read(House.Catalogue, House.Yibin).Sound());

    private static readonly Lazy<LawBook> TrialBook = new(() => CatalogueReader.Read(House.Trial).Sound());

    /// <summary>The stories of the real law and of the city, and those of made-up procedures that try what the language can do.</summary>
    public static TheoryData<string> Files =>
        [.. ScenarioReader.FilesOf(House.Catalogue, House.Yibin).Concat(ScenarioReader.FilesOf(House.Trial)).Select(file => Path.GetRelativePath(House.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_story_beside_the_law_holds(string file) => AssertHold(file, Runner(file));

    [Theory]
    [MemberData(nameof(Files))]
    public void It_also_holds_when_the_case_goes_to_a_store_and_back_between_two_steps(string file) =>
        AssertHold(file, new ScenarioRunner(BookOf(file), CityBook) { Keep = Stored });

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_entries_folded_again_give_the_same_case_and_the_same_verdicts(string file)
    {
        foreach (var result in Stories(file).Select(Runner(file).Run).Where(r => r.Case is not null))
        {
            var book = (CityBook(result.Scenario.City) ?? BookOf(file)) with { City = result.City };
            var history = new CaseHistory(result.Opened!, book);
            foreach (var entry in result.Entries)
            {
                foreach (var (_, calendar) in result.Calendars.Where(c => c.Entries == entry.Number - 1)) { history.Under(calendar); }
                var made = history.Add(entry);
                Assert.Equal(entry.Verdicts, made.Verdicts);
                Assert.Equal(entry.Findings, made.Findings);
            }

            foreach (var (_, calendar) in result.Calendars.Where(c => c.Entries == result.Entries.Length)) { history.Under(calendar); }
            var again = history.Case;
            Assert.True(again.SameAs(result.Case!), result.Scenario.Name);
        }
    }

    private static ScenarioRunner Runner(string file) => new(BookOf(file), CityBook);

    private static LawBook BookOf(string file) => Path.GetFullPath(file, House.Root).StartsWith(House.Trial, StringComparison.Ordinal) ? TrialBook.Value : Book.Value;

    private static LawBook? CityBook(string city) => city == "yibin" ? Yibin.Value : null;

    private static CaseState Stored(CaseState state)
    {
        var bytes = new byte[64 * 1024];
        return CaseCodec.Read(state.Edition, bytes.AsSpan(0, CaseCodec.Write(state, bytes)));
    }

    private static ImmutableArray<Scenario> Stories(string file)
    {
        var diagnostics = new Diagnostics();
        var stories = ScenarioReader.Read(Path.Combine(House.Root, file), diagnostics);
        Assert.Equal("", string.Join("\n", diagnostics.InOrder));
        Assert.NotEmpty(stories);
        return stories;
    }

    private static void AssertHold(string file, ScenarioRunner runner)
    {
        var differences = Stories(file).Select(runner.Run).Where(r => !r.Passed).Select(r => $"{r.Scenario.Name}\n  {r.Difference}").ToList();
        if (differences.Count > 0) { Assert.Fail(string.Join('\n', differences)); }
    }
}
