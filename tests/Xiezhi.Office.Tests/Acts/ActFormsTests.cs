using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Tests;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Acts;

public sealed class ActFormsTests
{
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();
    private static readonly Edition Appeal = Law.InForce("services/citizen-appeal", new DateOnly(2023, 6, 5))!;
    private static readonly Viewer Citizen = new Viewer.SignedIn(new Account("citizen", "李四", AccountRole.Citizen, 0, 0, 77));
    private static readonly int HotlineCentre = Law.City.FindOrgan("hotline-center")!.Number;
    private static readonly Viewer Hotline = new Viewer.SignedIn(new Account("hotline", "接线员", AccountRole.Officer, HotlineCentre, 3, 0));

    [Fact]
    public void A_stranger_who_opens_a_case_is_asked_who_he_is_and_nothing_that_only_organs_know()
    {
        var form = ActForms.For(Appeal, null, "register", Viewer.Stranger.Instance, Law.City)!;

        Assert.Equal(
            ["name.hotline", "person.citizen.name", "person.citizen.identity", "person.citizen.phone", "fact.category", "fact.subject", "fact.told", "fact.channel", "document.evidence"],
            form.Fields.Select(f => f.Name));
        Assert.Equal("hotline-center", Field(form, "name.hotline").Value);
        Assert.True(Field(form, "person.citizen.name").Required);
        Assert.Null(Field(form, "person.citizen.name").Value);
        Assert.False(Field(form, "document.evidence").Required);
        Assert.NotNull(Field(form, "fact.told").Hint);
        Assert.Equal("李四", Field(ActForms.For(Appeal, null, "register", Citizen, Law.City)!, "person.citizen.name").Value);
    }

    [Fact]
    public void An_officer_who_records_it_names_the_person_and_may_say_when()
    {
        var form = ActForms.For(Appeal, null, "register", Hotline, Law.City)!;

        Assert.DoesNotContain(form.Fields, f => f.Name == "name.hotline");
        Assert.True(Field(form, "person.citizen.name").Required);
        Assert.Equal(FieldKind.Moment, Field(form, "when").Kind);
    }

    [Fact]
    public void Codes_stand_under_their_headings_and_what_the_case_knows_stands_in_the_field()
    {
        var hotline = Actor.OfOrgan(HotlineCentre, 3);
        var walk = new Walk(Appeal, Law);
        walk.Do("register", hotline, [walk.Fact("category", "complaint"), new(Appeal.FindFact("subject")!.Index, 2), walk.Fact("told", "太吵")], [walk.Name("citizen", 77)]);

        var form = ActForms.For(Appeal, walk.Case, "recategorise", Hotline, Law.City)!;
        var subject = Field(ActForms.For(Appeal, null, "register", Hotline, Law.City)!, "fact.subject");

        Assert.Equal("complaint", Field(form, "fact.category").Value);
        Assert.All(subject.Choices, c => Assert.False(string.IsNullOrEmpty(c.Group?.Zh)));
    }

    [Fact]
    public void Outcomes_grounds_receivers_approvers_and_signatures_are_asked_where_the_law_asks_for_them()
    {
        var reconsideration = Law.InForce("disputes/administrative-reconsideration", new DateOnly(2024, 6, 5))!;
        var office = new Viewer.SignedIn(new Account("office", "复议员", AccountRole.Officer, Law.City.Organs.First(o => o.Competences.Contains("reconsideration-office")).Number, 3, 0));

        Assert.Equal(7, Field(ActForms.For(reconsideration, null, "decide", office, Law.City)!, "outcome").Choices.Length);
        Assert.True(Field(ActForms.For(reconsideration, null, "suspend", office, Law.City)!, "fact.suspend-ground").Required);
        Assert.Equal(["applicant", "respondent"], Field(ActForms.For(reconsideration, null, "serve:decision", office, Law.City)!, "on").Choices.Select(c => c.Value));
        Assert.Equal("office-head", ActForms.For(reconsideration, null, "extend", office, Law.City)!.ApprovedBy!.Id);
        Assert.Equal("2", Field(ActForms.For(reconsideration, null, "hold-hearing", office, Law.City)!, "officers").Value);
        Assert.Null(ActForms.For(reconsideration, null, "serve:application", office, Law.City));
        Assert.Null(ActForms.For(reconsideration, null, "nothing", office, Law.City));
    }

    [Fact]
    public void The_menu_of_a_case_leaves_out_what_opens_one_and_says_why_the_rest_must_wait()
    {
        var hotline = Actor.OfOrgan(HotlineCentre, 3);
        var walk = new Walk(Appeal, Law);
        walk.Do("register", hotline, [walk.Fact("category", "complaint"), new(Appeal.FindFact("subject")!.Index, 2), walk.Fact("told", "太吵")], [walk.Name("citizen", 77)]);

        var menu = Menu.Of(Law, Appeal, walk.Case, hotline, Moment.On(2023, 6, 6));

        Assert.DoesNotContain(menu, o => o.Act == "register");
        Assert.Null(menu.Single(o => o.Act == "dispatch").Obstacle);
        Assert.Equal(RefusalCode.NotYet, menu.Single(o => o.Act == "serve:reply").Obstacle!.Code);
        Assert.Equal(["register"], Menu.Of(Law, Appeal, null, hotline, Moment.On(2023, 6, 6)).Select(o => o.Act));
    }

    private static FormField Field(ActForm form, string name) => form.Fields.Single(f => f.Name == name);
}
