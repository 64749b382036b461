using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Figures;

internal static class FigureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/figures", (string? year, ISite site) => FiguresView.Of(site, year) is { } model ? Page.Of<FiguresPage>(model) : Page.NotFound());
        routes.MapGet("/figures/{id}", (string id, string? year, string? month, string? organ, string? of, string? from, ISite site) =>
            FigureQuery.Read(site, id, year, month, organ, of, from) is { } query ? Page.Of<FigurePage>(FigureView.Of(query, site)) : Page.NotFound());
    }
}
