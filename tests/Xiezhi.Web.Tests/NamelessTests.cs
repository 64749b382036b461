using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Tests;

/// <summary>Whatever a stranger asks the site for, page, API, feed, receipt or file of a figure, names nobody of the replayed year. The log itself: <see cref="LogTests"/>.</summary>
public sealed partial class NamelessTests(RunningSite site)
{
    [Fact]
    public async Task No_address_of_the_site_names_a_party()
    {
        var (asked, answered) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var address in site.Endpoints.Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).SelectMany(e => Filled(e.RoutePattern.RawText!)))
        {
            if (!asked.Add(address)) { continue; }
            using var answer = await site.GetAsync(address);
            var sent = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            site.City.AssertNamesNobody(address, sent);
            if (answer.IsSuccessStatusCode) { answered++; }
        }

        Assert.True(answered > 100, $"only {answered} of {asked.Count} addresses were answered");
        foreach (var start in new[] { "/api/v1/cases/", "/api/v1/figures/", "/cases/", "/verify/figure/", "/verify/receipt/", "/feeds/" }) { Assert.Contains(asked, address => address.StartsWith(start, StringComparison.Ordinal)); }
    }

    [Fact]
    public void What_is_looked_for_is_what_the_case_files_hold()
    {
        var officer = new Viewer.SignedIn(new Account("hotline", "热线", AccountRole.Officer, site.City.Office.City.FindOrgan("hotline-center")!.Number, 2, 0));
        var series = site.City.Office.Book.EditionsOf("services/citizen-appeal")[^1].Number.Series;

        var persons = site.City.Numbers.Where(n => n.Series == series).Take(20).SelectMany(n => site.City.Office.OpenFile(officer, n.ToString())?.Persons ?? []).ToList();

        Assert.NotEmpty(persons);
        Assert.All(persons, p => Assert.NotNull(site.City.PrivateWordIn(Encoding.UTF8.GetBytes($"{p.Person.Name} {p.Person.Identity} {p.Person.Phone}"))));
    }

    /// <summary>The route with a case of every procedure, one of its leaves, or every figure in the place where one can be.</summary>
    private IEnumerable<string> Filled(string route) =>
        route.Contains("{number}", StringComparison.Ordinal) || route.Contains("{leaf", StringComparison.Ordinal) ? Records().Select(record => With(route, record, "1"))
        : route.Contains("figure", StringComparison.Ordinal) && route.Contains("{id", StringComparison.Ordinal) ? site.City.Reading.Indicators.Select(indicator => With(route, null, indicator.Id))
        : [With(route, null, "1")];

    private IEnumerable<CaseRecord> Records() => site.City.Numbers.DistinctBy(n => n.Series).Select(n => site.City.Cases.Read(site.City.Cases.Find(n.ToString())!.Value)!);

    private string With(string route, CaseRecord? record, string id) => Parameter().Replace(route, match => Uri.EscapeDataString(match.Groups["name"].Value switch
    {
        "number" => record is null ? "0" : site.City.Cases.NumberOf(record).ToString(),
        "leaf" => $"{record!.Places[0]}",
        "chapter" => "services",
        "procedure" or "name" => "citizen-appeal",
        "edition" => "citizen-appeal@2022-03-01",
        "act" => "register",
        "limit" => "dispatch",
        "document" => "work-order",
        "year" => "2023",
        _ => id,
    }));

    [GeneratedRegex(@"\{\*{0,2}(?<name>[a-z]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
