using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Procedures;
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
            return CaseNumber.TryParse(asked, out var typed) && site.Case(typed) is not null
                ? Results.LocalRedirect(request.PathBase + CaseAddress.Of(typed))
                : Page.Of<FindCasePage>(new FindCaseView(asked, Missing: true));
        });
        routes.MapGet("/cases/{number}", (string number, ISite site) =>
            number.Length <= LongestNumber && CaseNumber.TryParse(number, out var asked) && site.Case(asked) is { } found
                ? Page.Of<CasePage>(CaseView.Of(found, site.Book, site.Now.Day))
                : Page.NotFound());
    }
}

/// <param name="Number">What was asked for; empty when nothing was.</param>
public sealed record FindCaseView(string Number, bool Missing);
