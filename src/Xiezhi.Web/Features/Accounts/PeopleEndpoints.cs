using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Accounts;

/// <summary>The accounts, for the administrator. To anybody else these pages are not there.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/admin", (HttpContext context) => Keeps(context, office) ? Show(office) : SeeOther.OrNotFound(context));
        routes.MapPost("/admin/accounts", async (HttpContext context, ISite site, CancellationToken ct) =>
            Keeps(context, office) ? Make(await SentForm.ReadAsync(context, null, ct), View.Of(context, site, office), office) : Page.NotFound()).WithMetadata(new Writes());
        routes.MapPost("/admin/accounts/{id}", async (string id, HttpContext context, ISite site, CancellationToken ct) =>
            Keeps(context, office) ? Change(id, (await SentForm.ReadAsync(context, null, ct))["do"], context, View.Of(context, site, office), office) : Page.NotFound())
            .WithMetadata(new Writes());
    }

    private static bool Keeps(HttpContext context, CityOffice office) => office.Gate.KeepsAccounts(Visitor.Of(context).Viewer);

    private static Page Show(CityOffice office, Func<PeopleView, PeopleView>? with = null, int status = StatusCodes.Status200OK)
    {
        var view = new PeopleView(office.Accounts.All);
        return Page.ForOne<PeoplePage>(with?.Invoke(view) ?? view, status);
    }

    private static Page Make(SentForm sent, View view, CityOffice office)
    {
        var role = Enum.TryParse<AccountRole>(sent["role"], out var known) ? known : (AccountRole)(-1);
        var organ = office.Book.City.FindOrgan(sent["organ"])?.Number ?? 0;
        _ = int.TryParse(sent["officer"], NumberStyles.None, CultureInfo.InvariantCulture, out var officer);
        // A citizen's number is drawn, so that it tells nothing of who came before him.
        var party = role == AccountRole.Citizen ? (RandomNumberGenerator.GetInt32(1, 1 << 26) * (1L << 26)) + RandomNumberGenerator.GetInt32(1, 1 << 26) : 0;
        var password = PasswordRules.Random();
        var problems = office.Accounts.Create(new Account(sent["id"].Trim(), sent["name"].Trim(), role, organ, officer, party), password);
        return problems.IsEmpty
            ? Show(office, page => page with { Password = password, Notice = view.Words.AccountMade(sent["id"].Trim()) })
            : Show(office, page => page with { Sent = sent, Errors = [.. problems.Select(problem => new FieldError(problem.Field, view.In(problem.Words)))] }, StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Change(string id, string what, HttpContext context, View view, CityOffice office)
    {
        if (what == "password")
        {
            var password = PasswordRules.Random();
            return office.Accounts.ChangePassword(id, password) is null
                ? Show(office, page => page with { Password = password, Notice = view.Words.AccountPasswordMade(id) })
                : Page.NotFound();
        }

        // Whoever keeps the accounts cannot shut himself out: then nobody could let him in again.
        if (what == "disable" && view.Account?.Id == id)
        {
            return Show(office, page => page with { Errors = [new FieldError("", view.Words.AccountOwn)] }, StatusCodes.Status409Conflict);
        }

        return what is "enable" or "disable" && office.Accounts.Enable(id, what == "enable") ? SeeOther.To(context, "/admin") : Page.NotFound();
    }
}

/// <param name="Accounts">By id.</param>
public sealed record PeopleView(ImmutableArray<Account> Accounts)
{
    public SentForm Sent { get; init; } = SentForm.Empty;
    public ImmutableArray<FieldError> Errors { get; init; } = [];
    /// <summary>A password just made, shown once; null otherwise.</summary>
    public string? Password { get; init; }
    public string? Notice { get; init; }
}
