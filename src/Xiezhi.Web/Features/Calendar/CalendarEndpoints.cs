using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Calendar;

internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar", (ISite site, HttpRequest request) => Results.LocalRedirect($"{request.PathBase}/calendar/{site.Now.Day.Year}"));
        routes.MapGet("/calendar/{year:int}", (int year, ISite site) =>
            CalendarYearView.Of(site.Book.Calendar, year) is { } model ? Page.Of<CalendarPage>(model) : Page.NotFound());
    }
}
