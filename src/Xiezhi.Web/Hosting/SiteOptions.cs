using Xiezhi.Web.Features.Api;

namespace Xiezhi.Web.Hosting;

/// <summary>Where the site listens.</summary>
/// <param name="Urls">Addresses as Kestrel reads them, separated by semicolons.</param>
public sealed record SiteOptions(string Urls = SiteOptions.Loopback)
{
    /// <summary>This machine only: a folder of cases is shown to the network on purpose, not by default.</summary>
    public const string Loopback = "http://localhost:8080";

    /// <summary>How the site treats other programs.</summary>
    public ApiOptions Api { get; init; } = new();
}
