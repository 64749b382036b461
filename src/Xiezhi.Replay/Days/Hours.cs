using Xiezhi.Replay.Chance;

namespace Xiezhi.Replay.Days;

/// <summary>When somebody is there: the hours of working days and of days of rest, each with its weight.</summary>
internal sealed class Hours
{
    private readonly Timetable? office;
    private readonly Weighted? working;
    private readonly Weighted? resting;
    private readonly uint openWorking;
    private readonly uint openResting;

    private Hours(Timetable office) => this.office = office;

    /// <param name="working">A weight for each of the 24 hours of a working day; 0 means that nobody is there.</param>
    /// <param name="resting">The same for days of rest; all 0 when nobody works then.</param>
    public Hours(ReadOnlySpan<int> working, ReadOnlySpan<int> resting)
    {
        this.working = new Weighted(working);
        openWorking = Mask(working);
        openResting = Mask(resting);
        this.resting = openResting == 0 ? null : new Weighted(resting);
    }

    /// <summary>The city's office hours on working days.</summary>
    public static Hours Office(Timetable days) => new(days);

    /// <summary>Whether these are the city's own office hours.</summary>
    public bool IsOffice => office is not null;

    public bool IsOpenOn(bool workingDay) => workingDay || resting is not null;

    /// <summary>A minute of the day at which somebody is there; −1 when nobody is on such a day.</summary>
    public int MinuteOn(bool workingDay, ulong bits)
    {
        if (!IsOpenOn(workingDay)) { return -1; }
        if (office is not null) { return office.OfficeMinute(Draw.Below(bits, office.OfficeMinutes)); }
        var hour = (workingDay ? working! : resting!).Pick(bits);
        return (hour * 60) + Draw.Below(bits << 32, 60);
    }

    /// <summary>A minute of the same day after the given one, or −1 when the day offers none.</summary>
    public int MinuteAfter(bool workingDay, int minute, ulong bits)
    {
        if (!IsOpenOn(workingDay)) { return -1; }
        if (office is not null)
        {
            var over = office.OfficePassed(minute + 1);
            return over >= office.OfficeMinutes ? -1 : office.OfficeMinute(over + Draw.Below(bits, office.OfficeMinutes - over));
        }

        var left = (workingDay ? openWorking : openResting) >> (minute / 60);
        if ((left & 1) != 0 && minute % 60 < 59) { return minute + 1 + Draw.Below(bits, 59 - (minute % 60)); }
        left >>= 1;
        return left == 0 ? -1 : (((minute / 60) + 1 + System.Numerics.BitOperations.TrailingZeroCount(left)) * 60) + Draw.Below(bits, 60);
    }

    /// <summary>The moment itself when somebody is there, else soon after the next opening.</summary>
    public int NotBefore(Timetable days, int moment, ulong bits)
    {
        var day = moment / Timetable.MinutesADay;
        var minute = moment % Timetable.MinutesADay;
        if (day < days.Count && IsOpenAt(days.IsWorking(day), minute)) { return moment; }
        for (; day < days.Count; day++)
        {
            var opening = NextOpening(days.IsWorking(day), minute);
            if (opening >= 0) { return (day * Timetable.MinutesADay) + opening + Draw.Below(bits, 30); }
            minute = 0;
        }

        return days.End;
    }

    private bool IsOpenAt(bool workingDay, int minute) => office is not null
        ? workingDay && office.OfficePassed(minute + 1) > office.OfficePassed(minute)
        : ((workingDay ? openWorking : openResting) >> (minute / 60) & 1) != 0;

    private int NextOpening(bool workingDay, int minute)
    {
        if (!IsOpenOn(workingDay)) { return -1; }
        if (office is not null)
        {
            var over = office.OfficePassed(minute);
            return over >= office.OfficeMinutes ? -1 : office.OfficeMinute(over);
        }

        var hour = (minute + 59) / 60;
        var left = hour >= 24 ? 0 : (workingDay ? openWorking : openResting) >> hour;
        return left == 0 ? -1 : (hour + System.Numerics.BitOperations.TrailingZeroCount(left)) * 60;
    }

    private static uint Mask(ReadOnlySpan<int> weights)
    {
        var mask = 0u;
        for (var hour = 0; hour < weights.Length; hour++) { if (weights[hour] > 0) { mask |= 1u << hour; } }
        return mask;
    }
}
