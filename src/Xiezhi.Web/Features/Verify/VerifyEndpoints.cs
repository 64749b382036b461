using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Verify;

internal static class VerifyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verify", (ISite site) => Page.Of<VerifyPage>(site.Head));
        // The leaf is public; whoever has its number may keep its proof.
        routes.MapGet("/verify/receipt/{leaf:long:min(0)}", (ISite site, long leaf) => site.ReceiptOf(leaf) is { } receipt
            ? Results.File(Encoding.UTF8.GetBytes(receipt.ToString()), "text/plain; charset=utf-8", $"leaf-{leaf}.tlog-proof")
            : Page.NotFound());
    }
}
