using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Cases;

internal static class CaseEndpoints
{
    /// <summary>Longer than any number that a case can have.</summary>
    private const int LongestNumber = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases", (string? number, ISite site, HttpRequest request) =>
        {
            var asked = number?.Trim() ?? "";
            if (asked.Length is 0 or > LongestNumber) { return Page.Of<FindCasePage>(new FindCaseView("", Missing: asked.Length > 0)); }
            return site.FindCase(asked) is { } key ? Results.LocalRedirect(Path(request, key.Address(site.Book.City))) : Page.Of<FindCasePage>(new FindCaseView(asked, Missing: true));
        });
        routes.MapGet("/cases/{chapter}/{procedure}/{organ}/{year:int}/{ordinal:int}", (string chapter, string procedure, string organ, int year, int ordinal, ISite site) =>
            site.Book.City.FindOrgan(organ) is { } keeper && site.Case(new CaseKey($"{chapter}/{procedure}", keeper.Number, year, ordinal)) is { } found
                ? Page.Of<CasePage>(CaseView.Of(found, site.Book, site.Now.Day))
                : Page.NotFound());
    }

    private static string Path(HttpRequest request, string address) => request.PathBase + address;
}

/// <param name="Number">What was asked for; empty when nothing was.</param>
public sealed record FindCaseView(string Number, bool Missing);
