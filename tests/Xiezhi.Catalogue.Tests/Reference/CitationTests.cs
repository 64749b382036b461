using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>Every article that the catalogue cites is one that somebody has reviewed.</summary>
public sealed class CitationTests
{
    private static readonly LawBook Book = CatalogueReader.Read(House.Catalogue).Sound();

    [Fact]
    public void What_an_edition_cites_is_what_was_reviewed()
    {
        var differences = Citation.Differences(Book, Citation.Reviewed).ToList();
        if (differences.Count == 0) { return; }
        var received = Path.Combine(House.Root, "tests", "Xiezhi.Catalogue.Tests", "Reference", "citations.received.csv");
        File.WriteAllText(received, Citation.TableOf(Book, Citation.Reviewed));
        Assert.Fail($"""
            {string.Join('\n', differences)}
            Where the catalogue is wrong, mend it. Where it is right: {Path.GetFileName(received)} has the new table beside the old one. Look up each article that is
            marked {Citation.NotReviewed}, leave its last cell empty or write there why it is not sure, and rename the file to citations.csv.
            """);
    }

    [Fact]
    public void No_row_waits_for_a_reviewer() => Assert.Equal([], Citation.Reviewed.Where(row => row.Doubt == Citation.NotReviewed).Select(row => $"{row.Edition} {row.Item}"));

    [Fact]
    public void The_table_speaks_of_editions_that_there_are() =>
        Assert.Equal([], Citation.Reviewed.Select(row => row.Edition).Except(Book.Editions.Select(edition => edition.Id)));

    [Fact]
    public void Another_article_a_missing_row_and_one_too_many_are_named()
    {
        // Given a table of which one row has another article, one was lost, and one is of an act that there is not
        var changed = Citation.Reviewed[10] with { Cites = "行政处罚法@2021 999" };
        var lost = Citation.Reviewed[20];
        var more = Citation.Reviewed[30] with { Item = "acts/never-heard-of" };

        var differences = Citation.Differences(Book, [.. Citation.Reviewed.SetItem(10, changed).Remove(lost), more]).ToList();

        // Then each is named with where it is and what either says
        Assert.Equal(
            [
                $"{changed.Edition} {changed.Item} cites {Citation.Reviewed[10].Cites}; the table says 行政处罚法@2021 999",
                $"{lost.Edition} {lost.Item} cites {lost.Cites}; the table has no such row",
                $"{more.Edition} acts/never-heard-of cites nothing; the table says {more.Cites}",
            ], differences);
        // and the new table asks for a look at what was changed, and at nothing that was reviewed
        var asked = Citation.TableOf(Book, Citation.Reviewed.SetItem(10, changed)).Split('\n').Where(line => line.EndsWith(Citation.NotReviewed, StringComparison.Ordinal));
        Assert.StartsWith($"{changed.Edition},{changed.Item},", Assert.Single(asked), StringComparison.Ordinal);
    }
}
