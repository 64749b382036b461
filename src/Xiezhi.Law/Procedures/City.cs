using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Procedures;

/// <summary>An authority with its level, its place under another and what it may do.</summary>
/// <param name="Number">1-based; its place in the city's list.</param>
/// <param name="Above">Number of the organ above, 0 at the top.</param>
/// <param name="Posts">How many officers hold each post; officers without a post do the rest.</param>
public sealed record Organ(int Number, string Id, Title Title, string Level, int Above, string Region, FrozenSet<string> Competences,
    int Officers, FrozenDictionary<string, int> Posts)
{
    /// <summary>Whether the n-th officer (1-based) holds the post: posts are given out in the order of the file.</summary>
    public required FrozenDictionary<string, (int First, int Last)> PostRanges { get; init; }

    /// <summary>Its own office hours; null where it keeps those of the city.</summary>
    public OfficeHours? Hours { get; init; }

    public bool Holds(int officer, string post) => PostRanges.TryGetValue(post, out var range) && officer >= range.First && officer <= range.Last;
}

/// <summary>A county or district: the organs of its region, and those under them.</summary>
public sealed record Region(string Id, Title Title);

/// <summary>A row of a register, as in force when the catalogue was read.</summary>
public sealed record RegisterItem(int Index, string Id, Title Title, FrozenDictionary<string, string> Fields, FrozenDictionary<string, Length> Lengths);

public sealed record Register(string Id, Title Title, ImmutableArray<RegisterItem> Items);

/// <summary>What a city brings to the law: its organs, its registers and its hours.</summary>
public sealed record City(string Id, Title Title, ImmutableArray<Organ> Organs, FrozenDictionary<string, Register> Registers, OfficeHours Hours)
{
    /// <summary>Calendar days that it waits for what was posted in time, where the law counts the day of posting.</summary>
    public int MailGrace { get; init; }

    /// <summary>A city without organs, for scenarios that name their own.</summary>
    public static City Nowhere { get; } = new("none", new Title("无", "none"), [], FrozenDictionary<string, Register>.Empty, OfficeHours.Usual);

    public Organ? FindOrgan(int number) => number >= 1 && number <= Organs.Length ? Organs[number - 1] : null;
    public Organ? FindOrgan(string id) => Organs.FirstOrDefault(o => o.Id == id);

    /// <summary>Whether an organ is one of the region, or under one.</summary>
    public bool IsIn(int organ, Region region)
    {
        for (var at = FindOrgan(organ); at is not null; at = FindOrgan(at.Above)) { if (at.Region == region.Id) { return true; } }
        return false;
    }

    /// <summary>Whether an organ is the other one, or above it.</summary>
    public bool IsAtOrAbove(int organ, int below)
    {
        for (var at = below; at != 0; at = FindOrgan(at)?.Above ?? 0) { if (at == organ) { return true; } }
        return false;
    }
}

/// <summary>Everything that decides: the editions, the calendar and the city.</summary>
public sealed record LawBook(ImmutableArray<Edition> Editions, WorkingCalendar Calendar, City City)
{
    private readonly FrozenDictionary<string, ImmutableArray<Edition>> byProcedure =
        Editions.GroupBy(e => e.Procedure).ToFrozenDictionary(g => g.Key, g => g.OrderBy(e => e.From).ToImmutableArray());

    /// <summary>Templates of documents by id, as Liquid text. Nothing that decides rests on them.</summary>
    public FrozenDictionary<string, string> Templates { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How those of whom cases speak are protected.</summary>
    public PrivacyRules Privacy { get; init; } = PrivacyRules.None;

    /// <summary>The registers that acts write, by id.</summary>
    public FrozenDictionary<string, RegisterForm> Registers { get; init; } = FrozenDictionary<string, RegisterForm>.Empty;

    /// <summary>The smallest number of a procedure's cases that a breakdown shows; 1 where no party takes part in them.</summary>
    public int FewestShown(string procedure) => EditionsOf(procedure).Any(e => e.Roles.Any(r => r.Kind == RoleKind.Party)) ? Privacy.Fewest : 1;

    public IEnumerable<string> Procedures => byProcedure.Keys.Order(StringComparer.Ordinal);
    public ImmutableArray<Edition> EditionsOf(string procedure) => byProcedure.TryGetValue(procedure, out var editions) ? editions : [];
    /// <summary>The edition in force on the day, or null before the first and after the last.</summary>
    public Edition? InForce(string procedure, DateOnly day)
    {
        foreach (var edition in EditionsOf(procedure)) { if (edition.Covers(day)) { return edition; } }
        return null;
    }

    /// <summary>The edition that takes cases over from another, from its first day on; null while there is none.</summary>
    /// <param name="how">By itself, or case by case as an officer marks them.</param>
    public Edition? TakesOver(Edition before, DateOnly today, OpenCases how)
    {
        foreach (var edition in EditionsOf(before.Procedure)) { if (edition.From <= today && edition.Transition is { } taking && taking.OpenCases == how && taking.From == before.From) { return edition; } }
        return null;
    }

    public Edition? FindEdition(string id) => Editions.FirstOrDefault(e => e.Id == id);
}
