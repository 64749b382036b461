using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>What a browser page asks for and gets over the wire, with nothing cached.</summary>
internal sealed class Traffic
{
    private const int WireBudget = 20 * 1024;
    private const int RequestBudget = 4;
    private readonly IPage page;
    private readonly List<string> requests = [];
    private double bytes;

    private Traffic(IPage page)
    {
        this.page = page;
        page.Request += (_, request) => requests.Add(request.Url);
    }

    public static async Task<Traffic> OfAsync(IBrowserContext context, IPage page)
    {
        var traffic = new Traffic(page);
        var wire = await context.NewCDPSessionAsync(page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        wire.Event("Network.loadingFinished").OnEvent += (_, finished) => traffic.bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        return traffic;
    }

    /// <summary>Opens the page: it weighs little, asks seldom, and asks no other host.</summary>
    public async Task IsLightAsync(string address, Uri site)
    {
        requests.Clear();
        bytes = 0;
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.True(requests.Count is > 0 and <= RequestBudget, $"{address} asks {requests.Count} times: {string.Join(", ", requests)}");
        Assert.All(requests, request => Assert.StartsWith(site.OriginalString, request, StringComparison.Ordinal));
        Assert.True(bytes is > 0 and <= WireBudget, $"{address} weighs {bytes} bytes");
    }
}
