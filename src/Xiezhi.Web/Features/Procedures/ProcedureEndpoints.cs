using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Procedures;

internal static class ProcedureEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/procedures", (ISite site) => Page.Of<ProceduresPage>(ChapterView.AllOf(site.Book, site.Now.Day)));
        routes.MapGet("/procedures/{chapter}/{edition}", (string chapter, string edition, ISite site, HttpRequest request) =>
        {
            var id = $"{chapter}/{edition}";
            if (site.Book.FindEdition(id) is { } found) { return Page.Of<ProcedurePage>(new ProcedureView(found, site.Book, site.Now.Day)); }
            // The address without an edition leads to the one in force today.
            var current = site.Book.InForce(id, site.Now.Day) ?? site.Book.EditionsOf(id).LastOrDefault();
            return current is null ? Page.NotFound() : Results.LocalRedirect($"{request.PathBase}/procedures/{current.Id}");
        });
    }
}
