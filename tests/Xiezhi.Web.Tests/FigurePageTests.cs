using System.Net;
using System.Text.RegularExpressions;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Xiezhi.Web.Features.Figures;

namespace Xiezhi.Web.Tests;

public sealed partial class FigurePageTests(RunningSite site)
{
    private static readonly Period Year = Period.OfYear(2023);

    private Web.Hosting.FolderSite City => site.City.Site;

    [Fact]
    public async Task The_report_prints_every_figure_as_a_link_to_its_page()
    {
        var runs = City.Template.Chapters.SelectMany(chapter => chapter.Blocks).SelectMany(block => block.All).SelectMany(text => text.Zh).OfType<ReportRun.Figures>().ToList();
        foreach (var start in new[] { "", "/en" })
        {
            var html = await site.PageAsync($"{start}/report/2023");
            foreach (var figure in City.Counter.Count(City.Indicators, Year))
            {
                // A figure that is printed together with others opens from the first of them.
                if (!runs.Any(run => run.Ids.Skip(1).Contains(figure.Id))) { Assert.Contains($"href=\"{start}/figures/{figure.Id}?year=2023\"", html, StringComparison.Ordinal); }
                Assert.Contains(start.Length == 0 ? figure.Printed : figure.PrintedEn, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_figure_opens_to_its_numbers()
    {
        foreach (var figure in City.Counter.Count(City.Indicators, Year))
        {
            var html = WebUtility.HtmlDecode(await site.PageAsync($"/figures/{figure.Id}?year=2023"));
            Assert.Contains($"<p class=\"value\">{figure.Printed}</p>", html, StringComparison.Ordinal);
            Assert.Contains(figure.Indicator.Definition.Zh, html, StringComparison.Ordinal);
            Assert.Contains("2023-12-31", html, StringComparison.Ordinal);
            Assert.Contains(City.Head.Head.Root, html, StringComparison.Ordinal);
            if (figure.Denominator is { } denominator) { Assert.Contains($"{denominator:N0}", html, StringComparison.Ordinal); }
            if (figure.Numerator is { } numerator) { Assert.Contains($"{numerator:N0}", html, StringComparison.Ordinal); }
        }
    }

    [Fact]
    public async Task The_pages_of_evidence_hold_every_entry_once()
    {
        var figure = City.Counter.Count(City.Indicators, Year).Where(figure => figure.Entries > FigureView.PageSize).MinBy(figure => figure.Entries)!;
        var leaves = new List<string>();
        for (string? address = $"/figures/{figure.Id}?year=2023"; address is not null;)
        {
            var html = await site.PageAsync(address);
            leaves.AddRange(Leaves().Matches(html).Select(match => match.Value));
            address = Next().Match(html) is { Success: true } next ? WebUtility.HtmlDecode(next.Value).Split('#')[0] : null;
        }

        Assert.Equal(figure.Entries, leaves.Count);
        Assert.Equal(leaves.Count, leaves.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_month_of_the_chart_opens_to_its_own_entries()
    {
        foreach (var indicator in City.Indicators)
        {
            var parts = City.Counter.BreakDown(indicator, Year);
            for (var month = 0; month < parts.Months.Length; month++)
            {
                var units = City.Counter.Evidence(indicator, Year, take: int.MaxValue, within: Year.Month(month));
                if (indicator.Measure is not Measure.Sum) { Assert.Equal(parts.Months[month].Amount, units.Count); }
                Assert.All(units, unit => Assert.Equal(month + 1, unit.Day.Month));
            }

            foreach (var organ in parts.Organs)
            {
                var units = City.Counter.Evidence(indicator, Year, take: int.MaxValue, organ: organ.Number);
                if (indicator.Measure is not Measure.Sum) { Assert.Equal(organ.Part.Amount, units.Count); }
            }
        }
    }

    [Fact]
    public async Task The_evidence_of_a_rate_shows_either_part()
    {
        var rate = City.Counter.Count(City.Indicators, Year).First(figure => figure.Numerator != figure.Denominator && figure.Numerator > 0);
        var units = City.Counter.Evidence(rate.Indicator, Year, EvidenceOf.Numerator, take: 1);

        var html = await site.PageAsync($"/figures/{rate.Id}?year=2023&of=numerator");

        Assert.Contains($"<code>{units[0].Leaf:N0}</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organ_and_a_month_together_open_only_where_neither_they_nor_a_difference_show_a_few_cases()
    {
        var (shown, withheld) = (0, 0);
        foreach (var indicator in City.Indicators.Where(i => City.Book.FewestShown(i.Measure.Units.Procedure) > 1 && i.Persons is null))
        {
            var fewest = City.Book.FewestShown(indicator.Measure.Units.Procedure);
            var parts = FigureQuery.PartsOf(indicator, Year, City);
            foreach (var organ in City.Counter.BreakDownJointly(indicator, Year).Where(o => parts.Organs.Any(p => p.Number == o.Organ && !p.Part.Hidden)))
            {
                bool Open(int month) => !new FigureQuery(indicator, 2023, month, City.Book.City.FindOrgan(organ.Organ + 1), EvidenceOf.Units, 0).IsWithheld(parts, City);
                var open = Enumerable.Range(1, 12).Where(Open).ToList();
                // All of the organ's months open, but those that the figure itself hides; or none.
                Assert.True(open.Count == 0 || open.Count == parts.Months.Count(m => !m.Hidden), indicator.Id);
                Assert.All(open, month => Assert.True(organ.Units[month - 1] == 0 || organ.Units[month - 1] >= fewest, $"{indicator.Id} {organ.Organ} {month}"));
                shown += open.Count;
                withheld += open.Count == 0 ? 1 : 0;
                if (open.Count > 0 || withheld > 1 || City.Book.City.FindOrgan(organ.Organ + 1) is not { } name) { continue; }
                var narrowed = $"year=2023&month=3&organ={Uri.EscapeDataString(name.Id)}";
                Assert.Contains("（※）", await site.PageAsync($"/figures/{indicator.Id}?{narrowed}"), StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.Forbidden, (await site.GetAsync($"/api/v1/figures/{indicator.Id}/evidence?{narrowed}")).StatusCode);
            }
        }

        Assert.True(shown > 0 && withheld > 0, $"{shown} {withheld}");
    }

    [Fact]
    public async Task How_many_people_there_were_is_told_with_its_bound_and_with_what_only_the_organ_attests()
    {
        var people = City.Counter.Count(City.Indicators.Single(i => i.Id == "reconsideration_applicants"), Year);

        var html = WebUtility.HtmlDecode(await site.PageAsync($"/figures/{people.Id}?year=2023"));

        Assert.EndsWith(people.IsUncounted ? "人次" : "人", people.Printed, StringComparison.Ordinal);
        Assert.InRange(people.Unrounded!.Value, 1, people.Entries);
        Assert.Contains(PersonCount.About(people)!.Value.Zh, html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"months\"", html, StringComparison.Ordinal);
        Assert.Contains("（※）", await site.PageAsync($"/figures/{people.Id}?year=2023&month=3"), StringComparison.Ordinal);
        var json = await site.PageAsync($"/api/v1/figures/{people.Id}?year=2023");
        Assert.Contains($"\"counted\":{(people.IsUncounted ? "false" : "true")}", json.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("attest", json, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=<code>)[0-9,]+(?=</code></td>)", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Leaves();

    [GeneratedRegex("(?<=rel=\"next\" href=\")[^\"]+", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Next();
}
