using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Desk;

namespace Xiezhi.Office.Tests.Desk;

/// <summary>The docket of a living city whose cases are requests for information.</summary>
public sealed class DocketTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = InformationRequests.Monday;
    private static readonly int Asked = InformationRequests.Asked.Number, CoAuthor = InformationRequests.CoAuthor.Number;
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-docket-{Guid.NewGuid():N}");
    private LiveCity city = null!;
    private Docket docket = null!;

    public ValueTask InitializeAsync()
    {
        Open();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task An_open_case_lies_on_the_desk_of_its_organ_with_the_clock_that_is_over_first()
    {
        var id = await Receive(1);

        var row = Assert.Single((await Find(Asked)).Rows);

        var state = Record(id).State;
        Assert.Equal((id, Asked, state.Stage, 1), (row.Id, row.Keeper, row.Stage, row.Entries));
        Assert.Equal(state.Clocks.ToArray().Where(c => c.Runs).Min(c => c.Rolled), row.Due);
        Assert.Equal(row.Due, state.Clocks.ToArray().Single(c => c.Limit == row.Limit && c.Runs).Rolled);
        Assert.Equal(new CaseFinder(city.Ledger.Store, city.Ledger.Dictionary, city.Ledger.Book).Find(row.Number.ToString()), id);
        Assert.Empty((await Find(CoAuthor)).Rows);
    }

    [Fact]
    public async Task The_light_is_red_after_the_last_day_and_yellow_on_its_last_three_working_days()
    {
        await Receive(1);
        var due = Assert.Single((await Find(Asked)).Rows).Due!.Value;
        var nearFrom = RealLaw.Book.Calendar.WorkingDaysBefore(due, 2);

        Assert.Equal(Light.Red, await LightOn(due.AddDays(1)));
        Assert.Equal(Light.Yellow, await LightOn(due));
        Assert.Equal(Light.Yellow, await LightOn(nearFrom));
        Assert.Equal(Light.Green, await LightOn(RealLaw.Book.Calendar.WorkingDaysBefore(due, 3)));
    }

    [Fact]
    public async Task An_overdue_case_stays_red_when_the_finding_is_made()
    {
        await Receive(1);
        var id = Assert.Single((await Find(Asked)).Rows).Id;
        var later = Monday.AddDays(60);

        Assert.Equal(1, await city.Casework.SweepAsync(Moment.On(later), Ct));

        Assert.Null(Record(id).State.EarliestDue);
        var overdue = Record(id).State.Clocks.ToArray().Single(c => c.Runs && c.Overdue);
        var row = Assert.Single((await Find(Asked, later)).Rows);
        Assert.Equal((overdue.Rolled, overdue.Limit, Light.Red), (row.Due, row.Limit, row.Light));
    }

    [Fact]
    public async Task An_organ_that_is_named_has_the_case_too_and_nobody_has_it_when_it_is_closed()
    {
        var id = await Receive(1);
        await Act(id, InformationRequests.AskCoAuthor(Monday));
        Assert.Equal(id, Assert.Single((await Find(CoAuthor)).Rows).Id);
        Assert.Equal(2, Assert.Single((await Find(Asked)).Rows).Entries);

        await Act(id, InformationRequests.Withdraw(1, Monday));

        Assert.Empty((await Find(CoAuthor)).Rows);
        Assert.Equal(0, (await Find(Asked)).Total);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap_and_counts_are_those_of_the_whole()
    {
        await Some(60);
        var query = new DocketQuery(null, Take: 7);
        var today = Monday.AddDays(15);
        var rows = new List<DocketRow>();
        while (await docket.FindAsync(query, today, Ct) is { Rows: [.., var last] } page)
        {
            rows.AddRange(page.Rows);
            Assert.Equal(Expected().Count, page.Total);
            query = query with { After = new DocketPlace(last.Due, last.Id) };
        }

        Assert.Equal(Expected(), rows.Select(r => r.Id));
        var whole = await docket.FindAsync(new DocketQuery(null, Take: 200), today, Ct);
        Assert.Equal(rows.GroupBy(r => r.Light).ToDictionary(g => g.Key, g => g.Count()), whole.ByLight.Where(l => l.Value > 0).ToDictionary());
        Assert.Equal([(InformationRequests.Procedure, rows.Count)], whole.ByProcedure);
        Assert.Equal([(Asked, rows.Count)], whole.ByOrgan);
    }

    [Fact]
    public async Task What_is_filtered_by_is_counted_without_itself()
    {
        await Some(40);
        var today = Monday.AddDays(15);
        var all = await docket.FindAsync(new DocketQuery([Asked, CoAuthor], Take: 200), today, Ct);
        var stage = all.Rows[0].Edition.Stages[all.Rows[0].Stage].Id;

        var page = await docket.FindAsync(new DocketQuery([Asked, CoAuthor], all.Rows[0].Light, InformationRequests.Procedure, stage, CoAuthor, Take: 200), today, Ct);

        var expected = all.Rows.Where(r => r.Light == all.Rows[0].Light && r.Stage == all.Rows[0].Stage && Record(r.Id).State.Holder(Role("co-author")) == CoAuthor).ToList();
        Assert.Equal(expected, page.Rows);
        Assert.Equal(all.Rows.Count(r => r.Stage == all.Rows[0].Stage && Record(r.Id).State.Holder(Role("co-author")) == CoAuthor), page.ByLight.Values.Sum());
        Assert.Equal(0, (await docket.FindAsync(new DocketQuery([Asked], Procedure: "oversight/unheard-of"), today, Ct)).Total);
        Assert.Equal(0, (await docket.FindAsync(new DocketQuery([]), today, Ct)).Total);
    }

    [Fact]
    public async Task A_docket_read_from_the_rows_is_the_one_that_followed()
    {
        await Some(80);
        var today = Monday.AddDays(15);
        var followed = await docket.FindAsync(new DocketQuery(null, Take: 200), today, Ct);
        await Close();

        Open();

        Assert.Equal(followed.Rows, (await docket.FindAsync(new DocketQuery(null, Take: 200), today, Ct)).Rows);
        Assert.Equal(Expected(), followed.Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Whoever_is_told_that_his_act_is_recorded_finds_it_while_others_read_and_act()
    {
        await Task.WhenAll(Enumerable.Range(1, 16).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                var id = await Receive(n);
                Assert.Contains((await docket.FindAsync(new DocketQuery([Asked], Take: 200), Monday, Ct)).Rows, r => r.Id == id && r.Entries == 1);
                await Act(id, InformationRequests.Withdraw(n, Monday));
                Assert.DoesNotContain((await docket.FindAsync(new DocketQuery([Asked], Take: 200), Monday, Ct)).Rows, r => r.Id == id);
            }
        }, Ct)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public Task A_page_of_no_or_of_too_many_rows_is_refused(int take) =>
        Assert.ThrowsAsync<ArgumentException>(async () => await docket.FindAsync(new DocketQuery(null, Take: take), Monday, Ct));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Role(string id) => InformationRequests.Edition.FindRole(id)!.Index;

    private void Open()
    {
        city = LiveCity.Open(path);
        docket = Docket.Over(city.Ledger, city.Casework);
    }

    private async Task Close()
    {
        await city.DisposeAsync();
        docket.Dispose();
    }

    private Task<DocketPage> Find(int organ, DateOnly? today = null) => docket.FindAsync(new DocketQuery([organ]), today ?? Monday, Ct).AsTask();

    private async Task<Light> LightOn(DateOnly today) => Assert.Single((await Find(Asked, today)).Rows).Light;

    private async Task<CaseId> Receive(long applicant) => Assert.IsType<ActAnswer.Recorded>(await city.Ask(
        new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(applicant, "资料", Monday), Guid.NewGuid().ToString()))).Case;

    private async Task Act(CaseId id, ActRequest request)
    {
        var answer = await city.Ask(new ActSubmission(id, null, request, Guid.NewGuid().ToString()));
        Assert.True(answer is ActAnswer.Recorded, $"{answer}");
    }

    /// <summary>Cases that went different ways, some of them to their end.</summary>
    private async Task Some(int cases)
    {
        await Task.WhenAll(Enumerable.Range(1, cases).Select(async n =>
        {
            var id = await Receive(n);
            if (n % 3 == 0) { await Act(id, InformationRequests.AskCoAuthor(Monday)); }
            if (n % 4 == 1) { await Act(id, InformationRequests.AskForCorrection(Monday, Monday.AddDays(10 + n % 5))); }
            if (n % 8 == 2) { await Act(id, InformationRequests.Extend(Monday)); }
            if (n % 5 == 4) { await Act(id, InformationRequests.Withdraw(n, Monday)); }
        }));
        await city.Casework.SweepAsync(Moment.On(Monday.AddDays(14)), Ct);
    }

    private CaseRecord Record(CaseId id) => new CaseFinder(city.Ledger.Store, city.Ledger.Dictionary, city.Ledger.Book).Read(id)!;

    /// <summary>What must be on the docket, from a look at every case there is.</summary>
    private List<CaseId> Expected()
    {
        var found = new List<(DateOnly Due, long Id)>();
        city.Ledger.Store.ReadCases(default, (id, _, _) =>
        {
            var state = Record(id).State;
            var due = state.Clocks.ToArray().Where(c => c.Runs && c.DueKnown).Select(c => c.Rolled).Append(DateOnly.MaxValue).Min();
            if (state.IsOpen) { found.Add((due, id.Value)); }
            return true;
        });
        return [.. found.Order().Select(f => new CaseId(f.Id))];
    }
}
