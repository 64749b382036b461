using Microsoft.AspNetCore.Http;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.People;

namespace Xiezhi.Web.Hosting;

/// <summary>Who sent a request, as far as his browser's cookies show. The pages know nobody otherwise; the API knows tokens alone.</summary>
/// <param name="Viewer">Whoever signed in; else a stranger.</param>
/// <param name="Session">The secret of the session; null when there is none.</param>
/// <param name="Tracker">The party of one case, by its number and code; null when none were shown.</param>
internal sealed record Visitor(Viewer Viewer, string? Session, Tracked? Tracker)
{
    public static Visitor Nobody { get; } = new(Viewer.Stranger.Instance, null, null);

    private const string SessionCookie = "xiezhi-session";
    private const string TrackingCookie = "xiezhi-track";
    /// <summary>A tracked case is forgotten by the browser this long after it was last looked at.</summary>
    private static readonly TimeSpan Tracking = TimeSpan.FromMinutes(30);

    public Account? Account => Viewer is Viewer.SignedIn signed ? signed.Account : null;

    /// <summary>As who the visitor looks at a case: a code that opens it comes first, then whoever signed in.</summary>
    public Viewer For(string number) => Tracker is { } tracked && CaseNumber.TryParse(number, out var asked) && asked == tracked.Number ? tracked.Viewer : Viewer;

    public static Visitor Of(HttpContext context) => context.Features.Get<Visitor>() ?? Nobody;

    /// <summary>Reads the cookies of a request for a page.</summary>
    public static RequestDelegate Known(CityOffice office, RequestDelegate next) => context =>
    {
        context.Features.Set(Read(context, office));
        return next(context);
    };

    public static void SignIn(HttpContext context, string secret) => Put(context, SessionCookie, secret, null);

    public static void SignOut(HttpContext context) => Drop(context, SessionCookie);

    public static void Track(HttpContext context, CaseNumber number, string code) =>
        Put(context, TrackingCookie, $"{number.Series}-{number.Year}-{number.Organ}-{number.Ordinal}~{code}", Tracking);

    public static void Untrack(HttpContext context) => Drop(context, TrackingCookie);

    private static Visitor Read(HttpContext context, CityOffice office)
    {
        var secret = context.Request.Cookies[SessionCookie];
        var account = secret is { Length: > 0 and < 200 } ? office.Sessions.Find(secret) : null;
        return new Visitor(account is null ? Viewer.Stranger.Instance : new Viewer.SignedIn(account), account is null ? null : secret, ReadTracker(context, office));
    }

    private static Tracked? ReadTracker(HttpContext context, CityOffice office)
    {
        if (context.Request.Cookies[TrackingCookie] is not { Length: > 0 and < 400 } cookie || cookie.Split('~') is not [var number, var code]) { return null; }
        return CaseNumber.TryParse(Uri.UnescapeDataString(number), out var parsed) && office.Codes.Open(parsed.ToString(), code, AddressOf(context)) is TrackingAnswer.Opened opened
            ? new Tracked(parsed, opened.Viewer, code) : null;
    }

    /// <summary>Where the request comes from, by which wrong codes are counted.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static void Put(HttpContext context, string name, string value, TimeSpan? lasts) => context.Response.Cookies.Append(name, value, Options(context, lasts));

    private static void Drop(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lasts) =>
        new() { Path = "/", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = lasts };
}

/// <summary>A case that the visitor follows by its code.</summary>
internal sealed record Tracked(CaseNumber Number, Viewer.Tracker Viewer, string Code);
