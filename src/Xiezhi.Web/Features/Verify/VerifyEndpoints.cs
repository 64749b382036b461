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
        routes.MapGet("/verify/figure/{id}", (string id, string? year, ISite site) => FigureFileAnswer.Of(site, id, year));
        routes.MapGet("/verify/gaps", (ISite site) => Page.Of<GapsPage>(site.Counter.Gaps()));
        routes.MapGet("/verify/report/{number:int:min(0)}", (ISite site, int number, HttpRequest request) =>
            PublishedReportView.Of(site, number, OriginOf(request)) is { } model ? Page.Of<PublishedReportPage>(model) : Page.NotFound());
        // The leaf is public; whoever has its number may keep its proof.
        routes.MapGet("/verify/receipt/{leaf:long:min(0)}", (ISite site, long leaf) => site.ReceiptOf(leaf) is { } receipt
            ? Results.File(Encoding.UTF8.GetBytes(receipt.ToString()), "text/plain; charset=utf-8", $"leaf-{leaf}.tlog-proof")
            : Page.NotFound());
    }

    /// <summary>The site as this reader knows it.</summary>
    internal static string OriginOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
