using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>A city for stories that name none: each organ of the story has every competence and post, registers hold what the story mentions.</summary>
internal static class MadeUpCity
{
    // Officers besides those who hold a post.
    private const int OfficersWithoutPost = 200;

    /// <param name="editions">That of the story, then those of the cases to which it leads.</param>
    public static City For(ImmutableArray<Edition> editions, Scenario scenario)
    {
        var competences = editions.SelectMany(e => e.Roles).Select(r => r.Competence).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        var posts = editions.SelectMany(e => e.Roles).Select(r => r.Post).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var role in editions.SelectMany(e => e.Roles).Where(r => r.Kind == RoleKind.Organ)) { names.TryAdd(scenario.NameOf(role.Id) ?? role.Id, role.Level); }
        foreach (var naming in scenario.Steps.SelectMany(s => s.Names))
        {
            if (editions.Select(e => e.FindRole(naming.Key.Text)).FirstOrDefault(r => r is not null) is not { Kind: RoleKind.Organ } role) { continue; }
            foreach (var name in naming.Words) { names.TryAdd(name.Text, role.Level); }
        }

        foreach (var (fact, value) in Values(editions, scenario)) { if (fact.Kind == FactKind.Organ) { names.TryAdd(value, null); } }
        var organs = names.Select((name, i) => new Organ(i + 1, name.Key, new Title(name.Key, name.Key), name.Value ?? "city", 0, "", competences,
            posts.Count + OfficersWithoutPost,
            posts.ToFrozenDictionary(p => p, _ => 1, StringComparer.Ordinal))
        {
            PostRanges = posts.Select((p, n) => (p, n)).ToFrozenDictionary(p => p.p, p => (p.n + 1, p.n + 1), StringComparer.Ordinal),
        });
        return new City("none", City.Nowhere.Title, [.. organs], Registers(editions, scenario), OfficeHours.Usual);
    }

    private static FrozenDictionary<string, Register> Registers(ImmutableArray<Edition> editions, Scenario scenario) =>
        Values(editions, scenario).Where(v => v.Fact.Kind == FactKind.Item).GroupBy(v => v.Fact.Register ?? "", v => v.Value).ToFrozenDictionary(
            group => group.Key,
            group => new Register(group.Key, new Title(group.Key, group.Key), [.. group.Distinct(StringComparer.Ordinal).Select(Item)]),
            StringComparer.Ordinal);

    private static RegisterItem Item(string id, int index) =>
        new(index, id, new Title(id, id), FrozenDictionary<string, string>.Empty, FrozenDictionary<string, Length>.Empty);

    private static IEnumerable<(Fact Fact, string Value)> Values(ImmutableArray<Edition> editions, Scenario scenario) =>
        from step in scenario.Steps
        from given in step.With
        let fact = editions.Select(e => e.FindFact(given.Key.Text)).FirstOrDefault(f => f is not null)
        where fact is not null
        select (fact, $"{given.Value}");
}
