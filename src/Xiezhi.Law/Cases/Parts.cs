using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Who has which part in a case: roles filled by naming, by acting, or because one organ alone is competent.</summary>
public static class Parts
{
    /// <summary>The namings that an entry records: those of the request, the actor in a role not yet filled, and at the opening the one competent organ for the register.</summary>
    internal static ImmutableArray<Naming> Filled(CaseState c, Act act, ActRequest request, City city)
    {
        var acting = RoleOf(c, act, request.By, city);
        var fill = acting is { } role && NeedsHolder(c, role, request);
        var register = c.Edition.Number.Of;
        var opening = act.Opens && c.Entries == 0 && c.Holder(register) == 0 && !Names(request, register) && !(fill && acting!.Index == register);
        if (!fill && !opening) { return request.Names; }
        var all = request.Names.ToBuilder();
        // An officer joins those who were there; naming alone replaces them.
        if (fill && acting!.Many) { foreach (var there in c.HoldersOf(acting.Index)) { all.Add(new Naming(acting.Index, there)); } }
        if (fill) { all.Add(new Naming(acting!.Index, request.By.HolderFor(acting.Kind))); }
        // An officer opens it for his own organ; for anybody else the only competent one is meant.
        if (opening && (acting is { Kind: RoleKind.Officer } own && own.Of == register ? request.By.Organ : OnlyCompetent(c, c.Edition.Roles[register], city)) is { } organ) { all.Add(new Naming(register, organ)); }
        return all.ToImmutable();
    }

    /// <summary>The role in which somebody may do the act, or null when none fits.</summary>
    public static Role? RoleOf(CaseState c, Act act, Actor by, City city)
    {
        foreach (var index in act.By)
        {
            var role = c.Edition.Roles[index];
            if (Fits(c, role, by, city)) { return role; }
        }

        return null;
    }

    /// <summary>Whether the actor holds the role, or may take it because it is empty and he is competent.</summary>
    public static bool Fits(CaseState c, Role role, Actor by, City city)
    {
        var holder = c.Holder(role.Index);
        switch (role.Kind)
        {
            case RoleKind.Party: return by.Party != 0 && (holder == 0 || c.Holds(role.Index, by.Party));
            case RoleKind.Organ:
                if (by.Organ == 0) { return false; }
                return c.Holds(role.Index, by.Organ) || (holder == 0 && !role.Named && Competent(c, role, by.Organ, city));
            default:
                if (by.Organ == 0 || by.Officer == 0) { return false; }
                if (role.Of >= 0 && c.Holder(role.Of) != 0 && !c.Holds(role.Of, by.Organ)) { return false; }
                if (role.Of >= 0 && c.Holder(role.Of) == 0 && !Competent(c, c.Edition.Roles[role.Of], by.Organ, city)) { return false; }
                return role.Post is not { } post || (city.FindOrgan(by.Organ)?.Holds(by.Officer, post) ?? false);
        }
    }

    /// <summary>Whether an officer is of the organ that the act itself names, where nobody has held that organ's role before; any other officer passes.</summary>
    internal static bool IsOfNamed(CaseState c, Act act, Role role, Actor by, ActRequest request, City city) =>
        role.Kind != RoleKind.Officer || role.Of < 0 || c.Holder(role.Of) != 0 || !NamesAnother(Filled(c, act, request, city), role.Of, by.Organ);

    /// <summary>Whether the names give the role to others and not to the organ.</summary>
    internal static bool NamesAnother(ImmutableArray<Naming> names, int role, int organ)
    {
        var another = false;
        foreach (var naming in names)
        {
            if (naming.Role != role) { continue; }
            if (naming.Holder == organ) { return false; }
            another = true;
        }

        return another;
    }

    /// <summary>Whether the actor may serve the case's documents: an organ that has a part in it, or the law.</summary>
    public static bool MayServe(CaseState c, Actor by)
    {
        if (by.IsLaw) { return true; }
        if (by.Organ == 0) { return false; }
        foreach (var role in c.Edition.Roles)
        {
            if (role.Kind == RoleKind.Organ && c.Holds(role.Index, by.Organ)) { return true; }
        }

        return false;
    }

    /// <summary>Whether the organ may have the role in the case: as far as the case does not know its item yet, any organ of the level.</summary>
    public static bool Competent(CaseState c, Role role, int organ, City city) => Competent(role, organ, city)
        && (role.ByItem is not { } by || !c.HasFact(by.Fact) || !city.Registers.TryGetValue(c.Edition.Facts[by.Fact].Register!, out var register)
            || !register.Items[(int)c.Fact(by.Fact)].Fields.TryGetValue(by.Field, out var competence) || city.FindOrgan(organ)!.Competences.Contains(competence));

    /// <summary>Whether the organ is of the level and has the competence that the role asks for in every case; whoever an act names needs no competence.</summary>
    public static bool Competent(Role role, int organ, City city) =>
        city.FindOrgan(organ) is { } found && (role.Organ is not { } only || found.Id == only) && (role.Level is not { } level || found.Level == level)
        && (role.Competence is not { } competence || role.Named || found.Competences.Contains(competence));

    private static bool NeedsHolder(CaseState c, Role role, ActRequest request)
    {
        var self = request.By.HolderFor(role.Kind);
        if (Names(request, role.Index)) { return role.Many && c.Holder(role.Index) == 0 && !request.Names.Contains(new Naming(role.Index, self)); }
        return role.Kind == RoleKind.Officer ? !c.Holds(role.Index, self) : c.Holder(role.Index) == 0;
    }

    private static bool Names(ActRequest request, int role)
    {
        foreach (var naming in request.Names) { if (naming.Role == role) { return true; } }
        return false;
    }

    /// <summary>The number of the only organ with the competence, or null when none or several have it.</summary>
    private static int? OnlyCompetent(CaseState c, Role role, City city)
    {
        int? only = null;
        foreach (var organ in city.Organs)
        {
            if (!Competent(c, role, organ.Number, city)) { continue; }
            if (only is not null) { return null; }
            only = organ.Number;
        }

        return only;
    }

    /// <summary>Whether the register's organ will be known once the opening act is recorded.</summary>
    internal static bool RegisterKnown(CaseState c, Act act, ActRequest request, City city)
    {
        foreach (var naming in Filled(c, act, request, city)) { if (naming.Role == c.Edition.Number.Of) { return true; } }
        return c.Holder(c.Edition.Number.Of) != 0;
    }
}
