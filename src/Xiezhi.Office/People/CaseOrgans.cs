using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.People;

/// <summary>Which organs have to do with a case.</summary>
public static class CaseOrgans
{
    /// <summary>The organs with a part: the one that keeps the register, and those that hold a role, their officers' too. Each once.</summary>
    /// <param name="keeper">Number of the organ that keeps the register, 1-based.</param>
    public static ImmutableArray<int> WithPart(CaseState state, int keeper)
    {
        var organs = ImmutableArray.CreateBuilder<int>(4);
        organs.Add(keeper);
        foreach (var role in state.Edition.Roles)
        {
            if (OrganOf(role, state.Holder(role.Index)) is var organ and > 0 && !organs.Contains(organ)) { organs.Add(organ); }
        }

        return organs.DrainToImmutable();
    }

    /// <summary>Whether the organ has a part in the case.</summary>
    public static bool HasPart(CaseState state, int keeper, int organ)
    {
        if (organ == keeper) { return true; }
        foreach (var role in state.Edition.Roles) { if (OrganOf(role, state.Holder(role.Index)) == organ) { return true; } }
        return false;
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
    public static bool MayTake(CaseState state, Role role, int keeper, int organ, City city)
    {
        if (role.Kind != RoleKind.Organ || role.Named || state.Holder(role.Index) != 0 || !Parts.Competent(role, organ, city)) { return false; }
        if (!IsNear(keeper, organ, city)) { return false; }
        foreach (var act in state.Edition.Acts) { if (act.By.Contains(role.Index) && IsOpen(state, act)) { return true; } }
        return false;
    }

    /// <summary>Whether the organ is of the keeper's region, or directly above it: what is every organ's by its competence alone is not every county's.</summary>
    public static bool IsNear(int keeper, int organ, City city) =>
        city.FindOrgan(keeper) is { } keeping && city.FindOrgan(organ) is { } other && (other.Region == keeping.Region || keeping.Above == other.Number);

    /// <summary>The organs that have a part or may take one: those on whose desk an open case lies.</summary>
    public static ImmutableArray<int> OnWhoseDesk(CaseState state, int keeper, City city)
    {
        var organs = WithPart(state, keeper);
        foreach (var role in state.Edition.Roles)
        {
            if (role.Kind != RoleKind.Organ || role.Named || state.Holder(role.Index) != 0) { continue; }
            foreach (var organ in city.Organs)
            {
                if (!organs.Contains(organ.Number) && MayTake(state, role, keeper, organ.Number, city)) { organs = organs.Add(organ.Number); }
            }
        }

        return organs;
    }

    private static bool IsOpen(CaseState state, Act act)
    {
        if (state.Stage == CaseState.Closed ? !act.FromClosed : !act.FromAny && !act.From.Contains(state.Stage)) { return false; }
        foreach (var before in act.After) { if (!state.Act(before).Counts) { return false; } }
        return true;
    }
}
