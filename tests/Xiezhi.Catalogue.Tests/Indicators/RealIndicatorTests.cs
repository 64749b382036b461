using Xiezhi.Law.Indicators;

namespace Xiezhi.Catalogue.Tests.Indicators;

public sealed class RealIndicatorTests
{
    private static readonly CatalogueReading Reading = CatalogueReader.Read(House.Catalogue, House.Yibin);

    [Fact]
    public void The_figures_of_the_report_are_defined()
    {
        string[] expected =
        [
            "appeals_accepted", "appeals_closure_rate", "audit_rectification_measures", "audit_suggestions", "audited_units", "court_appearance_rate", "disputes_mediated",
            "info_requests_closed", "info_requests_received", "legality_reviewed", "legality_reviewed_normdoc", "normdoc_filing_conform_rate", "normdoc_filing_rate",
            "normdoc_filing_timely_rate", "one_visit_share", "platform_cases", "proposals_closure_rate", "proposals_handled", "reconsideration_accepted", "reconsideration_applicants", "reconsideration_closed",
        ];
        Assert.Equal(expected, Reading.Indicators.Select(indicator => indicator.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_definition_is_written_in_both_languages()
    {
        foreach (var indicator in Reading.Indicators)
        {
            foreach (var text in new[] { indicator.Title, indicator.Definition, indicator.Doubt ?? new("说明", "note") })
            {
                Assert.False(string.IsNullOrWhiteSpace(text.Zh) || string.IsNullOrWhiteSpace(text.En) || text.Zh == text.En, indicator.Id);
            }
        }
    }

    [Fact]
    public void A_cohort_rate_takes_its_numerator_out_of_its_denominator()
    {
        var rate = Assert.IsType<Measure.Rate>(Reading.Indicators.Single(indicator => indicator.Id == "one_visit_share").Measure);
        Assert.Equal(rate.Denominator, rate.Numerator with { When = [] });
        Assert.Equal([new UnitCondition.FactBetween("visits", null, 1)], rate.Numerator.When);
    }

    [Fact]
    public void Two_figures_that_share_a_selection_say_so_by_equality()
    {
        var accepted = Assert.IsType<Measure.Count>(Reading.Indicators.Single(indicator => indicator.Id == "appeals_accepted").Measure);
        var rate = Assert.IsType<Measure.Rate>(Reading.Indicators.Single(indicator => indicator.Id == "appeals_closure_rate").Measure);
        Assert.Equal(accepted.Of, rate.Denominator);
    }

    [Fact]
    public void The_report_names_each_figure_once_and_has_a_chapter_for_each_part_of_the_year()
    {
        var report = Assert.Single(Reading.Reports);
        Assert.Equal(Reading.Indicators.Select(indicator => indicator.Id), report.FigureIds);
        Assert.Equal(["leadership", "services", "decisions", "enforcement", "emergency", "disputes", "oversight", "demonstration"], report.Chapters.Select(chapter => chapter.Id));
    }

    [Fact]
    public void Figures_are_read_only_with_all_procedures() =>
        Assert.Empty(CatalogueReader.Read(House.Catalogue, House.Yibin, address => address == "services/citizen-appeal").Indicators);
}
