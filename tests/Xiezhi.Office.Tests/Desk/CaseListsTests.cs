using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Desk;

namespace Xiezhi.Office.Tests.Desk;

public sealed class CaseListsTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = InformationRequests.Monday;
    private static readonly int Asked = InformationRequests.Asked.Number;
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-lists-{Guid.NewGuid():N}");
    private LiveCity city = null!;
    private CaseLists lists = null!;

    public async ValueTask InitializeAsync()
    {
        city = LiveCity.Open(path);
        lists = new CaseLists(city.Ledger.Store, city.Ledger.Dictionary, city.Ledger.Book);
        foreach (var (n, day) in Enumerable.Range(1, 23).Select(n => (n, n <= 9 ? Monday.AddYears(-1) : Monday)))
        {
            var answer = await city.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(n, "资料", day), $"{n}"));
            var id = Assert.IsType<ActAnswer.Recorded>(answer).Case;
            if (n % 3 == 0) { Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(id, null, InformationRequests.Withdraw(n, day), $"withdraw {n}"))); }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await city.DisposeAsync();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public void Pages_go_through_every_case_the_latest_first_and_over_the_turn_of_the_year()
    {
        var query = new CaseListQuery(null, Take: 5);
        var rows = new List<CaseListRow>();
        while (lists.Find(query) is { Rows: [.., var last] } page)
        {
            Assert.Equal(23, page.Total);
            rows.AddRange(page.Rows);
            query = query with { After = last.Id };
        }

        Assert.Equal([.. Enumerable.Range(1, 14).Reverse().Select(n => (2024, n)), .. Enumerable.Range(1, 9).Reverse().Select(n => (2023, n))], rows.Select(r => (r.Number.Year, r.Number.Ordinal)));
        Assert.All(rows, r => Assert.Equal(r.Id, new CaseFinder(city.Ledger.Store, city.Ledger.Dictionary, city.Ledger.Book).Find(r.Number.ToString())));
        // Every third was withdrawn: the 3rd, 6th and 9th of the first year, the 12th to 21st of all in the second.
        Assert.Equal(7, rows.Count(r => r.Stage == CaseState.Closed && r.Outcome >= 0 && r.Entries == 2));
        Assert.Equal(16, rows.Count(r => r.Stage >= 0 && r.Outcome < 0 && r.Entries == 1));
    }

    [Fact]
    public void A_list_holds_only_what_is_asked_for()
    {
        Assert.Equal(9, lists.Find(new CaseListQuery([Asked], Year: 2023)).Total);
        Assert.Equal(23, lists.Find(new CaseListQuery(null, Asked, InformationRequests.Procedure)).Total);
        foreach (var none in new CaseListQuery[] { new([]), new([InformationRequests.CoAuthor.Number]), new(null, InformationRequests.CoAuthor.Number), new(null, Procedure: "oversight/none"), new(null, Year: 2022) })
        {
            var page = lists.Find(none);
            Assert.Equal((0L, 0), (page.Total, page.Rows.Length));
        }
    }

    [Fact]
    public void A_place_in_a_register_that_the_viewer_may_not_read_leads_nowhere()
    {
        var foreign = lists.Find(new CaseListQuery(null, Take: 1)).Rows[0].Id;

        Assert.Empty(lists.Find(new CaseListQuery([InformationRequests.CoAuthor.Number], After: foreign)).Rows);
        Assert.Empty(lists.Find(new CaseListQuery([Asked], After: CaseId.Of(4711, 3))).Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void A_page_of_no_or_of_too_many_rows_is_refused(int take) => Assert.Throws<ArgumentException>(() => lists.Find(new CaseListQuery(null, Take: take)));
}
