using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests.Menus;

/// <summary>The menu and the decision are one rule book: random lives through every edition of the real catalogue.</summary>
public sealed class MenuTests
{
    private const int Lives = 25;
    private const int Steps = 40;
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();

    /// <summary>What only a filled-in request can get wrong.</summary>
    private static readonly RefusalCode[] OfTheForm =
    [
        RefusalCode.MinuteMissing, RefusalCode.FactMissing, RefusalCode.FactWrong, RefusalCode.FactFrozen, RefusalCode.OverCap, RefusalCode.GroundMissing,
        RefusalCode.DocumentMissing, RefusalCode.OutcomeUnknown, RefusalCode.NotApproved, RefusalCode.TooFewOfficers, RefusalCode.RoleUnfilled, RefusalCode.NotIndependent,
    ];

    public static TheoryData<string> Editions => [.. Law.Editions.Where(Wanderer.CanBegin).Select(e => e.Id)];

    [Theory]
    [MemberData(nameof(Editions))]
    public void What_is_accepted_was_on_the_menu_and_what_the_menu_refuses_is_refused_for_the_same_reason(string id)
    {
        var edition = Law.FindEdition(id)!;
        var (accepted, obstacles) = (0, 0);
        for (var life = 0; life < Lives; life++)
        {
            var wanderer = new Wanderer(edition, Law, life);
            for (var step = 0; step < Steps; step++)
            {
                wanderer.PassDays();
                if (wanderer.Case is null && !edition.Covers(wanderer.Today)) { break; }
                var by = wanderer.SomeActor();
                var menu = Decide.Menu(edition, wanderer.Case, by, wanderer.Now, wanderer.Today, Law.Calendar, Law.City);
                var possible = new List<Decision.Accepted>();
                foreach (var item in menu)
                {
                    var answer = Decide.On(edition, wanderer.Case, wanderer.Filled(item, by), Law.Calendar, Law.City);
                    var what = $"{id} life {life} step {step} {Named(edition, item)}: {item.Obstacle}";
                    if (item.Obstacle is { } obstacle)
                    {
                        obstacles++;
                        var refused = Assert.IsType<Decision.Refused>(answer, exactMatch: true);
                        if (!OfTheForm.Contains(refused.Code)) { Assert.True(obstacle == refused, $"{what}, but the law says {refused}"); }
                    }
                    else if (answer is Decision.Accepted yes) { possible.Add(yes); }
                }

                if (possible.Count == 0) { continue; }
                wanderer.Accept(wanderer.Pick(possible));
                accepted++;
            }
        }

        Assert.True(accepted > Lives && obstacles > accepted, $"{id}: {accepted} acts, {obstacles} obstacles tell too little");
    }

    [Fact]
    public void A_guard_that_the_acts_own_facts_will_settle_stands_in_nobodys_way()
    {
        var appeal = Law.InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;
        var answered = Answered(appeal, out var hotline);

        var menu = Decide.Menu(appeal, answered, hotline, Xiezhi.Law.Time.Moment.On(2023, 6, 5), new DateOnly(2023, 6, 5), Law.Calendar, Law.City);

        Assert.Null(Of(menu, appeal, "confirm").Obstacle);
        Assert.Equal(RefusalCode.WrongStage, Of(menu, appeal, "dispatch").Obstacle!.Code);
        Assert.Equal(RefusalCode.NotYourPart, Of(menu, appeal, "withdraw").Obstacle!.Code);
        Assert.Equal(["citizen"], Of(menu, appeal, "withdraw").Roles.Select(r => appeal.Roles[r].Id));
        Assert.Null(menu.Single(i => i.Kind == EntryKind.Serve && appeal.Documents[i.Subject].Id == "reply").Obstacle);
    }

    [Fact]
    public void A_party_serves_nothing_and_nobody_serves_what_no_act_has_made()
    {
        var appeal = Law.InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;
        var reply = appeal.FindDocument("reply")!.Index;
        var answered = Answered(appeal, out var hotline);
        var request = new ActRequest { Kind = EntryKind.Serve, Subject = reply, When = Xiezhi.Law.Time.Moment.On(2023, 6, 5), Today = new DateOnly(2023, 6, 5), By = hotline };

        Assert.Equal(RefusalCode.NotYourPart, Refused(answered, request with { By = Actor.OfParty(answered.Holder(0)) }).Code);
        Assert.IsType<Decision.Accepted>(Decide.On(appeal, answered, request, Law.Calendar, Law.City));
        var fresh = Registered(appeal, out _);
        Assert.Equal(RefusalCode.NotYet, Refused(fresh, request).Code);

        Decision.Refused Refused(CaseState c, ActRequest r) => Assert.IsType<Decision.Refused>(Decide.On(appeal, c, r, Law.Calendar, Law.City));
    }

    [Fact]
    public void Outside_its_time_an_edition_opens_nothing()
    {
        var appeal = Law.FindEdition("services/citizen-appeal@2022-03-01")!;

        var menu = Decide.Menu(appeal, null, Actor.OfParty(7), Xiezhi.Law.Time.Moment.On(2026, 1, 5), new DateOnly(2026, 1, 5), Law.Calendar, Law.City);

        Assert.All(menu, item => Assert.Equal(RefusalCode.NoEdition, item.Obstacle!.Code));
    }

    private static CaseState Registered(Edition appeal, out Actor hotline)
    {
        hotline = Actor.OfOrgan(Law.City.FindOrgan("hotline-center")!.Number, 1);
        return Done(appeal, null, "register", hotline, [new(appeal.FindFact("category")!.Index, 0), new(appeal.FindFact("subject")!.Index, 0), new(appeal.FindFact("told")!.Index, 1, "路灯不亮")],
            [new Naming(appeal.FindRole("citizen")!.Index, 7)]);
    }

    private static CaseState Answered(Edition appeal, out Actor hotline)
    {
        var c = Registered(appeal, out hotline);
        var handler = Actor.OfOrgan(hotline.Organ == 1 ? 2 : 1, 1);
        c = Done(appeal, c, "dispatch", hotline, [], [new Naming(appeal.FindRole("handler")!.Index, handler.Organ)]);
        c = Done(appeal, c, "sign", handler, [], []);
        return Done(appeal, c, "answer", handler, [], []);
    }

    private static CaseState Done(Edition edition, CaseState? before, string act, Actor by, FactValue[] facts, Naming[] names) =>
        Assert.IsType<Decision.Accepted>(Decide.On(edition, before, new ActRequest
        {
            Subject = edition.FindAct(act)!.Index, When = Xiezhi.Law.Time.Moment.At(new DateOnly(2023, 6, 5), 9, 0), Today = new DateOnly(2023, 6, 5), By = by, Facts = [.. facts], Names = [.. names],
            Documents = edition.FindAct(act)!.Documents,
        }, Law.Calendar, Law.City)).Case;

    private static MenuItem Of(IEnumerable<MenuItem> menu, Edition edition, string act) => menu.Single(i => i.Kind == EntryKind.Act && edition.Acts[i.Subject].Id == act);

    private static string Named(Edition edition, MenuItem item) => item.Kind == EntryKind.Act ? edition.Acts[item.Subject].Id : $"serve:{edition.Documents[item.Subject].Id}";
}
