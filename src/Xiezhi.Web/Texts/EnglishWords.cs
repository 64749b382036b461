using System.Collections.Immutable;
using System.Globalization;

namespace Xiezhi.Web.Texts;

/// <summary>The texts in English.</summary>
public sealed partial class EnglishWords : Words
{
    private EnglishWords() { }

    public static EnglishWords Instance { get; } = new();

    public override string LanguageTag => "en";
    public override string LanguageName => "English";
    public override Words Other => ChineseWords.Instance;

    protected override string Say(string zh, string en) => en;

    public override string SiteName(string city) => $"Xiezhi · {city} by the law";
    public override string SkipToContent => "Skip to content";
    public override string MainNavigation => "Main";
    public override string Trail => "You are here";
    public override string OnThisPage => "On this page";
    public override string BannerLabel => "About the data";
    public override string SyntheticMark => "Demonstration";
    public override string Synthetic(string city) => $"generated acts, not records of {city}";
    public override string SampleMark => "Sample";
    public override string Sample(double scale) => $"only about {scale * 100:0.##}% of the numerous cases were generated; these are not the figures " +
        "of a whole year";
    public override string DemonstrationTime => "Demonstration time";
    public override string CityTime => "Time";
    public override string FootClaim => "A figure in the report is not typed, it is counted; and whoever doubts it can count again.";
    public override string AboutData => "The data, and what is proven";
    public override string VerifyLog => "How to verify";
    public override string LogHasLeaves(long size) => $"{size:N0} entries in the log";

    public override string Report => "Report";
    public override string Figures => "Figures";
    public override string Procedures => "Procedures";
    public override string Calendar => "Calendar";
    public override string Verify => "Verify";

    public override string NotFound => "There is no such page";
    public override string NotFoundWhy => "The address may be mistyped, or the case, figure or procedure that it names is not in this log.";
    public override string Failed => "The page could not be made";
    public override string FailedWhy => "The reason is in the program's log. The ledger is not affected; please try again later.";
    public override string ToHome => "To the first page";

    public override string Comma => ", ";
    public override string Semicolon => "; ";
    public override string Yes => "yes";
    public override string No => "no";
    public override string Unknown => "unknown";
    public override string Doubt => "To be verified:";

    public override string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
    public override ImmutableArray<string> Weekdays { get; } = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    public override string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
    public override string DayAndWeekday(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);
    public override string FromTo(DateOnly first, DateOnly last) => first == last ? DayAndWeekday(first) : $"{DayAndWeekday(first)} to {DayAndWeekday(last)}";
    public override string DayCount(int days) => days == 1 ? "1 day" : $"{days} days";

    public override string CalendarOf(int year) => $"Working calendar {year}";
    public override string CalendarLead => "Limits in working days are counted by this calendar: weekends and days off do not count, weekend days " +
        "worked in exchange do.";
    public override string OtherYears => "Other years";
    public override string WorkingDays => "Working days";
    public override string WorkingDaysShort(int days) => $"{days} working days";
    public override string Notice => "Holiday notice";
    public override string NoNotice => "not published yet; weekends alone are counted, results are provisional";
    public override string Legend => "Legend";
    public override string RestShort => "off";
    public override string RestDay => "day off";
    public override string MakeUpShort => "work";
    public override string MakeUpDay => "weekend day worked in exchange";
    public override string WeekendDay => "weekend";
    public override string Holidays => "Holidays and days worked in exchange";
    public override string Holiday => "Holiday";
    public override string DaysOff => "Days off";
    public override string LengthWord => "Length";
    public override string MakeUpDays => "Worked in exchange";
}
