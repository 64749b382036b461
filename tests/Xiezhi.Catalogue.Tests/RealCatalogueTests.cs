using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Tests;

public sealed class RealCatalogueTests
{
    private static readonly CatalogueReading Reading = CatalogueReader.Read(House.Catalogue, House.Yibin);

    [Fact]
    public void It_has_no_mistake() => Assert.Equal([], Reading.Errors.Select(e => e.ToString()));

    [Fact]
    public void It_also_stands_without_a_city() => Assert.Equal([], CatalogueReader.Read(House.Catalogue).Errors.Select(e => e.ToString()));

    [Fact]
    public void Every_day_from_the_first_edition_on_is_covered_by_exactly_one()
    {
        foreach (var procedure in Reading.Sound().Procedures)
        {
            var editions = Reading.Book!.EditionsOf(procedure);
            for (var day = editions[0].From; day <= editions[^1].From.AddYears(1); day = day.AddDays(1))
            {
                Assert.Single(editions, e => e.Covers(day));
            }
        }
    }

    [Fact]
    public void A_city_fills_what_the_law_leaves_open()
    {
        var appeal = Reading.Sound().InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;

        var rule = Assert.IsType<LengthRule.Constant>(appeal.FindLimit("dispatch")!.Length);
        Assert.Equal(DayUnit.WorkingDay, rule.Length.Unit);
        Assert.NotNull(appeal.FindLimit("dispatch")!.Doubt);
    }

    [Fact]
    public void An_organs_limit_without_a_stated_expiry_gives_the_overdue_finding()
    {
        var appeal = Reading.Sound().InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;

        Assert.Equal(WellKnown.Overdue, appeal.Findings[appeal.FindLimit("handling")!.OnExpiry.Finding].Id);
    }

    [Fact]
    public void The_digest_covers_the_overlay_too()
    {
        var alone = CatalogueReader.Read(House.Catalogue).Sound().InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;
        var laidOver = Reading.Sound().InForce("services/citizen-appeal", new DateOnly(2023, 6, 1))!;

        Assert.Equal(32, alone.Digest.Length);
        Assert.NotEqual(alone.Digest, laidOver.Digest);
    }

    [Fact]
    public void Every_title_has_both_languages()
    {
        var titles = Reading.Sound().Editions.SelectMany(e => e.Acts.Select(a => (e.Id, a.Title)).Concat(e.Limits.Select(l => (e.Id, l.Title)))
            .Concat(e.Stages.Select(s => (e.Id, s.Title))).Concat(e.Outcomes.Select(o => (e.Id, o.Title))).Concat(e.Facts.Select(f => (e.Id, f.Title)))
                .Append((e.Id, e.Title)));

        Assert.Equal([], titles.Where(t => t.Title.Zh == t.Title.En).Select(t => $"{t.Id}: {t.Title.Zh}"));
    }
}
