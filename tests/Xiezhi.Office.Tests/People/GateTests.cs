using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

/// <summary>Who sees which case, who sees what of it, and who may do what: the whole table.</summary>
public sealed class GateTests : IAsyncLifetime
{
    private static readonly string[] Everybody =
    [
        "citizen-wang", "citizen-chen", "hotline-clerk", "hotline-officer", "hotline-head", "window-officer", "market-officer", "housing-officer", "justice-officer", "justice-head",
        "government-officer", "cuiping-market-officer", "cuiping-mediation-officer", "city-supervisor", "cuiping-supervisor", "administrator",
    ];

    private readonly TestOffice test = new();
    private CaseRecord appeal = null!, county = null!, reconsideration = null!;
    private ActOutcome.Done opened = null!;

    public async ValueTask InitializeAsync()
    {
        opened = await test.Handled(test.As("citizen-wang"), "appeal");
        appeal = Record(opened);
        var service = TestOffice.Appeal("county") with { Names = TestOffice.Words(("hotline", "cuiping-approval")) };
        county = Record(await test.Done(test.As("citizen-chen"), service));
        var apply = new ActInput
        {
            Procedure = "disputes/administrative-reconsideration", Act = "apply", Key = "reconsideration",
            Facts = TestOffice.Words(("matter", "penalty"), ("knew-on", "2024-02-20"), ("told", "yes")),
            Names = TestOffice.Words(("authority", "government"), ("respondent", "market")),
            Documents = System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty
                .Add("application", [(await test.Upload("复议申请"u8.ToArray(), "申请书.txt")).Id]),
        };
        reconsideration = Record(await test.Done(test.As("citizen-chen"), apply));
    }

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public void An_appeal_of_the_city_is_seen_by_its_party_its_organs_and_the_supervisor_above()
    {
        Assert.Equal(["citizen-wang", "hotline-clerk", "hotline-officer", "hotline-head", "market-officer", "city-supervisor"], WhoSees(appeal));
    }

    [Fact]
    public void An_appeal_of_a_county_is_seen_there_and_by_the_supervisors_above_it_and_in_no_other_county()
    {
        Assert.Equal(["citizen-chen", "city-supervisor", "cuiping-supervisor"], WhoSees(county));
    }

    [Fact]
    public void A_reconsideration_is_seen_by_the_office_that_has_to_take_it_up_before_any_entry_names_it()
    {
        Assert.Equal(["citizen-chen", "market-officer", "justice-officer", "justice-head", "government-officer", "city-supervisor"], WhoSees(reconsideration));
    }

    [Fact]
    public void A_desk_has_the_cases_of_its_organ_those_it_has_to_take_up_included()
    {
        var justice = TestOffice.City.FindOrgan("justice")!.Number;
        var elsewhere = TestOffice.City.FindOrgan("cuiping-justice")!.Number;

        var organs = CaseOrgans.OnWhoseDesk(reconsideration.State, Gate.KeeperOf(reconsideration), TestOffice.City);

        Assert.Contains(justice, organs);
        Assert.DoesNotContain(elsewhere, organs);
    }

    [Fact]
    public void Lists_hold_the_own_organ_and_for_a_supervisor_all_below()
    {
        var city = TestOffice.City;
        var market = city.FindOrgan("market")!.Number;

        Assert.Equal([market], test.Office.Gate.Organs(test.As("market-officer")).AsEnumerable());
        var below = test.Office.Gate.Organs(test.As("cuiping-supervisor"));
        Assert.Contains(city.FindOrgan("cuiping-market")!.Number, below);
        Assert.DoesNotContain(market, below);
        Assert.DoesNotContain(city.FindOrgan("government")!.Number, below);
        Assert.Contains(city.FindOrgan("cuiping-market")!.Number, test.Office.Gate.Organs(test.As("city-supervisor")));
        foreach (var nobody in new[] { "citizen-wang", "administrator" }) { Assert.Empty(test.Office.Gate.Organs(test.As(nobody))); }
        Assert.Empty(test.Office.Gate.Organs(Viewer.Stranger.Instance));
        Assert.Empty(test.Office.Gate.Organs(new Viewer.Tracker(appeal.Id, 1)));
    }

    [Fact]
    public void A_tracker_sees_his_case_and_no_other()
    {
        var tracker = new Viewer.Tracker(appeal.Id, 900000001);

        Assert.NotNull(test.Office.Gate.Look(tracker, appeal));
        Assert.Null(test.Office.Gate.Look(tracker, county));
        Assert.Null(test.Office.Gate.Look(new Viewer.Tracker(appeal.Id, 900000002), appeal));
        Assert.Null(test.Office.Gate.Look(Viewer.Stranger.Instance, appeal));
    }

    [Fact]
    public void A_protected_party_is_shown_to_the_roles_that_the_law_names_and_to_itself()
    {
        var citizen = appeal.State.Edition.FindRole("citizen")!;
        var holder = appeal.State.Holder(citizen.Index);

        Assert.Equal(["citizen-wang", "hotline-clerk", "hotline-officer", "hotline-head", "city-supervisor"],
            Everybody.Where(id => test.Office.Gate.Look(test.As(id), appeal)?.Shows(citizen, holder) == true));
    }

    [Fact]
    public void A_document_for_certain_roles_is_shown_to_them()
    {
        var order = appeal.State.Edition.FindDocument("work-order")!;

        Assert.False(test.Office.Gate.Look(test.As("citizen-wang"), appeal)!.Shows(order));
        Assert.True(test.Office.Gate.Look(test.As("market-officer"), appeal)!.Shows(order));
    }

    [Fact]
    public void A_disabled_account_sees_and_does_nothing()
    {
        var disabled = new Viewer.SignedIn(test.Office.Accounts.Find("market-officer")! with { Enabled = false });

        Assert.Null(test.Office.Gate.Look(disabled, appeal));
        Assert.Null(test.Office.Gate.ActsAs(disabled));
        Assert.False(test.Office.Gate.MayAct(disabled, opens: true, serves: false));
    }

    [Theory]
    [InlineData("citizen-wang", true, true, false)]
    [InlineData("hotline-clerk", true, false, true)]
    [InlineData("hotline-officer", true, true, true)]
    [InlineData("hotline-head", true, true, true)]
    [InlineData("city-supervisor", false, false, false)]
    [InlineData("administrator", false, false, false)]
    public void Each_role_may_do_what_is_its_part(string id, bool opens, bool acts, bool serves)
    {
        var gate = test.Office.Gate;
        var viewer = test.As(id);

        Assert.Equal((opens, acts, serves), (gate.MayAct(viewer, opens: true, serves: false), gate.MayAct(viewer, opens: false, serves: false), gate.MayAct(viewer, opens: false, serves: true)));
        Assert.Equal(id == "administrator", gate.KeepsAccounts(viewer));
    }

    [Fact]
    public void Who_has_read_a_case_is_seen_by_its_party_and_the_supervisors_over_it()
    {
        Assert.Equal(["citizen-wang", "city-supervisor"], Everybody.Where(id => test.Office.Gate.SeesReadings(test.As(id), appeal)));
    }

    private IEnumerable<string> WhoSees(CaseRecord record) => Everybody.Where(id => test.Office.Gate.Look(test.As(id), record) is not null);

    private CaseRecord Record(ActOutcome.Done done) => test.Office.Cases.Read(done.Case)!;
}
