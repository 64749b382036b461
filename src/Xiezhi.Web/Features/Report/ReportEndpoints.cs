using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Indicators;
using Xiezhi.Reports;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Report;

internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report", (ISite site, HttpRequest request) =>
            site.Holdings.Years is [.., var newest] ? Results.LocalRedirect($"{request.PathBase}/report/{newest}") : Page.NotFound());
        routes.MapGet("/report/{year:int}", (int year, ISite site, HttpRequest request) =>
            site.Holdings.Has(year) ? Page.Of<ReportPage>(Written(site, year, english: request.PathBase.HasValue)) : Page.NotFound());
    }

    /// <summary>The report of a year, counted now.</summary>
    public static Reports.Report Written(ISite site, int year, bool english) => ReportWriter.Write(site.Template,
        site.Counter.Count(site.Indicators, Period.OfYear(year)),
        new ReportContext(site.Book.City.Title.In(english), year, site.Holdings.Synthetic, site.Holdings.Scale, site.Head.Head), english);
}
