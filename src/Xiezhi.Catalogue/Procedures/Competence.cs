using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Procedures;

/// <summary>Which organs a role is open to.</summary>
internal static class Competence
{
    /// <summary>Whether the organ has the level and the competence that the role asks for; a named role is open to all of the level.</summary>
    public static bool Allows(Role role, Organ organ) =>
        (role.Organ is null || role.Organ == organ.Id) && (role.Level is null || role.Level == organ.Level) && (role.Competence is null || role.Named || organ.Competences.Contains(role.Competence));
}
