using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Acts;

/// <summary>Who could approve an act.</summary>
internal static class Approvers
{
    /// <summary>Somebody else of the actor's organ, or of an organ above it; null when there is nobody.</summary>
    public static Actor? AtOrAbove(Actor by, City city)
    {
        for (var organ = city.FindOrgan(by.Organ); organ is not null; organ = city.FindOrgan(organ.Above))
        {
            for (var officer = 1; officer <= Math.Min(2, organ.Officers); officer++)
            {
                if (Actor.OfOrgan(organ.Number, officer) is var actor && actor != by) { return actor; }
            }
        }

        return null;
    }

    /// <summary>Somebody who fits the approving role and is not the one who acts; null when there is nobody.</summary>
    public static Actor? AnyOf(CaseState state, Role role, Actor by, City city)
    {
        if (role.Kind == RoleKind.Party) { return state.HoldersOf(role.Index).Select(Actor.OfParty).Where(party => party != by).Select(party => (Actor?)party).FirstOrDefault(); }
        return Officers(role, city).Where(actor => actor != by && Parts.Fits(state, role, actor, city)).Select(actor => (Actor?)actor).FirstOrDefault();
    }

    /// <summary>All who could approve in the role, whatever organ they are of: before a case is there, only the law can tell which of them is meant.</summary>
    public static IEnumerable<Actor> Officers(Role role, City city)
    {
        foreach (var organ in city.Organs)
        {
            var (first, last) = role.Post is { } post ? organ.PostRanges.GetValueOrDefault(post, (0, -1)) : (1, Math.Min(2, organ.Officers));
            for (var officer = first; officer <= last; officer++) { yield return Actor.OfOrgan(organ.Number, officer); }
        }
    }
}
