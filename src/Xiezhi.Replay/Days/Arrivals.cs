namespace Xiezhi.Replay.Days;

/// <summary>How the openings of a year lie over its days.</summary>
/// <param name="Months">A weight for each month.</param>
/// <param name="Weekdays">A weight for each working Monday to Friday.</param>
/// <param name="MakeUp">The weight of a weekend day that is worked in exchange.</param>
/// <param name="Resting">The weight of weekends and holidays; 0 when nothing opens then.</param>
internal sealed record Arrivals(double[] Months, double[] Weekdays, double MakeUp, double Resting, Hours Hours)
{
    /// <summary>The weight of a day beside the other days of its month.</summary>
    public double WeightOf(Timetable days, int day)
    {
        var date = days.First.AddDays(day);
        if (!days.IsWorking(day)) { return Resting; }
        return date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? MakeUp : Weekdays[(int)date.DayOfWeek - 1];
    }

    /// <summary>How many cases open on each day of the year, by largest remainders: first the months, then the days of each.</summary>
    public int[] Schedule(Timetable days, int year, int cases)
    {
        var first = days.DayOf(new DateOnly(year, 1, 1));
        var schedule = new int[DateTime.IsLeapYear(year) ? 366 : 365];
        var months = Chance.Apportionment.Of(cases, Months);
        var at = 0;
        for (var month = 1; month <= 12; month++)
        {
            var weights = new double[DateTime.DaysInMonth(year, month)];
            for (var day = 0; day < weights.Length; day++) { weights[day] = WeightOf(days, first + at + day); }
            Chance.Apportionment.Of(months[month - 1], weights).CopyTo(schedule, at);
            at += weights.Length;
        }

        return schedule;
    }
}
