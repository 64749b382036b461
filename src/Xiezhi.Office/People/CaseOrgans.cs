using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.People;

/// <summary>Which organs have to do with a case.</summary>
public static class CaseOrgans
{
    /// <summary>Whether the organ has a part in the case.</summary>
    public static bool HasPart(CaseState state, int keeper, int organ)
    {
        if (organ == keeper) { return true; }
        foreach (var role in state.Edition.Roles) { if (IsHeldBy(state, role, organ)) { return true; } }
        return false;
    }

    /// <summary>Whether the organ holds the role, itself or through an officer, alone or as one of several.</summary>
    public static bool IsHeldBy(CaseState state, Role role, int organ)
    {
        if (role.Kind == RoleKind.Party || organ == 0) { return false; }
        if (OrganOf(role, state.Holder(role.Index)) == organ) { return true; }
        return role.Many && state.HoldersOf(role.Index).Any(holder => OrganOf(role, holder) == organ);
    }

    /// <summary>The organ that holds the role, itself or through an officer; 0 when none does.</summary>
    public static int OrganOf(Role role, long holder) => role.Kind switch
    {
        RoleKind.Organ => (int)holder,
        RoleKind.Officer => Actor.FromOfficerHolder(holder).Organ,
        _ => 0,
    };

    /// <summary>
    /// Whether the organ may take the role now: nobody holds it, nobody has to name its holder, the organ is competent and near the keeper, and one of the
    /// role's acts is open in this stage. So the reconsideration office finds a case that no entry has told it of yet.
    /// </summary>
    public static bool MayTake(CaseState state, Role role, int keeper, int organ, City city) =>
        IsToBeTaken(state, role) && Parts.Competent(state, role, organ, city) && IsNear(keeper, organ, city);

    /// <summary>Whether the organ is of the keeper's region, or directly above it: what is every organ's by its competence alone is not every county's.</summary>
    public static bool IsNear(int keeper, int organ, City city) =>
        city.FindOrgan(keeper) is { } keeping && city.FindOrgan(organ) is { } other && (other.Region == keeping.Region || keeping.Above == other.Number);

    /// <summary>The organs on whose desk the case lies, each once, ascending: the one that keeps the register, those that hold a role, themselves or through an
    /// officer, and those that may take one.</summary>
    /// <param name="keeper">Number of the organ that keeps the register, 1-based.</param>
    public static int[] OnWhoseDesk(CaseState state, int keeper, City city)
    {
        var organs = new SortedSet<int> { keeper };
        foreach (var role in state.Edition.Roles)
        {
            foreach (var holder in state.HoldersOf(role.Index)) { if (OrganOf(role, holder) is > 0 and var holding) { organs.Add(holding); } }
            if (!IsToBeTaken(state, role)) { continue; }
            foreach (var organ in city.Organs)
            {
                if (Parts.Competent(state, role, organ.Number, city) && IsNear(keeper, organ.Number, city)) { organs.Add(organ.Number); }
            }
        }

        return [.. organs];
    }

    /// <summary>Whether nobody holds the role, nobody has to name its holder, and one of its acts is open in this stage.</summary>
    private static bool IsToBeTaken(CaseState state, Role role)
    {
        if (role.Kind != RoleKind.Organ || role.Named || state.Holder(role.Index) != 0) { return false; }
        foreach (var act in state.Edition.Acts) { if (act.By.Contains(role.Index) && IsOpen(state, act)) { return true; } }
        return false;
    }

    private static bool IsOpen(CaseState state, Act act)
    {
        if (state.Stage == CaseState.Closed ? !act.FromClosed : !act.FromAny && !act.From.Contains(state.Stage)) { return false; }
        foreach (var before in act.After) { if (!state.Done(before)) { return false; } }
        return true;
    }
}
