using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Tests;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Matters;

namespace Xiezhi.Office.Tests.Matters;

public sealed class MatterSearchTests
{
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();
    private static readonly MatterSearch Search = new(Law);
    private static readonly DateOnly Today = new(2024, 3, 1);

    [Theory]
    [InlineData("噪音", "services/citizen-appeal", null)]
    [InlineData("楼下噪音扰民怎么投诉", "services/citizen-appeal", null)]
    [InlineData("不服罚款", "disputes/administrative-reconsideration", null)]
    [InlineData("我不服交警的罚款", "disputes/administrative-reconsideration", null)]
    [InlineData("查征地批文", "oversight/information-request", null)]
    [InlineData("邻里纠纷", "disputes/dispute-mediation", null)]
    [InlineData("办理食品经营许可", "services/service-case", "food-business-permit")]
    [InlineData("食品经营许可证", "services/service-case", "food-business-permit")]
    [InlineData("RECONSIDERATION", "disputes/administrative-reconsideration", null)]
    [InlineData("１２３４５，打12345", "services/citizen-appeal", null)]
    public void Words_as_people_say_them_find_the_matter_first(string words, string procedure, string? item)
    {
        var first = Search.Find(words, Today)[0];

        Assert.Equal((procedure, item), (first.Edition.Procedure, first.Item?.Id));
    }

    [Fact]
    public void One_sign_is_enough_and_words_that_fit_nothing_find_nothing()
    {
        Assert.Contains(Search.Find("罚", Today), m => m.Edition.Procedure == "disputes/administrative-reconsideration");
        Assert.Empty(Search.Find("氦氖氩", Today));
        Assert.Empty(Search.Find("，。！", Today));
        Assert.Empty(Search.Find("\ud83d", Today));
    }

    [Fact]
    public void Without_words_all_procedures_are_shown_that_a_party_can_open()
    {
        var all = Search.Find("  ", Today);

        Assert.Equal(
            [
                "disputes/administrative-reconsideration", "disputes/dispute-mediation", "disputes/state-compensation", "emergency/accident-report", "emergency/work-safety-plan", "oversight/information-request",
                "services/citizen-appeal", "services/legal-aid", "services/market-deregistration", "services/market-dormancy", "services/market-registration",
                "services/permit-renewal", "services/registration-revocation", "services/service-case", "services/unresolved-matter", "services/work-injury",
            ],
            all.Select(m => m.Edition.Procedure).Where(p => !p.StartsWith("disputes/administrative-litigation", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(Law.City.Registers["service-items"].Items.Length, Search.All(Today).Count(m => m.Item is not null));
        Assert.Equal("item", Search.All(Today).First(m => m.Item is not null).ItemFact!.Id);
    }

    [Fact]
    public void On_another_day_the_edition_of_that_day_is_found()
    {
        Assert.Equal(new DateOnly(2022, 3, 1), Search.Find("噪音", new DateOnly(2023, 1, 1))[0].Edition.From);
        Assert.Equal(new DateOnly(2025, 12, 1), Search.Find("噪音", new DateOnly(2026, 1, 1))[0].Edition.From);
    }

    [Fact]
    public void Pairs_of_signs_overlap_and_other_words_stay_whole()
    {
        Assert.Equal(["行政", "政复", "复议", "2024", "年"], Grams.Of("行政复议２０２４年"));
        Assert.Equal(["abc"], Grams.Of("ＡＢＣ"));
    }
}
