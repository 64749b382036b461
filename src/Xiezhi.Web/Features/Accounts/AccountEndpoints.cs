using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Accounts;

/// <summary>What everybody who signed in may do with his own account.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/account", Own((_, account, _, _) => Task.FromResult<IResult>(Show(account, office))));
        routes.MapPost("/account/password", Own(async (context, account, words, ct) => await ChangeAsync(await SentForm.ReadAsync(context, null, ct), context, account, words, office, ct)))
            .WithMetadata(new Writes());
        routes.MapPost("/account/sessions", Own(async (context, account, _, ct) =>
        {
            office.Sessions.End(account, (await SentForm.ReadAsync(context, null, ct))["number"]);
            return SeeOther.To(context, "/account");
        })).WithMetadata(new Writes());
        routes.MapPost("/account/tokens", Own(async (context, account, words, ct) =>
        {
            var sent = await SentForm.ReadAsync(context, null, ct);
            var use = sent["use"] == "feed" ? TokenUse.Feed : TokenUse.Api;
            return office.Tokens.Make(account, use, sent["title"].Trim()) is { } made
                ? Show(account, office, view => view with { Secret = made.Secret, SecretIsFeed = use == TokenUse.Feed })
                : Show(account, office, view => view with { Errors = [new FieldError("title", words.TokenTooMany)] }, StatusCodes.Status409Conflict);
        })).WithMetadata(new Writes());
        routes.MapPost("/account/tokens/revoke", Own(async (context, account, _, ct) =>
        {
            if (long.TryParse((await SentForm.ReadAsync(context, null, ct))["number"], out var number)) { office.Tokens.Revoke(account, number); }
            return SeeOther.To(context, "/account");
        })).WithMetadata(new Writes());
    }

    /// <summary>Only for whoever signed in; anybody else is asked to.</summary>
    private static Func<HttpContext, ISite, CancellationToken, Task<IResult>> Own(Func<HttpContext, Account, Words, CancellationToken, Task<IResult>> answer) => (context, site, ct) =>
        Visitor.Of(context).Account is { } account ? answer(context, account, View.Of(context, site, null).Words, ct) : Task.FromResult(SeeOther.ToSignIn(context));

    private static Page Show(Account account, CityOffice office, Func<AccountView, AccountView>? with = null, int status = StatusCodes.Status200OK)
    {
        var view = new AccountView(account, office.Sessions.Of(account), office.Tokens.Of(account));
        return Page.ForOne<AccountPage>(with?.Invoke(view) ?? view, status);
    }

    private static async Task<IResult> ChangeAsync(SentForm sent, HttpContext context, Account account, Words words, CityOffice office, CancellationToken ct)
    {
        IResult No(string field, string text) =>
            Show(account, office, view => view with { Errors = [new FieldError(field, text)] }, StatusCodes.Status422UnprocessableEntity);
        if (sent["password"] != sent["again"]) { return No("again", words.PasswordsDiffer); }
        // Asked for like a sign-in, so that guessing here is counted as guessing there.
        switch (await office.SignIn.WithPasswordAsync(account.Id, sent["now"], ct))
        {
            case SignInAnswer.In entered:
                if (office.Accounts.ChangePassword(account.Id, sent["password"]) is { } weak)
                {
                    office.Sessions.End(entered.Secret);
                    return No("password", weak.Words.In(words == EnglishWords.Instance));
                }

                Visitor.SignIn(context, office.Sessions.Begin(account));
                return Show(account, office, view => view with { Notice = words.PasswordChanged });
            default:
                return No("now", words.PasswordNowWrong);
        }
    }
}

/// <summary>An account as its owner sees it.</summary>
public sealed record AccountView(Account Account, ImmutableArray<SessionInfo> Sessions, ImmutableArray<TokenInfo> Tokens)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];
    /// <summary>A token just made, shown once; null otherwise.</summary>
    public string? Secret { get; init; }
    public bool SecretIsFeed { get; init; }
    /// <summary>What was just done; null when nothing was.</summary>
    public string? Notice { get; init; }
}
