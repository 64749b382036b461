using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Tests;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Acts;

public sealed class ActReadingTests
{
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();
    private static readonly Moment Now = Moment.At(new DateOnly(2023, 6, 5), 10, 30);
    private static readonly Viewer Citizen = new Viewer.SignedIn(new Account("citizen", "李四", AccountRole.Citizen, 0, 0, 77));
    private static readonly Viewer Hotline = new Viewer.SignedIn(new Account("hotline", "接线员", AccountRole.Officer, Law.City.FindOrgan("hotline-center")!.Number, 3, 0));

    private static readonly ActInput Appeal = new()
    {
        Procedure = "services/citizen-appeal", Act = "register", Key = "k1",
        Facts = Words(("category", "complaint"), ("subject", Law.InForce("services/citizen-appeal", Now.Day)!.FindFact("subject")!.Codes!.Codes[0]), ("told", "楼下施工太吵")),
        Names = Words(("hotline", "hotline-center")),
    };

    [Fact]
    public void A_citizen_opens_a_case_under_his_own_number_and_name()
    {
        var request = Sound(Read(Appeal, Citizen)).Request;

        Assert.Equal(Actor.OfParty(77), request.By);
        Assert.Equal(("李四", 77), (Assert.Single(request.Persons).Name, request.Persons[0].Number));
        Assert.Equal(Now, request.When);
        Assert.IsType<Decision.Accepted>(Decide.On(Law.InForce("services/citizen-appeal", Now.Day)!, null, request, Law.Calendar, Law.City));
    }

    [Fact]
    public void A_stranger_gives_his_name_and_is_the_same_party_when_he_sends_it_again()
    {
        var input = Appeal with { Persons = Persons(("citizen", new PersonInput("王五", "", "0831-2345678"))) };

        var first = Sound(Read(input, Viewer.Stranger.Instance)).Request;
        var again = Sound(ActReading.Read(Law, null, input, Viewer.Stranger.Instance, Moment.At(Now.Day, 11, 0), NoPaper)).Request;
        var other = Sound(Read(input with { Key = "k2" }, Viewer.Stranger.Instance)).Request;

        Assert.Equal(first.By, again.By);
        Assert.NotEqual(first.By, other.By);
        Assert.True(first.By.Party > 1L << 60, "a number that no account has");
        Assert.Contains(Problems(Read(Appeal, Viewer.Stranger.Instance)), p => p.Field == "person.citizen.name");
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_what_was_probably_meant()
    {
        var problems = Problems(Read(Appeal with
        {
            Facts = Words(("category", "complant"), ("told", " "), ("colour", "red")),
            Names = Words(("hotline", "hotline-centre")),
            Persons = Persons(("citizen", new PersonInput("赵六", "??", "not a phone"))),
            Documents = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("evidence", ["lost"]),
            When = "tomorrow", Outcome = "resolved", Officers = 0,
        }, Citizen));

        Assert.Equal(
            ["document.evidence", "fact.category", "fact.colour", "fact.subject", "fact.told", "name.hotline", "officers", "outcome", "person.citizen.identity", "person.citizen.phone", "when"],
            problems.Select(p => p.Field).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("did you mean 'complaint'?", Of(problems, "fact.category").Words.En, StringComparison.Ordinal);
        Assert.Contains("complaint（投诉）", Of(problems, "fact.category").Words.Zh, StringComparison.Ordinal);
        Assert.Contains("hotline-center", Of(problems, "name.hotline").Words.En, StringComparison.Ordinal);
        Assert.All(problems, p => Assert.True(p.Words.Zh.Length > 4 && p.Words.En.Length > 10));
    }

    [Fact]
    public void A_code_may_be_asked_by_its_title_and_gets_its_id_for_an_answer()
    {
        var problem = Of(Problems(Read(Appeal with { Facts = Appeal.Facts.SetItem("category", "投诉") }, Citizen)), "fact.category");

        Assert.Contains("complaint", problem.Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_act_or_procedure_is_named_with_a_way_out()
    {
        Assert.Contains("did you mean 'register'?", Of(Problems(Read(Appeal with { Act = "registr" }, Citizen)), "act").Words.En, StringComparison.Ordinal);
        Assert.Contains("services/citizen-appeal", Of(Problems(Read(Appeal with { Procedure = "services/citizen-apeal" }, Citizen)), "procedure").Words.En, StringComparison.Ordinal);
        Assert.Equal("services/citizen-appeal", Sound(Read(Appeal with { Procedure = "citizen-appeal" }, Citizen)).Edition.Procedure);
        Assert.NotEmpty(Problems(Read(Appeal with { Procedure = null }, Citizen)));
    }

    [Fact]
    public void A_party_cannot_say_that_it_happened_earlier_but_an_organ_records_what_did()
    {
        Assert.Equal("when", Assert.Single(Problems(Read(Appeal with { When = "2023-06-01T09:00" }, Citizen))).Field);

        var walkIn = Appeal with { When = "2023-06-01T09:00", Names = ImmutableDictionary<string, string>.Empty, Persons = Persons(("citizen", new PersonInput("来访人"))) };
        Assert.Equal(Moment.At(new DateOnly(2023, 6, 1), 9, 0), Sound(Read(walkIn, Hotline)).Request.When);
    }

    [Fact]
    public void Where_the_law_would_say_no_whatever_is_mended_the_law_answers_and_not_the_form()
    {
        var state = Opened();

        var reading = ActReading.Read(Law, state, new ActInput { Case = "n", Act = "answer", Key = "k", Facts = Words(("colour", "red")) }, Hotline, Now, NoPaper);

        var refused = Assert.IsType<ActReading.Refused>(reading);
        Assert.Equal(RefusalCode.RoleUnfilled, refused.Why.Code);
        Assert.Equal(("尚未确定“承办单位”", "nobody is 'Handling organ' yet"), (RefusalWords.Of(refused.Why, state.Edition).Zh, RefusalWords.Of(refused.Why, state.Edition).En));
    }

    [Fact]
    public void Whoever_acts_for_nobody_is_told_so()
    {
        var supervisor = new Viewer.SignedIn(new Account("overseer", "监督", AccountRole.Supervisor, 1, 1, 0));

        Assert.Equal(RefusalCode.NotYourPart, Assert.IsType<ActReading.Refused>(Read(Appeal, supervisor)).Why.Code);
        Assert.IsType<ActReading.Refused>(ActReading.Read(Law, Opened(), new ActInput { Case = "n", Act = "withdraw", Key = "k" }, Viewer.Stranger.Instance, Now, NoPaper));
    }

    [Fact]
    public void A_party_must_bring_the_paper_that_no_template_makes()
    {
        var law = Law.InForce("disputes/dispute-mediation", new DateOnly(2023, 6, 5))!;
        var state = new Walk(law, Law)
            .Do("accept", Actor.OfOrgan(Committee, 1), [new(law.FindFact("field")!.Index, 0)], [new(law.FindRole("applicant")!.Index, 77), new(law.FindRole("other")!.Index, 78)])
            .Do("sign-agreement", Actor.OfOrgan(Committee, 1), [], [], outcome: "agreement-written").Case!;
        var ask = new ActInput { Case = "n", Act = "ask-confirmation", Key = "k" };

        Assert.Equal("document.confirmation-request", Assert.Single(Problems(ActReading.Read(Law, state, ask, Citizen, Now, NoPaper))).Field);
        var with = ask with { Documents = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("confirmation-request", ["p"]) };
        var request = Sound(ActReading.Read(Law, state, with, Citizen, Now, _ => new ContentHash(1, 2))).Request;
        Assert.Equal(new Paper(law.FindDocument("confirmation-request")!.Index, new ContentHash(1, 2)), Assert.Single(request.Papers));
    }

    [Fact]
    public void The_same_content_is_the_same_text_in_whatever_order_it_came()
    {
        var one = ImmutableDictionary<string, string>.Empty.Add("a", "1").Add("b", "2");
        var other = ImmutableDictionary<string, string>.Empty.Add("b", "2").Add("a", "1");

        Assert.Equal(ActReading.Text(Appeal with { Facts = one }), ActReading.Text(Appeal with { Facts = other, Key = "another", Seen = 4 }));
        Assert.NotEqual(ActReading.Text(Appeal with { Facts = one }), ActReading.Text(Appeal with { Facts = one.SetItem("a", "2") }));
    }

    [Fact]
    public void Texts_are_cleaned_of_signs_that_no_paper_prints_and_have_an_end()
    {
        var told = Sound(Read(Appeal with { Facts = Appeal.Facts.SetItem("told", "  第一行\r\n第二行\u0007\u0000  ") }, Citizen)).Request.Facts.Single(f => f.Text is not null).Text;

        Assert.Equal("第一行\n第二行", told);
        Assert.Equal("fact.told", Assert.Single(Problems(Read(Appeal with { Facts = Appeal.Facts.SetItem("told", new string('长', FactInput.LongestText + 1)) }, Citizen))).Field);
    }

    private static int Committee => Law.City.Organs.First(o => o.Competences.Contains("mediation")).Number;

    private static CaseState Opened() =>
        Assert.IsType<Decision.Accepted>(Decide.On(Law.InForce("services/citizen-appeal", Now.Day)!, null, Sound(Read(Appeal, Citizen)).Request, Law.Calendar, Law.City)).Case;

    private static ActReading Read(ActInput input, Viewer viewer) => ActReading.Read(Law, null, input, viewer, Now, NoPaper);
    private static ContentHash? NoPaper(string id) => null;
    private static ActReading.Sound Sound(ActReading reading) =>
        reading as ActReading.Sound ?? throw new InvalidOperationException(reading is ActReading.Unsound bad ? string.Join("; ", bad.Problems.Select(p => $"{p.Field}: {p.Words.En}")) : $"{reading}");
    private static ImmutableArray<InputProblem> Problems(ActReading reading) => Assert.IsType<ActReading.Unsound>(reading).Problems;
    private static InputProblem Of(IEnumerable<InputProblem> problems, string field) => problems.First(p => p.Field == field);
    private static ImmutableDictionary<string, string> Words(params (string Id, string Value)[] of) => of.ToImmutableDictionary(p => p.Id, p => p.Value);
    private static ImmutableDictionary<string, PersonInput> Persons(params (string Id, PersonInput Value)[] of) => of.ToImmutableDictionary(p => p.Id, p => p.Value);
}
