using CsCheck;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Law.Tests.Indicators;

/// <summary>A figure of the report of 2023: its value, how its indicator would print it, and what was printed.</summary>
/// <param name="Exact">The value that stands behind the printed one; where only a lower bound was printed, one above it.</param>
/// <param name="Words">What the sentence puts before the number; it belongs to the sentence, not to the figure.</param>
internal sealed record PrintedFigure(string Id, decimal Exact, PrintRule Rule, string Printed, string Words = "");

public sealed class PrintRuleTests
{
    private static readonly PrintRule Percent = new("%");

    private static PrintRule Counted(string unit) => new(unit);

    private static PrintRule Chinese(string unit) => new(unit) { Numerals = Numerals.Chinese };

    private static PrintRule TenThousands(string unit, int decimals, Qualifier qualifier = Qualifier.Exact) => new(unit, decimals, Scale.TenThousand, qualifier);

    private static readonly PrintedFigure[] Report2023 =
    [
        new("plan_areas", 9, Chinese("个方面"), "九个方面"),
        new("plan_tasks", 22, Counted("项"), "22项"),
        new("exec_meeting_law_study", 36, Counted("次"), "36次"),
        new("law_exam_passed_staff", 49_213, TenThousands("名", 1, Qualifier.Over), "4.9万余名"),
        new("enforcer_exam_staff", 13_001, TenThousands("名", 1, Qualifier.Over), "1.3万余名"),
        new("market_access_actions", 10, Chinese("大行动"), "十大行动"),
        new("company_setup_hours", 4, Counted("小时"), "4小时"),
        new("legal_service_sites_upgraded", 64, Counted("个"), "64个"),
        new("unified_entry_systems", 29, Counted("个系统"), "29个系统"),
        new("service_windows", 199, Counted("个窗口"), "199个窗口"),
        new("smart_terminals", 775, Counted("台"), "775台"),
        new("platform_cases", 2_112_900, TenThousands("件", 2), "211.29万件"),
        new("one_visit_share", 99.07m, new PrintRule("%", 2), "99.07%"),
        new("appeals_accepted", 968_000, TenThousands("件", 1), "96.8万件"),
        new("appeals_closure_rate", 99.95m, new PrintRule("%", 2), "99.95%"),
        new("normdoc_cleaned", 804, Counted("件"), "804件"),
        new("normdoc_repealed", 29, Counted("件"), "废止29件", "废止"),
        new("normdoc_lapsed", 14, Counted("件"), "失效14件", "失效"),
        new("normdoc_to_amend", 22, Counted("件"), "修改22件", "修改"),
        new("legality_reviewed", 2612, Counted("件"), "2612件"),
        new("legality_reviewed_normdoc", 78, Counted("件"), "78件"),
        new("normdoc_filing_rate", 100, Percent, "报备率、及时率、规范率均达100%", "报备率、及时率、规范率均达"),
        new("normdoc_filing_timely_rate", 100, Percent, "报备率、及时率、规范率均达100%", "报备率、及时率、规范率均达"),
        new("normdoc_filing_conform_rate", 100, Percent, "报备率、及时率、规范率均达100%", "报备率、及时率、规范率均达"),
        new("supervision_levels", 4, Chinese("级"), "四级"),
        new("case_files_reviewed", 54_000, TenThousands("件", 1), "5.4万件"),
        new("review_problems_corrected", 1043, Counted("项") with { Qualifier = Qualifier.Over, Step = 100 }, "1000余项"),
        new("complaint_problems_fixed", 109, Counted("个"), "109个"),
        new("enforcer_training_examinees", 263, Counted("人"), "263人"),
        new("enforcer_training_pass_rate", 218 * 100m / 263, new PrintRule("%", 1), "82.9%"),
        new("reconsideration_accepted", 172, Counted("件"), "172件"),
        new("reconsideration_closed", 155, Counted("件"), "155件"),
        new("disputes_mediated", 39_700, TenThousands("件", 2), "3.97万件"),
        new("fengqiao_police_stations", 11, Counted("个"), "派出所11个", "派出所"),
        new("fengqiao_justice_offices", 6, Counted("个"), "司法所6个", "司法所"),
        new("emergency_plans_revised", 28, Counted("个"), "28个"),
        new("accident_plans_filed", 345, Counted("个"), "345个"),
        new("command_site_levels", 2, Chinese("级"), "两级"),
        new("township_emergency_coverages", 4, Chinese("个全覆盖"), "四个全覆盖"),
        new("proposals_handled", 735, Counted("件"), "735件"),
        new("proposals_closure_rate", 100, Percent, "办结率100%", "办结率"),
        new("court_appearance_rate", 276 * 100m / 278, new PrintRule("%", 2), "99.28%"),
        new("audited_units", 149, Counted("个"), "149个"),
        new("audit_suggestions", 498, Counted("条"), "498条"),
        new("audit_rectification_measures", 257, Counted("项"), "257项"),
        new("info_published", 12_345, TenThousands("条", 1, Qualifier.Over), "1.2万余条"),
        new("info_requests_received", 113, Counted("件"), "113件"),
        new("info_requests_closed", 104, Counted("件"), "104件"),
    ];

    public static TheoryData<string> Ids => [.. Report2023.Select(figure => figure.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_figure_of_the_report_prints_as_it_was_printed(string id)
    {
        var figure = Report2023.Single(row => row.Id == id);
        Assert.Equal(figure.Printed, figure.Words + figure.Rule.InChinese(figure.Exact));
    }

    [Fact]
    public void The_report_has_48_figures_and_nine_stand_within_words() =>
        Assert.Equal((48, 9), (Report2023.Length, Report2023.Count(row => row.Words.Length > 0)));

    [Theory]
    [InlineData(49_000, "4.9万名", "49,000")]
    [InlineData(49_001, "4.9万余名", "more than 49,000")]
    [InlineData(49_999, "4.9万余名", "more than 49,000")]
    public void A_lower_bound_says_so_only_when_it_is_one(int exact, string zh, string en)
    {
        var rule = TenThousands("名", 1, Qualifier.Over);
        Assert.Equal((zh, en), (rule.InChinese(exact), rule.InEnglish(exact)));
    }

    [Theory]
    [InlineData(Qualifier.Many, 49_213, "4.9万多名", 49_000)]
    [InlineData(Qualifier.Above, 49_213, "超4.9万名", 49_000)]
    [InlineData(Qualifier.Nearly, 49_213, "近5.0万名", 50_000)]
    [InlineData(Qualifier.Nearly, 50_000, "5.0万名", 50_000)]
    public void Each_qualifier_is_derived_from_the_exact_value(Qualifier qualifier, int exact, string printed, int shown)
    {
        var rule = TenThousands("名", 1, qualifier);
        Assert.Equal((printed, shown), (rule.InChinese(exact), (int)rule.Shown(exact)));
    }

    [Theory]
    [InlineData(2_112_949, "211.29万件", "2,112,900 cases")]
    [InlineData(2_112_950, "211.30万件", "2,113,000 cases")]
    public void A_scaled_number_is_rounded_half_up(int exact, string zh, string en)
    {
        var rule = TenThousands("件", 2) with { UnitEn = "cases" };
        Assert.Equal((zh, en), (rule.InChinese(exact), rule.InEnglish(exact)));
    }

    [Fact]
    public void A_number_below_its_scale_is_shown_whole() =>
        Assert.Equal(("9680件", "9,680", 9680m), (TenThousands("件", 1).InChinese(9680), TenThousands("件", 1).InEnglish(9680), TenThousands("件", 1).Shown(9680)));

    [Fact]
    public void A_rate_that_only_rounds_to_a_hundred_is_told_apart_from_a_full_one()
    {
        var rule = new PrintRule("%", 2);
        Assert.Equal(("100%", "100.00%", "99.99%"), (rule.InChinese(100), rule.InChinese(99.996m), (rule with { Rounding = Rounding.Down }).InChinese(99.996m)));
        Assert.Equal(("0%", "0.00%", "97.50%"), (rule.InChinese(0), rule.InChinese(0.004m), rule.InChinese(97.5m)));
    }

    [Theory]
    [InlineData(10, "十项")]
    [InlineData(11, "十一项")]
    [InlineData(20, "二十项")]
    [InlineData(22, "二十二项")]
    [InlineData(100, "100项")]
    public void Numerals_are_written_up_to_ninety_nine(int value, string printed) => Assert.Equal(printed, Chinese("项").InChinese(value));

    [Fact]
    public void Both_editions_show_the_same_value() =>
        Gen.Select(Gen.Long[10_000, 500_000_000], Gen.Int[0, 4], Gen.Enum<Qualifier>()).Sample((exact, decimals, qualifier) =>
        {
            var rule = TenThousands("", decimals, qualifier);
            var zh = rule.InChinese(exact).Trim('余', '多', '超', '近', '万');
            var en = rule.InEnglish(exact).Replace("more than ", "", StringComparison.Ordinal).Replace("nearly ", "", StringComparison.Ordinal);
            Assert.Equal(rule.Shown(exact), decimal.Parse(zh) * 10_000);
            Assert.Equal(rule.Shown(exact), decimal.Parse(en));
        });

    [Fact]
    public void The_shown_value_lies_on_the_side_that_the_words_say() =>
        Gen.Select(Gen.Long[0, 500_000_000], Gen.Int[0, 4]).Sample((exact, decimals) =>
        {
            Assert.True(TenThousands("", decimals, Qualifier.Over).Shown(exact) <= exact);
            Assert.True(TenThousands("", decimals, Qualifier.Nearly).Shown(exact) >= exact);
        });
}
