using System.Net;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Procedures;

namespace Xiezhi.Web.Tests;

public sealed class ProcedurePageTests(RunningSite site)
{
    private LawBook Book => site.City.Site.Book;

    [Fact]
    public async Task Every_edition_has_a_page_with_its_acts_limits_articles_and_doubts()
    {
        foreach (var edition in Book.Editions)
        {
            var html = WebUtility.HtmlDecode(await site.PageAsync($"/procedures/{edition.Id}"));
            Assert.All(edition.Acts, act => Assert.Contains(act.Title.Zh, html, StringComparison.Ordinal));
            Assert.All(edition.Limits, limit => Assert.Contains(limit.Title.Zh, html, StringComparison.Ordinal));
            Assert.All(edition.Limits.Select(limit => limit.Doubt).OfType<string>(), doubt => Assert.Contains(doubt, html, StringComparison.Ordinal));
            Assert.All(edition.Laws, law => Assert.Contains($"《{law.Title.Zh}》", html, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_address_without_an_edition_leads_to_the_one_in_force()
    {
        using var answer = await site.GetAsync("/en/procedures/disputes/administrative-reconsideration");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/en/procedures/disputes/administrative-reconsideration@2024-01-01", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public void In_English_the_law_is_told_in_English()
    {
        var view = new View(English: true, "/", site.City.Site, Office.People.Viewer.Stranger.Instance, null);
        foreach (var edition in Book.Editions)
        {
            var text = new LawText(edition, view);
            var said = edition.Acts.SelectMany(act => text.Requirements(act).Append(text.From(act)).Append(text.To(act)))
                .Concat(edition.Limits.SelectMany(limit => text.Modifiers(limit).Append(text.Kind(limit)).Concat(text.Expiry(limit))))
                .Concat(edition.Limits.Select(limit => text.Starts(LimitView.Of(edition, limit)) + text.Stops(LimitView.Of(edition, limit))))
                .Concat(edition.Spans.Select(text.Span)).Concat(edition.Gates.Select(text.Gate));
            Assert.All(said, sentence => Assert.DoesNotContain(sentence, c => c is >= '\u4E00' and <= '\u9FFF'));
        }
    }

    [Fact]
    public async Task The_page_draws_the_procedure_and_says_what_the_edition_before_said_otherwise()
    {
        var html = WebUtility.HtmlDecode(await site.PageAsync("/procedures/disputes/administrative-reconsideration@2024-01-01"));

        Assert.Contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"procedure\"", html, StringComparison.Ordinal);
        Assert.Contains("由60日内改为", html, StringComparison.Ordinal);
        Assert.DoesNotContain("与前一版本相比", await site.PageAsync("/procedures/disputes/administrative-reconsideration@2017-09-01"), StringComparison.Ordinal);
    }
}
