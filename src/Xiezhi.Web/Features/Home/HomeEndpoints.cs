using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Home;

internal static class HomeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", (ISite site) => Page.Of<HomePage>(HomeView.Of(site)));
}
