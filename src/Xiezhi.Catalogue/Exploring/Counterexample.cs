using System.Text;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Writes a course that was found as a scenario, so that <c>xiezhi scenario</c> shows it again.</summary>
internal static class Counterexample
{
    /// <param name="then">What holds at its end, as a scenario says it.</param>
    public static string Story(Edition edition, Moves moves, string name, IReadOnlyList<(Node Before, Node After)> course, string then)
    {
        var story = new StringBuilder();
        story.Append("- name: \"").Append(name.Replace("\"", "'", StringComparison.Ordinal)).Append("\"\n  city: none\n  steps:\n");
        for (var i = 0; i < course.Count; i++)
        {
            var (before, after) = course[i];
            var steps = Steps(edition, moves, before, after).ToList();
            for (var n = 0; n < steps.Count; n++)
            {
                var last = i == course.Count - 1 && n == steps.Count - 1;
                story.Append("    - { ").Append(steps[n]).Append(last ? $", then: {{ {then} }}" : "").Append(" }\n");
            }
        }

        return story.ToString();
    }

    private static IEnumerable<string> Steps(Edition edition, Moves moves, Node before, Node after)
    {
        if (after.Move.Subject < 0) { return [$"day: {after.Day:yyyy-MM-dd}"]; }
        return moves.Requests(after.Move, before.State, before.Day).Select(request => Step(edition, moves.City, request));
    }

    private static string Step(Edition edition, City city, ActRequest request)
    {
        var parts = new List<string> { $"{(request.When.HasMinute ? "at" : "day")}: {request.When}" };
        if (request.Kind == EntryKind.Serve)
        {
            parts.Add($"serve: {edition.Documents[request.Subject].Id}");
            parts.Add($"on: {edition.Roles[request.On].Id}");
            return string.Join(", ", parts);
        }

        var act = edition.Acts[request.Subject];
        parts.Add($"act: {act.Id}");
        if (request.By.IsLaw) { parts.Add("by: law"); }
        else if (act.By.Select(r => edition.Roles[r]).FirstOrDefault(r => r.Kind == KindOf(request.By, r)) is { } role) { parts.Add($"by: {role.Id}"); }
        var given = request.Facts.Select(f => $"{edition.Facts[f.Fact].Id}: {Written(edition.Facts[f.Fact], f, city)}").ToList();
        if (request.Outcome >= 0) { given.Add($"outcome: {edition.Outcomes[request.Outcome].Id}"); }
        if (given.Count > 0) { parts.Add($"with: {{ {string.Join(", ", given)} }}"); }
        var named = request.Names.Where(n => act.MayName.Contains(n.Role)).Select(n => $"{edition.Roles[n.Role].Id}: {edition.Roles[n.Role].Id}").ToList();
        if (named.Count > 0) { parts.Add($"names: {{ {string.Join(", ", named)} }}"); }
        return string.Join(", ", parts);
    }

    private static RoleKind KindOf(Actor by, Role role) => by.Party != 0 ? RoleKind.Party : by.Officer != 0 && role.Kind == RoleKind.Officer ? RoleKind.Officer : RoleKind.Organ;

    private static string Written(Fact fact, FactValue value, City city) => fact.Kind is FactKind.Text or FactKind.Officer
        ? $"\"{FactText.Write(fact, value, city)}\""
        : FactText.Write(fact, value, city);
}
