using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Procedures;

namespace Xiezhi.Web.Features.Matters;

/// <summary>Where a case is opened: by a party for itself, or at the desk. The pages are the same.</summary>
/// <param name="Root">Path before the procedure.</param>
public sealed record ApplyPlace(string Root)
{
    public static ApplyPlace Citizen { get; } = new("/apply");
    public static ApplyPlace Desk { get; } = new("/desk/open");

    public string Of(string procedure) => $"{Root}/{procedure}";

    public bool AtDesk => this == Desk;

    /// <summary>Acts with which the viewer may open a case of the edition here, in its order.</summary>
    public IEnumerable<Act> Openings(Edition edition, Viewer viewer, CityOffice office)
    {
        if (!office.Gate.MayAct(viewer, opens: true, serves: false)) { return []; }
        if (!AtDesk) { return edition.Acts.Where(act => act.Opens && act.By.Any(role => edition.Roles[role].Kind == RoleKind.Party)); }
        if (office.Gate.ActsAs(viewer) is not { Organ: > 0 } officer) { return []; }
        var possible = Decide.Menu(edition, null, officer, office.Now, office.Today, office.Book.Calendar, office.City, office.Registers)
            .Where(item => item.Kind == EntryKind.Act && item.Obstacle is null).Select(item => item.Subject).ToHashSet();
        return edition.Acts.Where(act => act.Opens && possible.Contains(act.Index));
    }

    /// <summary>What the viewer may open here today, chapter by chapter as the report has them.</summary>
    public IEnumerable<Edition> Editions(Viewer viewer, CityOffice office) => office.Book.Procedures.Select(procedure => office.Book.InForce(procedure, office.Today))
        .OfType<Edition>().Where(edition => Openings(edition, viewer, office).Any());

    /// <summary>The limit that counts for whoever waits: the first that the opening act starts and that binds an organ; null when there is none.</summary>
    public static Limit? FirstFor(Edition edition, Act act) =>
        act.Starts.Select(index => edition.Limits[index]).FirstOrDefault(limit => !limit.BindsParty && limit.Kind == Law.Time.LimitKind.Within);
}
