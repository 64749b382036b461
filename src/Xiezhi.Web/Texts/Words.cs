using System.Collections.Immutable;
using System.Globalization;

namespace Xiezhi.Web.Texts;

/// <summary>Every text of the pages, once for each language: a text that one language lacks does not compile.</summary>
/// <remarks>Titles of procedures, acts, organs and figures come from the catalogue and the city, which carry both languages themselves.</remarks>
public abstract partial class Words
{
    /// <summary>As HTML names the language: <c>zh-CN</c>.</summary>
    public abstract string LanguageTag { get; }
    /// <summary>The language's own name for itself.</summary>
    public abstract string LanguageName { get; }
    /// <summary>The other language.</summary>
    public abstract Words Other { get; }

    public abstract string SiteName(string city);
    public abstract string SkipToContent { get; }
    public abstract string MainNavigation { get; }
    public abstract string Trail { get; }
    public abstract string OnThisPage { get; }
    public abstract string BannerLabel { get; }
    public abstract string SyntheticMark { get; }
    public abstract string Synthetic(string city);
    public abstract string SampleMark { get; }
    public abstract string Sample(double scale);
    public abstract string DemonstrationTime { get; }
    public abstract string CityTime { get; }
    public abstract string FootClaim { get; }
    public abstract string AboutData { get; }
    public abstract string VerifyLog { get; }
    public abstract string LogHasLeaves(long size);

    public abstract string Report { get; }
    public abstract string Figures { get; }
    public abstract string Procedures { get; }
    public abstract string Calendar { get; }
    public abstract string Verify { get; }

    public abstract string NotFound { get; }
    public abstract string NotFoundWhy { get; }
    public abstract string Failed { get; }
    public abstract string FailedWhy { get; }
    public abstract string ToHome { get; }

    /// <summary>Between the items of a list within a sentence.</summary>
    public abstract string Comma { get; }
    public abstract string Semicolon { get; }
    public abstract string Yes { get; }
    public abstract string No { get; }
    public abstract string Unknown { get; }
    public abstract string Doubt { get; }

    public abstract string Month(int month);
    /// <summary>Monday first.</summary>
    public abstract ImmutableArray<string> Weekdays { get; }
    public abstract string Day(DateOnly day);
    public abstract string DayAndWeekday(DateOnly day);
    /// <summary>Both days included.</summary>
    public abstract string FromTo(DateOnly first, DateOnly last);
    public abstract string DayCount(int days);

    /// <summary>The text about something, once when it is there and not at all when it is not.</summary>
    protected static IEnumerable<string> Said(string? what, string text) => what is null ? [] : [string.Format(CultureInfo.InvariantCulture, text, what)];

    protected string WeekdayOf(DateOnly day) => Weekdays[((int)day.DayOfWeek + 6) % 7];
}
