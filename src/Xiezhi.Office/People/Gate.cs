using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.People;

/// <summary>
/// The one place that decides who sees and who does what. A citizen has the cases in which he is a party, a tracker one case, staff those in which their organ
/// has a part, a supervisor those of his organ and of all organs below it, an administrator none. What somebody may not see is to him as if it were not there.
/// </summary>
public sealed class Gate(City city)
{
    private readonly FrozenDictionary<int, ImmutableArray<int>> withBelow = city.Organs.ToFrozenDictionary(o => o.Number, o => Below(o.Number, city));

    /// <summary>The organs whose cases a list may hold for the viewer: those in which one of them keeps the register or has a role. Empty: he has no lists.</summary>
    public ImmutableArray<int> Organs(Viewer viewer) => viewer is not Viewer.SignedIn { Account: { Enabled: true } account } ? [] : account.Role switch
    {
        AccountRole.Clerk or AccountRole.Officer or AccountRole.Head => [account.Organ],
        AccountRole.Supervisor => withBelow.GetValueOrDefault(account.Organ, []),
        _ => [],
    };

    /// <summary>What the viewer sees of the case; null when he does not see that there is one.</summary>
    public Sight? Look(Viewer viewer, CaseRecord record) => Look(viewer, record, record.State);

    /// <summary>As who the viewer acts; null for whoever acts for nobody: a stranger, a supervisor, an administrator.</summary>
    public Actor? ActsAs(Viewer viewer) => Actors.Of(viewer);

    /// <summary>Whether the viewer may do the act at all, whatever the law says of it now: parties open and do what is theirs, a clerk opens and serves, officers and
    /// heads do what their organ does.</summary>
    /// <param name="opens">No case exists yet.</param>
    /// <param name="serves">A document is served.</param>
    public bool MayAct(Viewer viewer, bool opens, bool serves) => viewer switch
    {
        Viewer.Stranger => opens,
        Viewer.Tracker => !opens && !serves,
        Viewer.SignedIn { Account: { Enabled: true } account } => account.Role switch
        {
            AccountRole.Citizen => !serves,
            AccountRole.Clerk => opens || serves,
            AccountRole.Officer or AccountRole.Head => true,
            _ => false,
        },
        _ => false,
    };

    /// <summary>Whether the viewer may put entries right, hand a role over or move a case at all: officers and heads.</summary>
    public bool MayPutRight(Viewer viewer) => viewer is Viewer.SignedIn { Account: { Enabled: true, Role: AccountRole.Officer or AccountRole.Head } };

    /// <summary>Whether the viewer may approve what another proposes: a party for itself; for an organ its head, where the organ has a part or is near; what every
    /// procedure has, the head of the proposer's organ or of one above it.</summary>
    /// <param name="role">The approving role; null for what every procedure has.</param>
    public bool MayApprove(Viewer viewer, CaseRecord record, Role? role, Actor proposer) =>
        viewer is not Viewer.SignedIn { Account.Role: AccountRole.Clerk or AccountRole.Officer }
        && ActsAs(viewer) is { } actor && actor != proposer && (role is null ? actor.Organ != 0 && city.IsAtOrAbove(actor.Organ, proposer.Organ) : MayApproveAs(viewer, record, role, actor));

    /// <summary>As who the viewer may approve what opens a case, as far as that can be said before there is one; null when he may not.</summary>
    public Actor? MayApprove(Viewer viewer, Actor proposer) =>
        viewer is not Viewer.SignedIn { Account.Role: AccountRole.Clerk or AccountRole.Officer } && ActsAs(viewer) is { } actor && actor != proposer ? actor : null;

    /// <summary>Whether the approver's organ has a part in a case that is to be opened, or is near it.</summary>
    public bool IsConcerned(Actor approver, CaseState supposed)
    {
        var keeper = (int)supposed.Holder(supposed.Edition.Number.Of);
        return approver.Organ == 0 || CaseOrgans.HasPart(supposed, keeper, approver.Organ) || CaseOrgans.IsNear(keeper, approver.Organ, city);
    }

    private bool MayApproveAs(Viewer viewer, CaseRecord record, Role role, Actor actor) => Parts.Fits(record.State, role, actor, city)
        && (actor.Organ == 0 ? Look(viewer, record) is not null
            : CaseOrgans.HasPart(record.State, KeeperOf(record), actor.Organ) || CaseOrgans.IsNear(KeeperOf(record), actor.Organ, city));

    /// <summary>Who keeps the accounts.</summary>
    public bool KeepsAccounts(Viewer viewer) => viewer is Viewer.SignedIn { Account: { Enabled: true, Role: AccountRole.Administrator } };

    /// <summary>Whether the viewer may see who has read the case's personal data: its parties, and the supervisors over it.</summary>
    public bool SeesReadings(Viewer viewer, CaseRecord record) =>
        viewer is Viewer.Tracker or Viewer.SignedIn { Account.Role: AccountRole.Citizen or AccountRole.Supervisor } && Look(viewer, record) is not null;

    private Sight? Look(Viewer viewer, CaseRecord record, CaseState state)
    {
        var roles = viewer switch
        {
            Viewer.Tracker tracker => tracker.Case == record.Id ? RolesOf(state, tracker.Party) : 0,
            Viewer.SignedIn { Account: { Enabled: true, Role: AccountRole.Citizen } account } => RolesOf(state, account.Party),
            _ => RolesOf(state, Organs(viewer), KeeperOf(record)),
        };
        var party = viewer switch { Viewer.Tracker tracker => tracker.Party, Viewer.SignedIn signed => signed.Account.Party, _ => 0 };
        return roles is { } held && (held != 0 || party == 0) ? new Sight(state.Edition, held, party) : null;
    }

    /// <summary>The number, in the city's list, of the organ that keeps the case's register.</summary>
    public static int KeeperOf(CaseRecord record) => record.Organ + 1;

    private static ulong? RolesOf(CaseState state, long party)
    {
        ulong held = 0;
        foreach (var role in state.Edition.Roles)
        {
            if (role.Kind == RoleKind.Party && party > 0 && state.Holds(role.Index, party)) { held |= 1UL << role.Index; }
        }

        return held;
    }

    /// <returns>Null when none of the organs has a part or may take one.</returns>
    private ulong? RolesOf(CaseState state, ImmutableArray<int> organs, int keeper)
    {
        ulong held = 0;
        var any = false;
        foreach (var organ in organs) { any |= organ == keeper; }
        foreach (var role in state.Edition.Roles)
        {
            if (role.Kind == RoleKind.Party) { continue; }
            foreach (var organ in organs)
            {
                if (CaseOrgans.IsHeldBy(state, role, organ) || CaseOrgans.MayTake(state, role, keeper, organ, city)) { held |= 1UL << role.Index; }
            }
        }

        return any || held != 0 ? held : null;
    }

    private static ImmutableArray<int> Below(int top, City city)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        found.Add(top);
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var organ in city.Organs) { if (organ.Above == found[i] && !found.Contains(organ.Number)) { found.Add(organ.Number); } }
        }

        return found.DrainToImmutable();
    }
}
