using Microsoft.AspNetCore.Http;
using Xiezhi.Web.Features.Figures;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Verify;

/// <summary>The file that proves a figure, made when it is asked for; one at a time, since the largest takes seconds and much memory.</summary>
internal sealed class FigureFileAnswer(FigureQuery query, ISite site) : IResult
{
    private static readonly SemaphoreSlim Making = new(1);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        await Making.WaitAsync(ct);
        var path = Path.Combine(Path.GetTempPath(), $"xiezhi-{Guid.NewGuid():N}.figure");
        try
        {
            // Written to the disk first: what fails half way must not look like a file.
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            await Task.Run(() => site.WriteFigureFile(file, query.Indicator, query.Period, ct), ct);
            file.Position = 0;
            await Results.File(file, Log.LogEndpoints.Bytes, $"{query.Indicator.Id}-{query.Year}.figure").ExecuteAsync(httpContext);
        }
        finally
        {
            Making.Release();
        }
    }

    public static IResult Of(ISite site, string id, string? year) => FigureQuery.Read(site, id, year, null, null, null, null) is { } query ? new FigureFileAnswer(query, site) : Page.NotFound();
}
