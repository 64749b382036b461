using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Xiezhi.Law.Registers;
using Xiezhi.Office;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Features.Registers;

/// <summary>The registers that acts write, with the fields that their forms make public.</summary>
internal static class RegistersEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, CityOffice office)
    {
        routes.MapGet("/registers", () => Page.Of<RegistersPage>((IReadOnlyList<RegisterView>)[.. office.Book.Registers.Values.OrderBy(f => f.Id, StringComparer.Ordinal).Select(form => Of(office, form))]));
        routes.MapGet("/registers/{name}", (string name) => office.Book.Registers.TryGetValue(name, out var form) ? Page.Of<RegisterPage>(Of(office, form)) : Page.NotFound());
    }

    private static RegisterView Of(CityOffice office, RegisterForm form) => new(form, [.. office.Registers.Ask(all => all.ItemsOf(form.Id).ToList())], office.Today);
}
