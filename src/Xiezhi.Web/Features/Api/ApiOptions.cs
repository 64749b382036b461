using Xiezhi.Office.Events;

namespace Xiezhi.Web.Features.Api;

/// <summary>How the site treats other programs.</summary>
/// <param name="StrangersPerMinute">Requests without a valid token that one address may send in a minute; a network of IPv6 counts as one address.</param>
/// <param name="PublicUrl">Address of the site as others know it, without a slash at its end; null where nobody said.</param>
public sealed record ApiOptions(int StrangersPerMinute = 240, string? PublicUrl = null)
{
    /// <summary>How events are delivered.</summary>
    public DeliveryOptions Delivery { get; init; } = new();
}
