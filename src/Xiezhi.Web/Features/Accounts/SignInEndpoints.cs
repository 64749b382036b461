using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Accounts;

internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/signin", (string? to, HttpContext context) => Visitor.Of(context).Account is { } account
            ? Results.LocalRedirect(context.Request.PathBase + (IsOurs(to) ? to : HomeOf(account)))
            : Page.ForOne<SignInPage>(new SignInView(IsOurs(to) ? to! : "")));
        routes.MapPost("/signin", async (HttpContext context, ISite site, CancellationToken ct) => await SignInAsync(context, site, office, ct)).WithMetadata(new Writes());
        routes.MapPost("/signout", (HttpContext context) =>
        {
            if (Visitor.Of(context).Session is { } secret) { office.Sessions.End(secret); }
            Visitor.SignOut(context);
            return SeeOther.To(context, "/");
        }).WithMetadata(new Writes());
    }

    private static async Task<IResult> SignInAsync(HttpContext context, ISite site, CityOffice office, CancellationToken ct)
    {
        var sent = await SentForm.ReadAsync(context, null, ct);
        var words = View.Of(context, site, office).Words;
        var (id, to) = (sent["id"].Trim(), sent["to"]);
        switch (await office.SignIn.WithPasswordAsync(id, sent["password"], ct))
        {
            case SignInAnswer.In entered:
                // Whoever sat here before is signed out: no session is taken over by a later one.
                if (Visitor.Of(context).Session is { } former) { office.Sessions.End(former); }
                Visitor.SignIn(context, entered.Secret);
                return SeeOther.To(context, IsOurs(to) ? to : HomeOf(entered.Account));
            case SignInAnswer.Locked locked:
                var until = BeijingTime.At(locked.Until);
                return Page.ForOne<SignInPage>(new SignInView(to, id, words.SignInLocked($"{until.Hour:00}:{until.Minute:00}")), StatusCodes.Status429TooManyRequests);
            default:
                return Page.ForOne<SignInPage>(new SignInView(to, id, words.SignInWrong), StatusCodes.Status403Forbidden);
        }
    }

    /// <summary>Where somebody begins who signs in.</summary>
    private static string HomeOf(Account account) => account.Role switch
    {
        AccountRole.Citizen => "/mine",
        AccountRole.Administrator => "/admin",
        _ => "/desk",
    };

    /// <summary>An address within the site: nobody is sent elsewhere after signing in.</summary>
    private static bool IsOurs(string? to) => to is { Length: > 1 and < 500 } && to[0] == '/' && to[1] is not ('/' or '\\') && !to.Any(char.IsControl);
}

/// <param name="To">Where to go afterwards; empty for the account's own first page.</param>
/// <param name="Error">Why it did not work; null at first.</param>
public sealed record SignInView(string To, string Id = "", string? Error = null);
