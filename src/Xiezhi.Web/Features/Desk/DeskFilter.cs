using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Desk;

namespace Xiezhi.Web.Features.Desk;

/// <summary>What the desk's address asks for; every link of the page is the same filter with one thing changed.</summary>
public sealed record DeskFilter(Light? Light, string? Procedure, string? Stage, Organ? Holder, DocketPlace? After)
{
    /// <summary>Only cases that may be moved to a later edition.</summary>
    public bool Movable { get; init; }

    private const string NoDay = "none";

    /// <summary>Reads the address. What it does not know it leaves out.</summary>
    public static DeskFilter Of(HttpRequest request, LawBook book)
    {
        string? Asked(string name) => request.Query[name] is [{ Length: > 0 and <= 200 } value] ? value : null;
        var procedure = Asked("procedure") is { } id && !book.EditionsOf(id).IsEmpty ? id : null;
        return new DeskFilter(
            Asked("light") switch { "red" => Office.Desk.Light.Red, "yellow" => Office.Desk.Light.Yellow, "green" => Office.Desk.Light.Green, _ => null },
            procedure,
            Asked("stage") is { } stage && procedure is not null && book.EditionsOf(procedure).Any(e => e.Stages.Any(s => s.Id == stage)) ? stage : null,
            Asked("organ") is { } organ ? book.City.FindOrgan(organ) : null,
            Asked("after") is { } after ? PlaceOf(after) : null) { Movable = Asked("movable") is not null };
    }

    public bool IsEmpty => this is { Light: null, Procedure: null, Stage: null, Holder: null, Movable: false };

    public string Address
    {
        get
        {
            var query = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["light"] = Light switch { Office.Desk.Light.Red => "red", Office.Desk.Light.Yellow => "yellow", Office.Desk.Light.Green => "green", _ => null },
                ["procedure"] = Procedure,
                ["stage"] = Stage,
                ["organ"] = Holder?.Id,
                ["movable"] = Movable ? "yes" : null,
                ["after"] = After is { } place ? $"{(place.Due is { } due ? View.Iso(due) : NoDay)}_{place.Id.Value.ToString(CultureInfo.InvariantCulture)}" : null,
            };
            return QueryHelpers.AddQueryString("/desk", query.Where(pair => pair.Value is not null));
        }
    }

    private static DocketPlace? PlaceOf(string text)
    {
        if (text.Split('_') is not [var day, var id] || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) { return null; }
        if (day == NoDay) { return new DocketPlace(null, new CaseId(value)); }
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) ? new DocketPlace(due, new CaseId(value)) : null;
    }
}
