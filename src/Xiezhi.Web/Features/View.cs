using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Verify;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features;

/// <summary>How one request sees the site: its language, its address, and what every page says about the city.</summary>
/// <param name="English">True under <c>/en</c>.</param>
/// <param name="Address">Path and query without the language, so that the other language is one prefix away.</param>
/// <param name="Viewer">Who looks; a stranger where nobody has signed in.</param>
/// <param name="Office">Where people act; null on a site that is only read.</param>
/// <param name="Origin">Scheme and host of the site as this reader knows it.</param>
public sealed record View(bool English, string Address, ISite Site, Viewer Viewer, CityOffice? Office, string Origin = "")
{
    private const string EnglishPrefix = "/en";

    /// <summary>The signed head of the log, the same for all parts of one page.</summary>
    public SignedHead Head { get; } = Site.Head;

    public Words Words => English ? EnglishWords.Instance : ChineseWords.Instance;

    /// <summary>An address of this site in the language of the page.</summary>
    public string Href(string address) => !English ? address : address == "/" ? EnglishPrefix : EnglishPrefix + address;

    /// <summary>The same page in the other language.</summary>
    public string HrefOfOther => (this with { English = !English }).Href(Address);

    public string In(Title title) => title.In(English);

    /// <summary>Title of a chapter, as the yearly report has it; its id where the report has no such chapter.</summary>
    public string Chapter(string id) => Site.Template.Chapters.FirstOrDefault(chapter => chapter.Id == id) is { } chapter ? In(chapter.Title) : id;

    /// <summary>Whoever is signed in; null for a stranger and for a tracker.</summary>
    public Account? Account => Viewer is Viewer.SignedIn signed ? signed.Account : null;

    /// <summary>968,000.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2024-01-02 09:00.</summary>
    public static string Iso(Moment moment) => moment.HasMinute ? $"{Iso(moment.Day)} {moment.Minute / 60:00}:{moment.Minute % 60:00}" : Iso(moment.Day);

    /// <summary>2024-01-02 09:00, Beijing time.</summary>
    public static string Minute(Instant instant)
    {
        var at = BeijingTime.At(instant);
        return Iso(Moment.At(at.Date.ToDateOnly(), at.Hour, at.Minute));
    }

    /// <summary>The language is the first part of the path: it stays in every link, every cache and every bookmark.</summary>
    internal static Task ChooseLanguage(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(EnglishPrefix, StringComparison.Ordinal, out var rest))
        {
            context.Request.PathBase = EnglishPrefix;
            context.Request.Path = rest.HasValue ? rest : "/";
        }

        return next(context);
    }

    internal static View Of(HttpContext context, ISite site, CityOffice? office) => new(context.Request.PathBase.HasValue,
        context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent(), site, Visitor.Of(context).Viewer, office, VerifyEndpoints.OriginOf(context.Request));
}
