using Xiezhi.Law.Time;

namespace Xiezhi.Replay.Days;

/// <summary>The days and office hours of a replay, counted from its first day. A moment is a number of minutes since that day's 00:00.</summary>
internal sealed class Timetable
{
    public const int MinutesADay = Moment.Day24;
    private readonly int[] rank;
    private readonly int[] dayOf;
    private readonly short[] passed;
    private readonly short[] minuteOf;

    /// <param name="first">Day 0.</param>
    /// <param name="count">How many days are known; a course that leads beyond them stays on their end.</param>
    public Timetable(WorkingCalendar calendar, OfficeHours office, DateOnly first, int count)
    {
        First = first;
        Count = count;
        rank = new int[count];
        var working = new List<int>(count);
        for (var day = 0; day < count; day++)
        {
            if (calendar.IsWorking(first.AddDays(day))) { working.Add(day); }
            rank[day] = working.Count;
        }

        dayOf = [.. working];
        passed = new short[MinutesADay + 1];
        minuteOf = new short[office.MinutesADay];
        foreach (var session in office.Sessions)
        {
            for (var minute = session.Opens; minute < session.Closes; minute++)
            {
                minuteOf[passed[minute]] = minute;
                passed.AsSpan(minute + 1).Fill((short)(passed[minute] + 1));
            }
        }
    }

    public DateOnly First { get; }

    public int Count { get; }

    /// <summary>The moment after the last known day.</summary>
    public int End => Count * MinutesADay;

    /// <summary>How many minutes a working day has.</summary>
    public int OfficeMinutes => minuteOf.Length;

    public int DayOf(DateOnly day) => day.DayNumber - First.DayNumber;

    public Moment At(int moment) => new(First.AddDays(moment / MinutesADay), (short)(moment % MinutesADay));

    public int MomentOf(Moment at) => (DayOf(at.Day) * MinutesADay) + at.Minute;

    public bool IsWorking(int day) => rank[day] != RankBefore(day);

    /// <summary>The n-th working day after the day; for 0 the day itself or, when it rests, the next working day.
    /// Beyond what is known: <see cref="Count"/>.</summary>
    public int WorkingDay(int day, int n)
    {
        if ((uint)day >= (uint)Count) { return Count; }
        var wanted = n == 0 ? RankBefore(day) : rank[day] + n - 1;
        return wanted < dayOf.Length ? dayOf[wanted] : Count;
    }

    /// <summary>The n-th working day before the day; for 0 the day itself or, when it rests, the working day before.</summary>
    public int WorkingDayBefore(int day, int n) => dayOf[Math.Max(0, n == 0 ? rank[day] - 1 : RankBefore(day) - n)];

    /// <summary>The moment at which so many more office minutes have passed.</summary>
    public int Work(int moment, int minutes)
    {
        var day = moment / MinutesADay;
        if (day >= Count) { return End; }
        var worked = (RankBefore(day) * OfficeMinutes) + (IsWorking(day) ? passed[moment % MinutesADay] : 0) + minutes;
        var at = worked / OfficeMinutes;
        return at < dayOf.Length ? (dayOf[at] * MinutesADay) + minuteOf[worked % OfficeMinutes] : End;
    }

    /// <summary>The office minute of that number, from 0 to <see cref="OfficeMinutes"/> − 1, since 00:00.</summary>
    public int OfficeMinute(int number) => minuteOf[number];

    /// <summary>How many office minutes of a working day are over at that minute.</summary>
    public int OfficePassed(int minute) => passed[minute];

    private int RankBefore(int day) => day == 0 ? 0 : rank[day - 1];
}
