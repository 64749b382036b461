using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xiezhi.Web.Features.Api;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Tests;

[assembly: AssemblyFixture(typeof(RunningSite))]

namespace Xiezhi.Web.Tests;

/// <summary>The sample city's site on a free port of this machine; one for all tests, which only read.</summary>
public sealed class RunningSite : IAsyncLifetime, IPlace
{
    private WebApplication? app;

    public SampleCity City { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Every address that the running site answers.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Follows no redirect and unpacks nothing: what it gets is what was sent.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // Servers and those who ask them share this process: whoever waits for an answer must not keep the last thread from the one who gives it.
        ThreadPool.SetMinThreads(32, 32);
        City = new SampleCity();
        app = XiezhiSite.Build(new SiteOptions("http://127.0.0.1:0") { Api = new ApiOptions(StrangersPerMinute: 1_000_000) }, City.Site, City.Office);
        await XiezhiSite.StartAsync(app, TestContext.Current.CancellationToken);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null) { await app.DisposeAsync(); }
        await City.DisposeAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string address) => Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>The page's source; it must be there.</summary>
    public async Task<string> PageAsync(string address)
    {
        using var answer = await GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answers {(int)answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
