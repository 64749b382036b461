using NodaTime;
using Xiezhi.Ledger.Casework;

namespace Xiezhi.Web.Features;

/// <summary>Moments as pages print them.</summary>
internal static class Clock
{
    /// <summary>2024-01-02 09:00, Beijing time.</summary>
    public static string Minute(Instant instant)
    {
        var at = BeijingTime.At(instant);
        return $"{at.Year:0000}-{at.Month:00}-{at.Day:00} {at.Hour:00}:{at.Minute:00}";
    }
}
