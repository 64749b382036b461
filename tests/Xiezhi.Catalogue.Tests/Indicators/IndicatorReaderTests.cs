using System.Text;
using Xiezhi.Catalogue.Indicators;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Catalogue.Tests.Indicators;

public sealed class IndicatorReaderTests
{
    private static readonly CatalogueReading Real = CatalogueReader.Read(House.Catalogue, House.Yibin);
    private const string Head = "  title: { zh: 甲, en: a }\n  definition: { zh: 甲, en: a }\n";
    private const string Pieces = "  print: { unit: 件 }\n";
    private const string Percent = "  print: { unit: '%', rounding: half-up }\n";
    private const string Registered = "{ procedure: services/citizen-appeal, act: register }";

    private static (List<Indicator> Indicators, List<string> Mistakes) Read(string yaml)
    {
        var diagnostics = new Diagnostics();
        var book = Real.Sound();
        var reader = new IndicatorReader(new ProcedureWords(book.Editions, book.City, diagnostics), diagnostics);
        if (YamlFile.ParseMap(Encoding.UTF8.GetBytes(yaml), "services.yaml", diagnostics) is { } map)
        {
            reader.Read(map, "services");
        }

        List<Indicator> indicators = [.. reader.Indicators()];
        return (indicators, [.. diagnostics.InOrder.Select(diagnostic => diagnostic.ToString())]);
    }

    private static Indicator Sound(string body, string print = Pieces)
    {
        var (indicators, mistakes) = Read($"a_figure:\n{Head}{body}{print}");
        Assert.Empty(mistakes);
        return Assert.Single(indicators);
    }

    [Fact]
    public void A_count_of_first_acts_is_read()
    {
        var count = Assert.IsType<Measure.Count>(Sound("  count: { procedure: services/citizen-appeal, act: [sign, answer], level: city, organs: hotline-center }\n").Measure);
        Assert.Equal(new Selection("services/citizen-appeal", new Occasion.First(["answer", "sign"])) { Level = "city", Organs = ["hotline-center"] }, count.Of);
    }

    [Fact]
    public void People_are_those_who_hold_a_role() =>
        Assert.Equal("citizen", Sound($"  count: {Registered}\n  persons: citizen\n").Persons);

    [Fact]
    public void A_stock_is_what_is_open_at_the_end() =>
        Assert.IsType<Occasion.Open>(Sound("  count: { procedure: services/citizen-appeal, open: at-the-end }\n").Measure.Units.On);

    [Fact]
    public void A_sum_adds_a_public_number() =>
        Assert.Equal("visits", Assert.IsType<Measure.Sum>(Sound("  sum: { procedure: services/service-case, closed: [granted, refused], of: visits }\n").Measure).Fact);

    [Fact]
    public void Every_kind_of_condition_is_read()
    {
        var when = Sound("""
              count:
                procedure: services/citizen-appeal
                closed: any
                when:
                  - { fact: category, in: [consult, help] }
                  - { done: answer }
                  - { not-done: [return-order, reassign] }
                  - { closed: [resolved, explained] }
                  - { clock: handling, is: late }
                  - { finding: overdue }
                  - { opened-in-period: true }

            """).Measure.Units.When;
        Assert.Equal(
            [
                new UnitCondition.FactIn("category", ["consult", "help"]), new UnitCondition.Done(["answer"]), new UnitCondition.NotDone(["reassign", "return-order"]),
                new UnitCondition.ClosedBy(["explained", "resolved"]), new UnitCondition.ClockIs("handling", ClockOutcome.Late), new UnitCondition.Found("overdue", true),
                new UnitCondition.OpenedInPeriod(),
            ],
            when);
    }

    [Fact]
    public void How_it_is_printed_is_read()
    {
        var print = Sound($"  count: {Registered}\n", "  print: { scale: 亿, decimals: 3, qualifier: nearly, rounding: down, step: 5, numerals: chinese, unit: { zh: 件, en: cases } }\n").Print;
        Assert.Equal(new PrintRule("件", 3, Scale.HundredMillion, Qualifier.Nearly) { Rounding = Rounding.Down, Step = 5, Numerals = Numerals.Chinese, UnitEn = "cases" }, print);
    }

    [Theory]
    [InlineData("  count: { procedure: services/citizen-apeal, act: register }\n", "(4,23): XZ010 there is no procedure 'services/citizen-apeal'. Did you mean 'services/citizen-appeal'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: registr }\n", "(4,53): XZ010 there is no act in services/citizen-appeal 'registr'. Did you mean 'register'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, closed: resolvd }\n", "there is no outcome in services/citizen-appeal 'resolvd'. Did you mean 'resolved'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, closed: any }\n", "needs exactly one of act, closed, open; it has act and closed")]
    [InlineData("  count: { procedure: services/citizen-appeal }\n", "needs exactly one of act, closed, open; it has none")]
    [InlineData("  count: { procedure: services/citizen-appeal, closed: any, each: act }\n", "'each: act' goes with 'act'")]
    [InlineData("  count: { procedure: services/citizen-appeal, open: now }\n", "write open: at-the-end")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, level: town }\n", "XZ008")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, organs: hotline }\n", "there is no organ in the city 'hotline'")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { fact: told, is: x } ] }\n", "XZ031 the fact 'told' of services/citizen-appeal is not public")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { fact: category, is: consul } ] }\n", "there is no code of 'category' in public leaves 'consul'. Did you mean 'consult'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { fact: category, at-most: 1 } ] }\n", "the fact 'category' is a Code")]
    [InlineData("  count: { procedure: services/service-case, closed: any, when: [ { fact: visits, at-most: few } ] }\n", "'at-most' is 'few'; write a number")]
    [InlineData("  count: { procedure: services/service-case, closed: any, when: [ { fact: visits, is: 1, at-most: 1 } ] }\n", "take one")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { clock: handlin, is: met } ] }\n", "there is no limit in services/citizen-appeal 'handlin'. Did you mean 'handling'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { finding: lateness } ] }\n", "there is no finding in services/citizen-appeal 'lateness'")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register, when: [ { don: answer } ] }\n", "a condition of the figure 'a_figure' needs one of fact, done")]
    [InlineData("  sum: { procedure: services/service-case, closed: any, of: rating }\n", "the fact 'rating' is a Code; a number, count or amount of money belongs here")]
    [InlineData("  sum: { procedure: services/service-case, closed: any }\n", "the sum of the figure 'a_figure' needs 'of'")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register }\n  persons: citzen\n", "there is no role in services/citizen-appeal 'citzen'. Did you mean 'citizen'?")]
    [InlineData("  count: { procedure: services/citizen-appeal, act: register }\n  persons: handler\n", "there is no role in services/citizen-appeal 'handler'")]
    [InlineData("  sum: { procedure: services/service-case, closed: any, of: visits }\n  persons: applicant\n", "people are counted in the cases of a count: write count, not sum")]
    [InlineData("", "needs exactly one of count, sum, rate; it has none")]
    public void A_mistake_is_named_with_its_line_and_a_way_out(string body, string expected) =>
        Assert.Contains(Read($"a_figure:\n{Head}{body}{Pieces}").Mistakes, mistake => mistake.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData($"  rate: {{ basis: flow, denominator: {Registered}, of-these: [ {{ closed: any }} ], zero: none }}\n", "a flow rate counts its numerator by itself")]
    [InlineData($"  rate: {{ basis: cohort, denominator: {Registered}, numerator: {Registered}, zero: none }}\n", "a cohort rate takes its numerator out of its denominator")]
    [InlineData($"  rate: {{ basis: cohort, denominator: {Registered}, zero: none }}\n", "the rate of the figure 'a_figure' needs 'of-these'")]
    [InlineData($"  rate: {{ basis: flow, denominator: {Registered}, numerator: {Registered} }}\n", "the rate of the figure 'a_figure' needs 'zero'")]
    [InlineData($"  rate: {{ basis: flow, denominator: {{ figure: b_figure }}, numerator: {Registered}, zero: none }}\n", "there is no figure 'b_figure'. Did you mean 'a_figure'?")]
    [InlineData($"  rate: {{ basis: flow, denominator: {{ figure: a_figure }}, numerator: {Registered}, zero: none }}\n", "'a_figure' is no count")]
    public void A_mistake_in_a_rate_is_named(string body, string expected) =>
        Assert.Contains(Read($"a_figure:\n{Head}{body}{Percent}").Mistakes, mistake => mistake.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("", "the figure 'a_figure' needs 'print'")]
    [InlineData("  print: { decimals: 2 }\n", "the print of the figure 'a_figure' needs 'unit'")]
    [InlineData("  print: { unit: 件, decimals: 12 }\n", "at most 9 are shown")]
    [InlineData("  print: { unit: 件, scale: 千 }\n", "'scale' of the print of the figure 'a_figure' is '千'")]
    [InlineData("  print: { unit: '%', rounding: half-up }\n", "printed in per cent but is no rate")]
    public void A_mistake_in_printing_is_named(string print, string expected) =>
        Assert.Contains(Read($"a_figure:\n{Head}  count: {Registered}\n{print}").Mistakes, mistake => mistake.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void A_rate_in_per_cent_says_how_it_is_rounded() =>
        Assert.Contains(Read($"a_figure:\n{Head}  rate: {{ basis: flow, denominator: {Registered}, numerator: {Registered}, zero: none }}\n  print: {{ unit: '%' }}\n").Mistakes,
            mistake => mistake.EndsWith("the print of the figure 'a_figure' needs 'rounding'", StringComparison.Ordinal));

    [Fact]
    public void Mistakes_of_all_figures_are_told_at_once()
    {
        var (indicators, mistakes) = Read($"A-figure:\n{Head}{Pieces}b_figure:\n{Head}  count: {Registered}\n");
        Assert.Empty(indicators);
        Assert.Equal(3, mistakes.Count);
        Assert.Contains(mistakes, mistake => mistake.StartsWith("services.yaml(1,1): XZ007 'A-figure' is not the id of a figure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ zh: '受理{appeals}。', en: 'Took in {appeals}.' }", "names the figure 'appeals', which no indicator defines")]
    [InlineData("{ zh: '受理{a_figure}。', en: 'Took in.' }", "names a_figure in one language only")]
    [InlineData("{ zh: '受理{a_figure。', en: 'Took in {a_figure}.' }", "'{' is not closed")]
    [InlineData("{ zh: 受理。 }", "needs 'en'")]
    [InlineData("受理。", "write { zh: …, en: … }")]
    public void A_report_names_only_figures_that_exist_and_says_the_same_twice(string paragraph, string expected)
    {
        var diagnostics = new Diagnostics();
        var yaml = $"id: yearly\ntitle: {{ zh: 报告, en: Report }}\nchapters:\n  services:\n    title: {{ zh: 服务, en: Services }}\n    text:\n      - {paragraph}\n";
        var map = YamlFile.ParseMap(Encoding.UTF8.GetBytes(yaml), "yearly.yaml", diagnostics)!;
        new ReportReader(["a_figure"], diagnostics).Read(map, "yearly");
        Assert.Contains(diagnostics.InOrder, diagnostic => diagnostic.Message.Contains(expected, StringComparison.Ordinal));
    }
}
