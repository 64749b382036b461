using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Verify;

internal static class VerifyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/verify", (ISite site) => Page.Of<VerifyPage>(site.Head));
}
