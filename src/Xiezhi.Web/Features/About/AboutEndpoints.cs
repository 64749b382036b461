using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.About;

internal static class AboutEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/about", () => Page.Of<AboutPage>());
}
