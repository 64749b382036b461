using System.Text;

using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Desk;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Feeds;

/// <summary>The deadlines of an account as a calendar: a day for each case with its number, procedure and limit, and nothing about anybody.</summary>
internal static class DeadlineCalendar
{
    private const int MostEvents = 500;
    private const int MostRead = 5000;
    private const int PageSize = 200;

    public static async Task<byte[]> OfAsync(Account account, ISite site, CityOffice office, string address, CancellationToken ct)
    {
        var today = site.Now.Day;
        var calendar = new Ical.Net.Calendar { ProductId = "-//Xiezhi//Deadlines//ZH" };
        calendar.AddProperty("X-WR-CALNAME", "法定期限 Deadlines");
        var viewer = new Viewer.SignedIn(account);
        DocketPlace? after = null;
        for (var read = 0; read < MostRead && calendar.Events.Count < MostEvents; read += PageSize)
        {
            var page = await office.Docket.FindAsync(new DocketQuery(office.Gate.Organs(viewer), After: after, Take: PageSize), today, ct);
            foreach (var row in page.Rows)
            {
                if (row.Due is { } due && calendar.Events.Count < MostEvents && IsHis(account, row, office)) { calendar.Events.Add(EventOf(row, due, today, address)); }
            }

            // Cases without a due day come last.
            if (page.Rows.Length < PageSize || page.Rows[^1].Due is null) { break; }
            after = new DocketPlace(page.Rows[^1].Due, page.Rows[^1].Id);
        }

        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    /// <summary>An officer is reminded of the cases that he handles and of those that nobody of his organ handles yet; others of all cases of their organ.</summary>
    private static bool IsHis(Account account, DocketRow row, CityOffice office)
    {
        if (account.Role != AccountRole.Officer) { return true; }
        if (office.Cases.Read(row.Id) is not { State: var state }) { return false; }
        var handled = false;
        foreach (var role in row.Edition.Roles)
        {
            if (role.Kind != RoleKind.Officer) { continue; }
            foreach (var officer in state.HoldersOf(role.Index).Select(Actor.FromOfficerHolder).Where(officer => officer.Organ == account.Organ))
            {
                if (officer.Officer == account.Officer) { return true; }
                handled = true;
            }
        }

        return !handled;
    }

    private static CalendarEvent EventOf(DocketRow row, DateOnly due, DateOnly today, string address) => new()
    {
        Uid = $"{row.Number.Plain}-{row.Edition.Limits[row.Limit].Id}@xiezhi",
        Start = new CalDateTime(due.Year, due.Month, due.Day),
        // Stamped by the day, so that an unchanged calendar is the same bytes all day long.
        DtStamp = new CalDateTime(today.Year, today.Month, today.Day, 0, 0, 0, CalDateTime.UtcTzId),
        Summary = $"{row.Number} {row.Edition.Title.Zh}：{row.Edition.Limits[row.Limit].Title.Zh}",
        Description = $"{row.Edition.Title.En}: {row.Edition.Limits[row.Limit].Title.En}",
        Url = new Uri(address + CaseAddress.Of(row.Number)),
        Transparency = "TRANSPARENT",
    };
}
