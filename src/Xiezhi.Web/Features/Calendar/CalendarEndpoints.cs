using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Calendar;

internal static class CalendarEndpoints
{
    private const int MostShown = 500;

    /// <summary>What the last calendar has moved: said by leaves, so anybody may see it.</summary>
    public static void MapMoved(IEndpointRouteBuilder routes, CityOffice office) =>
        routes.MapGet("/calendar/moved", () => Page.Of<MovedPage>((IReadOnlyList<MovedDay>)[.. office.MovedDays.Take(MostShown)]));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar", (ISite site, HttpRequest request) => Results.LocalRedirect($"{request.PathBase}/calendar/{site.Now.Day.Year}"));
        routes.MapGet("/calendar/{year:int}", (int year, ISite site) =>
            CalendarYearView.Of(site.Book.Calendar, year) is { } model ? Page.Of<CalendarPage>(model) : Page.NotFound());
    }
}
