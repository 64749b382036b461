using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Matters;

internal static class MattersEndpoints
{
    private const int LongestQuery = 100;

    public static void Map(IEndpointRouteBuilder routes, CityOffice office) => routes.MapGet("/matters", (string? q) =>
    {
        var query = q?.Trim() ?? "";
        if (query.Length > LongestQuery) { query = query[..LongestQuery]; }
        return Page.Of<MattersPage>(new MattersView(query, [], [.. ApplyPlace.Citizen.Editions(Viewer.Stranger.Instance, office)]));
    });
}
