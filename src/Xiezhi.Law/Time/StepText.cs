namespace Xiezhi.Law.Time;

/// <summary>Sentences for the steps of a reckoning, and the words that both languages share.</summary>
public static partial class StepText
{
    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

    private static string Clock(short minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static string At(DateOnly day, short minute) => minute < 0 ? Day(day) : $"{Day(day)} {Clock(minute)}";

    private static bool IsByTheMinute(DayUnit unit) => new Length(0, unit).IsByTheMinute;
}
