using NodaTime;

namespace Xiezhi.Ledger.Folders;

/// <summary>The one place where a moment becomes a day of the law: by Beijing time, which all of the country keeps.</summary>
public static class BeijingTime
{
    /// <summary>UTC+8 without summer time, as it has been since 1991; no acts of earlier years take place now.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZone.ForOffset(Offset.FromHours(8));

    public static LocalDateTime At(Instant moment) => moment.InZone(Zone).LocalDateTime;

    public static DateOnly Day(Instant moment) => At(moment).Date.ToDateOnly();

    public static Instant Moment(LocalDateTime at) => at.InZoneStrictly(Zone).ToInstant();
}
