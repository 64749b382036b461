using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>A story that tests the law: dated acts, and what must follow.</summary>
/// <param name="Procedure">Address of the procedure beside which it lies.</param>
/// <param name="City"><c>none</c>, or the city whose organs and overlay apply.</param>
/// <param name="Roles">Who plays which role: role id → name (in a city, the id of an organ).</param>
public sealed record Scenario(Place At, string Name, string Procedure, string City, ImmutableArray<YamlPair> Roles, ImmutableArray<ScenarioStep> Steps)
{
    /// <summary>Registers in which officers must really stand, as the story's cases have written them.</summary>
    public ImmutableArray<YamlScalar> Asks { get; init; } = [];

    /// <summary>The name given to a role, or null.</summary>
    public string? NameOf(string role)
    {
        foreach (var pair in Roles) { if (pair.Key.Text == role) { return $"{pair.Value}"; } }
        return null;
    }
}

/// <summary>One day of a story: an act, a service, or nothing but the day.</summary>
public sealed record ScenarioStep(Place At, Moment When)
{
    /// <summary>The case that it is about: null for the story's first; a name given here opens another one; a link (with a number) names one that it has opened.</summary>
    public YamlScalar? Case { get; init; }
    /// <summary>Procedure of another case that the step opens; null for that of the story.</summary>
    public YamlScalar? Procedure { get; init; }
    /// <summary>The procedure that follows, for an act that lets whoever does it pick one.</summary>
    public YamlScalar? Follow { get; init; }
    public YamlScalar? Act { get; init; }
    public YamlScalar? Serve { get; init; }
    /// <summary>The role on which a document is served, or the one of its holders; null for its only receiver.</summary>
    public YamlScalar? On { get; init; }
    /// <summary>Who does it; null for the first role that may.</summary>
    public YamlScalar? By { get; init; }
    /// <summary>Facts given, with <c>ground</c> and <c>outcome</c> among them.</summary>
    public ImmutableArray<YamlPair> With { get; init; } = [];
    /// <summary>Roles filled; those that the act must fill and that are left out are supplied.</summary>
    public ImmutableArray<YamlPair> Names { get; init; } = [];
    /// <summary>Documents made; null supplies what the act needs.</summary>
    public ImmutableArray<YamlScalar>? Documents { get; init; }
    /// <summary>Who approves; null supplies the approver that the act needs, <c>none</c> none.</summary>
    public YamlScalar? ApprovedBy { get; init; }
    /// <summary>How many officers sign; 0 supplies as many as the act needs.</summary>
    public int Officers { get; init; }
    /// <summary>The day on which it is entered; null for the day itself.</summary>
    public DateOnly? Recorded { get; init; }
    /// <summary>Number of the entry that is put right; 0 for another step.</summary>
    public int Amend { get; init; }
    /// <summary>Number of the entry that is struck out; 0 for another step.</summary>
    public int Annul { get; init; }
    /// <summary>The day on which the entry that is put right happened; null where its day was right.</summary>
    public DateOnly? To { get; init; }
    /// <summary>What was done in time and is brought in with a correction.</summary>
    public ScenarioStep? Missed { get; init; }
    /// <summary>The role that is handed over to whom <see cref="Names"/> says.</summary>
    public YamlScalar? HandOver { get; init; }
    /// <summary>First day of the edition that an officer moves the case into.</summary>
    public DateOnly? Move { get; init; }
    /// <summary>The reason for a correction, a hand-over, a move; null supplies one, <c>none</c> none.</summary>
    public string? Why { get; init; }
    /// <summary>An outage that is attested on that day: from then on the story reckons with it.</summary>
    public Outage? Outage { get; init; }
    public Expectation Then { get; init; } = new();

    /// <summary>Whether it asks for something, or only lets the day pass.</summary>
    public bool Asks => Act is not null || Serve is not null || Amend > 0 || Annul > 0 || HandOver is not null || Move is not null;
}

/// <summary>What must hold after a step. What is left out is not asserted, except that an act not said to be refused is accepted.</summary>
public sealed record Expectation
{
    public YamlScalar? Refused { get; init; }
    public YamlScalar? Stage { get; init; }
    public YamlScalar? Outcome { get; init; }
    /// <summary>Limit → the day in time (rolled), <c>open</c> where it is not known, or <c>none</c> where no clock runs; of a limit with several clocks, holder or value → the day.</summary>
    public ImmutableArray<YamlPair> Due { get; init; } = [];
    /// <summary>Limit → the day in time counted without the roll.</summary>
    public ImmutableArray<YamlPair> Strict { get; init; } = [];
    /// <summary>Limit → running, met, late, ended or void; of a limit with several clocks, holder or value → how it stands.</summary>
    public ImmutableArray<YamlPair> Clocks { get; init; } = [];
    /// <summary>Act → the day from which it counts.</summary>
    public ImmutableArray<YamlPair> Effective { get; init; } = [];
    /// <summary>All marks and opened rights of the case; null when not asserted.</summary>
    public ImmutableArray<YamlScalar>? Marks { get; init; }
    /// <summary>Link → how each of its cases stands (open or closed), in their order; <c>none</c> where it has opened none.</summary>
    public ImmutableArray<YamlPair> Linked { get; init; } = [];
    /// <summary>All kinds of finding recorded so far; null when not asserted.</summary>
    public ImmutableArray<YamlScalar>? Findings { get; init; }
    /// <summary>Register → item → field → its value on the day of the step, or <c>none</c> where no such item is in force.</summary>
    public ImmutableArray<YamlPair> Registers { get; init; } = [];
}

/// <summary>What came of running a story.</summary>
/// <param name="Difference">The first thing that did not follow; null when the story holds.</param>
public sealed record ScenarioResult(Scenario Scenario, ScenarioDifference? Difference)
{
    public bool Passed => Difference is null;

    /// <summary>The case at the end, or where the story and the law parted; null when none was opened.</summary>
    public CaseState? Case { get; init; }

    /// <summary>The edition under which it was opened; null when none was.</summary>
    public Edition? Opened { get; init; }

    /// <summary>All that was recorded.</summary>
    public ImmutableArray<Entry> Entries { get; init; } = [];

    /// <summary>The calendars that came while the story was told, each with how many entries the story's first case had until then.</summary>
    public ImmutableArray<(int Entries, WorkingCalendar Calendar)> Calendars { get; init; } = [];

    /// <summary>The other cases of the story.</summary>
    public ImmutableArray<PlayedCase> Others { get; init; } = [];

    /// <summary>What was refused.</summary>
    public ImmutableArray<Decision.Refused> Refusals { get; init; } = [];

    /// <summary>The city in which the story was played.</summary>
    public City City { get; init; } = City.Nowhere;
}

/// <summary>Another case of a story: as it stands at the end, and all that was recorded of it.</summary>
public sealed record PlayedCase(CaseState Case, ImmutableArray<Entry> Entries);

/// <summary>Where a story and the law part.</summary>
/// <param name="Working">How the law comes to its answer, a sentence a line; empty where there is nothing to work out.</param>
public sealed record ScenarioDifference(Place At, string Message, ImmutableArray<string> Working)
{
    public override string ToString() => string.Join("\n    ", Working.Prepend($"{At}: {Message}"));
}
