using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Xiezhi.Ledger.Notes;
using Xiezhi.Office;
using Xiezhi.Office.Events;
using Xiezhi.Web.Features.Feeds;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Api;

/// <summary>All that other programs use: the API and its page, feeds, and the events that are sent out while the site runs.</summary>
internal sealed partial class Programs : IHostedService, IAsyncDisposable
{
    private readonly ApiHouse house;
    private readonly Callers callers;
    private readonly Deliveries deliveries;

    /// <param name="clock">The real one.</param>
    public Programs(ISite site, CityOffice office, ApiOptions options, IClock clock, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("Xiezhi.Web");
        var origin = Checkpoint.Parse(SignedNote.Parse(site.Head.Note).Text).Origin;
        deliveries = new Deliveries(office, office.Events, new CloudEvent(origin, options.PublicUrl ?? ""), options.Delivery, clock, (id, failed) => DeliveryFailed(logger, id, failed));
        house = new ApiHouse(site, office, deliveries.Receivers, options);
        callers = new Callers(office, options);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        ApiSite.Map(routes, house, callers);
        routes.MapGet("/api", () => Page.Of<ApiPage>(ApiView.Instance));
        FeedEndpoints.Map(routes, house.Site, house.Office, new PublishedItems(house.Office.Events), callers, house.Options);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        deliveries.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => deliveries.DisposeAsync().AsTask();

    public ValueTask DisposeAsync()
    {
        callers.Dispose();
        return deliveries.DisposeAsync();
    }

    [LoggerMessage(EventId = 7102, Level = LogLevel.Error, Message = "The delivery of subscription {Id} broke down and begins anew")]
    private static partial void DeliveryFailed(ILogger logger, string id, Exception failed);
}
