using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.Matters;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Matters;

internal static class MattersEndpoints
{
    private const int LongestQuery = 100;

    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/matters", (string? q) =>
        {
            var query = q?.Trim() ?? "";
            if (query.Length > LongestQuery) { query = query[..LongestQuery]; }
            return Page.Of<MattersPage>(new MattersView(query, query.Length == 0 ? [] : office.Matters.Find(query, office.Today), office.Matters.Find("", office.Today)));
        });
    }
}

/// <param name="Query">What somebody says he wants; empty when he was not asked yet.</param>
/// <param name="Found">Best first.</param>
/// <param name="All">Every procedure that a party may begin.</param>
public sealed record MattersView(string Query, ImmutableArray<Matter> Found, ImmutableArray<Matter> All);
