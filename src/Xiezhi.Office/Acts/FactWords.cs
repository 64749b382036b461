using System.Globalization;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Office.Acts;

/// <summary>Values of facts as people read them.</summary>
public static class FactWords
{
    /// <summary>The value in Chinese; a text fact has none here.</summary>
    public static string Chinese(Fact fact, long value, City city) => Of(fact, value, city).Zh;

    /// <summary>The value in both languages.</summary>
    /// <param name="value">As a case keeps it; not of a text.</param>
    public static Title Of(Fact fact, long value, City city) => fact.Kind switch
    {
        FactKind.YesNo => value == 1 ? new("是", "Yes") : new("否", "No"),
        FactKind.Code => fact.Codes!.Titles[(int)value],
        FactKind.Money => Both($"{(value / 100m).ToString("#,0.00", CultureInfo.InvariantCulture)}元", $"¥{(value / 100m).ToString("#,0.00", CultureInfo.InvariantCulture)}"),
        FactKind.Day => DateOnly.FromDayNumber((int)value) is var day ? Both($"{day.Year}年{day.Month}月{day.Day}日", $"{day:yyyy-MM-dd}") : default,
        FactKind.Moment => MomentOf(value) is var at ? Both($"{at.Day.Year}年{at.Day.Month}月{at.Day.Day}日{at.Minute / 60}时{at.Minute % 60:00}分", at.ToString()) : default,
        FactKind.Length => new Length((int)(value >> 8), (DayUnit)(value & 0xFF)) is var length ? Both(StepText.Chinese(length), StepText.English(length)) : default,
        FactKind.Organ => city.FindOrgan((int)value)?.Title ?? default,
        FactKind.Officer => Actor.FromOfficerHolder(value) is var officer && city.FindOrgan(officer.Organ) is { } organ
            ? Both($"{organ.Title.Zh}{officer.Officer}号工作人员", $"{organ.Title.En}, officer {officer.Officer}") : default,
        FactKind.Item => city.Registers.TryGetValue(fact.Register!, out var register) ? register.Items[(int)value].Title : default,
        _ => Both(value.ToString(CultureInfo.InvariantCulture), value.ToString(CultureInfo.InvariantCulture)),
    };

    private static Title Both(string zh, string en) => new(zh, en);

    private static Moment MomentOf(long value) => new(DateOnly.FromDayNumber((int)(value / Moment.Day24)), (short)(value % Moment.Day24));
}
