using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Drafts;

namespace Xiezhi.Replay.Tests;

public sealed class DraftTrialTests : IDisposable
{
    private const string Procedure = "disputes/administrative-reconsideration";
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-draft-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_draft_that_shortens_a_limit_shows_which_cases_would_be_late()
    {
        var comparison = Try("within: 60 days, tolled-by", "within: 20 days, tolled-by");

        var late = Assert.Single(comparison.Counts, c => c is { Effect: DraftEffect.Late, Subject: "decision" });
        Assert.True(late.Then > late.Now, $"{late.Now} → {late.Then}");
        Assert.NotEmpty(late.First);
        Assert.True(comparison.Different >= late.Then - late.Now);
        Assert.True(comparison.Different <= comparison.Cases);
    }

    [Fact]
    public void A_draft_that_asks_for_more_shows_what_would_be_refused()
    {
        var comparison = Try("accept: { title: { zh: 受理, en: Accept }, by: authority, from: examined", "accept: { title: { zh: 受理, en: Accept }, by: authority, officers: 9, from: examined");

        Assert.Contains(comparison.Counts, c => c is { Effect: DraftEffect.Refused, Subject: "accept", Why: "too-few-officers", Now: 0, Then: > 0 });
    }

    [Fact]
    public void A_draft_that_says_the_same_changes_nothing()
    {
        var comparison = Try("id:", "id:");

        Assert.True(comparison.Cases > 0);
        Assert.Equal(0, comparison.Different);
        Assert.All(comparison.Counts, c => Assert.Equal(c.Now, c.Then));
    }

    private DraftComparison Try(string now, string then)
    {
        var text = File.ReadAllText(Path.Combine(House.Root, "catalogue", "procedures", Procedure, "2017-09-01.yaml"));
        Assert.Contains(now, text, StringComparison.Ordinal);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Procedure)).FullName, "2017-09-01.yaml");
        File.WriteAllText(file, text.Replace(now, then, StringComparison.Ordinal));
        var (draft, diagnostics) = CatalogueReader.ReadEdition(Path.Combine(House.Root, "catalogue"), file);
        Assert.True(draft is not null, string.Join('\n', diagnostics));

        var trial = new DraftTrial(new Replayer(House.Year, House.Book, seed: 7, scale: 0.004), House.Book.Calendar, House.Book.City, House.Year.Until.Day);
        return Assert.Single(trial.Run(new Dictionary<string, Edition>(StringComparer.Ordinal) { [Procedure] = draft }, TestContext.Current.CancellationToken));
    }
}
