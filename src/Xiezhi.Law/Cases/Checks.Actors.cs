using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Who acts, whom the act names, and who approves it.</summary>
internal static partial class Checks
{
    private static Decision.Refused? Who(CaseState c, Act act, ActRequest request, City city, IRegisters registers)
    {
        foreach (var needed in act.Names)
        {
            var named = c.Holder(needed) != 0;
            foreach (var naming in request.Names) { named |= naming.Role == needed; }
            if (!named) { return No(RefusalCode.RoleUnfilled, act.Basis, c.Edition.Roles[needed].Id, $"'{act.Id}' names '{c.Edition.Roles[needed].Id}'"); }
        }

        foreach (var naming in request.Names)
        {
            var role = c.Edition.Roles[naming.Role];
            if (!MayName(c, act, naming.Role)) { return No(RefusalCode.NotYourPart, act.Basis, role.Id, $"'{act.Id}' does not name '{role.Id}'"); }
            if (role.Kind == RoleKind.Organ && !Parts.Competent(c, role, (int)naming.Holder, city)) { return No(RefusalCode.NotCompetent, act.Basis, role.Id, $"that organ cannot be '{role.Id}'"); }
            if (!role.Many && request.Names.Count(n => n.Role == naming.Role) > 1) { return No(RefusalCode.NotYourPart, act.Basis, role.Id, $"only one can be '{role.Id}'"); }
            if (Unqualified(role, naming.Holder, request.When, registers) is { } unqualified) { return unqualified with { Basis = act.Basis }; }
            if (NotApartFrom(c, role, naming.Holder, request.Names, unread: null) is { } other) { return No(RefusalCode.NotIndependent, act.Basis, role.Id, $"'{role.Id}' must be apart from '{other.Id}'"); }
        }

        if (Acting(c, act, request.By, request.Names, city, unread: null) is { } wrongActor) { return wrongActor; }
        if (Qualified(c, act, request.By, request.When, city, registers) is { } unlicensed) { return unlicensed; }
        if (act.Opens && c.Entries == 0 && !Parts.RegisterKnown(c, act, request, city)) { return No(RefusalCode.RoleUnfilled, act.Basis, c.Edition.Roles[c.Edition.Number.Of].Id, $"the case needs its '{c.Edition.Roles[c.Edition.Number.Of].Id}'"); }
        if (request.By.IsLaw) { return null; }
        if (request.Officers < act.Officers) { return No(RefusalCode.TooFewOfficers, act.Basis, act.Id, $"'{act.Id}' needs {act.Officers} officers"); }
        return act.ApprovedBy >= 0 ? Approved(c, act, request, city) : null;
    }

    /// <summary>Whether the actor has a part in which he may do the act.</summary>
    private static Decision.Refused? Acting(CaseState c, Act act, Actor by, ImmutableArray<Naming> names, City city, Act? unread)
    {
        if (by.IsLaw) { return act.ByLaw ? null : No(RefusalCode.NotYourPart, act.Basis, act.Id, $"'{act.Id}' is not done by the law itself"); }
        if (Parts.RoleOf(c, act, by, city) is not { } acting) { return WrongActor(c, act, by, city); }
        if (acting is { Kind: RoleKind.Officer, Of: >= 0 } && c.Holder(acting.Of) == 0 && Parts.NamesAnother(names, acting.Of, by.Organ))
        {
            return No(RefusalCode.NotYourPart, act.Basis, acting.Id, $"'{acting.Id}' acts for the organ that he is of; '{act.Id}' names another as '{c.Edition.Roles[acting.Of].Id}'");
        }

        return NotApartFrom(c, acting, by.HolderFor(acting.Kind), names, unread) is { } apart
            ? No(RefusalCode.NotIndependent, act.Basis, acting.Id, $"'{acting.Id}' must be apart from '{apart.Id}'")
            : null;
    }

    /// <summary>Whether an officer stands in the register that his role asks for, on the day of the act.</summary>
    private static Decision.Refused? Qualified(CaseState c, Act act, Actor by, Moment when, City city, IRegisters registers)
    {
        foreach (var role in act.By)
        {
            if (c.Edition.Roles[role].Licence is null) { continue; }
            return !by.IsLaw && Parts.RoleOf(c, act, by, city) is { } acting && Unqualified(acting, by.HolderFor(acting.Kind), when, registers) is { } refused ? refused with { Basis = act.Basis } : null;
        }

        return null;
    }

    private static Decision.Refused? Unqualified(Role role, long officer, Moment when, IRegisters registers) =>
        role.Licence is { } licence && !registers.Qualifies(licence, officer, when.Day)
            ? No(RefusalCode.NotLicensed, null, role.Id, $"'{role.Id}' must stand in the register '{licence.Id}' on {when.Day:yyyy-MM-dd}")
            : null;

    private static Decision.Refused WrongActor(CaseState c, Act act, Actor by, City city)
    {
        if (act.By.Length == 0) { return No(RefusalCode.NotYourPart, act.Basis, act.Id, $"'{act.Id}' is done by the law itself"); }
        var role = c.Edition.Roles[act.By[0]];
        if (role.Named && c.Holder(role.Index) == 0) { return No(RefusalCode.RoleUnfilled, act.Basis, role.Id, $"nobody has been named '{role.Id}' yet"); }
        var unfilled = c.Holder(role.Index) == 0;
        if (role.Kind == RoleKind.Officer && by.Officer > 0 && role.Post is { } post && !(city.FindOrgan(by.Organ)?.Holds(by.Officer, post) ?? false)) { return No(RefusalCode.NotCompetent, act.Basis, role.Id, $"'{role.Id}' must hold the post '{post}'"); }
        return role.Kind == RoleKind.Organ && by.Organ > 0 && unfilled
            ? No(RefusalCode.NotCompetent, act.Basis, role.Id, $"that organ cannot be '{role.Id}'")
            : No(RefusalCode.NotYourPart, act.Basis, role.Id, $"only '{role.Id}' may do '{act.Id}'");
    }

    /// <summary>The role whose holder stands in the way, whichever of the two roles says that they are kept apart; null when the holder is independent.</summary>
    /// <param name="unread">The act that may still name somebody else; null when all names are known.</param>
    private static Role? NotApartFrom(CaseState c, Role role, long holder, ImmutableArray<Naming> names, Act? unread)
    {
        foreach (var other in c.Edition.Roles)
        {
            if (role.ApartFrom != other.Index && other.ApartFrom != role.Index) { continue; }
            if (unread is not null && MayName(c, unread, other.Index)) { continue; }
            var asOrgan = role.ApartFrom == other.Index ? role.ApartAsOrgan : other.ApartAsOrgan;
            var named = false;
            foreach (var naming in names)
            {
                if (naming.Role != other.Index) { continue; }
                named = true;
                if (Collide(naming.Holder)) { return other; }
            }

            if (named) { continue; }
            if (!other.Many) { if (Collide(c.Holder(other.Index))) { return other; } }
            else if (c.HoldersOf(other.Index).Any(Collide)) { return other; }

            bool Collide(long theirs) => theirs != 0 && (asOrgan ? OrganOf(role, holder) == OrganOf(other, theirs) : role.Kind == other.Kind && holder == theirs);
        }

        return null;
    }

    /// <summary>Whether the act may say who takes the role; an opening act may fill any.</summary>
    private static bool MayName(CaseState c, Act act, int role) => act.Names.Contains(role) || act.MayName.Contains(role) || (act.Opens && c.Entries == 0);

    private static long OrganOf(Role role, long holder) => role.Kind == RoleKind.Officer ? holder / 10_000 : holder;

    private static Decision.Refused? Approved(CaseState c, Act act, ActRequest request, City city)
    {
        var role = c.Edition.Roles[act.ApprovedBy];
        foreach (var approval in request.Approvals)
        {
            if (approval.By != request.By && approval.Day <= request.When.Day && Parts.Fits(c, role, approval.By, city) && Parts.IsOfNamed(c, act, role, approval.By, request, city)) { return null; }
        }

        return No(RefusalCode.NotApproved, act.Basis, role.Id, $"'{act.Id}' needs the approval of '{role.Id}'");
    }
}
