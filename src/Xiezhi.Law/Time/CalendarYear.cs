using System.Collections.Immutable;

namespace Xiezhi.Law.Time;

/// <summary>What a day is to those who work: an ordinary working day, an ordinary weekend, a day off by notice, or a weekend worked in exchange.</summary>
public enum DayKind : byte { Working, Weekend, DayOff, MakeUp }

/// <summary>A day that a notice names, with the holiday for which it rests or is worked in exchange.</summary>
public readonly record struct NamedDay(DateOnly Day, string Name);

/// <summary>One year's notice of holidays. It may also name days of the years beside it (a New Year's holiday that begins on 31 December).</summary>
/// <param name="Year">The year that the notice settles.</param>
/// <param name="Notice">The notice's number.</param>
/// <param name="DaysOff">Every day that rests by the notice, weekends within a holiday included.</param>
/// <param name="MakeUpDays">Weekend days that are working days.</param>
public sealed record CalendarYear(int Year, string Notice, ImmutableArray<NamedDay> DaysOff, ImmutableArray<NamedDay> MakeUpDays);
